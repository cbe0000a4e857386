//! The letter about an act that was recorded by a link: what, by whom, which letters stop, and how to take it back.
//!
//! Of a restricted agreement it gives reference and day, and has no link.

use serde::Serialize;

use crate::lifecycle::act::ActBody;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::say;
use crate::message::view::{DayView, clean};

/// An act that came by link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRecord {
    /// The agreement's reference.
    pub reference: String,
    /// What it is called; none of a restricted one.
    pub name: Option<String>,
    pub body: ActBody,
    /// What it took back, with its day; of an act that takes nothing back none.
    pub took_back: Option<(ActBody, Day)>,
    /// The day on which a review stood that had been put off: it was asked about by that day.
    pub stood_on: Option<Day>,
    /// What was said of each commitment at a review: what is promised, and the text.
    pub said: Vec<(String, String)>,
    pub happened_on: Day,
    /// The office's day on which it was recorded.
    pub recorded_on: Day,
    /// The paper's number.
    pub number: Option<String>,
    /// Anything worth saying.
    pub note: Option<String>,
    /// The name that was typed.
    pub writer: Option<String>,
    /// Whose letter had the link.
    pub addressee: String,
    /// How many reminders stop.
    pub stops: usize,
    /// The link that takes it back; none where it is such a taking back itself.
    pub undo: Option<String>,
}

#[derive(Serialize)]
pub(super) struct LinkRecordWords {
    reference: String,
    name: Option<String>,
    act: &'static str,
    voids: bool,
    happened: DayView,
    recorded: DayView,
    values: Vec<(String, String)>,
    number: Option<String>,
    note: Option<String>,
    writer: Option<String>,
    addressee: String,
    stops: Option<String>,
    undo: Option<String>,
}

impl LinkRecordWords {
    pub(super) fn new(record: &LinkRecord, language: Language) -> Self {
        let told = |text: &Option<String>| record.name.as_ref().and(text.as_ref()).map(|text| clean(text, 300));
        let mut values = if record.name.is_some() { say::act_line(&record.body, language) } else { Vec::new() };
        if let Some((body, on)) = record.took_back.as_ref().filter(|_| record.name.is_some()) {
            values.push(say::took_back(body, *on, language));
        }
        if let Some(day) = record.stood_on.filter(|_| record.name.is_some()) {
            values.push(say::postponed_day(day, language));
        }
        if record.name.is_some() {
            values.extend(record.said.iter().map(|(what, text)| (clean(what, 120), text.clone())));
        }
        Self {
            reference: clean(&record.reference, 80),
            name: record.name.as_ref().map(|name| clean(name, 120)),
            act: say::act(record.body.word(), language),
            voids: matches!(record.body, ActBody::Void { .. }),
            happened: DayView::new(record.happened_on, language),
            recorded: DayView::new(record.recorded_on, language),
            values: values.into_iter().map(|(name, value)| (name, clean(&value, 300))).collect(),
            number: told(&record.number),
            note: told(&record.note),
            writer: record.writer.as_ref().map(|writer| clean(writer, 200)),
            addressee: clean(&record.addressee, 200),
            stops: (record.stops > 0).then(|| say::count(record.stops as u64, language)),
            undo: record.name.as_ref().and(record.undo.clone()),
        }
    }
}
