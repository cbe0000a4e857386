//! A list to print (A4 landscape) or to take away as a workbook: the same rows both ways, with what they were narrowed by and
//! as of when they hold.

use serde::Serialize;

use crate::exchange::{Listed, listed_workbook};
use crate::message::answer::{pages as words, tables};
use crate::message::sentence::sentence;
use crate::message::{Say, say};
use crate::store::Access;
use crate::web::answer::{Answer, PageReply};
use crate::web::visit::Visit;

/// What a workbook is to a browser.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Listing {
    title: &'static str,
    /// What it was narrowed by, in words; empty where it was not.
    narrowed: String,
    heads: Vec<&'static str>,
    #[serde(skip)]
    widths: Vec<u16>,
    rows: Vec<Vec<String>>,
    /// Whether its last column is left free to write in.
    room: bool,
}

impl Listing {
    pub(crate) fn new(
        visit: &Visit<'_>,
        title: (&'static str, &'static str),
        heads: &[tables::ColumnHead],
        rows: Vec<Vec<String>>,
        narrowed: String,
    ) -> Self {
        let voice = visit.voice();
        Self {
            title: voice.pick(title.0, title.1),
            narrowed,
            heads: heads.iter().map(|(vi, en, _)| voice.pick(*vi, *en)).collect(),
            widths: heads.iter().map(|(_, _, width)| *width).collect(),
            rows,
            room: heads.last() == Some(&tables::INSTRUCTIONS),
        }
    }
}

/// As a page for the printer.
pub(crate) fn print(visit: &Visit<'_>, listing: &Listing) -> PageReply {
    visit.page("listing.html", "", listing)
}

/// As a workbook of that name, with the day; written down, because it leaves the house.
pub(crate) fn workbook(visit: &Visit<'_>, name: &str, listing: &Listing) -> PageReply {
    let (who, voice) = (visit.member()?, visit.voice());
    let name = format!("{name}-{}.xlsx", visit.today());
    visit.site.web().note_access(&who.contact.id, Access::Export, Some(&name), visit.now)?;
    let heads: Vec<(&str, u16)> = listing.heads.iter().copied().zip(listing.widths.iter().copied()).collect();
    let narrowed = Some(&listing.narrowed).filter(|text| !text.is_empty());
    let narrowed = narrowed.map(|text| sentence!(words::NARROWED_BY, text).say(voice)).unwrap_or_default();
    let as_of = sentence!(
        words::AS_OF,
        visit.hour(visit.now),
        say::count(listing.rows.len() as u64, voice.language),
        visit.seal()?
    );
    let bytes = listed_workbook(&Listed {
        title: listing.title,
        sheet: listing.title,
        under: [&narrowed, &as_of.say(voice)],
        office: &visit.desk.office.name,
        heads: &heads,
        rows: &listing.rows,
    })?;
    Ok(Answer::file(&name, XLSX, bytes))
}
