//! What a row of the sheet of updates says that cannot be read, in the words of that sheet: its columns as they are headed,
//! its outcomes as its cell offers them. Not here: the words for commands and TOML files, which stand in `message/say`.

use std::cmp::Reverse;

use crate::lifecycle::act::{ACT_PHRASES, ActKey, ActPhrase, ActWord, MilestoneKind};
use crate::lifecycle::policy::Language;
use crate::lifecycle::request::Unreadable;
use crate::message::workbook::{OwnColumn, own_column};
use crate::text::fold;

/// So many outcomes are named.
const NAMED_AT_MOST: usize = 12;
/// A phrase is asked about where that many in a hundred of its words were written.
const ALIKE_PERCENT: usize = 60;

/// A row of updates as its sheet shows it.
pub(crate) struct ActRow<'r> {
    /// What the cell of the outcome says.
    pub outcome: &'r str,
    /// The kind of the milestone beside it.
    pub at: Option<MilestoneKind>,
}

/// What stands above the column of that value.
fn head(name: &str) -> &'static str {
    let own = match name {
        "milestone" => OwnColumn::Milestone,
        "until" => OwnColumn::Until,
        "note" => OwnColumn::Note,
        "details" => OwnColumn::Details,
        "number" => OwnColumn::Number,
        "decided_by" => OwnColumn::DecidedBy,
        "by" => OwnColumn::Recorder,
        "on" => OwnColumn::On,
        _ => OwnColumn::Outcome,
    };
    own_column(own, Language::Vi)
}

impl ActRow<'_> {
    /// The phrases that the cell offers at that milestone, the nearest to what it says first, and whether one is near enough
    /// to be asked about.
    fn phrases(&self) -> (Vec<&'static str>, Option<&'static str>) {
        let fits = |phrase: &&ActPhrase| match self.at {
            Some(kind) => phrase.at.contains(&kind) || (phrase.at.is_empty() && kind == MilestoneKind::Expiry),
            None => true,
        };
        let said = fold(self.outcome).replace(|c: char| !c.is_alphanumeric(), " ");
        let said: Vec<&str> = said.split_whitespace().collect();
        let not_yet = ["chua", "dang", "se", "du"].contains(&said.first().copied().unwrap_or_default());
        let denies = said.first() == Some(&"khong");
        let alike = |phrase: &ActPhrase| {
            let name = fold(phrase.vietnamese).replace(|c: char| !c.is_alphanumeric(), " ");
            let words: Vec<&str> = name.split_whitespace().collect();
            // Of what has not happened yet there is only progress to note.
            if not_yet {
                return if phrase.act == ActWord::Progress { 100 } else { 0 };
            }
            if denies && words.first() != Some(&"khong") {
                return 0;
            }
            words.iter().filter(|word| said.contains(word)).count() * 100 / words.len().max(1)
        };
        let mut found: Vec<&ActPhrase> = ACT_PHRASES.iter().filter(fits).collect();
        found.sort_by_key(|phrase| Reverse(alike(phrase)));
        let meant = found.first().filter(|phrase| alike(phrase) >= ALIKE_PERCENT).map(|phrase| phrase.vietnamese);
        let mut names: Vec<&'static str> = Vec::new();
        for phrase in found {
            if !names.contains(&phrase.vietnamese) && names.len() < NAMED_AT_MOST {
                names.push(phrase.vietnamese);
            }
        }
        (names, meant)
    }
}

/// What is wrong with a value of that row, which stands in that column, and what to write instead; `None` where the words
/// that hold on every face say it.
pub(crate) fn unread(
    wrong: &Unreadable,
    row: &ActRow<'_>,
    column: &str,
    language: Language,
) -> Option<(String, String)> {
    match language {
        Language::Vi => vietnamese(wrong, row, column),
        Language::En => None,
    }
}

fn vietnamese(wrong: &Unreadable, row: &ActRow<'_>, column: &str) -> Option<(String, String)> {
    let said = row.outcome;
    Some(match wrong {
        Unreadable::UnknownAct { .. } => {
            let (names, meant) = row.phrases();
            let meant = meant.map_or_else(String::new, |name| format!("có phải “{name}”? "));
            (
                format!("“{said}” không có trong danh sách của cột {}", head("act")),
                format!("{meant}chọn một trong: {}", names.join("; ")),
            )
        }
        Unreadable::Missing { act, key } => missing(*act, *key, row)?,
        Unreadable::NotTaken { key: ActKey::Milestone, .. } => {
            (format!("“{said}” không ghi cho mốc này"), format!("chọn đúng mốc, hoặc để trống ô {}", head("milestone")))
        }
        Unreadable::NotTaken { .. } => {
            (format!("“{said}” không dùng cột {}", head(column)), "để trống ô này".to_owned())
        }
        Unreadable::NotInForm { vi: [what, cure], .. } => (what.clone(), cure.clone()),
        Unreadable::NoMilestone { said, .. } => (
            format!("“{said}” không chỉ ra mốc nào"),
            format!("chọn mốc trong danh sách của cột {}, ví dụ Sơ kết kỳ 5, 15/03/2027", head("milestone")),
        ),
        Unreadable::NotAPair(text) | Unreadable::NoUse { word: text, .. } => (
            format!("“{text}” không có dạng tên=giá trị"),
            "nếu là nội dung sửa đổi, ghi tên cột và giá trị mới, ví dụ Thời hạn=10 năm; nếu không thì bỏ đi"
                .to_owned(),
        ),
        _ => return None,
    })
}

fn missing(act: ActWord, key: ActKey, row: &ActRow<'_>) -> Option<(String, String)> {
    let said = row.outcome;
    Some(match key {
        ActKey::Text => {
            (format!("“{said}” chưa có nội dung"), format!("ghi việc đã làm đến đâu vào cột {}", head("note")))
        }
        ActKey::Why => (format!("“{said}” chưa có lý do"), format!("ghi lý do vào cột {}", head("note"))),
        ActKey::Set => (
            format!("“{said}” chưa nêu sửa gì"),
            format!("ghi tên cột và giá trị mới vào cột {}, ví dụ Thời hạn=10 năm", head("details")),
        ),
        ActKey::Until | ActKey::To | ActKey::EndsOn | ActKey::InForceOn | ActKey::DoneOn => {
            (format!("“{said}” chưa nêu đến ngày nào"), format!("ghi ngày vào cột {}", head("until")))
        }
        ActKey::Milestone => {
            (format!("“{said}” chưa nêu mốc nào"), format!("chọn mốc trong danh sách của cột {}", head("milestone")))
        }
        ActKey::Step => (
            format!("“{said}” chưa nêu bước nào"),
            format!("chọn một dòng “Bước …” trong danh sách của cột {}", head("milestone")),
        ),
        ActKey::Side if act == ActWord::Postpone => (
            format!("“{said}” chưa nêu bên nào đề nghị"),
            format!(
                "ở cột {} chọn “Lùi đến ngày (phía ta đề nghị)” hoặc “Lùi đến ngày (đối tác đề nghị)”",
                head("act")
            ),
        ),
        _ => return None,
    })
}
