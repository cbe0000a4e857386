//! The proof of reminders as one page to print: each letter with its result and what was recorded afterwards.
//!
//! It claims what the mail server said and no more. Nothing is looked up here: the caller passes values.

use serde::Serialize;

use super::{MessageError, page, say};
use crate::lifecycle::act::{Choice, Via};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::lifecycle::reminder::{Key, Occasion, Topic};

#[derive(Clone, Debug, Serialize)]
pub struct ProofPage {
    /// The office's name.
    pub office: String,
    /// The agreement's reference.
    pub reference: String,
    /// The same as part of an address.
    pub path: String,
    /// Its title; the reference of a restricted one.
    pub title: String,
    pub parties: String,
    /// The day on which it is printed.
    pub today: String,
    /// The first characters of the acts' chain.
    pub seal: String,
    /// The letters, the oldest first.
    pub letters: Vec<ProofLetter>,
    /// The outages of that time, a line each.
    pub outages: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ProofLetter {
    /// The day it was queued.
    pub on: String,
    /// What it reminded of.
    pub about: Vec<String>,
    pub subject: String,
    /// Who got it.
    pub to: String,
    /// Where it went.
    pub address: String,
    /// Its state, where nothing was tried.
    pub state: String,
    pub attempts: Vec<ProofAttempt>,
    /// What was recorded after it.
    pub after: Vec<String>,
}

/// One attempt that ended.
#[derive(Clone, Debug, Serialize)]
pub struct ProofAttempt {
    /// When, on the office's wall.
    pub at: String,
    /// How it ended.
    pub means: &'static str,
    /// The server's words.
    pub reply: String,
    /// How often it ended so, where that was more than once.
    pub again: String,
}

/// The page alone, for a file.
pub fn standalone_page(proof: &ProofPage, language: Language) -> Result<String, MessageError> {
    #[derive(Serialize)]
    struct StandaloneProof<'a> {
        page: &'a ProofPage,
    }
    page::page("proof-alone.html", language, &StandaloneProof { page: proof })
}

/// What a reminder was about: `hết hiệu lực 22/12/2022, trước 90 ngày`.
pub(crate) fn reminded_of(key: &Key, language: Language) -> String {
    let day = |day: Day| say::day_in_table(day, language);
    let what = match &key.topic {
        Topic::Milestone { kind, name } => {
            let kind = say::kind(*kind, language);
            name.as_ref().map_or_else(|| kind.to_owned(), |name| format!("{kind}: {name}"))
        }
        Topic::System(_) | Topic::Act(_) => {
            pick(language, "thông báo về lần cập nhật", "about what was recorded").to_owned()
        }
    };
    let occasion = match key.occasion {
        Occasion::Rung(offset) => say::rung_in_words(&offset.to_string(), language),
        Occasion::ToVerify => pick(language, "cần xác minh", "to be verified").to_owned(),
        Occasion::MovedFrom(from) => match language {
            Language::Vi => format!("đính chính, trước đây {}", day(from)),
            Language::En => format!("corrected, it was {}", day(from)),
        },
        Occasion::Gone => {
            pick(language, "đính chính, không còn mốc này", "corrected, there is no such day any more").to_owned()
        }
        Occasion::Once => String::new(),
    };
    let occasion = if occasion.is_empty() { occasion } else { format!(", {occasion}") };
    format!("{what} {}{occasion}", day(key.day))
}

/// An act that was recorded after a letter.
#[derive(Clone, Copy, Debug)]
pub struct RecordedAfter<'a> {
    pub act: &'a str,
    /// The day it happened.
    pub on: Day,
    pub recorded_on: Day,
    /// Who recorded it.
    pub by: &'a str,
    /// The name that was typed.
    pub written_by: Option<&'a str>,
    pub decided_by: Option<&'a str>,
    /// By which way it came.
    pub via: Option<Via>,
    /// The paper's number.
    pub number: Option<&'a str>,
    /// What was decided.
    pub choice: Option<Choice>,
}

/// `16/03/2026: đã họp sơ kết, số 12/BB; Chuyên viên ghi ngày 17/03/2026, bằng trang theo dõi`.
pub fn recorded_after(after: &RecordedAfter<'_>, language: Language) -> String {
    let day = |day: Day| say::day_in_table(day, language);
    let (on, recorded_on) = (day(after.on), day(after.recorded_on));
    let mut act = say::act(after.act, language).to_owned();
    if let Some(choice) = after.choice {
        act = format!("{act}: {}", say::choice(choice, language));
    }
    if let Some(number) = after.number {
        act = format!("{act}, {} {number}", pick(language, "số", "paper"));
    }
    let by = match after.written_by {
        Some(name) => format!("{name} ({})", after.by),
        None => after.by.to_owned(),
    };
    let way = after.via.map(|via| via_words(via, language));
    let decided = after.decided_by;
    match language {
        Language::Vi => {
            let way = way.map(|way| format!(", bằng {way}")).unwrap_or_default();
            let decided = decided.map(|who| format!("; ý kiến chỉ đạo của {who}")).unwrap_or_default();
            format!("{on}: {act}; {by} ghi ngày {recorded_on}{way}{decided}")
        }
        Language::En => {
            let way = way.map(|way| format!(" by {way}")).unwrap_or_default();
            let decided = decided.map(|who| format!("; decided by {who}")).unwrap_or_default();
            format!("{on}: {act}; recorded by {by} on {recorded_on}{way}{decided}")
        }
    }
}

/// By which way something was recorded.
pub(crate) fn via_words(via: Via, language: Language) -> &'static str {
    match via {
        Via::Command => pick(language, "lệnh trên máy chủ", "a command"),
        Via::List => pick(language, "danh sách nhập vào", "a list"),
        Via::Page => pick(language, "trang theo dõi", "the page"),
        Via::Link => pick(language, "đường liên kết trong thư", "a link in a letter"),
    }
}

/// The state of a letter without an attempt.
pub(crate) fn state_without_attempt(state: &str, language: Language) -> &'static str {
    match state {
        "dropped" => pick(language, "đã bỏ, không gửi", "dropped, not sent"),
        "dead" => pick(language, "chưa gửi được", "undelivered"),
        _ => pick(language, "đang chờ gửi", "waiting"),
    }
}

/// A time in which the mail server took nothing; none for the end where it is not over.
pub fn outage(since: &str, until: Option<&str>, tries: u64, words: &str, language: Language) -> String {
    let until = until.unwrap_or(pick(language, "nay", "now"));
    match language {
        Language::Vi => format!("từ {since} đến {until}, đã thử {tries} lần: {words}"),
        Language::En => format!("from {since} to {until}, tried {tries} times: {words}"),
    }
}

/// How often an attempt ended so.
pub fn again(times: u32, last_at: &str, language: Language) -> String {
    match language {
        Language::Vi => format!("{times} lần, lần cuối {last_at}"),
        Language::En => format!("{times} times, the last at {last_at}"),
    }
}

const fn pick(language: Language, vi: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}
