//! Which of one person's sections go into one letter.
//!
//! One letter a day: where there are more sections than the office allows as separate letters, they become one,
//! corrections before reminders. Content of an earlier letter whose arrival is unknown goes into a letter of its own
//! again: where all of it is still asked for, that letter is the same letter, and a mail program shows the two as one.

use std::collections::BTreeMap;

use super::Sections;
use crate::message::letter::SECTIONS_MAX;

/// The sections of one letter, in its order.
#[derive(Default)]
pub(super) struct Bundle {
    /// Days that moved.
    pub(super) moved: Sections,
    pub(super) due: Sections,
}

/// The letters that these sections become.
pub(super) fn bundles(moved: Sections, due: Sections, bundle_over: usize) -> Vec<Bundle> {
    let mut before: BTreeMap<Option<i64>, Bundle> = BTreeMap::new();
    for section in moved {
        before.entry(section.perhaps_in).or_default().moved.push(section);
    }
    for section in due {
        before.entry(section.perhaps_in).or_default().due.push(section);
    }
    let mut letters = Vec::new();
    for (perhaps_in, Bundle { moved, due }) in before {
        let alone = perhaps_in.is_none() && moved.len() + due.len() <= bundle_over;
        let most = if alone { 1 } else { SECTIONS_MAX };
        let mut letter = Bundle::default();
        let moved = moved.into_iter().map(|section| (section, SectionPosition::First));
        for (section, place) in moved.chain(due.into_iter().map(|section| (section, SectionPosition::Below))) {
            if letter.moved.len() + letter.due.len() == most {
                letters.push(std::mem::take(&mut letter));
            }
            match place {
                SectionPosition::First => letter.moved.push(section),
                SectionPosition::Below => letter.due.push(section),
            }
        }
        letters.push(letter);
    }
    letters
}

enum SectionPosition {
    First,
    Below,
}
