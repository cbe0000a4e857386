//! What an import answers: what was understood, what is due soon, what else moves, and what became of the file.
//!
//! Flaws come first, each with its place and cure; what becomes of the file comes last, where a terminal leaves it in sight.
//! The invariant: every group is bounded and says how much more there is.

use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::answer::changes;
use crate::message::say::{day_in_table, mark as mark_in_words, weekday_short};
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice};

/// How many lines of a group are shown.
const SHOWN: usize = 20;
/// How many rows of one unknown fact are named.
const ROWS_SHOWN: usize = 8;

/// How many of what came in, changed or was known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCounts {
    /// Agreements that came in.
    pub new: usize,
    /// Agreements of which something was corrected.
    pub corrected: usize,
    /// Agreements that the register knows just so.
    pub unchanged: usize,
    /// Acts `correct`, one a field.
    pub corrections: usize,
    /// Parties that came in.
    pub parties_new: usize,
    /// Parties of which something changed.
    pub parties_changed: usize,
    pub acts_recorded: usize,
    /// Acts that the register has already.
    pub acts_known: usize,
    /// Of those the ones that were taken back since, and are not recorded again.
    pub acts_voided: usize,
    /// Commitments that came in.
    pub commitments_new: usize,
    /// Commitments of which something was corrected.
    pub commitments_corrected: usize,
    /// Commitments that the register knows just so.
    pub commitments_unchanged: usize,
}

/// What became of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListedEnd {
    /// Its sound rows are in the register.
    Imported,
    /// They would be.
    Rehearsed,
    /// It has flaws, so many; its sound rows could be taken.
    Refused(usize),
    /// It has flaws, so many, and one concerns the whole.
    RefusedWhole(usize),
}

/// A milestone that the file brings or moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedMilestone {
    pub reference: String,
    /// The milestone's kind, with `:name` for a duty or a commitment.
    pub kind: String,
    /// What the duty or the commitment is about.
    pub title: Option<Sentence>,
    pub nth: u32,
    pub day: Day,
    pub from: Option<Day>,
    /// The day of the first letter on it.
    pub first_letter: Option<Day>,
}

/// Milestones of one kind: how many, and between which days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfKind {
    /// The kind, with `:name` for a duty or a commitment.
    pub kind: String,
    /// What the duty or the commitment is about.
    pub title: Option<Sentence>,
    pub count: usize,
    pub first: Day,
    pub last: Day,
}

/// A fact that some rows leave unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The fact as the reader finds its column.
    pub field: String,
    pub rows: Vec<u64>,
}

/// Everything an import answers, in the order it is said.
#[derive(Clone, Debug)]
pub struct ImportAnswer<'a> {
    pub file: &'a str,
    pub today: Day,
    /// What became of it.
    pub end: ListedEnd,
    pub counts: ListCounts,
    /// What was understood or decided.
    pub understood: Vec<String>,
    /// What was corrected, from what to what.
    pub corrected: Vec<String>,
    /// What somebody should look at.
    pub to_check: Vec<String>,
    /// What the file leaves unknown.
    pub unknown: Vec<Unknown>,
    /// The last day that counts as soon.
    pub soon_until: Day,
    /// What is due until then, by day.
    pub soon: Vec<ListedMilestone>,
    /// How many more are due until then.
    pub more_soon: usize,
    /// What appears later, by kind.
    pub later: Vec<OfKind>,
    /// What moves to a later day.
    pub moved: Vec<ListedMilestone>,
    pub gone: Vec<ListedMilestone>,
    /// How much more moves or goes.
    pub more: usize,
    /// Reminders that appear and go.
    pub reminders: [usize; 2],
    /// Who gets a correction.
    pub corrections: Option<String>,
    /// The file of rows to mend.
    pub to_mend: Option<String>,
    /// The copy of the workbook in which the flaws are marked.
    pub marked: Option<String>,
}

/// The answer below the flaws.
pub fn answer(answer: &ImportAnswer<'_>, language: Language) -> String {
    let voice = Voice::terminal(language);
    let mut lines = Vec::new();
    let understood = answer.understood.clone();
    group(voice, &mut lines, voice.pick("Đã hiểu:", "Understood:"), understood, 0);
    group(voice, &mut lines, voice.pick("Sửa trong sổ:", "Corrected in the register:"), answer.corrected.clone(), 0);
    group(voice, &mut lines, voice.pick("Đề nghị xem lại:", "Please check:"), answer.to_check.clone(), 0);
    let unknown = answer.unknown.iter().map(|unknown| unknown_rows(voice, unknown)).collect();
    group(voice, &mut lines, voice.pick("Chưa rõ, nhập là chưa biết:", "Unknown, and taken as unknown:"), unknown, 0);
    let until = day_in_table(answer.soon_until, language);
    let head =
        voice.pick(format!("Đến hạn trong 90 ngày, đến {until}:"), format!("Due in the next 90 days, until {until}:"));
    let soon = answer.soon.iter().map(|mark| milestone(voice, mark, answer.today)).collect();
    group(voice, &mut lines, head, soon, answer.more_soon);
    let (head, moves) = (voice.pick("Thay đổi khác:", "What else moves:"), moves(voice, answer));
    group(voice, &mut lines, head, moves, answer.more);
    lines.push(end(voice, answer));
    let files = [
        (
            &answer.marked,
            "các ô có lỗi được tô màu, kèm cách sửa, trong",
            "the flaws are marked, each with its cure, in",
        ),
        (&answer.to_mend, "các dòng cần sửa ở trong", "the rows to mend are in"),
    ];
    for (path, vi, en) in files {
        lines.extend(path.as_ref().map(|path| format!("{} {path}", voice.pick(vi, en))));
    }
    lines.join("\n") + "\n"
}

fn day_and_weekday(voice: Voice, day: Day) -> String {
    format!("{} {}", day_in_table(day, voice.language), weekday_short(day, voice.language))
}

/// A heading with its lines, where there are any; how many more there are than shown.
fn group(voice: Voice, lines: &mut Vec<String>, head: impl Into<String>, group: Vec<String>, more: usize) {
    if group.is_empty() {
        return;
    }
    let more = more + group.len().saturating_sub(SHOWN);
    lines.push(head.into());
    lines.extend(group.into_iter().take(SHOWN).map(|line| format!("  {line}")));
    if more > 0 {
        lines.push(voice.pick(format!("  … và {more} mục nữa"), format!("  … and {more} more")));
    }
}

fn unknown_rows(voice: Voice, unknown: &Unknown) -> String {
    let shown: Vec<String> = unknown.rows.iter().take(ROWS_SHOWN).map(ToString::to_string).collect();
    let more = unknown.rows.len().saturating_sub(ROWS_SHOWN);
    let rows = shown.join(", ");
    let (field, count) = (&unknown.field, unknown.rows.len());
    let more = if more > 0 {
        voice.pick(format!(" và {more} dòng nữa"), format!(" and {more} more"))
    } else {
        String::new()
    };
    match voice.language {
        Language::Vi => format!("{field}: dòng {rows}{more}"),
        Language::En => format!("{field}: {} {rows}{more}", if count == 1 { "row" } else { "rows" }),
    }
}

/// `15/12/2026 T3  DL-KR-2017-01  sơ kết kỳ 5 (trước là 01/12/2026; thư đầu tiên 01/12/2026)`.
fn milestone(voice: Voice, mark: &ListedMilestone, today: Day) -> String {
    let late = if mark.day < today { voice.pick(" · quá hạn", " · overdue") } else { "" };
    let from = mark.from.map(|from| {
        let from = day_in_table(from, voice.language);
        voice.pick(format!("trước là {from}"), format!("was {from}"))
    });
    let letter = mark.first_letter.map(|first| {
        let first = day_in_table(first, voice.language);
        voice.pick(format!("nhắc từ {first}"), format!("letters from {first}"))
    });
    let beside: Vec<String> = from.into_iter().chain(letter).collect();
    let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join("; ")) };
    let what = mark_in_words(&mark.kind, Some(mark.nth), mark.title.as_ref(), voice);
    format!("{}  {}  {what}{late}{beside}", day_and_weekday(voice, mark.day), mark.reference)
}

fn moves(voice: Voice, answer: &ImportAnswer<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for later in &answer.later {
        let (what, count) = (mark_in_words(&later.kind, None, later.title.as_ref(), voice), later.count);
        let [first, last] = [later.first, later.last].map(|day| day_in_table(day, voice.language));
        lines.push(if first == last {
            voice.pick(format!("+ {what}: {count} mốc, {first}"), format!("+ {what}: {count}, {first}"))
        } else {
            voice.pick(
                format!("+ {what}: {count} mốc, từ {first} đến {last}"),
                format!("+ {what}: {count}, {first} to {last}"),
            )
        });
    }
    lines.extend(answer.moved.iter().map(|mark| format!("> {}", milestone(voice, mark, answer.today))));
    let gone = |mark: &ListedMilestone| {
        let what = mark_in_words(&mark.kind, Some(mark.nth), mark.title.as_ref(), voice);
        let left = voice.pick("không còn", "goes");
        format!("- {}  {}  {what} · {left}", day_and_weekday(voice, mark.day), mark.reference)
    };
    lines.extend(answer.gone.iter().map(gone));
    if let [appear, go] = answer.reminders
        && appear + go > 0
    {
        lines.push(sentence!(changes::REMINDERS, appear, go).say(voice));
    }
    lines.extend(answer.corrections.as_ref().map(|who| sentence!(changes::CORRECTIONS, who).say(voice)));
    lines
}

fn end(voice: Voice, answer: &ImportAnswer<'_>) -> String {
    let (file, sum) = (answer.file, sum(voice, answer.counts));
    match answer.end {
        ListedEnd::Imported => voice.pick(format!("{file}: đã nhập. {sum}"), format!("{file}: imported. {sum}")),
        ListedEnd::Rehearsed => voice.pick(
            format!("{file}: chưa ghi gì. Nếu nhập thì: {sum}"),
            format!("{file}: nothing was written. It would be: {sum}"),
        ),
        ListedEnd::Refused(flaws) | ListedEnd::RefusedWhole(flaws) => {
            let (vi, en) = match answer.end {
                ListedEnd::RefusedWhole(_) => (
                    "Đề nghị sửa trước những lỗi thuộc cả tệp: chưa sửa thì các dòng đúng cũng chưa nhập được",
                    "Mend first what concerns the whole file: until then not even its sound rows can be taken",
                ),
                _ => (
                    "Đề nghị sửa, hoặc nhập riêng các dòng đúng bằng --accept-good",
                    "Mend them, or take the sound rows with --accept-good",
                ),
            };
            let counted = if flaws == 1 { "1 flaw".to_owned() } else { format!("{flaws} flaws") };
            voice.pick(
                format!("{file}: {flaws} lỗi, chưa nhập gì. {vi} ({sum})"),
                format!("{file}: {counted}, nothing was imported. {en} ({sum})"),
            )
        }
    }
}

fn sum(voice: Voice, counts: ListCounts) -> String {
    let ListCounts { new, corrected, unchanged, corrections, parties_new, parties_changed, .. } = counts;
    let ListCounts { acts_recorded, acts_known, .. } = counts;
    let [came, mended, same] = [counts.commitments_new, counts.commitments_corrected, counts.commitments_unchanged];
    let taken_back = match counts.acts_voided {
        0 => String::new(),
        voided => voice.pick(
            format!(" (trong đó {voided} đã hủy trước đây, không ghi lại)"),
            format!(" ({voided} of them taken back since, not recorded again)"),
        ),
    };
    let commitments = if came + mended + same == 0 {
        String::new()
    } else {
        voice.pick(
            format!("; cam kết: {came} mới, {mended} sửa, {same} không đổi"),
            format!("; commitments: {came} new, {mended} corrected, {same} unchanged"),
        )
    };
    match voice.language {
        Language::Vi => format!(
            "Thỏa thuận: {new} mới, {corrected} sửa ({corrections} ô), {unchanged} không đổi; các bên: {parties_new} mới, \
             {parties_changed} sửa; cập nhật: {acts_recorded} ghi mới, {acts_known} đã có{taken_back}{commitments}"
        ),
        Language::En => format!(
            "agreements: {new} new, {corrected} corrected ({corrections} {}), {unchanged} unchanged; parties: \
             {parties_new} new, {parties_changed} changed; acts: {acts_recorded} recorded, {acts_known} known already{taken_back}{commitments}",
            if corrections == 1 { "field" } else { "fields" }
        ),
    }
}
