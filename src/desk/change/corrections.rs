//! The corrections that a change causes: a correction goes to each person whom an accepted letter gave a day that has
//! changed.
//!
//! Not here: the rule, which is the scan's own, evaluated before and after the change. The invariant: the next scan
//! sends exactly the corrections listed here; one that was due before the change is not listed.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::desk::DeskError;
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::reminder::Key;
use crate::message::answer::changes as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Voice};
use crate::store::Queued;
use crate::watch::Office;
use crate::watch::gather::{self, MovedDay};

/// How many corrections a line names.
const NAMED_AT_MOST: usize = 10;

/// One person who will get a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionNotice {
    pub reference: String,
    /// The day the letter named.
    pub old_day: Day,
    /// The day there is; none where the milestone no longer exists.
    pub new_day: Option<Day>,
    /// Who and what it is about; left out where the agreement is restricted.
    #[serde(flatten)]
    pub about: Option<CorrectionContext>,
}

/// What a correction contains besides reference and days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionContext {
    /// The contact meant.
    pub recipient: String,
    /// The milestone's kind, with `:name` for a duty.
    pub kind: String,
    /// The milestone's number.
    pub nth: u32,
}

/// The corrections that are due as an agreement stands, each with the day that was sent and the one there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DueCorrections {
    corrections: BTreeMap<Key, MovedDay>,
    shown: Disclosure,
}

/// How much of an agreement is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Disclosure {
    #[default]
    Whole,
    /// Reference and day alone.
    Restricted,
}

impl DueCorrections {
    pub(super) fn of(record: &Agreement, office: &Office, queued: &[Queued], today: Day) -> Result<Self, DeskError> {
        // No accepted letter: most agreements of a long list.
        if queued.is_empty() {
            return Ok(Self { corrections: BTreeMap::new(), shown: Disclosure::Whole });
        }
        let corrections = gather::corrections_due(record, queued, office, today)?;
        let restricted = record.knowledge().is_ok_and(|known| known.facts_on(today).is_restricted());
        let shown = if restricted { Disclosure::Restricted } else { Disclosure::Whole };
        Ok(Self { corrections: corrections.into_iter().collect(), shown })
    }

    /// Those that were not due before.
    pub(super) fn beyond<'a>(
        &'a self,
        before: &'a Self,
        reference: &'a str,
    ) -> impl Iterator<Item = CorrectionNotice> + 'a {
        let whole = self.shown == Disclosure::Whole && before.shown == Disclosure::Whole;
        let brought = self.corrections.iter().filter(|(key, _)| !before.corrections.contains_key(*key));
        brought.map(move |(key, day)| CorrectionNotice {
            reference: reference.to_owned(),
            old_day: day.old,
            new_day: day.now,
            about: whole.then(|| CorrectionContext {
                recipient: key.recipient.clone(),
                kind: key.topic.to_string(),
                nth: key.nth,
            }),
        })
    }
}

/// `2, to desk-korea, head (told 2027-12-22, now 2032-12-22)`: those who are told the same stand together, and where
/// several agreements are mentioned each is named.
pub(super) fn line(notices: &[CorrectionNotice], more: usize, voice: Voice) -> String {
    let mut groups: Vec<(&CorrectionNotice, Vec<&str>)> = Vec::new();
    for one in notices.iter().take(NAMED_AT_MOST) {
        let recipient = one.about.as_ref().map(|about| about.recipient.as_str());
        let same = |other: &CorrectionNotice| {
            (&other.reference, other.old_day, other.new_day) == (&one.reference, one.old_day, one.new_day)
        };
        match groups.iter_mut().find(|(first, _)| same(first)) {
            Some((_, people)) => people.extend(recipient.filter(|person| !people.contains(person))),
            None => groups.push((one, recipient.into_iter().collect())),
        }
    }
    let several = notices.iter().any(|one| notices.first().is_some_and(|first| first.reference != one.reference));
    let total = notices.len() + more;
    let mut text = total.to_string();
    for (nth, (one, people)) in groups.iter().enumerate() {
        text.push_str(match (nth, people.is_empty()) {
            (0, true) => "",
            (0, false) => words::FIRST_TO.of(voice),
            (_, true) => ";",
            (_, false) => words::NEXT_TO.of(voice),
        });
        let reference = if several { format!("{}, ", one.reference) } else { String::new() };
        let days = match one.new_day {
            Some(day) => sentence!(words::TOLD_AND_NOW, one.old_day, day),
            None => sentence!(words::TOLD_AND_GONE, one.old_day),
        };
        text.extend([&people.join(", "), " (", &reference, &days.say(voice), ")"]);
    }
    match total.saturating_sub(NAMED_AT_MOST) {
        0 => text,
        more => format!("{text}; {}", sentence!(words::AND_MORE, more).say(voice)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn notices(reference: &str, recipient: &str, new_day: &str) -> CorrectionNotice {
        let about = CorrectionContext { recipient: recipient.to_owned(), kind: "expiry".to_owned(), nth: 1 };
        CorrectionNotice {
            reference: reference.to_owned(),
            old_day: day("2027-12-22"),
            new_day: Some(day(new_day)),
            about: Some(about),
        }
    }

    #[test]
    fn the_line_says_how_many_to_whom_and_which_days() {
        let (korea, head) = (notices("A-1", "desk-korea", "2032-12-22"), notices("A-1", "head", "2032-12-22"));
        let later = notices("A-1", "head", "2033-01-01");
        let other = notices("B-2", "head", "2032-12-22");
        let twice = CorrectionNotice {
            about: Some(CorrectionContext { recipient: "head".to_owned(), kind: "notice".to_owned(), nth: 1 }),
            ..head.clone()
        };
        let secret = CorrectionNotice { about: None, ..korea.clone() };
        for (rule, notices, shown) in [
            (
                "one group",
                vec![korea.clone(), head.clone()],
                "2, to desk-korea, head (told 2027-12-22, now 2032-12-22)",
            ),
            ("a person once", vec![head.clone(), twice], "2, to head (told 2027-12-22, now 2032-12-22)"),
            (
                "two days",
                vec![korea.clone(), later],
                "2, to desk-korea (told 2027-12-22, now 2032-12-22); to head (told 2027-12-22, now 2033-01-01)",
            ),
            (
                "two agreements",
                vec![korea, other],
                "2, to desk-korea (A-1, told 2027-12-22, now 2032-12-22); to head (B-2, told 2027-12-22, now 2032-12-22)",
            ),
            ("restricted", vec![secret.clone(), secret], "2 (told 2027-12-22, now 2032-12-22)"),
        ] {
            assert_eq!(line(&notices, 0, Voice::LOG), shown, "{rule}");
        }
    }

    #[test]
    fn ten_are_named_and_the_others_counted() {
        let many: Vec<CorrectionNotice> =
            (10..22).map(|nth| notices("A-1", &format!("p{nth}"), "2032-12-22")).collect();
        let ten = "p10, p11, p12, p13, p14, p15, p16, p17, p18, p19 (told 2027-12-22, now 2032-12-22)";
        assert_eq!(line(&many[..10], 0, Voice::LOG), format!("10, to {ten}"));
        assert_eq!(line(&many, 0, Voice::LOG), format!("12, to {ten}; and 2 more"));
        assert_eq!(line(&many, 300, Voice::LOG), format!("312, to {ten}; and 302 more"));
    }

    #[test]
    fn what_was_due_already_is_not_the_changes_and_what_is_restricted_on_either_side_is_withheld() {
        let key = |recipient: &str, new_day: &str| -> Key {
            format!("1/expiry/1/{new_day}/moved:2027-12-22/{recipient}").parse().expect("a key")
        };
        let due = |keys: &[Key], shown: Disclosure| DueCorrections {
            corrections: keys
                .iter()
                .map(|key| (key.clone(), MovedDay { old: day("2027-12-22"), now: Some(key.day) }))
                .collect(),
            shown,
        };
        let before = due(&[key("head", "2032-12-22")], Disclosure::Whole);
        let after = due(&[key("head", "2032-12-22"), key("desk-korea", "2032-12-22")], Disclosure::Whole);
        let brought: Vec<CorrectionNotice> = after.beyond(&before, "A-1").collect();
        assert_eq!(brought, [notices("A-1", "desk-korea", "2032-12-22")]);
        let hidden = DueCorrections { shown: Disclosure::Restricted, ..before.clone() };
        for (before, after) in
            [(&hidden, &after), (&before, &DueCorrections { shown: Disclosure::Restricted, ..after.clone() })]
        {
            let brought: Vec<CorrectionNotice> = after.beyond(before, "A-1").collect();
            assert_eq!(brought.iter().map(|one| one.about.clone()).collect::<Vec<_>>(), [None]);
        }
    }
}
