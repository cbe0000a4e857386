//! Why an input cannot be read as an act, and what to write instead.

use crate::lifecycle::act::{
    ACTS, ActEntry, ActKey, ActWord, CHOICES, MilestoneKind, NOTICES, Need, SIDES, Takes, Target, ValuePlace,
};
use crate::lifecycle::commitment::CommitmentFlaw;
use crate::lifecycle::policy::Language;
use crate::lifecycle::request::Unreadable;

/// What is wrong, and the cure, as two parts of a sentence.
pub fn unreadable(wrong: &Unreadable, language: Language) -> (String, String) {
    match language {
        Language::Vi => vietnamese(wrong),
        Language::En => english(wrong),
    }
}

/// The values of a closed list as people choose them, with the word of each.
pub fn choices(key: ActKey, language: Language) -> Vec<(&'static str, &'static str)> {
    let at = usize::from(language == Language::En);
    match key {
        ActKey::Side => SIDES.iter().map(|(_, word, names, _)| (*word, names[at])).collect(),
        ActKey::What => NOTICES.iter().map(|(_, word, names, _)| (*word, names[at])).collect(),
        ActKey::Choice => CHOICES.iter().map(|(_, word, names, _)| (*word, names[at])).collect(),
        _ => Vec::new(),
    }
}

/// Asks whether a new agreement takes an older one's place.
pub(crate) fn replaces(new: &str, old: &str, language: Language) -> String {
    match language {
        Language::Vi => format!(
            "{new} cùng đối tác, cùng loại văn bản với {old} đang còn hiệu lực; nếu {new} thay thế {old} thì ghi “Được thay thế” cho {old}"
        ),
        Language::En => format!(
            "{new} is of the same kind and with the same partner as {old}, which is still in force; if it takes its place, record `supersede` on {old}"
        ),
    }
}

fn english(wrong: &Unreadable) -> (String, String) {
    match wrong {
        Unreadable::UnknownAct { said, meant, target } => {
            let meant = meant.map_or_else(String::new, |act| format!("did you mean `{}`? ", act.word()));
            (format!("there is no act `{said}`"), format!("{meant}acts are {}", words(*target)))
        }
        Unreadable::NotOn { act, target } => {
            let on = match target {
                Target::Agreement => "an agreement",
                Target::Office => "the office itself",
                Target::Party => "a party",
            };
            let cure = match act.entry().on {
                [Target::Party, ..] => {
                    "say which party: `--party ID` on the command line; in a list it stands in the party's own row"
                }
                [Target::Office, ..] => "record it on the office: `office` in place of the reference",
                _ => "name an agreement",
            };
            (format!("`{}` is not recorded for {on}", act.word()), cure.to_owned())
        }
        Unreadable::NotInFiles(act) => (
            format!("`{}` is not an act a file can bring", act.word()),
            "change facts in a row of the agreement; take acts back one by one".to_owned(),
        ),
        Unreadable::NoUse { act, word } => {
            let cure = if act.takes(ActKey::Set) {
                "write what changes as field=value, for example notice=3m"
            } else {
                "take it out"
            };
            (format!("`{}` has no use for `{word}`", act.word()), cure.to_owned())
        }
        Unreadable::NotTaken { act, key } => (
            format!("`{}` carries no `{}`", act.word(), key.name()),
            format!("take it out; it carries {}", accepted_values(*act)),
        ),
        Unreadable::Missing { act, key } => {
            (format!("`{}` needs `{}`", act.word(), key.name()), format!("say {}", example(*act, *key)))
        }
        Unreadable::Twice { one, other } if one == other => {
            (format!("`{}` is said twice", one.name()), "say it once".to_owned())
        }
        Unreadable::Twice { one, other } => {
            (format!("`{}` and `{}` do not say the same", one.name(), other.name()), "say it once".to_owned())
        }
        Unreadable::NotInForm { key, en: [what, cure], .. } => (format!("`{}`: {what}", key.name()), cure.clone()),
        Unreadable::NotAWord { key, said } => (
            format!("`{}`: `{said}` is none of its words", key.name()),
            format!("write {}", listed(&choices(*key, Language::En), "or")),
        ),
        Unreadable::NoMilestone { said, meant } => {
            let meant = meant.map_or_else(String::new, |kind| format!("did you mean `{}`? ", kind.name()));
            let kinds: Vec<&str> = MilestoneKind::ALL.iter().map(|kind| kind.name()).collect();
            (
                format!("`{said}` names no milestone"),
                format!("{meant}write its kind and day, for example expiry@2022-12-22 (kinds: {})", kinds.join(", ")),
            )
        }
        Unreadable::NotAPair(said) => {
            (format!("`{said}` is not field=value"), "write for example notice=3m".to_owned())
        }
        Unreadable::Secret => {
            ("this is marked as a state secret".to_owned(), "state secrets do not belong in this program".to_owned())
        }
    }
}

fn vietnamese(wrong: &Unreadable) -> (String, String) {
    match wrong {
        Unreadable::UnknownAct { said, meant, target } => {
            let meant = meant
                .map_or_else(String::new, |act| format!("có phải “{}” ({})? ", act.entry().vietnamese, act.word()));
            (
                format!("không có nội dung cập nhật nào tên là “{said}”"),
                format!("{meant}có thể ghi: {}", names(*target)),
            )
        }
        Unreadable::NotOn { act, target } => {
            let on = match target {
                Target::Agreement => "văn bản",
                Target::Office => "chính cơ quan",
                Target::Party => "một bên",
            };
            let cure = match act.entry().on {
                [Target::Party, ..] => {
                    "ghi rõ cho bên nào: trên dòng lệnh thêm `--party MÃ`; trong danh sách thì ghi ở dòng của bên đó"
                }
                [Target::Office, ..] => "ghi cho cơ quan: viết `office` thay cho mã theo dõi",
                _ => "ghi vào văn bản liên quan",
            };
            (format!("“{}” không ghi cho {on}", act.entry().vietnamese), cure.to_owned())
        }
        Unreadable::NotInFiles(act) => (
            format!("danh sách không nhận nội dung “{}”", act.entry().vietnamese),
            "sửa thông tin ngay ở dòng của văn bản; lần cập nhật ghi sai thì hủy từng lần một".to_owned(),
        ),
        Unreadable::NoUse { act, word } => {
            let cure = if act.takes(ActKey::Set) {
                "ghi nội dung thay đổi dạng trường=giá trị, ví dụ notice=3m"
            } else {
                "bỏ phần này"
            };
            (format!("“{}” không dùng đến “{word}”", act.entry().vietnamese), cure.to_owned())
        }
        Unreadable::NotTaken { act, key } => (
            format!("“{}” không có mục “{}”", act.entry().vietnamese, key.entry().vietnamese),
            "bỏ trống mục này".to_owned(),
        ),
        Unreadable::Missing { act, key } => (
            match (act, key) {
                (ActWord::Commit, ActKey::Name) => "cam kết chưa có mã".to_owned(),
                _ => format!("“{}” còn thiếu “{}”", act.entry().vietnamese, key.entry().vietnamese),
            },
            format!("ghi thêm {}", example_vi(*act, *key)),
        ),
        Unreadable::Twice { one, other } if one == other => {
            (format!("“{}” được ghi hai lần", one.entry().vietnamese), "chỉ ghi một lần".to_owned())
        }
        Unreadable::Twice { one, other } => (
            format!("“{}” và “{}” không khớp nhau", one.entry().vietnamese, other.entry().vietnamese),
            "chỉ ghi một trong hai".to_owned(),
        ),
        Unreadable::NotInForm { key, vi: [what, cure], .. } => {
            (format!("“{}”: {what}", key.entry().vietnamese), cure.clone())
        }
        Unreadable::NotAWord { key, said } => (
            format!("“{}”: không hiểu “{said}”", key.entry().vietnamese),
            format!("ghi một trong các từ: {}", listed(&choices(*key, Language::Vi), "hoặc")),
        ),
        Unreadable::NoMilestone { said, meant } => {
            let meant =
                meant.map_or_else(String::new, |kind| format!("có phải “{}”? ", super::kind(kind, Language::Vi)));
            (
                format!("“{said}” không chỉ ra mốc nào"),
                format!("{meant}ghi loại mốc và ngày, ví dụ: hết hiệu lực 22/12/2022"),
            )
        }
        Unreadable::NotAPair(said) => (format!("“{said}” không có dạng trường=giá trị"), "ví dụ: notice=3m".to_owned()),
        Unreadable::Secret => {
            ("nội dung có dấu chỉ độ mật".to_owned(), "không ghi bí mật nhà nước vào chương trình này".to_owned())
        }
    }
}

fn on(target: Target) -> impl Iterator<Item = &'static ActEntry> {
    ACTS.iter().filter(move |entry| entry.on.contains(&target))
}

/// The words of the acts on that, in the order of the table.
pub fn words(target: Target) -> String {
    on(target).map(|entry| entry.word).collect::<Vec<_>>().join(", ")
}

fn names(target: Target) -> String {
    on(target).map(|entry| entry.vietnamese.to_lowercase()).collect::<Vec<_>>().join("; ")
}

fn accepted_values(act: ActWord) -> String {
    let takes = act.entry().takes;
    if takes.is_empty() {
        return "nothing but a day, a number and a note".to_owned();
    }
    takes.iter().map(|takes| takes.key.name()).collect::<Vec<_>>().join(", ")
}

fn listed(choices: &[(&str, &str)], or: &str) -> String {
    let named: Vec<String> = choices
        .iter()
        .map(|(word, name)| if word == name { (*word).to_owned() } else { format!("{word} ({name})") })
        .collect();
    match named.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {or} {last}", rest.join(", ")),
        _ => named.join(""),
    }
}

/// What is missing, with an example.
fn example(act: ActWord, key: ActKey) -> String {
    let text = match (act, key) {
        (ActWord::Extend, ActKey::Until) => {
            "the new last day, for example 2027-12-22, or how much longer, for example 5y"
        }
        (ActWord::Snooze, ActKey::Until) => "the first day on which letters may go again, for example 2027-12-22",
        (_, ActKey::To) => "the day it moves to, for example 2027-12-22",
        (_, ActKey::Why) => "why",
        (_, ActKey::Choice) => "what was decided: renew, renegotiate, lapse or terminate",
        (ActWord::Rename, ActKey::FromOn) => "the first day of the new name, for example 2024-01-18",
        (ActWord::Succeed, ActKey::FromOn) => {
            "the first day on which the other stands in its place, for example 2025-07-01"
        }
        (ActWord::Commit, ActKey::Name) => "a name of its own, for example students",
        (ActWord::Commit, ActKey::Title) => "what is promised",
        (_, ActKey::Step) => "which step, by its name, for example draft",
        (_, ActKey::Name) => "the new name, for example \"UBND tỉnh Quảng Ngãi\"",
        (_, ActKey::Successor) => "who stands in its place, by id or name",
        (_, ActKey::Alias) => "the other spelling, for example \"Xekong\"",
        (_, ActKey::What) => "what the notice says: non-renewal or termination",
        (_, ActKey::Set) => "which field is what now, for example term=5y",
        (_, ActKey::Act) => "the number of the act to take back",
        (_, ActKey::Milestone) => "which milestone, by kind and day, for example expiry@2027-12-22",
        (_, ActKey::Side) => "which side: us or partner",
        _ => "it",
    };
    text.to_owned()
}

fn example_vi(act: ActWord, key: ActKey) -> String {
    let text = match (act, key) {
        (ActWord::Extend, ActKey::Until) => {
            "ngày cuối cùng mới, ví dụ 22/12/2027, hoặc thời gian gia hạn thêm, ví dụ 5 năm"
        }
        (ActWord::Snooze, ActKey::Until) => "ngày bắt đầu nhắc lại, ví dụ 22/12/2027",
        (_, ActKey::To) => "ngày lùi đến, ví dụ 22/12/2027",
        (_, ActKey::Why) => "lý do",
        (_, ActKey::Choice) => "phương án: gia hạn, đàm phán văn bản mới, không gia hạn hay chấm dứt",
        (ActWord::Rename, ActKey::FromOn) => "ngày bắt đầu mang tên mới, ví dụ 18/01/2024",
        (ActWord::Succeed, ActKey::FromOn) => "ngày bắt đầu kế thừa, ví dụ 01/07/2025",
        (ActWord::Commit, ActKey::Name) => "một mã, ví dụ students",
        (ActWord::Commit, ActKey::Title) => "cam kết điều gì",
        (_, ActKey::Step) => "tên của bước, ví dụ draft",
        (_, ActKey::Name) => "tên mới, ví dụ “UBND tỉnh Quảng Ngãi”",
        (_, ActKey::Successor) => "tên hoặc mã của bên kế thừa",
        (_, ActKey::Alias) => "cách viết khác, ví dụ “Xekong”",
        (_, ActKey::What) => "nội dung thông báo: không gia hạn hay chấm dứt",
        (_, ActKey::Set) => "trường nào thành giá trị nào, ví dụ term=5y",
        (_, ActKey::Act) => "số thứ tự của lần cập nhật cần hủy",
        (_, ActKey::Milestone) => "mốc nào, gồm loại mốc và ngày, ví dụ hết hiệu lực 22/12/2027",
        (_, ActKey::Side) => "bên nào: phía ta hay đối tác",
        _ => "nội dung này",
    };
    text.to_owned()
}

/// How an act is written on the command line, for help and manual: `notify NOTICE SIDE [--received DAY]`; what it can do
/// without is in brackets.
pub fn usage(act: ActWord) -> String {
    let shown = |takes: &Takes| {
        let (key, value) = (takes.key.entry(), takes.key.entry().form.placeholder());
        let named = match takes.place {
            ValuePlace::Behind => value.to_owned(),
            ValuePlace::Named => format!("--{} {value}", key.option),
        };
        if takes.need == Need::Required { named } else { format!("[{named}]") }
    };
    let parts = std::iter::once(act.word().to_owned()).chain(act.entry().takes.iter().map(shown));
    parts.collect::<Vec<_>>().join(" ")
}

/// What is wrong with a commitment, and the cure.
pub(crate) fn commitment_flaw(flaw: &CommitmentFlaw) -> (String, String) {
    match flaw {
        CommitmentFlaw::Name(name) => (
            format!("the name `{name}` holds spaces or one of / @ : ; # [ ] =, or more than 60 characters"),
            "shorten it, for example students".to_owned(),
        ),
        CommitmentFlaw::NoTitle => ("it says nothing of what is promised".to_owned(), "write its title".to_owned()),
        CommitmentFlaw::TooOften(span) => {
            (format!("it recurs every {span}"), "the shortest period is a week, 7d".to_owned())
        }
        CommitmentFlaw::NoDayOfTheYear(text) => {
            (format!("`{text}` is no day of the year"), "write day/month, for example 15/11".to_owned())
        }
        CommitmentFlaw::SeveralTimes => {
            ("it says when in several ways".to_owned(), "keep one of until, every and yearly".to_owned())
        }
        CommitmentFlaw::FromWithoutEvery => {
            ("`from` says what `every` counts from".to_owned(), "write `every` as well".to_owned())
        }
    }
}
