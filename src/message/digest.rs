//! The digest: what is open, what comes, what is missing, week by week, also when it is nothing.
//!
//! Its rows are sections, so that a restricted agreement is reference and day here as well. The caller decides which
//! rows belong where. The footer has the first characters of the acts' chain: every mailbox that keeps the digest is a
//! witness to the register on that day.

mod by_link;
mod changes;
mod decisions;
mod gaps;
mod listed_day;
mod mail;

use minijinja::value::Value;
use serde::Serialize;

use super::letter::template_folder::{TemplateFolder, Tint};
use super::letter::{Addressing, Audience, Rendered, Undelivered};
use super::section::Section;
use super::templates::TemplateBlocks;
use super::view::{DayView, SectionView, clean};
use super::{MessageError, say};
use crate::lifecycle::agreement::Gap;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;

pub use by_link::LinkRow;
pub use changes::{ChangeRow, ChangeState, DigestMove, FieldChange};
pub use decisions::DecidedRow;
pub(crate) use listed_day::listed_on;
pub use mail::{Backups, MailProblem};

/// The most rows of one part; the rest are counted.
pub(crate) const ROWS_MAX: usize = 200;
/// At most this many agreements are named in a line about many.
const NAMED_TOGETHER: usize = 12;
/// At most this many characters of the chain's hash are in the footer: 128 bits.
const CHAIN_CHARS: usize = 32;

/// What one digest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// The days it covers.
    pub span: DigestSpan,
    /// Past and unanswered.
    pub overdue: Vec<DigestRow>,
    /// Waiting for someone to decide; all that a director's digest holds.
    pub awaiting: Vec<DigestRow>,
    /// Due within 30 days.
    pub within_30: Vec<DigestRow>,
    /// Due within 90 days.
    pub within_90: Vec<DigestRow>,
    /// Anniversaries and greetings ahead.
    pub observances: Vec<DigestRow>,
    /// Farther ahead, and mentioned in a trial that is over: they are in the first digest after it.
    pub tried: Vec<DigestRow>,
    /// What came by a link in a letter and nobody has confirmed; the heads' alone.
    pub by_link: Vec<LinkRow>,
    /// What changed in the register since the last digest.
    pub changes: Vec<ChangeRow>,
    /// Agreements that came in since the last digest, by reference.
    pub registered: Vec<String>,
    /// Records with facts missing.
    pub gaps: Vec<GapRow>,
    /// Inherited agreements whose partner has not been informed of the successor, by reference alone.
    pub untold: Vec<String>,
    /// Letters that could not be delivered.
    pub undelivered: Vec<Undelivered>,
    /// What is wrong with the way letters take.
    pub mail: Vec<MailProblem>,
    /// How old the newest copy of the register is, for those who look after it; none where the program makes none.
    pub backups: Option<Backups>,
    /// How many more there are of each than its list holds.
    pub unlisted: Unlisted,
    /// Agreements with a day that had passed before the register knew of it, and that nobody has verified.
    pub to_verify: usize,
    /// The first of them, by reference.
    pub verify: Vec<String>,
    /// What was decided, recorded since the last digest.
    pub decided: Vec<DecidedRow>,
    /// The last day of the announced calendar, where it ends before the horizon.
    pub calendar_ends: Option<Day>,
    /// The day of the next digest; none where its reader asked for none and this one is an exception.
    pub next_on: Option<Day>,
    /// The acts' chain as of now, in hex.
    pub chain: String,
}

/// What was counted and not listed: a list ends at [`ROWS_MAX`], however large the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
// each counts the rest of the list of that name
pub struct Unlisted {
    pub overdue: usize,
    pub awaiting: usize,
    pub within_30: usize,
    pub within_90: usize,
    pub observances: usize,
    pub tried: usize,
    pub by_link: usize,
    pub changes: usize,
    pub registered: usize,
    pub gaps: usize,
    pub untold: usize,
    pub undelivered: usize,
}

/// The days a digest covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigestSpan {
    /// A week, from a day to a day.
    Week(Day, Day),
    /// The month of that day.
    Month(Day),
}

/// One open matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestRow {
    /// The matter itself.
    pub section: Section,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Since when it has waited, where that is not its own day.
    pub open_since: Option<Day>,
}

/// A record with facts missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapRow {
    /// The agreement's reference.
    pub reference: String,
    /// Its short name; `None` where it is restricted.
    pub short: Option<String>,
    pub missing: Vec<Gap>,
}

#[derive(Serialize)]
struct DigestWords {
    /// `week` or `month`.
    span: &'static str,
    from: DayView,
    to: DayView,
    /// `23–29/11`, `12/2026`.
    label: String,
    parts: Vec<PartWords>,
    counts: DigestCounts,
    next: Option<DayView>,
    chain: String,
    calendar_ends: Option<DayView>,
    /// Whether the end of the calendar is all that the letter is about: nothing is due.
    calendar_alone: bool,
    backups: Option<String>,
}

#[derive(Serialize)]
struct DigestCounts {
    overdue: String,
    awaiting: String,
    within_30: String,
    within_90: String,
    observances: String,
    changes: String,
    gaps: String,
    undelivered: String,
    to_verify: String,
}

#[derive(Serialize)]
struct PartWords {
    heading: String,
    rows: Vec<RowWords>,
    /// That there are more than the rows; empty where there are not.
    more: String,
    /// Whether a column of notes, and one of owners, is in the table.
    noted: bool,
    owned: bool,
}

#[derive(Default, Serialize)]
struct RowWords {
    day: String,
    reference: Option<String>,
    what: String,
    step: Option<String>,
    note: String,
    progress: Option<String>,
    owner: Option<String>,
}

/// The digest in words; a director's holds what awaits his decision and what is overdue in his circle.
pub(super) fn render(digest: &Digest, addressing: &Addressing<'_>, today: Day) -> Result<Rendered, MessageError> {
    let language = addressing.language;
    let director = addressing.audience == Audience::Director;
    let (count, unlisted) = (|number: usize| say::count(number as u64, language), digest.unlisted);
    let mut headings = Headings::of(language)?;
    let mut part = |name, rows: &[DigestRow], unlisted| {
        let words = rows.iter().take(ROWS_MAX).map(|row| row_words(name, row, language, today));
        headings.part(name, words.collect::<Result<_, _>>()?, rows.len() + unlisted)
    };
    let mut parts = vec![
        part("overdue", &digest.overdue, unlisted.overdue)?,
        part("awaiting", &digest.awaiting, unlisted.awaiting)?,
    ];
    if !director {
        parts.push(part("within_30", &digest.within_30, unlisted.within_30)?);
        parts.push(part("within_90", &digest.within_90, unlisted.within_90)?);
        parts.push(part("observances", &digest.observances, unlisted.observances)?);
    }
    if !digest.tried.is_empty() {
        parts.push(part("tried", &digest.tried, unlisted.tried)?);
    }
    let mail = mail::rows(digest, language, today);
    let undelivered = digest.undelivered.len() + unlisted.undelivered + mail.len();
    if !director {
        let changes = changes::rows(digest, language);
        parts.push(headings.part("changes", changes, digest.changes.len() + unlisted.changes)?);
        if !digest.by_link.is_empty() {
            let rows = by_link::rows(digest, language);
            parts.push(headings.part("by_link", rows, digest.by_link.len() + unlisted.by_link)?);
        }
        parts.push(headings.part("gaps", gaps::rows(digest, language), digest.gaps.len() + unlisted.gaps)?);
        parts.push(headings.part(
            "undelivered",
            mail.into_iter().chain(mail::dead(digest, language)).collect(),
            undelivered,
        )?);
    }
    let (span, from, to) = match digest.span {
        DigestSpan::Week(from, to) => ("week", from, to),
        DigestSpan::Month(day) => ("month", day, day),
    };
    let due = [
        digest.overdue.len() + unlisted.overdue,
        digest.awaiting.len() + unlisted.awaiting,
        digest.within_30.len() + unlisted.within_30,
        digest.within_90.len() + unlisted.within_90,
    ];
    let [overdue, awaiting, within_30, within_90] = due.map(count);
    let words = DigestWords {
        span,
        from: DayView::new(from, language),
        to: DayView::new(to, language),
        label: label(digest.span),
        parts,
        counts: DigestCounts {
            overdue,
            awaiting,
            within_30,
            within_90,
            observances: count(digest.observances.len() + unlisted.observances),
            changes: count(digest.changes.len() + unlisted.changes + digest.registered.len() + unlisted.registered),
            gaps: count(digest.gaps.len() + unlisted.gaps),
            undelivered: count(undelivered),
            to_verify: count(digest.to_verify),
        },
        next: digest.next_on.map(|on| DayView::new(on, language)),
        chain: digest.chain.chars().filter(char::is_ascii_alphanumeric).take(CHAIN_CHARS).collect(),
        calendar_ends: digest.calendar_ends.map(|day| DayView::new(day, language)),
        calendar_alone: digest.calendar_ends.is_some() && due == [0; 4],
        backups: digest.backups.as_ref().map(|backups| mail::backups(backups, language, today)),
    };
    let tint = if digest.overdue.is_empty() { Tint::Calm } else { Tint::Late };
    TemplateFolder { folder: if director { "digest-director" } else { "digest" }, tint }.fill(words, addressing)
}

/// `23–29/11`, `30/11–06/12`, `12/2026`.
fn label(span: DigestSpan) -> String {
    let short = |day: Day| {
        let text = say::day_running(day);
        text.rsplit_once('/').map_or_else(String::new, |(short, _)| short.to_owned())
    };
    match span {
        DigestSpan::Week(from, to) if from == to => short(to),
        DigestSpan::Week(from, to) if from.month() == to.month() => format!("{:02}–{}", from.day(), short(to)),
        DigestSpan::Week(from, to) => format!("{}–{}", short(from), short(to)),
        DigestSpan::Month(day) => format!("{:02}/{}", day.month(), day.year()),
    }
}

/// The headings of the parts, numbered as they come.
struct Headings {
    all: Value,
    language: Language,
    given: usize,
}

/// No digest has more parts.
const NUMERALS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

impl Headings {
    fn of(language: Language) -> Result<Self, MessageError> {
        Ok(Self {
            all: TemplateBlocks::of(language, "digest/headings.txt", &())?.value("headings")?,
            language,
            given: 0,
        })
    }

    /// A part with its heading, and how many more there are than it holds.
    fn part(&mut self, name: &'static str, rows: Vec<RowWords>, all: usize) -> Result<PartWords, MessageError> {
        let heading = self.all.get_attr(name).ok().filter(|heading| !heading.is_undefined());
        let heading = heading.ok_or(MessageError::Part { name: "digest/headings.txt".to_owned(), part: name })?;
        let heading = format!("{}. {heading}", NUMERALS.get(self.given).unwrap_or(&"–"));
        self.given += 1;
        let (noted, owned) = (rows.iter().any(|row| !row.note.is_empty()), rows.iter().any(|row| row.owner.is_some()));
        Ok(PartWords { heading, rows, more: more(all, self.language), noted, owned })
    }
}

/// That a list has more than it shows.
fn more(all: usize, language: Language) -> String {
    let rest = all.saturating_sub(ROWS_MAX);
    let count = say::count(rest as u64, language);
    match language {
        _ if rest == 0 => String::new(),
        Language::Vi => format!("… và {count} việc nữa, có trong sổ theo dõi."),
        Language::En => format!("… and {count} more, to be found in the register."),
    }
}

/// One matter: the day to act by, or its own where that has passed; what it is, the next step, how far it is, who looks
/// after it.
fn row_words(part: &'static str, row: &DigestRow, language: Language, today: Day) -> Result<RowWords, MessageError> {
    #[derive(Serialize)]
    struct DigestRowContext {
        s: SectionView,
        part: &'static str,
        day: String,
        waited: Option<String>,
    }
    let section = &row.section;
    let about = section.about.as_deref();
    let kind = about.map_or("restricted", |about| about.milestone.kind.name());
    let waited = row.open_since.map(|since| since.days_until(today)).filter(|days| *days > 0);
    // What is overdue counts from the last day that belonged to it.
    let shown = if part == "overdue" { listed_day::overdue_on(section) } else { listed_on(section) };
    let context = DigestRowContext {
        s: SectionView::new(section, language),
        part,
        day: say::day_in_table(shown, language),
        waited: waited.map(|days| say::days(days.unsigned_abs(), language)),
    };
    let parts = TemplateBlocks::of(language, &format!("section/{kind}.txt"), &context)?;
    let progress = about.and_then(|about| about.milestone.progress.as_ref());
    Ok(RowWords {
        what: parts.line("heading")?,
        step: about.is_some().then(|| parts.line("step")).transpose()?,
        note: TemplateBlocks::of(language, "digest/row.txt", &context)?.line("note")?,
        day: context.day,
        reference: about.and_then(|_| context.s.reference()),
        progress: progress.map(|note| format!("{}, {}", clean(&note.text, 160), say::day_in_table(note.on, language))),
        owner: row.owner.as_deref().map(|owner| clean(owner, 80)),
    })
}

/// The next deed of one matter, and its last note of progress, as the digest says them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowText {
    /// The next deed; none for a restricted agreement.
    pub step: Option<String>,
    /// The last note of progress with its day.
    pub progress: Option<String>,
}

/// The words of one matter for anyone who shows the digest otherwise than as a letter.
pub(crate) fn row_text(row: &DigestRow, language: Language, today: Day) -> Result<RowText, MessageError> {
    let RowWords { step, progress, .. } = row_words("within_30", row, language, today)?;
    Ok(RowText { step, progress })
}

/// What changed in one agreement: the day of the latest act, the short name with what moved, and which acts did it.
pub(crate) fn change_text(row: &ChangeRow, language: Language) -> (String, String) {
    let RowWords { what, note, .. } = changes::row_words(row, language);
    (what, note)
}

/// One line for many agreements with the same content.
fn together(references: &[String], all: usize, what: &str, language: Language) -> Option<RowWords> {
    let mut named: Vec<String> = references.iter().take(NAMED_TOGETHER).map(|reference| clean(reference, 40)).collect();
    if all > named.len() {
        named.push(format!("… (+{})", all - named.len()));
    }
    let count = say::count(all as u64, language);
    let how_many = match language {
        Language::Vi => format!("{count} văn bản"),
        Language::En if all == 1 => format!("{count} agreement"),
        Language::En => format!("{count} agreements"),
    };
    let row = || RowWords { day: how_many, what: what.to_owned(), note: named.join(", "), ..RowWords::default() };
    (all > 0).then(row)
}
