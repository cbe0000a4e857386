//! Previews a change: which milestones and reminders appear, move or go, and who gets a correction.
//!
//! Compares what an agreement asks for before and after, as seen on one day. Not here: the change itself. The
//! invariant: the list is bounded, and what it leaves out is counted.

mod corrections;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use super::DeskError;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::Agreement;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, MilestoneState};
use crate::lifecycle::reminder::{Decision, Hold};
use crate::lifecycle::span::Span;
use crate::message::answer::changes as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice, say};
use crate::store::Queued;
use crate::watch::{Dossier, Office, Situation, TimelineReach};
use corrections::DueCorrections;

pub use corrections::{CorrectionContext, CorrectionNotice};

/// How far ahead a change is looked at.
const AHEAD: Span = Span::years(10);
/// How many lines a list of changes holds.
pub(crate) const LINES_AT_MOST: usize = 200;

/// The day through which a change is looked at.
pub fn horizon(today: Day) -> Day {
    today.plus(AHEAD).unwrap_or_else(|_| Day::last())
}

/// What an agreement asks for, seen on one day: its open milestones, each with the reminders that are still to come, and
/// the corrections that are due.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MilestoneOutlook {
    open_milestones: BTreeMap<(String, Day), OpenMilestone>,
    due: DueCorrections,
    /// The name of a restricted agreement's commitment reveals its content: its days are named by their kind alone.
    withheld: Withheld,
}

/// Whether the names of commitments are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Withheld {
    #[default]
    Nothing,
    Names,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OpenMilestone {
    nth: u32,
    title: Option<Sentence>,
    letters: BTreeSet<ComingReminder>,
}

/// A reminder that is still to come, if nothing changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ComingReminder {
    /// The first day on which it may go.
    pub opens_on: Day,
    pub rung: String,
    /// The contact meant.
    pub recipient: String,
}

impl MilestoneOutlook {
    /// What the agreement asks for today; `queued` are its reminders on their way or sent.
    pub fn of(agreement: &Agreement, office: &Office, queued: &[Queued], today: Day) -> Result<Self, DeskError> {
        let due = DueCorrections::of(agreement, office, queued, today)?;
        let dossier = Dossier { queued: queued.to_vec(), ..Dossier::without_letters(agreement.clone(), today) };
        let near = horizon(today);
        let mut situation = Situation::of(&dossier, office, today, TimelineReach::Through(near))?;
        // An end that lies farther off is an end all the same: it moved there, it is not gone.
        if let Some(end) = situation.ends_on().filter(|end| *end > near) {
            situation = Situation::of(&dossier, office, today, TimelineReach::Through(end))?;
        }
        let mut open_milestones = BTreeMap::new();
        let mut asking = situation.plan_asking_afresh()?.into_iter().peekable();
        for milestone in situation.milestones() {
            // What is silenced has no reminder to come.
            let planned = asking.next_if(|planned| std::ptr::eq(planned.milestone, milestone));
            let verdicts = planned.map(|planned| planned.verdicts).unwrap_or_default();
            let far = milestone.day > near && milestone.kind != MilestoneKind::Expiry;
            if far || milestone.state(today) != MilestoneState::Open {
                continue;
            }
            let to_come = verdicts.into_iter().filter(|verdict| {
                matches!(verdict.decision, Decision::Send | Decision::Hold(Hold::NotYet | Hold::SnoozedUntil(_)))
            });
            let letters = to_come.filter_map(|verdict| {
                let opens_on = match verdict.decision {
                    Decision::Hold(Hold::SnoozedUntil(until)) => verdict.opens_on.max(until),
                    _ => verdict.opens_on.max(today),
                };
                Some(ComingReminder { opens_on, rung: verdict.rung.to_string(), recipient: verdict.recipient? })
            });
            let (nth, title) = (milestone.nth, title(milestone, office));
            open_milestones.insert(key(milestone), OpenMilestone { nth, title, letters: letters.collect() });
        }
        let withheld = if situation.facts.is_restricted() { Withheld::Names } else { Withheld::Nothing };
        Ok(Self { open_milestones, due, withheld })
    }

    /// Milestones that hang on no agreement, those that are open, without their reminders.
    pub(super) fn bare<'m>(milestones: impl IntoIterator<Item = &'m Milestone>, today: Day) -> Self {
        let open = milestones.into_iter().filter(|milestone| milestone.state(today) == MilestoneState::Open);
        let bare = |milestone: &Milestone| OpenMilestone { nth: milestone.nth, title: None, letters: BTreeSet::new() };
        Self { open_milestones: open.map(|milestone| (key(milestone), bare(milestone))).collect(), ..Self::default() }
    }
}

/// What a duty or a commitment is about, in words.
pub(super) fn title(milestone: &Milestone, office: &Office) -> Option<Sentence> {
    let name = milestone.name.as_ref()?;
    if let Some(commitment) = &milestone.commitment {
        return Some(Sentence::quoted(&commitment.title));
    }
    let duty = office.duties.iter().find(|duty| milestone.kind == MilestoneKind::Duty && duty.name == *name)?;
    Some(say::duty_called(duty))
}

fn key(milestone: &Milestone) -> (String, Day) {
    (milestone.what(), milestone.day)
}

/// One milestone that a change touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MilestoneChange {
    pub reference: String,
    /// The milestone's kind, with `:name` for a duty.
    pub kind: String,
    /// What a duty or a commitment is about; for people.
    #[serde(skip)]
    pub title: Option<Sentence>,
    pub nth: u32,
    /// Its day; where it moved, the new one.
    pub day: Day,
    /// Its day before it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// How many reminders on it appear.
    pub letters_appear: usize,
    /// How many reminders on it go.
    pub letters_go: usize,
    /// The first reminder that is to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_letter: Option<ComingReminder>,
}

impl MilestoneChange {
    /// What kind of milestone it is, without its name.
    pub(crate) fn milestone_kind(&self) -> Option<MilestoneKind> {
        self.kind.split(':').next().and_then(MilestoneKind::named)
    }
}

/// Everything a change brings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangePreview {
    /// Milestones that were not asked for before.
    pub appear: Vec<MilestoneChange>,
    /// Milestones whose day moves.
    #[serde(rename = "move")]
    pub moved: Vec<MilestoneChange>,
    /// Milestones that are not asked for any more.
    pub go: Vec<MilestoneChange>,
    /// Milestones that stay, with other reminders.
    pub letters: Vec<MilestoneChange>,
    /// How many lines were left out.
    pub more: usize,
    /// How many reminders appear in all.
    pub reminders_appear: usize,
    /// How many reminders go in all.
    pub reminders_go: usize,
    /// Who gets a correction from the next scan.
    pub corrections: Vec<CorrectionNotice>,
    /// How many corrections were left out.
    pub more_corrections: usize,
}

/// A milestone may be corrected so many days later without a word of why, and without the heads being told.
const LATER_DAYS: i64 = 30;

impl ChangePreview {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0 && self.more == 0 && self.corrections.is_empty()
    }

    /// The first milestone that a correction may not take away, or put off by more than a month, without a word of why: its
    /// kind and the day it had.
    pub(super) fn needs_reason(&self) -> Option<(String, Day)> {
        self.all_that_ask_why().into_iter().next()
    }

    /// All of those, the earliest first.
    pub(super) fn all_that_ask_why(&self) -> Vec<(String, Day)> {
        let mut all: Vec<_> = self.gone_or_put_off().map(|(line, from, _)| (line.kind.clone(), from)).collect();
        all.sort_by_key(|(_, day)| *day);
        all
    }

    /// The milestones that go, then those that move later by more than a month: each with the day it had, and its new one.
    pub(super) fn gone_or_put_off(&self) -> impl Iterator<Item = (&MilestoneChange, Day, Option<Day>)> {
        let moved = self.moved.iter().filter_map(|line| Some((line, line.from?, Some(line.day))));
        let later = moved.filter(|(line, from, _)| from.days_until(line.day) > LATER_DAYS);
        self.go.iter().map(|line| (line, line.day, None)).chain(later)
    }

    /// Leaves what goes or moves of the milestones that are meant.
    pub(super) fn retain(&mut self, is_meant: impl Fn(&str) -> bool) {
        self.go.retain(|line| is_meant(&line.kind));
        self.moved.retain(|line| is_meant(&line.kind));
        self.reminders_go = self.go.iter().chain(&self.moved).map(|line| line.letters_go).sum();
    }

    fn len(&self) -> usize {
        self.appear.len() + self.moved.len() + self.go.len() + self.letters.len()
    }

    /// Adds what changed for one agreement.
    pub fn add(&mut self, reference: &str, before: &MilestoneOutlook, after: &MilestoneOutlook) {
        let withheld = [before.withheld, after.withheld].contains(&Withheld::Names);
        let commitment = MilestoneKind::Commitment.name();
        let hides = |what: &str| withheld && what.strip_prefix(commitment).is_some_and(|rest| rest.starts_with(':'));
        let told = |what: &str| if hides(what) { commitment.to_owned() } else { what.to_owned() };
        let titled = |what: &str, title: &Option<Sentence>| title.clone().filter(|_| !hides(what));
        let mut gone: Vec<_> =
            before.open_milestones.iter().filter(|(key, _)| !after.open_milestones.contains_key(*key)).collect();
        for (key, now) in &after.open_milestones {
            let line = |from: Option<Day>, letters: (usize, usize)| MilestoneChange {
                reference: reference.to_owned(),
                kind: told(&key.0),
                title: titled(&key.0, &now.title),
                nth: now.nth,
                day: key.1,
                from,
                letters_appear: letters.0,
                letters_go: letters.1,
                first_letter: now.letters.first().cloned(),
            };
            let same = gone.iter().position(|((what, _), then)| *what == key.0 && then.nth == now.nth);
            match before.open_milestones.get(key) {
                Some(then) if then.letters == now.letters => {}
                Some(then) => {
                    let fresh = now.letters.difference(&then.letters).count();
                    let lost = then.letters.difference(&now.letters).count();
                    self.push(line(None, (fresh, lost)), |changes| &mut changes.letters);
                }
                None => match same.map(|at| gone.remove(at)) {
                    Some(((_, from), then)) => {
                        let letters = (now.letters.len(), then.letters.len());
                        self.push(line(Some(*from), letters), |changes| &mut changes.moved);
                    }
                    None => self.push(line(None, (now.letters.len(), 0)), |changes| &mut changes.appear),
                },
            }
        }
        for ((what, day), then) in gone {
            let line = MilestoneChange {
                reference: reference.to_owned(),
                kind: told(what),
                title: titled(what, &then.title),
                nth: then.nth,
                day: *day,
                from: None,
                letters_appear: 0,
                letters_go: then.letters.len(),
                first_letter: None,
            };
            self.push(line, |changes| &mut changes.go);
        }
        for told in after.due.beyond(&before.due, reference) {
            if self.corrections.len() < LINES_AT_MOST {
                self.corrections.push(told);
            } else {
                self.more_corrections += 1;
            }
        }
    }

    /// Takes in what changed for another agreement.
    pub(super) fn take(&mut self, other: Self) {
        for (lines, of) in [
            (other.appear, (|changes| &mut changes.appear) as fn(&mut Self) -> &mut Vec<MilestoneChange>),
            (other.moved, |changes| &mut changes.moved),
            (other.go, |changes| &mut changes.go),
            (other.letters, |changes| &mut changes.letters),
        ] {
            let left = LINES_AT_MOST.saturating_sub(self.len());
            self.more += lines.len().saturating_sub(left);
            of(self).extend(lines.into_iter().take(left));
        }
        let left = LINES_AT_MOST.saturating_sub(self.corrections.len());
        self.more_corrections += other.corrections.len().saturating_sub(left) + other.more_corrections;
        self.corrections.extend(other.corrections.into_iter().take(left));
        self.more += other.more;
        self.reminders_appear += other.reminders_appear;
        self.reminders_go += other.reminders_go;
    }

    /// Who gets a correction, with the days.
    pub(super) fn corrected_recipients(&self, voice: Voice) -> String {
        corrections::line(&self.corrections, self.more_corrections, voice)
    }

    fn push(&mut self, line: MilestoneChange, list: impl Fn(&mut Self) -> &mut Vec<MilestoneChange>) {
        self.reminders_appear += line.letters_appear;
        self.reminders_go += line.letters_go;
        if self.len() < LINES_AT_MOST {
            list(self).push(line);
        } else {
            self.more += 1;
        }
    }
}

impl Say for ChangePreview {
    /// A line a milestone: `+` appears, `>` moves, `-` goes, `~` stays with other letters. Then the sum of the letters, and
    /// the corrections.
    fn say(&self, voice: Voice) -> String {
        let lists = [('+', &self.appear), ('>', &self.moved), ('-', &self.go), ('~', &self.letters)];
        let mut lines: Vec<String> = Vec::new();
        for (mark, list) in lists {
            lines.extend(list.iter().map(|line| format!("{mark} {}", line.say(voice))));
        }
        if self.more > 0 {
            lines.push(sentence!(words::MORE, self.more).say(voice));
        }
        if self.reminders_appear + self.reminders_go > 0 {
            lines.push(sentence!(words::REMINDERS, self.reminders_appear, self.reminders_go).say(voice));
        }
        if !self.corrections.is_empty() {
            lines.push(sentence!(words::CORRECTIONS, self.corrected_recipients(voice)).say(voice));
        }
        lines.iter().flat_map(|line| ["  ", line, "\n"]).collect()
    }
}

/// For log lines.
impl fmt::Display for ChangePreview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

impl Say for MilestoneChange {
    fn say(&self, voice: Voice) -> String {
        let what = say::mark(&self.kind, Some(self.nth), self.title.as_ref(), voice);
        let from = self.from.map(|from| sentence!(words::WAS, say::day_and_weekday(from, voice)).say(voice));
        let letters = match (self.letters_appear, self.letters_go, &self.first_letter) {
            (0, 0, _) => None,
            (appear, 0, Some(first)) => Some(sentence!(words::LETTERS_FROM, appear, first.opens_on)),
            (0, go, _) => Some(sentence!(words::LETTERS_GO, go)),
            (appear, go, _) => Some(sentence!(words::LETTERS_BOTH, appear, go)),
        };
        let letters = letters.map(|said| said.say(voice)).unwrap_or_default();
        let (day, from) = (say::day_and_weekday(self.day, voice), from.unwrap_or_default());
        format!("{day}  {}  {what}{from}{letters}", self.reference)
    }
}
