//! What a duty or an observance asks for, in both languages: values of the office's configuration, no sentences.
//!
//! A value without an English text is shown in Vietnamese.

use crate::lifecycle::commitment::{Commitment, CommitmentSide};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::policy::Language;
use crate::lifecycle::workback::GreetingLeads;

/// What a duty or an observance asks for; from the office's configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// What is to be done, or whose day it is: `báo cáo Thủ tướng Chính phủ …`, `Quốc khánh Lào`.
    pub title: String,
    /// The same in English.
    pub title_en: Option<String>,
    /// A few words for it in subjects and lists, in Vietnamese; the title where there are none.
    pub short: Option<String>,
    /// The same in English.
    pub short_en: Option<String>,
    pub who: Option<String>,
    /// The same in English.
    pub who_en: Option<String>,
    /// Whom a letter of congratulation goes to.
    pub to: Option<String>,
    /// The same in English.
    pub to_en: Option<String>,
    /// Where the law says so, in English.
    pub basis_en: Option<String>,
    /// Of an anniversary, the years: round ones and half-round ones have a name.
    pub years: Option<u32>,
    /// Of a country's day, the agreements with it, by their short names.
    pub agreements: Vec<String>,
    /// Of a commitment, how much of it.
    pub target: Option<String>,
    /// Of a commitment, who promised it.
    pub promised_by: Option<CommitmentSide>,
    /// Of a day of courtesy, how long before it a letter is handed in for signing, and sent.
    pub leads: GreetingLeads,
    /// Of next year's plan, the anniversaries of that year.
    pub anniversaries: Vec<Anniversary>,
    /// What sort of task.
    pub manner: TaskKind,
    /// Whether the rule was verified against the published text.
    pub checked: RuleCheckState,
}

/// A round anniversary that a plan of the year takes up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anniversary {
    pub on: Day,
    /// What it is, with the years.
    pub title: String,
    /// The same in English.
    pub title_en: Option<String>,
}

/// What sort of task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaskKind {
    /// A legal clock.
    #[default]
    Duty,
    /// A letter of congratulation on a yearly day.
    Greeting,
    /// A round anniversary.
    Anniversary,
    /// What an agreement, a plan or a strategy promises.
    Commitment,
}

/// Whether a rule was checked against the published text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RuleCheckState {
    /// It was verified against the text of the law.
    Yes,
    /// It was not; the letter says so.
    #[default]
    No,
}

impl Task {
    /// What a commitment asks for; `who` names who carries it out.
    pub(crate) fn of_commitment(commitment: &Commitment, who: Option<String>) -> Self {
        Self {
            title: commitment.title.clone(),
            who,
            target: commitment.target.clone(),
            promised_by: Some(commitment.side),
            manner: TaskKind::Commitment,
            checked: RuleCheckState::Yes,
            ..Self::default()
        }
    }

    /// What is to be done.
    pub(crate) fn title_in(&self, language: Language) -> &str {
        Self::either(Some(&self.title), self.title_en.as_ref(), language).map_or("", String::as_str)
    }

    /// A few words for it; in English none where none were given in English.
    pub(crate) fn short_in(&self, language: Language) -> Option<&String> {
        match language {
            Language::Vi => self.short.as_ref(),
            Language::En => self.short_en.as_ref(),
        }
    }

    pub(crate) fn who_in(&self, language: Language) -> Option<&String> {
        Self::either(self.who.as_ref(), self.who_en.as_ref(), language)
    }

    /// Whom a letter of congratulation goes to.
    pub(crate) fn to_in(&self, language: Language) -> Option<&String> {
        Self::either(self.to.as_ref(), self.to_en.as_ref(), language)
    }

    /// The milestone in that language: with the law it rests on named in it.
    pub(crate) fn milestone_in(&self, milestone: &Milestone, language: Language) -> Milestone {
        let basis = Self::either(milestone.basis.as_ref(), self.basis_en.as_ref(), language).cloned();
        Milestone { basis, ..milestone.clone() }
    }

    fn either<'a>(own: Option<&'a String>, english: Option<&'a String>, language: Language) -> Option<&'a String> {
        match language {
            Language::Vi => own,
            Language::En => english.or(own),
        }
    }
}
