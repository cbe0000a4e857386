//! A small office that scans day by day: it keeps what it queued and when it last scanned, and nothing else.

use std::collections::BTreeMap;

use pactwatch::lifecycle::calendar::{Calendar, Country};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::{Milestone, Status, timeline};
use pactwatch::lifecycle::policy::{
    Circle, Contact, DigestRhythm, Escalation, Ladder, Language, Rung, default_ladders,
};
use pactwatch::lifecycle::reminder::{
    Decision, Hold, Key, Occasion, PlanRules, PlannedMilestone, QueuedReminder, ReminderFate, Subject, SubjectScope,
    SubjectState, Verdict, look_on, plans,
};

use crate::world::{Register, day};

/// One reminder that went.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sent {
    pub(crate) on: Day,
    pub(crate) what: String,
    pub(crate) day: Day,
    pub(crate) rung: String,
    pub(crate) recipient: String,
    /// The rung's opening, as the plan gave it.
    pub(crate) opens_on: Day,
}

/// Ladders, people, calendar, and the memory of the scans.
#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) ladders: BTreeMap<String, Ladder>,
    pub(crate) circle: Circle,
    pub(crate) calendar: Calendar,
    pub(crate) queued: Vec<Key>,
    pub(crate) sent: Vec<Sent>,
    pub(crate) last_scan: Option<Day>,
    /// What became of every reminder.
    pub(crate) fate: ReminderFate,
    /// How far ahead milestones are derived.
    pub(crate) horizon: Day,
}

/// `-30d officer head !` : offset, roles, and whether it escalates.
pub(crate) fn rung(text: &str) -> Rung {
    let mut words = text.split(' ');
    let offset = words.next().unwrap().parse().unwrap();
    let (mut to, mut escalation) = (Vec::new(), Escalation::Always);
    for word in words {
        if word == "!" {
            escalation = Escalation::WhenUnanswered;
        } else {
            to.push(word.to_owned());
        }
    }
    Rung { offset, to, escalation }
}

impl Office {
    /// The shipped ladders, Vietnam's calendar, an officer, a head, a director, and a fallback.
    pub(crate) fn new() -> Self {
        let contact = |id: &str| Contact {
            id: id.to_owned(),
            name: id.to_owned(),
            email: format!("{id}@example.vn"),
            language: Language::Vi,
            digest: DigestRhythm::Weekly,
            away: Vec::new(),
            ..Contact::default()
        };
        let roles = ["head", "director"].map(|role| (role.to_owned(), vec![role.to_owned()]));
        let contacts = ["desk", "head", "director", "it"].map(contact);
        Self {
            ladders: default_ladders().into_iter().map(|ladder| (ladder.name.clone(), ladder)).collect(),
            circle: Circle::new(contacts, roles.into(), Some("it".to_owned())),
            calendar: Calendar::new(Country::Vietnam, vec![], vec![]).unwrap(),
            queued: Vec::new(),
            sent: Vec::new(),
            last_scan: None,
            fate: ReminderFate::Stands,
            horizon: day("2045-12-31"),
        }
    }

    /// The same with one ladder replaced.
    pub(crate) fn with(mut self, name: &str, rungs: &[&str]) -> Self {
        self.ladder(name, rungs);
        self
    }

    /// An office whose only days off are weekends.
    pub(crate) fn weekends_only(mut self) -> Self {
        self.calendar = Calendar::new(Country::None, vec![], vec![]).unwrap();
        self
    }

    pub(crate) fn ladder(&mut self, name: &str, rungs: &[&str]) {
        let ladder = Ladder::new(name, rungs.iter().map(|text| rung(text)).collect()).unwrap();
        self.ladders.insert(name.to_owned(), ladder);
    }

    /// Looks at the verdicts of that day without acting on them.
    pub(crate) fn plan<T>(
        &self,
        register: &Register,
        today: Day,
        look: impl FnOnce(&[PlannedMilestone<'_>]) -> T,
    ) -> T {
        let timeline = timeline(&register.0, self.horizon).unwrap();
        let ended = timeline.course.ending.as_ref().is_some_and(|ending| ending.ends_on < today)
            || timeline.status(today) == Status::Closed;
        let facts = timeline.knowledge.facts_on(today);
        let earlier = self.queued.iter().zip(&self.sent);
        let earlier =
            earlier.map(|(key, sent)| QueuedReminder { key: key.clone(), queued_on: sent.on, fate: self.fate });
        let earlier: Vec<QueuedReminder> = earlier.collect();
        let scope = SubjectScope {
            subject: &Subject::Agreement(register.0.id),
            officers: &facts.officers,
            ladders: &facts.ladders,
            standing: if ended { SubjectState::Ended } else { SubjectState::Alive },
            earlier: &earlier,
        };
        let rules = PlanRules {
            ladders: &self.ladders,
            circle: &self.circle,
            calendar: &self.calendar,
            last_scan: self.last_scan,
        };
        look(&plans(&timeline.milestones, scope, rules, today).unwrap())
    }

    /// One complete scan; answers with the next day worth looking at.
    pub(crate) fn scan(&mut self, register: &Register, today: Day) -> Option<Day> {
        let (due, next) = self.plan(register, today, |planned| {
            let due: Vec<(Milestone, Verdict)> = planned
                .iter()
                .flat_map(|p| p.verdicts.iter().map(|verdict| (p.milestone.clone(), verdict.clone())))
                .filter(|(_, verdict)| verdict.decision == Decision::Send)
                .collect();
            (due, look_on(planned, today))
        });
        for (milestone, verdict) in due {
            let (rung, recipient) = (verdict.rung.to_string(), verdict.recipient.unwrap());
            let (what, on, opens_on) = (milestone.what(), today, verdict.opens_on);
            self.queued.push(Key {
                subject: Subject::Agreement(register.0.id),
                topic: milestone.topic(),
                nth: milestone.nth,
                day: milestone.day,
                occasion: Occasion::Rung(verdict.rung),
                recipient: recipient.clone(),
                round: 1,
                trial: None,
            });
            self.sent.push(Sent { on, what, day: milestone.day, rung, recipient, opens_on });
        }
        self.last_scan = Some(today);
        next
    }

    /// A scan on every day from one to another, both included.
    pub(crate) fn scan_daily(&mut self, register: &Register, from: &str, to: &str) {
        let (mut today, to) = (day(from), day(to));
        while today <= to {
            self.scan(register, today);
            today = today.next();
        }
    }

    /// `2026-01-02 expiry@2026-01-31 -30d desk`, one line a reminder sent.
    pub(crate) fn log(&self) -> Vec<String> {
        let line = |s: &Sent| format!("{} {}@{} {} {}", s.on, s.what, s.day, s.rung, s.recipient);
        self.sent.iter().map(line).collect()
    }

    /// The decision on one rung and person of the milestone of that mark.
    pub(crate) fn decision(&self, register: &Register, today: &str, mark: &str, rung: &str, who: &str) -> Decision {
        self.plan(register, day(today), |planned| {
            let of = |p: &&PlannedMilestone<'_>| p.milestone.mark().to_string() == mark;
            let planned = planned.iter().find(of).unwrap_or_else(|| panic!("no {mark}"));
            let of = |v: &&Verdict| v.rung.to_string() == rung && v.recipient.as_deref() == Some(who);
            planned.verdicts.iter().find(of).unwrap_or_else(|| panic!("no {rung} {who}")).decision.clone()
        })
    }

    /// Why it holds; a reminder that goes is a failure.
    pub(crate) fn hold(&self, register: &Register, today: &str, mark: &str, rung: &str, who: &str) -> Hold {
        match self.decision(register, today, mark, rung, who) {
            Decision::Hold(hold) => hold,
            Decision::Send => panic!("{mark} {rung} {who} goes on {today}"),
        }
    }
}
