//! The successors of our parties that signed, as lists and programs show them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::restricted_view::RestrictedView;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Timeline;
use crate::lifecycle::party::{Inherited, Party};
use crate::lifecycle::policy::Language;
use crate::message::answer::plan as words;
use crate::message::say;
use crate::message::sentence::sentence;
use crate::message::{Say, Voice};

/// One of our parties that signed, and its successor. Of a restricted agreement the days alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InheritedParty {
    /// The party that signed, by its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// The successor's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    /// Today's name of the successor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The first day on which it does.
    pub since: Day,
    /// The decision that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// The day on which the partner was informed of it; null where nobody recorded that.
    pub told_on: Option<Day>,
    /// The number of our letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The same as sentences, in Vietnamese and English; for people.
    #[serde(skip)]
    pub sentences: [String; 2],
}

impl InheritedParty {
    /// Every successor of one of our parties that signed; empty where the agreement no longer binds.
    pub(super) fn all(
        timeline: &Timeline<'_>,
        parties: &BTreeMap<String, Party>,
        today: Day,
        shown: RestrictedView,
    ) -> Vec<Self> {
        let stands = Inherited::of(timeline, parties, today);
        stands.into_iter().map(|one| Self::of(one, parties, today, shown)).collect()
    }

    fn of(one: Inherited, parties: &BTreeMap<String, Party>, today: Day, shown: RestrictedView) -> Self {
        let sentences = [Language::Vi, Language::En].map(|language| say::inherited(&one, parties, today, language));
        let name = parties.get(&one.successor).map(|party| party.name_on(today).to_owned());
        let (told_on, number) = one.confirmed.map_or((None, None), |told| (Some(told.on), told.number));
        let all = Self {
            party: Some(one.party),
            successor: Some(one.successor),
            name,
            since: one.since,
            basis: one.basis,
            told_on,
            number,
            sentences,
        };
        match shown {
            RestrictedView::Shown => all,
            RestrictedView::Withheld => all.withheld(),
        }
    }

    fn withheld(self) -> Self {
        let Self { since, told_on, .. } = self;
        let told = told_on.map_or_else(|| sentence!(words::NOT_TOLD), |on| sentence!(words::TOLD_ON, on));
        let sentence = sentence!(words::SUCCESSOR_SINCE, since, told);
        let sentences = [Language::Vi, Language::En].map(|language| sentence.say(Voice::terminal(language)));
        Self { party: None, successor: None, name: None, since, basis: None, told_on, number: None, sentences }
    }
}
