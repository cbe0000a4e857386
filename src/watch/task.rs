//! What a milestone asks for, where it is a duty or a day of courtesy: the words of the preset or the register.

use std::collections::{BTreeMap, BTreeSet};

use super::Office;
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::commitment::Commitment;
use crate::lifecycle::day::Day;
use crate::lifecycle::duty::{Duty, Verified};
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::observance::{Observance, ObservanceKind, Occurrence};
use crate::lifecycle::party::{Party, heir};
use crate::lifecycle::policy::Language;
use crate::message::Task;
use crate::message::answer::plan as words;
use crate::message::section::{RuleCheckState, TaskKind};
use crate::message::sentence::sentence;
use crate::message::{Say, Voice};

/// That day's names of the partners in that language, each once.
pub(super) fn names(ids: &BTreeSet<String>, parties: &BTreeMap<String, Party>, day: Day, language: Language) -> String {
    let mut names = BTreeSet::new();
    for id in ids {
        let party = parties.get(id).map(|party| heir(party, parties, day));
        let name = party.map_or(id.as_str(), |party| match language {
            Language::Vi => party.name_on(day),
            Language::En => party.name_en_on(day),
        });
        names.insert(name);
    }
    names.into_iter().collect::<Vec<_>>().join(", ")
}

pub(super) fn duty_task(duty: &Duty) -> Task {
    Task {
        title: duty.title.clone(),
        title_en: duty.title_en.clone(),
        short: duty.short.clone(),
        short_en: duty.short_en.clone(),
        who: duty.who.clone(),
        who_en: duty.who_en.clone(),
        basis_en: duty.basis_en.clone(),
        manner: TaskKind::Duty,
        checked: if duty.verified == Verified::Yes { RuleCheckState::Yes } else { RuleCheckState::No },
        ..Task::default()
    }
}

pub(super) fn observance_task(row: &Observance, occurrence: Occurrence, partners: impl Fn(Language) -> String) -> Task {
    let to = |addressee: Option<&String>, language| {
        let to = [addressee.cloned().unwrap_or_default(), partners(language)];
        let to: Vec<String> = to.into_iter().filter(|part| !part.is_empty()).collect();
        (!to.is_empty()).then(|| to.join("; "))
    };
    let years = |text: &str, language: Language| match (occurrence.years, row.kind) {
        (Some(years), ObservanceKind::Anniversary) => {
            sentence!(words::YEARS_OF, years, text).say(Voice::terminal(language))
        }
        (Some(years), ObservanceKind::Greeting) => {
            sentence!(words::GREETING_YEARS, years, text).say(Voice::terminal(language))
        }
        (None, _) => text.to_owned(),
    };
    // The years are in an anniversary's subject; a greeting's is the same every year.
    let short = |text: &str| (row.kind == ObservanceKind::Greeting).then(|| text.to_owned());
    Task {
        title: years(&row.title, Language::Vi),
        title_en: row.title_en.as_deref().map(|title| years(title, Language::En)),
        short: short(row.short.as_ref().unwrap_or(&row.title)),
        short_en: match &row.short_en {
            Some(short) if row.kind == ObservanceKind::Anniversary => Some(years(short, Language::En)),
            Some(short) => Some(short.clone()),
            None => row.title_en.as_deref().and_then(short),
        },
        who: row.signer.clone(),
        who_en: row.signer_en.clone(),
        to: to(row.addressee.as_ref(), Language::Vi),
        to_en: to(row.addressee_en.as_ref().or(row.addressee.as_ref()), Language::En),
        years: occurrence.years.filter(|_| row.kind == ObservanceKind::Anniversary),
        manner: match row.kind {
            ObservanceKind::Greeting => TaskKind::Greeting,
            ObservanceKind::Anniversary => TaskKind::Anniversary,
        },
        checked: if row.confirmed { RuleCheckState::Yes } else { RuleCheckState::No },
        ..Task::default()
    }
}

/// What one of an agreement's duties, commitments or days of courtesy asks for; nothing for its other milestones.
pub fn task(office: &Office, facts: &Facts, milestone: &Milestone, parties: &BTreeMap<String, Party>) -> Option<Task> {
    if milestone.kind == MilestoneKind::Observance {
        let partners: BTreeSet<String> = facts.partner.iter().cloned().collect();
        let names = |language| names(&partners, parties, milestone.day, language);
        return Some(signing_task(facts, milestone.nth, names));
    }
    if let Some(commitment) = &milestone.commitment {
        return Some(Task::of_commitment(commitment, carried_out_by(office, commitment)));
    }
    let is_it = |duty: &&Duty| milestone.kind == MilestoneKind::Duty && Some(&duty.name) == milestone.name.as_ref();
    office.duties.iter().find(is_it).map(duty_task)
}

/// Who carries a commitment out: a contact by name, anything else as it is written.
pub(crate) fn carried_out_by(office: &Office, commitment: &Commitment) -> Option<String> {
    let who = commitment.who.as_ref()?;
    Some(office.circle.contact(who).map_or_else(|| who.clone(), |contact| contact.name.clone()))
}

/// What a mark of an agreement's signing asks for. `who` and whom it goes to follow the register, not the preset.
fn signing_task(facts: &Facts, years: u32, partners: impl Fn(Language) -> String) -> Task {
    let title_en = facts.title_en.as_ref().unwrap_or(&facts.title);
    Task {
        title: sentence!(words::YEARS_SINCE_SIGNING, years, &facts.title).say(Voice::terminal(Language::Vi)),
        title_en: Some(sentence!(words::YEARS_SINCE_SIGNING, years, title_en).say(Voice::terminal(Language::En))),
        who: Some(words::SIGNER.of(Voice::terminal(Language::Vi)).to_owned()),
        who_en: Some(words::SIGNER.of(Voice::terminal(Language::En)).to_owned()),
        to: Some(partners(Language::Vi)).filter(|partners| !partners.is_empty()),
        to_en: Some(partners(Language::En)).filter(|partners| !partners.is_empty()),
        manner: TaskKind::Anniversary,
        years: Some(years),
        checked: RuleCheckState::Yes,
        ..Task::default()
    }
}
