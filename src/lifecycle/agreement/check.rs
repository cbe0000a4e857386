//! What is wrong with facts taken together, what is odd, and what is missing.

use super::titles::{is_called_treaty, is_provincial};
use super::{Effect, Facts, Field, PaperKind, Renewal};
use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;
use crate::lifecycle::term::{Term, last_day};
use crate::text::nearest;

/// Facts that cannot all be true; the agreement is refused. Each names the field to fix.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
// each variant is its message
pub enum Contradiction {
    NoTitle,
    Reference(String),
    EndBeforeStart {
        start: Day,
        end: Day,
    },
    InForceBeforeSigned {
        in_force: Day,
        signed: Day,
    },
    NoRenewalPeriod,
    ZeroRenewalPeriod,
    TacitWithout(String),
    Zero(&'static str),
    NoticeTooLong {
        notice: Span,
        period: Span,
    },
    ReviewBeforeStart {
        first: Day,
        start: Day,
    },
    TooFar(&'static str),
    CircleUnder(Vec<String>),
    /// A name before a `=` that none of the field's names is, and the nearest of them.
    UnknownName {
        field: &'static str,
        name: String,
        nearest: Option<&'static str>,
    },
}

impl Contradiction {
    /// The fields it follows from, the one to look at first before the others.
    pub fn fields(&self) -> Vec<&'static str> {
        const START: [&str; 4] = ["signed_on", "in_force_on", "effect", "effect_delay"];
        match self {
            Self::NoTitle => vec!["title"],
            Self::Reference(_) => vec!["reference"],
            Self::EndBeforeStart { .. } => [&["term", "count"][..], &START].concat(),
            Self::InForceBeforeSigned { .. } => vec!["in_force_on", "signed_on"],
            Self::NoRenewalPeriod => vec!["renewal", "renewal_period"],
            Self::ZeroRenewalPeriod => vec!["renewal_period"],
            Self::TacitWithout(_) => vec!["renewal", "term"],
            Self::Zero(name) => vec![name],
            Self::NoticeTooLong { .. } => vec!["notice", "term", "renewal", "renewal_period"],
            Self::ReviewBeforeStart { .. } => [&["review_first_on"][..], &START].concat(),
            Self::CircleUnder(_) => vec!["under"],
            Self::UnknownName { field, .. } => vec![field],
            Self::TooFar(name) => [&[*name][..], &START].concat(),
        }
    }
}

/// Something allowed that deserves a second look.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Oddity {
    Treaty,
    UselessRenewalPeriod,
    UselessRenewalsMax,
}

/// A missing fact, by field name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap(pub &'static str);

/// No references: the part of the page's route where a new agreement is entered, and what `record` calls the office itself.
/// An agreement of that name could not be opened, or nothing recorded on it.
const TAKEN: [&str; 2] = ["them-moi", "office"];

impl Facts {
    /// Everything in the facts that cannot be true together; empty where they are sound.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let mut found = Vec::new();
        if self.title.trim().is_empty() {
            found.push(Contradiction::NoTitle);
        }
        let odd = |c: char| c.is_whitespace() || c.is_control() || c == '/' || c == '@';
        let is_taken = TAKEN.iter().any(|taken| self.reference.eq_ignore_ascii_case(taken));
        if self.reference.chars().count() > 80 || self.reference.chars().any(odd) || is_taken {
            found.push(Contradiction::Reference(self.reference.chars().take(80).collect()));
        }
        if let (Some(signed), Some(in_force)) = (self.signed_on, self.in_force_on)
            && in_force < signed
        {
            found.push(Contradiction::InForceBeforeSigned { in_force, signed });
        }
        for (span, name) in [
            (self.notice, "notice"),
            (self.termination_notice, "termination_notice"),
            (self.review_every, "review_every"),
        ] {
            if span.is_some_and(Span::is_zero) {
                found.push(Contradiction::Zero(name));
            }
        }
        self.check_term(&mut found);
        self.check_renewal(&mut found);
        found.extend(unknown_names("ladders", self.ladders.keys(), &kinds()));
        found.extend(unknown_names("basis", self.basis.keys(), &clauses()));
        found
    }

    fn check_term(&self, found: &mut Vec<Contradiction>) {
        let Some(start) = self.planned_start() else { return };
        let end = match self.term {
            Term::For(span) => {
                let end = last_day(start, span, self.count).ok();
                if end.is_none() {
                    found.push(Contradiction::TooFar("term"));
                }
                end
            }
            Term::Until(end) | Term::Between(end, _) => Some(end),
            Term::Open | Term::Unknown => None,
        };
        if let Some(end) = end
            && end < start
        {
            found.push(Contradiction::EndBeforeStart { start, end });
        }
        if let Some(first) = self.review_first_on
            && first < start
        {
            found.push(Contradiction::ReviewBeforeStart { first, start });
        }
    }

    fn check_renewal(&self, found: &mut Vec<Contradiction>) {
        if self.renewal == Renewal::Tacit {
            match self.renewal_period {
                None => found.push(Contradiction::NoRenewalPeriod),
                Some(period) if period.is_zero() => found.push(Contradiction::ZeroRenewalPeriod),
                Some(_) => {}
            }
            if matches!(self.term, Term::Between(..) | Term::Open) {
                found.push(Contradiction::TacitWithout(self.term.to_string()));
            }
        }
        let Some(notice) = self.notice else { return };
        let periods = match (self.term, self.renewal) {
            (Term::For(term), Renewal::Tacit) => vec![Some(term), self.renewal_period],
            (Term::For(term), _) => vec![Some(term)],
            (_, Renewal::Tacit) => vec![self.renewal_period],
            _ => vec![],
        };
        // A month is 28 days at least and a notice's month 31 at most: only what is certainly too long is refused.
        let too_long = |period: &Span| {
            u64::from(notice.months) * 28 + u64::from(notice.days)
                >= u64::from(period.months) * 31 + u64::from(period.days)
                || (notice.days == 0 && period.days == 0 && notice.months >= period.months)
        };
        if let Some(period) = periods.into_iter().flatten().find(|period| !period.is_zero() && too_long(period)) {
            found.push(Contradiction::NoticeTooLong { notice, period });
        }
    }

    /// The day the term starts as far as the facts alone say.
    pub(crate) fn planned_start(&self) -> Option<Day> {
        match (self.in_force_on, self.effect) {
            (Some(day), _) => Some(day),
            (None, Effect::Signature) => {
                self.signed_on.and_then(|day| day.plus(self.effect_delay.unwrap_or(Span::ZERO)).ok())
            }
            (None, Effect::Date | Effect::Notification) => None,
        }
    }

    /// Whether the term starts on the day of signing, be that day known or not.
    ///
    /// ```
    /// use pactwatch::lifecycle::agreement::{Effect, Facts};
    /// assert!(Facts::default().starts_at_signing());
    /// assert!(!Facts { effect: Effect::Notification, ..Facts::default() }.starts_at_signing());
    /// ```
    pub fn starts_at_signing(&self) -> bool {
        match (self.in_force_on, self.effect) {
            (Some(day), _) => self.signed_on == Some(day),
            (None, Effect::Signature) => self.effect_delay.is_none_or(Span::is_zero),
            (None, Effect::Date | Effect::Notification) => false,
        }
    }

    /// What is allowed but deserves a second look.
    pub(crate) fn oddities(&self) -> Vec<Oddity> {
        let mut found = Vec::new();
        if (self.kind == PaperKind::Treaty || is_called_treaty(&self.title))
            && self.ours.iter().any(|ours| is_provincial(ours))
        {
            found.push(Oddity::Treaty);
        }
        if self.renewal != Renewal::Tacit && self.renewal_period.is_some() {
            found.push(Oddity::UselessRenewalPeriod);
        }
        if self.renewal != Renewal::Tacit && self.renewals_max.is_some() {
            found.push(Oddity::UselessRenewalsMax);
        }
        found
    }

    /// The missing facts that dates, letters or people depend on.
    pub fn gaps(&self) -> Vec<Gap> {
        let effect_pending = self.effect == Effect::Notification;
        let missing = [
            (self.ours.is_empty(), "ours"),
            (self.partner.is_empty(), "partner"),
            (self.signed_on.is_none(), "signed_on"),
            (self.planned_start().is_none() && self.signed_on.is_some() && !effect_pending, "in_force_on"),
            (self.term == Term::Unknown, "term"),
            (self.officers.is_empty(), "officers"),
        ];
        missing.into_iter().filter(|(gone, _)| *gone).map(|(_, field)| Gap(field)).collect()
    }
}

/// The kinds of milestones, before the `=` of `ladders`.
fn kinds() -> Vec<&'static str> {
    MilestoneKind::ALL.into_iter().map(MilestoneKind::name).collect()
}

/// What a clause can say, before the `=` of `basis`: a field or a kind of milestone.
fn clauses() -> Vec<&'static str> {
    kinds().into_iter().chain(Field::ALL.iter().map(|field| field.name())).collect()
}

/// The names that none of those known is: a ladder or a clause under one of them would never be looked at.
fn unknown_names<'a>(
    field: &'static str,
    names: impl Iterator<Item = &'a String>,
    known: &[&'static str],
) -> Vec<Contradiction> {
    let unknown = names.filter(|name| !known.contains(&name.as_str()));
    let contradiction = |name: &String| Contradiction::UnknownName {
        field,
        name: name.chars().take(80).collect(),
        nearest: nearest(name, known.iter().copied()).and_then(|near| known.iter().find(|one| **one == near).copied()),
    };
    unknown.map(contradiction).collect()
}
