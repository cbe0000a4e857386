//! The sheet *Cập nhật*: what happened, one row each, in the phrases that officers choose from.

use super::{WorkbookBuilder, lists::Lists};
use crate::exchange::NotedMilestone;
use crate::exchange::acts::{FORMER_ENGLISH, FORMER_VIETNAMESE, details_text};
use crate::exchange::row_mark::MarkedRow;
use crate::exchange::rows::Guard;
use crate::exchange::workbook::{CellForm, ColumnPlan, WorkbookCell};
use crate::lifecycle::act::{ACT_PHRASES, Act, ActKey, ActPhrase, ActWord, Need};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::policy::Language;
use crate::message::say;
use crate::message::workbook::{self as words, OwnColumn};

const COLUMNS: [OwnColumn; 11] = [
    OwnColumn::Agreement,
    OwnColumn::Milestone,
    OwnColumn::Outcome,
    OwnColumn::On,
    OwnColumn::Until,
    OwnColumn::Number,
    OwnColumn::DecidedBy,
    OwnColumn::Note,
    OwnColumn::Details,
    OwnColumn::Recorder,
    OwnColumn::RowMark,
];
/// All columns are printed: a printed area would end at the last row that the program wrote.
pub(super) const PRINTED: u16 = 0;

pub(super) fn columns(maker: &WorkbookBuilder, lists: &Lists) -> Vec<ColumnPlan> {
    let plan = |own: &OwnColumn| ColumnPlan {
        header: maker.own(*own),
        width: match own {
            OwnColumn::Agreement | OwnColumn::Note => 34.0,
            OwnColumn::Milestone | OwnColumn::Outcome | OwnColumn::DecidedBy => 26.0,
            OwnColumn::On | OwnColumn::Until => 12.0,
            _ => 18.0,
        },
        form: match own {
            OwnColumn::On | OwnColumn::Until => CellForm::Day,
            OwnColumn::RowMark => CellForm::Mark,
            _ => CellForm::Text,
        },
        choices: match own {
            OwnColumn::Agreement => Some(lists.of_agreement()),
            OwnColumn::Milestone => Some(lists.of_milestone()),
            OwnColumn::Outcome => Some(lists.of_outcome()),
            _ => None,
        },
        hint: words::hint(*own, maker.language).map(str::to_owned),
    };
    COLUMNS.iter().map(plan).collect()
}

/// An act that is in the register, as the sheet would have recorded it.
pub(super) fn row(
    maker: &WorkbookBuilder,
    label: &str,
    (act, noted_of): (&Act, NotedMilestone),
    milestones: &[Milestone],
    milestone_label: impl Fn(&Milestone) -> String,
) -> Vec<WorkbookCell> {
    let mut carried = ActCells::of(act);
    let milestone = carried.milestone(milestones).map(milestone_label).or_else(|| carried.pointer());
    let milestone = milestone.map(|text| match (noted_of, maker.language) {
        (NotedMilestone::Current, _) => text,
        (NotedMilestone::Former, Language::Vi) => text + FORMER_VIETNAMESE,
        (NotedMilestone::Former, Language::En) => text + FORMER_ENGLISH,
    });
    let outcome = ACT_PHRASES.iter().find(|outcome| carried.matches_phrase(outcome));
    let phrase = match outcome {
        Some(outcome) => {
            carried.take_all(outcome.says.iter().map(|(key, _)| *key));
            name(outcome, maker.language).to_owned()
        }
        None => act_name(act, maker.language),
    };
    let until = outcome.and_then(|outcome| outcome.until).and_then(|key| carried.take(key.name()));
    let text = |text: Option<String>| {
        text.map_or(WorkbookCell::Empty, |text| WorkbookCell::text(Guard::Clearing.written(&text)))
    };
    let day = |text: Option<String>| match text.as_deref().map(str::parse::<Day>) {
        Some(Ok(day)) => WorkbookCell::Day(day),
        _ => text.map_or(WorkbookCell::Empty, WorkbookCell::text),
    };
    COLUMNS
        .iter()
        .map(|column| match column {
            OwnColumn::Agreement => WorkbookCell::text(label),
            OwnColumn::Milestone => WorkbookCell::text(milestone.clone().unwrap_or_default()),
            OwnColumn::Outcome => WorkbookCell::text(phrase.clone()),
            OwnColumn::On => WorkbookCell::Day(act.on),
            OwnColumn::Until => day(until.clone()),
            OwnColumn::Number => text(act.number.clone()),
            OwnColumn::DecidedBy => text(carried.take(ActKey::DecidedBy.name())),
            OwnColumn::Note => text(act.note.clone().or_else(|| carried.take("why")).or_else(|| carried.take("text"))),
            OwnColumn::Details => text(carried.rest()),
            OwnColumn::Recorder => WorkbookCell::text(act.by.clone()),
            _ => maker.mark(MarkedRow::Act(act.seq)),
        })
        .collect()
}

/// The act's own name, where no phrase says it.
fn act_name(act: &Act, language: Language) -> String {
    let Some(entry) = act.body.act_word().map(ActWord::entry) else { return act.body.word().to_owned() };
    if language == Language::Vi { entry.vietnamese } else { entry.english }.to_owned()
}

/// What an act carries, by the names that files use.
struct ActCells {
    act: &'static str,
    values: std::collections::BTreeMap<String, String>,
}

impl ActCells {
    fn of(act: &Act) -> Self {
        Self { act: act.body.word(), values: crate::exchange::carried_values(&act.body) }
    }

    fn take(&mut self, name: &str) -> Option<String> {
        self.values.remove(name)
    }

    fn take_all(&mut self, keys: impl Iterator<Item = ActKey>) {
        for key in keys {
            self.values.remove(key.name());
        }
    }

    fn matches_phrase(&self, outcome: &ActPhrase) -> bool {
        let value = |key: ActKey| self.values.get(key.name()).map(String::as_str);
        // A day that the phrase promises has to be there, or the span beside it would be lost.
        let promised = outcome.until.is_none_or(|key| {
            let needed = outcome.act.entry().takes.iter().any(|takes| takes.key == key && takes.need != Need::DayOfAct);
            !needed || value(key).is_some()
        });
        outcome.act.word() == self.act && outcome.matches(outcome.act, value) && promised
    }

    /// The milestone that the act is about, where it stands among these.
    fn milestone<'m>(&mut self, milestones: &'m [Milestone]) -> Option<&'m Milestone> {
        let own_day = |milestone: &&Milestone| milestone.moved_from.unwrap_or(milestone.day);
        let found = match (self.values.get("milestone"), self.values.get("review")) {
            (Some(mark), _) => milestones.iter().find(|milestone| milestone.mark().to_string() == *mark),
            (None, Some(day)) => milestones.iter().find(|milestone| {
                milestone.kind == crate::lifecycle::act::MilestoneKind::Review && own_day(milestone).to_string() == *day
            }),
            (None, None) => None,
        };
        if found.is_some() {
            self.values.remove("milestone");
            self.values.remove("review");
        }
        found
    }

    /// The milestone as it is written where it does not stand any more.
    fn pointer(&mut self) -> Option<String> {
        self.take("milestone").or_else(|| self.take("review").map(|day| format!("review@{day}")))
    }

    /// What has no column of its own, as pairs.
    fn rest(&self) -> Option<String> {
        let pairs: Vec<String> =
            self.values.iter().map(|(name, value)| format!("{name}={}", details_text(value))).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

fn name(outcome: &ActPhrase, language: Language) -> &'static str {
    match language {
        Language::Vi => outcome.vietnamese,
        Language::En => outcome.english,
    }
}

/// The phrases that the sheet offers, each once.
pub(super) fn outcome_names(language: Language) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for outcome in ACT_PHRASES.iter() {
        let name = name(outcome, language);
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The rows of the guide's table.
pub(super) fn guide(maker: &WorkbookBuilder) -> Vec<Vec<WorkbookCell>> {
    let language = maker.language;
    let row = |outcome: &ActPhrase| {
        let at = match outcome.at {
            [] => words::whole_agreement(language).to_owned(),
            kinds => kinds.iter().map(|kind| say::kind(*kind, language)).collect::<Vec<_>>().join(", "),
        };
        let mut also = vec![words::own_column(OwnColumn::On, language)];
        if outcome.until.is_some() {
            also.push(words::own_column(OwnColumn::Until, language));
        }
        if outcome.act.takes(ActKey::Why) || outcome.act.takes(ActKey::Text) {
            also.push(words::own_column(OwnColumn::Note, language));
        }
        vec![WorkbookCell::text(name(outcome, language)), WorkbookCell::text(format!("{at}; {}", also.join(", ")))]
    };
    ACT_PHRASES.iter().map(row).collect()
}
