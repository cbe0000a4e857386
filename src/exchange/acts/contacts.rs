//! What is said of a contact, read from the words of a command or a form into its canonical texts.

use super::reader::ActReader;
use crate::exchange::cell_forms;
use crate::exchange::cell_forms::Unread;
use crate::lifecycle::act::{ActKey, ContactChange, DaysAway, LANGUAGES, RHYTHMS};
use crate::message::list::act;
use crate::message::say;
use crate::text::fold;

/// What gives the configuration back.
const AS_CONFIGURED: &str = "-";

/// What people write for the languages and the rhythms, folded.
const LANGUAGE_WORDS: [(&str, &str); 4] =
    [("tieng viet", "vi"), ("vietnamese", "vi"), ("tieng anh", "en"), ("english", "en")];
const RHYTHM_WORDS: [(&str, &str); 5] =
    [("hang tuan", "weekly"), ("hang thang", "monthly"), ("khong nhan", "none"), ("khong", "none"), ("never", "none")];

impl ActReader {
    /// Who, and what is said of him; at least one thing.
    pub(super) fn contact(&mut self) -> Option<ContactChange> {
        let contact = self.text(ActKey::Contact);
        let contact = self.or_missing(contact, ActKey::Contact);
        let language = self.word(ActKey::Language, &LANGUAGES.map(|(_, word)| word), &LANGUAGE_WORDS);
        let digest = self.word(ActKey::Rhythm, &RHYTHMS.map(|(_, word)| word), &RHYTHM_WORDS);
        let away = self.days_away();
        let said = ContactChange { contact: contact?, away, language, digest };
        if said.is_empty() {
            // A word that could not be read is told already; that nothing was said is not so.
            let unread = |key: &ActKey| self.wrong.iter().any(|wrong| wrong.key() == Some(*key));
            if ![ActKey::Language, ActKey::Rhythm].iter().any(unread) {
                self.missing(ActKey::Away);
            }
            return None;
        }
        Some(said)
    }

    fn word(&mut self, key: ActKey, words: &[&str], also: &[(&str, &str)]) -> Option<String> {
        let said = self.text(key)?;
        if said == AS_CONFIGURED {
            return Some(said);
        }
        let folded = fold(&said);
        let other = also.iter().find(|(other, _)| *other == folded).map(|(_, word)| *word);
        let word = words.iter().copied().find(|word| *word == folded).or(other);
        let read = word.ok_or_else(|| Unread(act::none_of_the_words(&said, &words.join(", "))));
        self.taken(key, read).map(str::to_owned)
    }

    /// `1/12/2026..20/12/2026`, also with a dash or "đến" between the days; one day is both.
    fn days_away(&mut self) -> Option<String> {
        let substitute = self.text(ActKey::Substitute);
        let Some(said) = self.text(ActKey::Away) else {
            if substitute.is_some() {
                self.missing(ActKey::Away);
            }
            return None;
        };
        if said == AS_CONFIGURED {
            return Some(said);
        }
        let (from, through) = cell_forms::day::parted(&said).unwrap_or((&said, &said));
        let days = cell_forms::day::read(from).and_then(|from| Ok((from, cell_forms::day::read(through)?)));
        let read = days.and_then(|(from_on, through_on)| {
            if from_on <= through_on {
                Ok(DaysAway { from_on, through_on, substitute })
            } else {
                Err(Unread(act::last_before_first(&say::day_table(from_on), &say::day_table(through_on))))
            }
        });
        self.taken(ActKey::Away, read).map(|days| days.to_string())
    }
}
