//! The digest: what is open, what comes, what is missing, week by week, also when it is nothing.
//!
//! Its rows are sections, so that a restricted agreement is reference and day here as well. Which rows belong where is
//! decided by whoever gathers them. The footer bears the first characters of the acts' chain: every mailbox that keeps
//! the digest is a witness to the register on that day.

use serde::Serialize;

use super::letter::{Addressing, Audience, Rendered, Undelivered};
use super::letter::{Sheet, Tint};
use super::section::Section;
use super::templates::Parts;
use super::view::{DayView, SectionView, clean};
use super::{MessageError, say};
use crate::lifecycle::agreement::Gap;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;

/// The most rows of one part; the rest are counted.
pub const ROWS_MAX: usize = 200;
/// So many agreements are named in the line of those whose partner was not told.
const UNTOLD_NAMED: usize = 12;
/// So many characters of the chain's hash stand in the footer.
const CHAIN_CHARS: usize = 32;

/// What one digest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// The days it speaks for.
    pub span: DigestSpan,
    /// Past and unanswered.
    pub overdue: Vec<DigestRow>,
    /// Waiting for somebody to decide; all that a director's digest holds.
    pub awaiting: Vec<DigestRow>,
    /// Due within 30 days.
    pub within_30: Vec<DigestRow>,
    /// Due within 90 days.
    pub within_90: Vec<DigestRow>,
    /// Anniversaries and greetings ahead.
    pub observances: Vec<DigestRow>,
    /// Records with facts missing.
    pub gaps: Vec<GapRow>,
    /// Inherited agreements whose partner has not been told of the successor, by reference alone.
    pub untold: Vec<String>,
    /// Letters that could not be delivered.
    pub undelivered: Vec<Undelivered>,
    /// How many more there are of each than its list holds.
    pub unlisted: Unlisted,
    /// Agreements with a day that had passed before the register knew of it, and that nobody has verified.
    pub to_verify: usize,
    /// The last day of the announced calendar, where it ends before the horizon.
    pub calendar_ends: Option<Day>,
    /// The day of the next digest.
    pub next_on: Day,
    /// Whom to tell where it does not come, with a telephone number if there is one.
    pub tell: Option<String>,
    /// The acts' chain as of now, in hex.
    pub chain: String,
}

/// What was counted and not listed: a list ends at [`ROWS_MAX`], however large the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // each counts the rest of the list of that name
pub struct Unlisted {
    pub overdue: usize,
    pub awaiting: usize,
    pub within_30: usize,
    pub within_90: usize,
    pub observances: usize,
    pub gaps: usize,
    pub untold: usize,
    pub undelivered: usize,
}

/// The days a digest speaks for.
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
    /// Which.
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
    /// What is missing.
    pub missing: Vec<Gap>,
}

#[derive(Serialize)]
struct Words {
    /// `week` or `month`.
    span: &'static str,
    from: DayView,
    to: DayView,
    /// `23–29/11`, `12/2026`.
    label: String,
    parts: Vec<PartWords>,
    counts: Counts,
    next: DayView,
    tell: Option<String>,
    chain: String,
    calendar_ends: Option<DayView>,
}

#[derive(Serialize)]
struct Counts {
    overdue: String,
    awaiting: String,
    within_30: String,
    within_90: String,
    observances: String,
    gaps: String,
    undelivered: String,
    to_verify: String,
}

#[derive(Serialize)]
struct PartWords {
    /// `overdue`, `awaiting`, …: the templates give it its heading.
    name: &'static str,
    rows: Vec<RowWords>,
    more: String,
}

#[derive(Default, Serialize)]
struct RowWords {
    day: String,
    what: String,
    note: String,
    owner: Option<String>,
}

/// The digest in words; a director's holds only what awaits a decision.
pub(super) fn render(digest: &Digest, addressing: &Addressing<'_>, today: Day) -> Result<Rendered, MessageError> {
    let language = addressing.language;
    let director = addressing.audience == Audience::Director;
    let (count, unlisted) = (|number: usize| say::count(number as u64, language), digest.unlisted);
    let part = |name, rows: &[DigestRow], unlisted| part(name, rows, unlisted, language, today);
    let mut parts = vec![part("awaiting", &digest.awaiting, unlisted.awaiting)?];
    if !director {
        parts.insert(0, part("overdue", &digest.overdue, unlisted.overdue)?);
        parts.push(part("within_30", &digest.within_30, unlisted.within_30)?);
        parts.push(part("within_90", &digest.within_90, unlisted.within_90)?);
        parts.push(part("observances", &digest.observances, unlisted.observances)?);
        parts.push(gaps(digest, language));
        parts.push(undelivered(&digest.undelivered, unlisted.undelivered, language));
    }
    let (span, from, to) = match digest.span {
        DigestSpan::Week(from, to) => ("week", from, to),
        DigestSpan::Month(day) => ("month", day, day),
    };
    let words = Words {
        span,
        from: DayView::new(from, language),
        to: DayView::new(to, language),
        label: label(digest.span),
        parts,
        counts: Counts {
            overdue: count(digest.overdue.len() + unlisted.overdue),
            awaiting: count(digest.awaiting.len() + unlisted.awaiting),
            within_30: count(digest.within_30.len() + unlisted.within_30),
            within_90: count(digest.within_90.len() + unlisted.within_90),
            observances: count(digest.observances.len() + unlisted.observances),
            gaps: count(digest.gaps.len() + unlisted.gaps),
            undelivered: count(digest.undelivered.len() + unlisted.undelivered),
            to_verify: count(digest.to_verify),
        },
        next: DayView::new(digest.next_on, language),
        tell: digest.tell.as_deref().map(|tell| clean(tell, 120)),
        chain: digest.chain.chars().filter(char::is_ascii_alphanumeric).take(CHAIN_CHARS).collect(),
        calendar_ends: digest.calendar_ends.map(|day| DayView::new(day, language)),
    };
    let tint = if digest.overdue.is_empty() { Tint::Calm } else { Tint::Late };
    Sheet { folder: if director { "digest-director" } else { "digest" }, tint }.fill(words, addressing)
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

fn part(
    name: &'static str,
    rows: &[DigestRow],
    unlisted: usize,
    language: Language,
    today: Day,
) -> Result<PartWords, MessageError> {
    let words = rows.iter().take(ROWS_MAX).map(|row| row_words(name, row, language, today));
    Ok(PartWords { name, rows: words.collect::<Result<_, _>>()?, more: more(rows.len() + unlisted, language) })
}

fn more(rows: usize, language: Language) -> String {
    say::count(rows.saturating_sub(ROWS_MAX) as u64, language)
}

/// One matter: its day, what it is, how far it is or how long it has waited, who looks after it.
fn row_words(part: &'static str, row: &DigestRow, language: Language, today: Day) -> Result<RowWords, MessageError> {
    #[derive(Serialize)]
    struct Context {
        s: SectionView,
        part: &'static str,
        waited: Option<String>,
    }
    let kind = row.section.about.as_ref().map_or("restricted", |about| about.milestone.kind.name());
    let waited = row.open_since.map(|since| since.days_until(today)).filter(|days| *days > 0);
    let context = Context {
        s: SectionView::new(&row.section, language),
        part,
        waited: waited.map(|days| say::days(days.unsigned_abs(), language)),
    };
    let heading = Parts::of(language, &format!("section/{kind}.txt"), &context)?.line("heading")?;
    Ok(RowWords {
        day: say::day_in_table(row.section.day, language),
        what: heading,
        note: Parts::of(language, "digest/row.txt", &context)?.line("note")?,
        owner: row.owner.as_deref().map(|owner| clean(owner, 80)),
    })
}

fn gaps(digest: &Digest, language: Language) -> PartWords {
    let (rows, unlisted) = (&digest.gaps, digest.unlisted.gaps);
    let words = rows.iter().take(ROWS_MAX).map(|row| RowWords {
        day: clean(&row.reference, 40),
        what: clean(row.short.as_deref().unwrap_or_default(), 120),
        // What is missing tells of the text, so a restricted agreement's is not listed.
        note: match row.short {
            Some(_) => row.missing.iter().map(|gap| say::field(gap.0, language)).collect::<Vec<_>>().join(", "),
            None => say::count(row.missing.len() as u64, language),
        },
        owner: None,
    });
    let words = words.chain(untold(&digest.untold, digest.unlisted.untold, language));
    PartWords { name: "gaps", rows: words.collect(), more: more(rows.len() + unlisted, language) }
}

/// One line for all of them: a merger makes many at once.
fn untold(references: &[String], unlisted: usize, language: Language) -> Option<RowWords> {
    let all = references.len() + unlisted;
    let mut named: Vec<String> = references.iter().take(UNTOLD_NAMED).map(|reference| clean(reference, 40)).collect();
    if all > named.len() {
        named.push(format!("… (+{})", all - named.len()));
    }
    let count = say::count(all as u64, language);
    let (how_many, what) = match language {
        Language::Vi => (format!("{count} văn bản"), "chưa báo đối tác về bên kế thừa"),
        Language::En if all == 1 => (format!("{count} agreement"), "the partner has not been told of the successor"),
        Language::En => (format!("{count} agreements"), "the partners have not been told of the successor"),
    };
    (all > 0).then(|| RowWords { day: how_many, what: what.to_owned(), note: named.join(", "), owner: None })
}

fn undelivered(letters: &[Undelivered], unlisted: usize, language: Language) -> PartWords {
    let words = letters.iter().take(ROWS_MAX).map(|letter| RowWords {
        day: clean(&letter.to, 80),
        what: clean(&letter.subject, 120),
        note: clean(&letter.reply, 200),
        owner: None,
    });
    PartWords { name: "undelivered", rows: words.collect(), more: more(letters.len() + unlisted, language) }
}
