//! What must hold of every letter of a year: no day that is over is asked for, no matter stands twice in one digest, each
//! line bears its reference, the director's holds what awaits him and no more, the first line is the next thing to do, and
//! the words are those of the office.

use std::collections::BTreeSet;

use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::policy::Language;

use super::silence::Sent;

/// Words that no official would write, in either language, and what a template that went wrong leaves behind.
const UNSAID: [&str; 23] = [
    "thang nhắc",
    "bậc nhắc",
    "phong thư",
    "biên nhận",
    "quyết định nhắc",
    "sự kiện",
    "tick",
    "pactwatch ",
    " 1 days",
    " 1 letters",
    " 1 matters",
    " 1 agreements",
    "ladder",
    "rung",
    "envelope",
    "verdict",
    "milestone",
    "  ",
    " ,",
    " .",
    "..",
    "{{",
    "None (",
];
/// Subjects are about sixty characters; a bundle's or a digest's may be a little more.
const SUBJECT_CHARS: usize = 80;

/// All of it, over all letters.
pub(super) fn all(sent: &[Sent], language: Language) {
    let (mut asked, mut lines) = (0, 0);
    for letter in sent {
        asked += asks_for_nothing_past(letter, language);
        reads_well(letter);
        first_line(letter, language);
        subject_is_not_over(letter, language);
        one_form_of_a_day(letter, language);
        if letter.is_digest() {
            lines += each_matter_once(letter, language);
            in_order(letter, language);
            says_what_it_counts(letter, language);
        }
        if letter.to == "director" && letter.is_digest() {
            directors(letter, language);
        }
    }
    once_a_day(sent);
    assert!(asked > 500 && lines > 1_000, "{asked} days, {lines} lines");
}

fn asks_for_nothing_past(letter: &Sent, language: Language) -> usize {
    let asks: &[&str] = match language {
        Language::Vi => &["chậm nhất ", "trong hôm nay, "],
        Language::En => &[" by "],
    };
    let texts = [&letter.subject, &letter.text];
    let rests = texts.into_iter().flat_map(|text| {
        asks.iter().flat_map(move |ask| text.match_indices(ask).map(|(at, ask)| &text[at + ask.len()..]))
    });
    let mut asked = 0;
    for by in rests.filter_map(|rest| leading_day(rest, language)) {
        assert!(letter.on <= by, "asks for {by} on {}:\n{}\n{}", letter.on, letter.subject, letter.text);
        asked += 1;
    }
    asked
}

/// The day that a text begins with, after `ngày` or a weekday.
fn leading_day(text: &str, language: Language) -> Option<Day> {
    const SKIPPED: [&str; 17] = [
        "ngày",
        "thứ",
        "Hai",
        "Ba",
        "Tư",
        "Năm",
        "Sáu",
        "Bảy",
        "Chủ",
        "nhật",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let digits = |part: &str| part.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    let words = text.split([' ', ',', '\n']).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.skip_while(|word| SKIPPED.contains(word)).take(3).collect();
    let (on, month, year) = match language {
        Language::Vi => {
            let parts: Vec<u32> = words.first()?.split('/').map_while(digits).collect();
            let [on, month, year] = parts.as_slice() else { return None };
            (*on, *month, *year)
        }
        Language::En => {
            let [on, month, year] = words.as_slice() else { return None };
            let month = MONTHS.iter().position(|name| month.starts_with(name))?;
            (digits(on)?, u32::try_from(month).ok()? + 1, digits(year)?)
        }
    };
    Day::ymd(i32::try_from(year).ok()?, month, on).ok()
}

/// The lines of a digest about one matter each: those of the parts I to V.
fn matters(text: &str) -> Vec<&str> {
    let parts = text.split("\nVI. ").next().unwrap_or_default();
    parts.lines().filter(|line| line.starts_with("- ")).collect()
}

fn each_matter_once(letter: &Sent, language: Language) -> usize {
    let (next, restricted, yearly): (&str, &str, &[&str]) = match language {
        Language::Vi => ("; việc tiếp theo", "Mã ", &["Hạn báo cáo: ", "Kỷ niệm: ", "Chúc mừng: ", "Ngày hưởng ứng: "]),
        Language::En => {
            ("; next step", "Reference ", &["Report due: ", "Anniversary: ", "Greeting: ", "Day to mark: "])
        }
    };
    let mut seen = BTreeSet::new();
    let lines = matters(&letter.text);
    for line in &lines {
        // What is overdue stands under its own day, all else under a day that is still to come.
        let ahead = letter.text.split("\nII. ").nth(1).is_some_and(|rest| rest.contains(*line));
        let day = leading_day(&line[2..], language);
        assert!(!ahead || day.is_none_or(|day| letter.on <= day), "{line} on {}", letter.on);
        let (head, rest) = line[2..].split_once(": ").unwrap_or((line, ""));
        let what = rest.split(next).next().unwrap_or_default();
        let reference = head.split_once(", ").map(|(_, reference)| reference);
        assert!(seen.insert((reference, what)), "twice: {line}\n{}", letter.text);
        let known = reference.is_some() || what.starts_with(restricted);
        let of_the_year = yearly.iter().any(|kind| what.starts_with(kind));
        assert!(known || of_the_year, "no reference: {line}");
        // Of a restricted one reference and day are all.
        assert!(what.starts_with(restricted) || rest.contains(next), "no next step: {line}");
    }
    lines.len()
}

/// A subject names a day that is still to come, but where it says that the day is over or that something is awaited since.
/// Those of a legal clock and of a notice stay the same all along: the working day to do it by, also on the days off after it.
fn subject_is_not_over(letter: &Sent, language: Language) {
    let ahead: &[&str] = match language {
        Language::Vi => {
            &["[Sơ kết", "[Hết hiệu lực", "[Cam kết", "[Nhiệm vụ", "[Kỷ niệm", "[Chúc mừng", "[Tự động gia hạn"]
        }
        Language::En => {
            &["[Review", "[Expiry", "[Commitment", "[Task", "[Anniversary", "[Greeting", "[Renewal", "[In force"]
        }
    };
    let (head, rest) = letter.subject.split_once("] ").unwrap_or_default();
    if ahead.contains(&head) {
        let day = leading_day(rest, Language::Vi);
        assert!(day.is_some_and(|day| letter.on <= day), "{} on {}", letter.subject, letter.on);
    }
}

/// In a table, the facts under a section and the lines of a digest, every day has the form of tables: two digits each.
fn one_form_of_a_day(letter: &Sent, language: Language) {
    if language == Language::En {
        return;
    }
    let facts = ["Ký ngày: ", "Có hiệu lực từ: ", "Có hiệu lực đến: "];
    let in_table = |line: &&str| facts.iter().any(|fact| line.starts_with(fact)) || line.starts_with("- ");
    for line in letter.text.lines().filter(in_table) {
        let day = |word: &&str| {
            word.len() > 4 && word.matches('/').count() == 2 && word.starts_with(|c: char| c.is_ascii_digit())
        };
        for word in line.split([' ', ',', ';', ':', '(', ')']).filter(day) {
            let lengths: Vec<usize> = word.split('/').map(str::len).collect();
            assert_eq!(lengths, [2, 2, 4], "{word} in {line}");
        }
    }
}

/// What is to come stands in the order of the days that the lines begin with.
fn in_order(letter: &Sent, language: Language) {
    let heads = |line: &str| line.split_once(". ").is_some_and(|(head, _)| head.chars().all(|c| "IV".contains(c)));
    let parts = letter.text.split("\nVI. ").next().unwrap_or_default();
    let lines: Vec<&str> = parts.lines().filter(|line| heads(line) || line.starts_with("- ")).collect();
    for part in lines.split(|line| heads(line)) {
        let days: Vec<Day> = part.iter().filter_map(|line| leading_day(&line[2..], language)).collect();
        assert!(days.is_sorted(), "on {}:\n{}", letter.on, part.join("\n"));
    }
}

/// Each line ends with how far it is, and says from when its number counts.
fn says_what_it_counts(letter: &Sent, language: Language) {
    let counts: &[&str] = match language {
        Language::Vi => {
            &["còn ", "hôm nay", "ngày mai", "đã quá ", "kể từ mốc", "trước, chờ xác minh", "đã qua ngày sớm nhất"]
        }
        Language::En => {
            &[" left", "today", "tomorrow", "overdue", "since then", "ago, to be verified", "has passed", " ahead"]
        }
    };
    for line in matters(&letter.text) {
        let note = line.rsplit(" – ").next().unwrap_or_default();
        assert!(counts.iter().any(|words| note.contains(words)), "what does it count? {line}");
    }
}

/// What awaits a decision and what is overdue, each with its owner and how long it is open; nothing else.
fn directors(letter: &Sent, language: Language) {
    assert!(!letter.text.contains("III. "), "{}", letter.text);
    let (since, late): (&str, &[&str]) = match language {
        Language::Vi => ("từ lần nhắc đầu", &["đã quá", "trước, chờ xác minh", "kể từ mốc"]),
        Language::En => ("since the first reminder", &["overdue", "ago, to be verified", "since then", "past"]),
    };
    let restricted = |line: &str| line.contains("LA-13");
    let decides: &[&str] = match language {
        Language::Vi => {
            &["tiếp theo: quyết định", "tiếp theo: chọn phương án", "tiếp theo: thống nhất ngày hết hiệu lực"]
        }
        Language::En => &["next step: decide", "next step: choose", "next step: agree the last day"],
    };
    let awaiting = letter.text.split("\nII. ").nth(1).unwrap_or_default();
    for line in matters(awaiting).into_iter().filter(|line| !restricted(line)) {
        assert!(decides.iter().any(|words| line.contains(words)), "no decision of his: {line}");
    }
    for line in matters(&letter.text).into_iter().filter(|line| !restricted(line)) {
        assert!(line.ends_with(')'), "no owner: {line}");
        assert!(line.contains(since) || late.iter().any(|words| line.contains(words)), "how long: {line}");
    }
}

/// The first line is a deed, or what a digest counts; never how far a day is.
fn first_line(letter: &Sent, language: Language) {
    let first = letter.text.lines().next().unwrap_or_default();
    let heads: &[&str] = match language {
        Language::Vi => &["Còn ", "Hết hiệu lực", "Đã hết hiệu lực"],
        Language::En => &["In ", "Expires", "Expired"],
    };
    assert!(!heads.iter().any(|head| first.starts_with(head)), "{first}");
    assert!(first.ends_with(['.', ':']) && first.chars().count() > 20, "{first}");
    let counts = first.starts_with(|c: char| c.is_ascii_digit());
    assert!(letter.is_digest() || !counts, "a count is no deed: {first}");
}

fn reads_well(letter: &Sent) {
    let Sent { subject, text, on, .. } = letter;
    assert!(subject.chars().count() <= SUBJECT_CHARS, "{subject}");
    // The head keeps the register; a director answers the letter.
    let asks_elsewhere = ["head", "director"].contains(&letter.to.as_str());
    assert!(asks_elsewhere || text.contains("0262 000 001"), "nobody to ask: {text}");
    // Half a year before a day is no day by which something is due.
    let plain = text.replace("tháng trước ngày", "").replace("ngày trước ngày", "");
    assert!(!plain.contains("trước ngày"), "{plain}");
    for words in UNSAID {
        let said = |line: &&str| line.trim_start().contains(words);
        let found = text.lines().chain([subject.as_str()]).find(said);
        assert_eq!(found, None, "`{words}` on {on}: {subject}");
    }
}

/// Nobody gets two letters of one kind on a day: reminders become one letter, and so do digests.
fn once_a_day(sent: &[Sent]) {
    let mut seen = BTreeSet::new();
    for letter in sent {
        let system = ["[Hệ thống]", "[System]", "[Cần xác minh]", "[To verify]"];
        if !system.iter().any(|head| letter.subject.starts_with(head)) {
            let new = seen.insert((letter.on, letter.to.as_str(), letter.is_digest()));
            assert!(new, "two letters to {} on {}: {}", letter.to, letter.on, letter.subject);
        }
    }
}
