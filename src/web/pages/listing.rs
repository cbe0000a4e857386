//! A list to print (A4 landscape) or to take away as a workbook: the same rows both ways.

use serde::Serialize;

use crate::exchange::{Listed, listed_workbook};
use crate::lifecycle::policy::Language;
use crate::store::Access;
use crate::web::answer::{Answer, Reply};
use crate::web::visit::Visit;

/// The list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Listing {
    title: &'static str,
    /// What it was narrowed by.
    narrowed: String,
    heads: Vec<&'static str>,
    #[serde(skip)]
    widths: Vec<u16>,
    rows: Vec<Vec<String>>,
}

impl Listing {
    pub(crate) fn new(
        visit: &Visit<'_>,
        title: (&'static str, &'static str),
        heads: &[(&'static str, &'static str, u16)],
        rows: Vec<Vec<String>>,
        narrowed: String,
    ) -> Self {
        let vi = visit.language() == Language::Vi;
        Self {
            title: if vi { title.0 } else { title.1 },
            narrowed,
            heads: heads.iter().map(|(vi_head, en, _)| if vi { *vi_head } else { *en }).collect(),
            widths: heads.iter().map(|(_, _, width)| *width).collect(),
            rows,
        }
    }
}

/// As a page for the printer.
pub(crate) fn print(visit: &Visit<'_>, listing: &Listing) -> Reply {
    visit.page("listing.html", "", listing)
}

/// As a workbook; written down, because it leaves the house.
pub(crate) fn workbook(visit: &Visit<'_>, name: &str, listing: &Listing) -> Reply {
    let who = visit.member()?;
    visit.site.web().note_access(&who.contact.id, Access::Export, Some(name), visit.now)?;
    let heads: Vec<(&str, u16)> = listing.heads.iter().copied().zip(listing.widths.iter().copied()).collect();
    let office = &visit.desk.office.name;
    let bytes = listed_workbook(&Listed { title: listing.title, office, heads: &heads, rows: &listing.rows })?;
    Ok(Answer::file(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes))
}
