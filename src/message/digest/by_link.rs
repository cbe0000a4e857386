//! What came by a link in a letter and nobody with a login has confirmed: who says what, and which act it is.

use super::{Digest, ROWS_MAX, RowWords};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::say;
use crate::message::view::clean;

/// One act that came by a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// The agreement's reference; none for what the office itself has done.
    pub reference: Option<String>,
    /// The agreement's short name; `None` where it is restricted, and then nothing else is said.
    pub short: Option<String>,
    /// The act's number in the register, by which it is confirmed or taken back.
    pub seq: i64,
    /// The act's word.
    pub act: &'static str,
    /// The day on which it was recorded.
    pub recorded_on: Day,
    /// The name that was typed.
    pub written_by: Option<String>,
    /// Whose letter it was.
    pub addressee: String,
}

/// The rows of the part.
pub(super) fn rows(digest: &Digest, language: Language) -> Vec<RowWords> {
    digest.by_link.iter().take(ROWS_MAX).map(|row| row_words(row, language)).collect()
}

fn row_words(row: &LinkRow, language: Language) -> RowWords {
    let (who, addressee) = (row.written_by.as_deref().map(|name| clean(name, 80)), clean(&row.addressee, 80));
    let act = say::act(row.act, language);
    let what = match &row.short {
        Some(short) => format!("{}: {act}", clean(short, 60)),
        None if row.reference.is_some() => match language {
            Language::Vi => "có cập nhật".to_owned(),
            Language::En => "something was recorded".to_owned(),
        },
        None => act.to_owned(),
    };
    let note = match (language, who) {
        (Language::Vi, Some(who)) => format!("{who} ghi, từ thư gửi {addressee}; lần cập nhật số {}", row.seq),
        (Language::Vi, None) => format!("ghi từ thư gửi {addressee}; lần cập nhật số {}", row.seq),
        (Language::En, Some(who)) => format!("by {who}, from the letter to {addressee}; act {}", row.seq),
        (Language::En, None) => format!("from the letter to {addressee}; act {}", row.seq),
    };
    let reference = row.reference.as_deref().map(|reference| clean(reference, 40));
    RowWords { day: say::day_in_table(row.recorded_on, language), reference, what, note, ..RowWords::default() }
}
