//! What changed in the register since the last digest: old and new day, what else changed, who recorded it.

use super::{Digest, ROWS_MAX, RowWords, together};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::Field;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::lifecycle::span::Span;
use crate::message::letter::MoveCause;
use crate::message::proof::via_words;
use crate::message::say;
use crate::message::view::clean;

/// At most this many days of one agreement are named; the rest are counted.
const MOVES_NAMED: usize = 4;
/// At most this many acts of one agreement are named.
const ACTS_NAMED: usize = 3;

/// One agreement of which something changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    pub reference: String,
    /// Its short name; `None` where it is restricted, and then nothing else is said.
    pub short: Option<String>,
    /// The day on which the latest of it was recorded.
    pub on: Day,
    /// Days that moved, went or came.
    pub moved: Vec<DigestMove>,
    /// Whether they are still valid.
    pub lasts: ChangeState,
    /// Fields that determine the recipients (officers, ladders, the mark of restriction) or the rhythm of reviews.
    pub fields: Vec<FieldChange>,
    /// The acts that did it.
    pub acts: Vec<MoveCause>,
}

/// A fact that determines the recipients or the rhythm of reviews, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The fact.
    pub field: Field,
    /// What it was, people by their names; `None` where it was empty.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// Whether a change was taken back before a digest mentioned it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeState {
    /// It is valid.
    Still,
    /// It was taken back: the days are again what they were.
    TakenBack,
}

/// A milestone's day before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestMove {
    /// What kind of day.
    pub kind: MilestoneKind,
    /// What kind it is now, where a renewal became an end or an end a renewal.
    pub became: Option<MilestoneKind>,
    pub nth: u32,
    /// The day it was; `None` where it is new.
    pub old: Option<Day>,
    /// The day it is; `None` where it is gone.
    pub new: Option<Day>,
}

/// The rows of the part: one a changed agreement, and one for all that came in.
pub(super) fn rows(digest: &Digest, language: Language) -> Vec<RowWords> {
    let all = digest.registered.len() + digest.unlisted.registered;
    let what = match language {
        Language::Vi => "mới vào sổ",
        Language::En => "new in the register",
    };
    let came = together(&digest.registered, all, what, language);
    let changed = digest.changes.iter().take(ROWS_MAX).map(|row| row_words(row, language));
    changed.chain(came).collect()
}

pub(super) fn row_words(row: &ChangeRow, language: Language) -> RowWords {
    let Some(short) = &row.short else {
        return RowWords {
            day: say::day_in_table(row.on, language),
            what: clean(&row.reference, 40),
            note: match language {
                Language::Vi => "có thay đổi".to_owned(),
                Language::En => "changed".to_owned(),
            },
            ..RowWords::default()
        };
    };
    let mut parts: Vec<String> = row.moved.iter().take(MOVES_NAMED).map(|moved| moved_text(moved, language)).collect();
    if row.moved.len() > MOVES_NAMED {
        parts.push(format!("… (+{})", row.moved.len() - MOVES_NAMED));
    }
    if row.lasts == ChangeState::TakenBack {
        parts.push(match language {
            Language::Vi => "sau đó đã hủy, giữ như trước".to_owned(),
            Language::En => "taken back since, all as before".to_owned(),
        });
    }
    parts.extend(row.fields.iter().map(|change| field_text(change, language)));
    let acts: Vec<String> = row.acts.iter().take(ACTS_NAMED).map(|act| act_text(act, language)).collect();
    RowWords {
        day: say::day_in_table(row.on, language),
        reference: Some(clean(&row.reference, 40)),
        what: format!("{}: {}", clean(short, 60), parts.join("; ")),
        note: acts.join("; "),
        ..RowWords::default()
    }
}

/// `hết hiệu lực 22/12/2022 → 22/12/2027`.
fn moved_text(moved: &DigestMove, language: Language) -> String {
    let day = |day: Day| say::day_in_table(day, language);
    let number = if moved.kind == MilestoneKind::Review { format!(" {}", moved.nth) } else { String::new() };
    let what = format!("{}{number}", say::kind(moved.kind, language));
    let became = moved.became.map_or_else(String::new, |kind| format!("{} ", say::kind(kind, language)));
    match (moved.old, moved.new, language) {
        (Some(old), Some(new), _) => format!("{what} {} → {became}{}", day(old), day(new)),
        (Some(old), None, Language::Vi) => format!("bỏ {what} {}", day(old)),
        (Some(old), None, Language::En) => format!("{what} {} is gone", day(old)),
        (None, Some(new), Language::Vi) => format!("thêm {what} {}", day(new)),
        (None, Some(new), Language::En) => format!("{what} {} is new", day(new)),
        (None, None, _) => what,
    }
}

/// `người phụ trách: Chuyên viên Lào → Chuyên viên Hàn Quốc`.
fn field_text(change: &FieldChange, language: Language) -> String {
    let text = |value: &Option<String>| match value.as_deref() {
        None => "–".to_owned(),
        Some(text) => {
            let said = match change.field {
                Field::ReviewEvery => text.parse::<Span>().ok().map(|every| say::span(every, language)),
                Field::ReviewFirstOn => text.parse::<Day>().ok().map(|day| say::day_in_table(day, language)),
                field => say::fact_value(field.name(), text, language),
            };
            clean(said.as_deref().unwrap_or(text), 80)
        }
    };
    format!("{}: {} → {}", say::field(change.field.name(), language), text(&change.old), text(&change.new))
}

/// `gia hạn 12/CV, Trưởng phòng, bằng trang theo dõi`.
fn act_text(because: &MoveCause, language: Language) -> String {
    let number = because.number.as_ref().map(|number| format!(" {}", clean(number, 40))).unwrap_or_default();
    let way = because.via.map(|via| via_words(via, language));
    let way = match language {
        Language::Vi => way.map(|way| format!(", bằng {way}")),
        Language::En => way.map(|way| format!(", by {way}")),
    };
    let by = clean(&because.by, 60);
    format!("{}{number}, {by}{}", say::act(because.act, language), way.unwrap_or_default())
}
