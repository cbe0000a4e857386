//! What would follow: what moves, appears, goes, which letters stop or come, and who gets a correction.

use serde::Serialize;

use super::super::words::{DayWords, person};
use crate::desk::change::{ChangePreview, MilestoneChange};
use crate::desk::record::RecordOutcome;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::message::say;
use crate::web::answer::Trouble;
use crate::web::visit::Visit;

/// What follows, in words for a template.
#[derive(Serialize)]
pub(crate) struct Follows {
    pub(crate) remarks: Vec<String>,
    moved: Vec<Moves>,
    appear: Vec<Moves>,
    go: Vec<Moves>,
    letters: Vec<Moves>,
    more: usize,
    corrections: Vec<Corrected>,
    more_corrections: usize,
    reminders_go: usize,
    reminders_appear: usize,
    /// The letters that would go with the next delivery: to whom, their subject, their text.
    now: Vec<(String, String, String)>,
    /// Whether no day, no letter changes.
    nothing: bool,
}

/// One day that is another, is new, or is no more.
#[derive(Serialize)]
struct Moves {
    what: String,
    day: DayWords,
    from: Option<DayWords>,
    letters_appear: usize,
    letters_go: usize,
    first: Option<(DayWords, String)>,
}

#[derive(Serialize)]
struct Corrected {
    who: String,
    old: DayWords,
    new: Option<DayWords>,
}

pub(crate) fn follows(visit: &Visit<'_>, recorded: &RecordOutcome) -> Result<Follows, Trouble> {
    let language = visit.language();
    let parties = visit.desk.store.parties()?;
    let party = |id: &str, on: Day| parties.get(id).map_or_else(|| id.to_owned(), |party| party.name_on(on).to_owned());
    let remarks = recorded.remarks.iter().map(|remark| say::remark(remark, &party, language)).collect();
    let ChangePreview { appear, moved, go, letters, more, .. } = &recorded.milestones;
    let lines = |list: &[MilestoneChange]| list.iter().map(|line| moves(visit, line)).collect();
    let words = |day| DayWords::new(day, visit.today(), language);
    let circle = &visit.desk.office.circle;
    let corrected = |told: &crate::desk::change::CorrectionNotice| Corrected {
        who: told.about.as_ref().map(|about| person(circle, &about.recipient)).unwrap_or_default(),
        old: words(told.old_day),
        new: told.new_day.map(words),
    };
    Ok(Follows {
        remarks,
        moved: lines(moved),
        appear: lines(appear),
        go: lines(go),
        letters: lines(letters),
        more: *more,
        corrections: recorded.milestones.corrections.iter().map(corrected).collect(),
        more_corrections: recorded.milestones.more_corrections,
        reminders_go: recorded.milestones.reminders_go,
        reminders_appear: recorded.milestones.reminders_appear,
        now: letters_now(visit, recorded),
        nothing: recorded.milestones.is_empty(),
    })
}

/// The letters that would go with the next delivery: to whom, their subject, their text.
pub(crate) fn letters_now(visit: &Visit<'_>, recorded: &RecordOutcome) -> Vec<(String, String, String)> {
    let circle = &visit.desk.office.circle;
    let shown =
        |letter: &crate::watch::DraftLetter| (person(circle, &letter.to), letter.subject.clone(), letter.text.clone());
    recorded.letters.iter().map(shown).collect()
}

fn moves(visit: &Visit<'_>, line: &MilestoneChange) -> Moves {
    let words = |day| DayWords::new(day, visit.today(), visit.language());
    Moves {
        what: topic(visit, &line.kind, line.nth),
        day: words(line.day),
        from: line.from.map(words),
        letters_appear: line.letters_appear,
        letters_go: line.letters_go,
        first: line
            .first_letter
            .as_ref()
            .map(|letter| (words(letter.opens_on), person(&visit.desk.office.circle, &letter.recipient))),
    }
}

/// `sơ kết kỳ 2`, `hạn báo cáo: …`, from a kind as lists of changes write it.
fn topic(visit: &Visit<'_>, kind: &str, nth: u32) -> String {
    let (kind, name) = kind.split_once(':').unwrap_or((kind, ""));
    let Some(known) = MilestoneKind::named(kind) else { return kind.to_owned() };
    let duty = visit.desk.office.duties.iter().find(|duty| duty.name == name);
    say::topic(known, nth, duty.map(|duty| duty.title.as_str()), visit.language())
}
