//! The state of a commitment, for a review's letter, the agreement's page, lists and reports.

use super::{day_in_text, day_table, rhythm};
use crate::lifecycle::commitment::{
    Account, Commitment, CommitmentRecord, CommitmentSide, CommitmentStanding, CommitmentTiming, PROMISERS,
};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;

/// At most this many notes on one commitment are listed; the latest.
const SAID_MAX: usize = 5;

fn pick(language: Language, vi: &str, en: &str) -> String {
    match language {
        Language::Vi => vi.to_owned(),
        Language::En => en.to_owned(),
    }
}

/// Who promises: `phía ta`.
pub(crate) fn promiser(side: CommitmentSide, language: Language) -> &'static str {
    let names = PROMISERS.iter().find(|(known, ..)| *known == side).map_or(["", ""], |(_, _, names, _)| *names);
    names[usize::from(language == Language::En)]
}

/// When it falls due: `chậm nhất ngày 31/12/2026`, `02 năm/lần`, `hằng năm vào ngày 15/11`, `trong thời hạn văn bản`.
pub(crate) fn when_due(when: CommitmentTiming, language: Language) -> String {
    let day = |day| day_in_text(day, language);
    match (when, language) {
        (CommitmentTiming::Until(until), Language::Vi) => format!("chậm nhất ngày {}", day(until)),
        (CommitmentTiming::Until(until), Language::En) => format!("by {} at the latest", day(until)),
        (CommitmentTiming::Every { span, from: None }, _) => rhythm(span, language),
        (CommitmentTiming::Every { span, from: Some(from) }, Language::Vi) => {
            format!("{}, tính từ ngày {}", rhythm(span, language), day(from))
        }
        (CommitmentTiming::Every { span, from: Some(from) }, Language::En) => {
            format!("{}, counted from {}", rhythm(span, language), day(from))
        }
        (CommitmentTiming::Yearly { month, day }, Language::Vi) => {
            let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
            format!("hằng năm vào ngày {day:02}/{month}")
        }
        (CommitmentTiming::Yearly { month, day }, Language::En) => format!("every year on {day:02}/{month:02}"),
        (CommitmentTiming::Within, Language::Vi) => "trong thời hạn văn bản, không nêu ngày".to_owned(),
        (CommitmentTiming::Within, Language::En) => "within the term, on no day of its own".to_owned(),
    }
}

/// What a commitment asks for: `đến hạn ngày 31/12/2026`, `đã thực hiện ngày 02/6/2026`.
pub fn promise(standing: CommitmentStanding, language: Language) -> String {
    promise_with(standing, |day| day_in_text(day, language), language)
}

/// The same in a table, where every day has one form.
pub(crate) fn promise_in_table(standing: CommitmentStanding, language: Language) -> String {
    promise_with(standing, day_table, language)
}

fn promise_with(standing: CommitmentStanding, day: impl Fn(Day) -> String, language: Language) -> String {
    match (standing, language) {
        (CommitmentStanding::Due(due), Language::Vi) => format!("đang thực hiện, hạn ngày {}", day(due)),
        (CommitmentStanding::Due(due), Language::En) => format!("open, due on {}", day(due)),
        (CommitmentStanding::Late(due), Language::Vi) => format!("quá hạn ngày {}, chưa ghi nhận kết quả", day(due)),
        (CommitmentStanding::Late(due), Language::En) => format!("overdue, {}; no result recorded", day(due)),
        (CommitmentStanding::Done(on), Language::Vi) => format!("đã thực hiện ngày {}", day(on)),
        (CommitmentStanding::Done(on), Language::En) => format!("done on {}", day(on)),
        (CommitmentStanding::Open, _) => {
            pick(language, "đang thực hiện, không có ngày đến hạn", "open, with no day of its own")
        }
        (CommitmentStanding::Beyond(due), Language::Vi) => {
            format!("đang thực hiện, hạn ngày {} sau ngày hết hiệu lực nên không nhắc", day(due))
        }
        (CommitmentStanding::Beyond(due), Language::En) => {
            format!("open; its day, {}, lies after the last day in force, so nobody is reminded", day(due))
        }
        (CommitmentStanding::Rests, _) => pick(
            language,
            "đang thực hiện, ngày đến hạn rơi vào thời gian tạm đình chỉ",
            "open, its day lies in a suspension",
        ),
        (CommitmentStanding::Skipped, _) => pick(language, "không thực hiện", "not carried out"),
        (CommitmentStanding::Over, _) => {
            pick(language, "văn bản đã hết hiệu lực, chưa ghi nhận kết quả", "the text is over, no result recorded")
        }
    }
}

/// Something that was recorded of it: `02/6/2026: 3 sinh viên đã tốt nghiệp`.
pub(crate) fn commitment_record_line(on: Day, what: CommitmentRecord<'_>, language: Language) -> String {
    commitment_record_on(&day_in_text(on, language), what, language)
}

/// The same in a table, where every day has one form.
pub(crate) fn commitment_record_cell(on: Day, what: CommitmentRecord<'_>, language: Language) -> String {
    commitment_record_on(&day_table(on), what, language)
}

fn commitment_record_on(on: &str, what: CommitmentRecord<'_>, language: Language) -> String {
    match (what, language) {
        (CommitmentRecord::Progress(text), _) => format!("{on}: {text}"),
        (CommitmentRecord::Done(_), Language::Vi) => format!("{on}: đã thực hiện"),
        (CommitmentRecord::Done(_), Language::En) => format!("{on}: done"),
        (CommitmentRecord::Skipped(why), Language::Vi) => format!("{on}: không thực hiện ({why})"),
        (CommitmentRecord::Skipped(why), Language::En) => format!("{on}: not carried out ({why})"),
    }
}

/// What is promised, by whom and when, in one line.
pub fn commitment(commitment: &Commitment, who: Option<&str>, language: Language) -> String {
    let Commitment { title, target, side, basis, when, .. } = commitment;
    let target = target.as_ref().map_or_else(String::new, |target| format!(" ({target})"));
    let by = by(*side, who, language);
    let basis = basis.as_ref().map_or_else(String::new, |basis| format!(", {basis}"));
    format!("{title}{target} – {by}; {}{basis}", when_due(*when, language))
}

fn by(side: CommitmentSide, who: Option<&str>, language: Language) -> String {
    let side = promiser(side, language);
    who.map_or_else(|| side.to_owned(), |who| format!("{side}, {who}"))
}

/// A commitment in one line: what, how much, by whom, how it stands, what was recorded. `who` is the name of who carries it
/// out.
pub fn account(account: &Account<'_>, who: Option<&str>, language: Language) -> String {
    let Commitment { title, target, side, .. } = account.commitment;
    let target = target.as_ref().map_or_else(String::new, |target| format!(" ({target})"));
    let by =
        who.map_or_else(|| promiser(*side, language).to_owned(), |who| format!("{}, {who}", promiser(*side, language)));
    let more = account.notes.len().saturating_sub(SAID_MAX);
    let mut said: Vec<String> =
        account.notes[more..].iter().map(|said| commitment_record_line(said.act.on, said.what, language)).collect();
    if said.is_empty() {
        said.push(pick(language, "chưa ghi nhận gì thêm", "nothing recorded since"));
    }
    format!("{title}{target} – {by}: {}; {}", promise(account.standing, language), said.join("; "))
}
