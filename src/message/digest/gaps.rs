//! Records with facts missing, and partners who were not informed of a successor.

use super::{Digest, ROWS_MAX, RowWords, together};
use crate::lifecycle::policy::Language;
use crate::message::say;
use crate::message::view::clean;

/// A line a record; one for all partners.
pub(super) fn rows(digest: &Digest, language: Language) -> Vec<RowWords> {
    let words = digest.gaps.iter().take(ROWS_MAX).map(|row| RowWords {
        day: clean(&row.reference, 40),
        what: clean(row.short.as_deref().unwrap_or_default(), 120),
        // A gap reveals something of the text, so a restricted agreement's gaps are not listed.
        note: match row.short {
            Some(_) => row.missing.iter().map(|gap| say::field(gap.0, language)).collect::<Vec<_>>().join(", "),
            None => match language {
                Language::Vi => format!("thiếu {} mục", row.missing.len()),
                Language::En => format!("{} missing", row.missing.len()),
            },
        },
        ..RowWords::default()
    });
    words.chain(untold(&digest.untold, digest.unlisted.untold, language)).collect()
}

/// One line for all of them: a merger makes many at once.
fn untold(references: &[String], unlisted: usize, language: Language) -> Option<RowWords> {
    let all = references.len() + unlisted;
    let what = match language {
        Language::Vi => "chưa báo đối tác về bên kế thừa",
        Language::En if all == 1 => "the partner has not been told of the successor",
        Language::En => "the partners have not been told of the successor",
    };
    together(references, all, what, language)
}
