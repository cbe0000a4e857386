//! What a row of the sheet of updates says that cannot be read, in the words of that sheet: its columns as they are headed,
//! its outcomes as its cell offers them. Not here: the words for commands and TOML files, which stand in `message/say`.

use std::cmp::Reverse;

use crate::lifecycle::act::{ACT_PHRASES, ActKey, ActPhrase, ActWord, MilestoneKind};
use crate::lifecycle::policy::Language;
use crate::lifecycle::request::Unreadable;
use crate::message::say;
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
    /// What stands above a column, by the name of its value.
    pub header: &'r dyn Fn(&str) -> Option<String>,
}

impl ActRow<'_> {
    fn named(&self, column: &str, vietnamese: &'static str, english: &'static str, language: Language) -> String {
        let header = (self.header)(column);
        header.unwrap_or_else(|| if language == Language::Vi { vietnamese } else { english }.to_owned())
    }

    /// The phrases that the cell offers at that milestone, the nearest to what it says first, and whether one is near enough
    /// to be asked about.
    fn phrases(&self, language: Language) -> (Vec<&'static str>, Option<&'static str>) {
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
        let name = |phrase: &ActPhrase| if language == Language::Vi { phrase.vietnamese } else { phrase.english };
        let meant = found.first().filter(|phrase| alike(phrase) >= ALIKE_PERCENT).map(|phrase| name(phrase));
        let mut names: Vec<&'static str> = Vec::new();
        for phrase in found {
            if !names.contains(&name(phrase)) && names.len() < NAMED_AT_MOST {
                names.push(name(phrase));
            }
        }
        (names, meant)
    }
}

/// What is wrong with a value of that row, which stands in that column, and what to write instead.
pub(crate) fn unread(wrong: &Unreadable, row: &ActRow<'_>, column: &str, language: Language) -> (String, String) {
    let halves = match language {
        Language::Vi => vietnamese(wrong, row, column),
        Language::En => english(wrong, row, column),
    };
    halves.unwrap_or_else(|| say::unreadable(wrong, language))
}

fn vietnamese(wrong: &Unreadable, row: &ActRow<'_>, column: &str) -> Option<(String, String)> {
    let said = row.outcome;
    let head = |name: &str, vi: &'static str| row.named(name, vi, vi, Language::Vi);
    Some(match wrong {
        Unreadable::UnknownAct { .. } => {
            let (names, meant) = row.phrases(Language::Vi);
            let meant = meant.map_or_else(String::new, |name| format!("có phải “{name}”? "));
            (
                format!("“{said}” không có trong danh sách của cột {}", head("act", "Kết quả")),
                format!("{meant}chọn một trong: {}", names.join("; ")),
            )
        }
        Unreadable::Missing { key, .. } => missing_vi(*key, row)?,
        Unreadable::NotTaken { key: ActKey::Milestone, .. } => (
            format!("“{said}” không ghi cho mốc này"),
            format!("chọn đúng mốc, hoặc để trống ô {}", head("milestone", "Mốc")),
        ),
        Unreadable::NotTaken { .. } => {
            let header = (row.header)(column)?;
            (format!("“{said}” không dùng cột {header}"), "để trống ô này".to_owned())
        }
        Unreadable::NotInForm { vi: [what, cure], .. } => (what.clone(), cure.clone()),
        Unreadable::NoMilestone { said, .. } => (
            format!("“{said}” không chỉ ra mốc nào"),
            format!(
                "chọn mốc trong danh sách của cột {}, ví dụ Sơ kết kỳ 5, 15/03/2027",
                head("milestone", "Mốc")
            ),
        ),
        Unreadable::NotAPair(text) | Unreadable::NoUse { word: text, .. } => (
            format!("“{text}” không có dạng tên=giá trị"),
            "nếu là nội dung sửa đổi, ghi tên cột và giá trị mới, ví dụ Thời hạn=10 năm; nếu không thì bỏ đi".to_owned(),
        ),
        _ => return None,
    })
}

fn missing_vi(key: ActKey, row: &ActRow<'_>) -> Option<(String, String)> {
    let said = row.outcome;
    let head = |name: &str, vi: &'static str| row.named(name, vi, vi, Language::Vi);
    Some(match key {
        ActKey::Text => (
            format!("“{said}” chưa có nội dung"),
            format!("ghi việc đã làm đến đâu vào cột {}", head("note", "Ghi chú")),
        ),
        ActKey::Why => {
            (format!("“{said}” chưa có lý do"), format!("ghi lý do vào cột {}", head("note", "Ghi chú")))
        }
        ActKey::Set => (
            format!("“{said}” chưa nêu sửa gì"),
            format!(
                "ghi tên cột và giá trị mới vào cột {}, ví dụ Thời hạn=10 năm",
                head("details", "Chi tiết khác")
            ),
        ),
        ActKey::Until | ActKey::To | ActKey::EndsOn | ActKey::InForceOn | ActKey::DoneOn => {
            (format!("“{said}” chưa nêu đến ngày nào"), format!("ghi ngày vào cột {}", head("until", "Đến ngày")))
        }
        ActKey::Milestone => (
            format!("“{said}” chưa nêu mốc nào"),
            format!("chọn mốc trong danh sách của cột {}", head("milestone", "Mốc")),
        ),
        ActKey::Step => (
            format!("“{said}” chưa nêu bước nào"),
            format!("chọn một dòng “Bước …” trong danh sách của cột {}", head("milestone", "Mốc")),
        ),
        ActKey::Side => (
            format!("“{said}” chưa nêu bên nào đề nghị"),
            format!(
                "ở cột {} chọn “Lùi đến ngày (phía ta đề nghị)” hoặc “Lùi đến ngày (đối tác đề nghị)”",
                head("act", "Kết quả")
            ),
        ),
        _ => return None,
    })
}

fn english(wrong: &Unreadable, row: &ActRow<'_>, column: &str) -> Option<(String, String)> {
    let said = row.outcome;
    let head = |name: &str, en: &'static str| row.named(name, en, en, Language::En);
    Some(match wrong {
        Unreadable::UnknownAct { .. } => {
            let (names, meant) = row.phrases(Language::En);
            let meant = meant.map_or_else(String::new, |name| format!("did you mean `{name}`? "));
            (
                format!("`{said}` is not in the list of the column {}", head("act", "Outcome")),
                format!("{meant}choose one of: {}", names.join("; ")),
            )
        }
        Unreadable::NotTaken { key: ActKey::Milestone, .. } => (
            format!("`{said}` is not said of this milestone"),
            format!("choose the milestone that is meant, or leave {} empty", head("milestone", "Milestone")),
        ),
        Unreadable::NotTaken { .. } => {
            let header = (row.header)(column)?;
            (format!("`{said}` does not use the column {header}"), "leave the cell empty".to_owned())
        }
        Unreadable::NoMilestone { said, .. } => (
            format!("`{said}` names no milestone"),
            format!(
                "choose one from the list of the column {}, for example Review no. 5, 15/03/2027",
                head("milestone", "Milestone")
            ),
        ),
        _ => return None,
    })
}
