//! A sentence in both languages with the values that are in it: what a door or a use case answers where nobody has to
//! match on the reason.
//!
//! Sentences are declared with [`sentences!`] in `message/answer/`, one constant each; anyone who has something to say
//! takes the constant and its values ([`sentence!`]) and hands the [`Sentence`] up, and a face says it. Where code has to tell
//! reasons apart there is an enum that implements [`Say`] instead. The invariant, held at compile time: both languages
//! name the same values.

use std::fmt;

use serde::{Serialize, Serializer};

use super::say::{day_for, weekday};
use super::system;
use super::{Say, Voice};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;

/// A sentence with `N` values, `{0}` to `{9}`, in Vietnamese and English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentenceForm<const N: usize> {
    vi: &'static str,
    en: &'static str,
}

impl<const N: usize> SentenceForm<N> {
    /// The same in Vietnamese and English.
    ///
    /// # Panics
    ///
    /// Where a language names other values than `{0}` to `{N - 1}`; constants are checked when the program is built.
    pub const fn new(vi: &'static str, en: &'static str) -> Self {
        assert!(names(vi, N) && names(en, N), "both languages name the same values");
        Self { vi, en }
    }

    /// The sentence with its values.
    pub fn with(self, values: [SentenceValue; N]) -> Sentence {
        Sentence(Inner::Filled { vi: self.vi, en: self.en, values: values.into() })
    }
}

impl SentenceForm<0> {
    /// The one in the reader's language.
    pub const fn of(self, voice: Voice) -> &'static str {
        match voice.language {
            Language::Vi => self.vi,
            Language::En => self.en,
        }
    }

    /// Both languages, with a separator.
    pub fn both(self, between: &str) -> String {
        format!("{}{between}{}", self.vi, self.en)
    }

    /// What is written into a column of the register: the English sentence (see `answer::stored_reasons`).
    pub const fn stored_text(self) -> &'static str {
        self.en
    }
}

/// Whether a text names `{0}` to `{count - 1}`, each at least once, and no other.
const fn names(text: &str, count: usize) -> bool {
    let bytes = text.as_bytes();
    let mut seen = [false; 10];
    let mut at = 0;
    while at + 2 < bytes.len() {
        if bytes[at] == b'{' && bytes[at + 2] == b'}' && bytes[at + 1].is_ascii_digit() {
            seen[(bytes[at + 1] - b'0') as usize] = true;
        }
        at += 1;
    }
    let mut value = 0;
    while value < seen.len() {
        if seen[value] != (value < count) {
            return false;
        }
        value += 1;
    }
    true
}

/// What is in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SentenceValue {
    /// A text that is the same in every language.
    Text(String),
    /// A day, in the form of the reader's language.
    Day(Day),
    /// So many of a thing: in English with its name in the right number, in Vietnamese the number alone.
    Counted(u64, &'static str),
    /// A day with its weekday.
    DayOfWeek(Day),
    /// Another sentence.
    Said(Sentence),
    /// Several of them, with a separator.
    List(Vec<SentenceValue>, &'static str),
}

impl SentenceValue {
    /// So many of a thing, by its English name.
    pub fn counted(count: impl TryInto<u64>, one: &'static str) -> Self {
        Self::Counted(count.try_into().unwrap_or(u64::MAX), one)
    }

    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => day_for(voice, *day),
            Self::Counted(count, one) => {
                let ending = if *count == 1 { "" } else { "s" };
                voice.pick(count.to_string(), format!("{count} {one}{ending}"))
            }
            Self::DayOfWeek(day) => format!("{} ({})", day_for(voice, *day), weekday(*day, voice.language)),
            Self::Said(said) => said.say(voice),
            Self::List(values, between) => {
                values.iter().map(|value| value.say(voice)).collect::<Vec<_>>().join(between)
            }
        }
    }
}

macro_rules! texts {
    ($($kind:ty),*) => {
        $(impl From<$kind> for SentenceValue {
            fn from(value: $kind) -> Self {
                Self::Text(value.to_string())
            }
        })*
    };
}

texts!(&str, String, &String, usize, u8, u32, u64, i64, std::path::Display<'_>);

impl From<Day> for SentenceValue {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<Sentence> for SentenceValue {
    fn from(said: Sentence) -> Self {
        Self::Said(said)
    }
}

/// A sentence with its values, for either language. Its JSON and its `Display` are the English one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence(Inner);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Inner {
    Filled {
        vi: &'static str,
        en: &'static str,
        values: Vec<SentenceValue>,
    },
    Both {
        vi: String,
        en: String,
    },
    /// One for whom commands and files are a way, another for everybody else.
    ByWay {
        command_line: Box<Sentence>,
        elsewhere: Box<Sentence>,
    },
}

impl Sentence {
    /// What an enum says, as a terminal says it.
    pub fn of(what: &impl Say) -> Self {
        Self::in_both(|language| what.say(Voice::terminal(language)))
    }

    /// The same in Vietnamese and English.
    pub(super) fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Inner::Both { vi: vi.into(), en: en.into() })
    }

    /// Two that say the same, each with a cure that its reader has.
    pub(super) fn by_way(command_line: Self, elsewhere: Self) -> Self {
        Self(Inner::ByWay { command_line: command_line.into(), elsewhere: elsewhere.into() })
    }

    /// What a function of `message` makes in either language.
    pub(crate) fn in_both(make: impl Fn(Language) -> String) -> Self {
        Self::new(make(Language::Vi), make(Language::En))
    }

    /// Words of someone else: of the system, of a server, of a library. Those that are known are said in the reader's
    /// language, others as they are.
    pub fn quoted(words: &impl ToString) -> Self {
        let words = words.to_string();
        Self::new(system::in_vietnamese(&words), words)
    }
}

impl Say for Sentence {
    fn say(&self, voice: Voice) -> String {
        match &self.0 {
            Inner::Both { vi, en } => voice.pick(vi, en).clone(),
            Inner::Filled { vi, en, values } => fill(voice.pick(vi, en), values, voice),
            Inner::ByWay { command_line, elsewhere } => voice.way(command_line, elsewhere, elsewhere).say(voice),
        }
    }
}

fn fill(text: &str, values: &[SentenceValue], voice: Voice) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, found) = rest.split_at(at);
        filled.push_str(before);
        let value = match found.as_bytes() {
            [b'{', digit, b'}', ..] if digit.is_ascii_digit() => values.get(usize::from(digit - b'0')),
            _ => None,
        };
        let taken = if let Some(value) = value {
            filled.push_str(&value.say(voice));
            3
        } else {
            filled.push('{');
            1
        };
        rest = found.get(taken..).unwrap_or_default();
    }
    filled.push_str(rest);
    filled
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl std::error::Error for Sentence {}

impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Declares sentences: a name, how many values it takes, Vietnamese, English.
macro_rules! sentences {
    ($($name:ident($count:literal) = $vi:literal, $en:literal;)*) => {
        $(
            pub(crate) const $name: $crate::message::SentenceForm<$count> = $crate::message::SentenceForm::new($vi, $en);
        )*
    };
}

/// A sentence of `message::answer` with its values: `sentence!(config::EMPTY, key)`.
macro_rules! sentence {
    ($sentence:expr $(, $value:expr)* $(,)?) => {
        $sentence.with([$($crate::message::SentenceValue::from($value)),*])
    };
}

pub(crate) use {sentence, sentences};

#[cfg(test)]
mod tests {
    use super::*;

    sentences! {
        WAITS(2) =
            "thư {0} chờ đến {1}",
            "until {1} letter {0} waits";
    }

    #[test]
    fn a_sentence_is_filled_in_either_language() {
        let said = sentence!(WAITS, 7_i64, Day::ymd(2027, 1, 2).expect("a day"));
        assert_eq!(said.say(Voice::terminal(Language::Vi)), "thư 7 chờ đến 02/01/2027");
        assert_eq!(said.to_string(), "until 2027-01-02 letter 7 waits");
        assert_eq!(serde_json::to_string(&said).expect("a text"), "\"until 2027-01-02 letter 7 waits\"");
    }

    #[test]
    fn a_value_is_never_read_as_a_sentence() {
        let said = sentence!(WAITS, "{1} {", "{0}");
        assert_eq!(said.to_string(), "until {0} letter {1} { waits");
    }

    #[test]
    fn both_languages_name_the_same_values() {
        assert!(names("{0} and {1}", 2));
        for (text, count) in [("{0}", 2), ("{0} {1}", 1), ("", 1), ("{2} {0}", 2)] {
            assert!(!names(text, count), "{text}");
        }
        assert!(names("{ before = \"30d\" }", 0), "a brace of TOML is none");
    }
}
