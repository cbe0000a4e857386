//! What changed in an agreement since the last digest: its days as they were known then, against its days as they are now.

use std::collections::{BTreeMap, BTreeSet};

use super::{DigestBuilder, NewsStart};
use crate::lifecycle::act::{Act, ActBody, MilestoneKind};
use crate::lifecycle::agreement::{Agreement, Facts, Field};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::{Milestone, Ordinal, Period, Timeline};
use crate::lifecycle::policy::Contact;
use crate::message::{ChangeRow, ChangeState, DigestMove, FieldChange, say};
use crate::store::{Filter, Store};
use crate::watch::dossier::{Dossier, Situation, TimelineReach};
use crate::watch::{Office, WatchError};

/// At most this many agreements whose facts changed are looked at for one that someone lost.
const LOOKED_AT: usize = 2_000;

/// The agreements that someone looked after when the last digest went, and does not any more. One that cannot be read is
/// told where it is looked after.
pub(super) fn lost(
    store: &Store,
    office: &Office,
    contact: &Contact,
    news: NewsStart,
    today: Day,
) -> Result<Vec<Agreement>, WatchError> {
    let own = Filter { officer: Some(contact.id.clone()), ..Filter::default() };
    let me = |dossier: &Dossier| {
        let situation = Situation::of(dossier, office, today, TimelineReach::Through(today));
        situation.is_ok_and(|it| it.facts.officers.contains(&contact.id))
    };
    let mut found = Vec::new();
    for id in store.facts_changed_since(news.on, LOOKED_AT)? {
        if store.find(&own, id - 1, 1)? == [id] {
            continue;
        }
        let record = match store.record_of(id) {
            Ok(record) => record,
            Err(error) if error.is_of_the_record() => continue,
            Err(error) => return Err(error.into()),
        };
        let was = me(&news.known_then(&record));
        if was && !me(&Dossier::without_letters(record.clone(), today)) {
            found.push(record);
        }
    }
    Ok(found)
}

/// A milestone, however its day moves.
type MilestoneIdentity = (MilestoneKind, Option<String>, Ordinal);

impl DigestBuilder<'_> {
    /// Notes the agreement where a day moved, went or came, or where it changed who hears of it.
    pub(super) fn changed(&mut self, situation: &Situation<'_>) -> Result<(), WatchError> {
        let (office, today, facts) = (self.office, self.today, &situation.facts);
        // As it is known today: what a wrong clock recorded on a day to come is known already.
        let record = &situation.dossier.agreement;
        let timeline = &situation.timeline;
        let registered_on = timeline.knowledge.registered_on;
        let is_new = record.acts.first().is_some_and(|act| self.news.is_news(act));
        if is_new {
            self.registered.offer(registered_on, || Ok(facts.reference.clone()))?;
        }
        // What is new stands there as the day of its coming left it; what was changed on a later day is listed like the
        // rest.
        let since = if is_new { self.news.on.max(registered_on.next()) } else { self.news.on };
        let is_recent = |act: &Act| self.news.is_news(act) && (!is_new || registered_on < act.recorded_on);
        let recent: Vec<&Act> = record.acts.iter().filter(|act| is_recent(act)).collect();
        let Some(on) = recent.iter().map(|act| act.recorded_on).max() else { return Ok(()) };
        let before = Dossier::with_acts(record, |act| !is_recent(act));
        let was = Situation::of(&before, office, today, TimelineReach::Plan)?;
        let mut moved = self.moved(&was, situation, since)?;
        let fields = [recipient_changes(office, &was.facts, facts), rhythm_changes(&was, situation)].concat();
        let mut lasts = ChangeState::Still;
        if moved.is_empty() && fields.is_empty() {
            // Anyone who was told of it meanwhile finds here that it was recorded, and taken back.
            (moved, lasts) = (self.taken_back(record, &recent, &was, since)?, ChangeState::TakenBack);
        }
        let restricted_meanwhile = was_restricted_meanwhile(&recent, &was.facts);
        if moved.is_empty() && fields.is_empty() && !restricted_meanwhile {
            return Ok(());
        }
        // What was restricted in between, or open in between, is told by reference alone.
        let acts = recent.iter().filter(|act| act.body.moves_days()).map(|act| office.move_cause(act));
        let secret = facts.is_restricted() || moved.is_empty() && fields.is_empty();
        let row = ChangeRow {
            reference: facts.reference.clone(),
            short: (!secret).then(|| say::agreement_short(facts, self.parties, today)),
            on,
            moved: if secret { Vec::new() } else { moved },
            lasts,
            fields: if secret { Vec::new() } else { fields },
            acts: if secret { Vec::new() } else { acts.collect() },
        };
        self.changes.offer(on, || Ok(row))
    }

    /// Notes the agreements that the contact looked after when the last digest went, and does not any more.
    pub(super) fn lost(&mut self, store: &Store) -> Result<(), WatchError> {
        for record in lost(store, self.office, self.contact, self.news, self.today)? {
            let now = Dossier::without_letters(record.clone(), self.today);
            self.changed(&Situation::of(&now, self.office, self.today, TimelineReach::Plan)?)?;
        }
        Ok(())
    }

    /// The days that acts since the last digest moved which were taken back since then, too: as they were known before the
    /// first of them was taken back.
    fn taken_back(
        &self,
        record: &Agreement,
        recent: &[&Act],
        was: &Situation<'_>,
        since: Day,
    ) -> Result<Vec<DigestMove>, WatchError> {
        let is_recent = |seq: i64| recent.iter().any(|act| act.seq == seq);
        let takes_back = |act: &&&Act| matches!(act.body, ActBody::Void { voids } if is_recent(voids));
        let Some(void) = recent.iter().filter(takes_back).map(|act| act.seq).min() else { return Ok(Vec::new()) };
        let acts: Vec<Act> = record.acts.iter().filter(|act| act.seq < void).cloned().collect();
        let then = Dossier::of_then(&Agreement { id: record.id, acts }, self.today);
        self.moved(was, &Situation::of(&then, self.office, self.today, TimelineReach::Plan)?, since)
    }

    /// The days that differ between two states of what is known, as far as either ends: within a plan of two years a
    /// day that moved beyond them would look like one that went.
    fn moved(&self, was: &Situation<'_>, is: &Situation<'_>, since: Day) -> Result<Vec<DigestMove>, WatchError> {
        // A period that would have renewed itself ends as well.
        let ends = |timeline: &Timeline<'_>| {
            timeline.course.last_day().max(timeline.course.period_on(self.today).map(Period::last_day))
        };
        let Some(far) = ends(&was.timeline).max(ends(&is.timeline)).filter(|far| *far > self.today) else {
            return Ok(differing(&days(&was.timeline), &days(&is.timeline), since));
        };
        let through = |it: &Situation<'_>| {
            let reach = TimelineReach::Through(far);
            Situation::of(it.dossier, self.office, self.today, reach).map(|it| days(&it.timeline))
        };
        Ok(differing(&through(was)?, &through(is)?, since))
    }
}

/// The days that differ, and are ahead of that day as they were or as they are: what has passed and is listed elsewhere
/// is no news here. Of a range whose first day stands, the later one.
fn differing(
    was: &BTreeMap<MilestoneIdentity, (Day, Day)>,
    is: &BTreeMap<MilestoneIdentity, (Day, Day)>,
    since: Day,
) -> Vec<DigestMove> {
    let news = |days: Option<&(Day, Day)>| days.is_some_and(|(_, last)| since <= *last);
    // An end that came, went or moved is news whenever it was; so is a renewal that was none.
    let ends_it = |which: &MilestoneIdentity| match which.0 {
        MilestoneKind::Expiry => true,
        MilestoneKind::Renewal => {
            let end = (MilestoneKind::Expiry, None, which.2);
            was.contains_key(&end) != is.contains_key(&end)
        }
        _ => false,
    };
    // A day that stands in both is no change, although another number may be its own now.
    let (left, came) = (without(was, &days_of(is)), without(is, &days_of(was)));
    let which = left.keys().chain(came.keys().filter(|which| !left.contains_key(*which)));
    let mut moved: Vec<DigestMove> = which
        .map(|which| (which, left.get(which).copied(), came.get(which).copied()))
        .filter(|(which, old, new)| old != new && (ends_it(which) || news(*old) || news(*new)))
        .map(|((kind, _, ordinal), old, new)| {
            let first_stands = old.zip(new).is_some_and(|(old, new)| old.0 == new.0);
            let told = |days: &(Day, Day)| if first_stands { days.1 } else { days.0 };
            DigestMove { kind: *kind, became: None, nth: number(*ordinal), old: old.map(told), new: new.map(told) }
        })
        .collect();
    join_ends(&mut moved);
    // So many are named: the end before what follows from it.
    moved.sort_by_key(|moved| (!is_end(moved.kind), moved.old.is_none(), moved.new.or(moved.old)));
    moved
}

/// The number; a legal clock has none that stays.
const fn number(ordinal: Ordinal) -> u32 {
    match ordinal {
        Ordinal::Nth(nth) => nth,
        Ordinal::StartedBy(_) => 1,
    }
}

/// What stands on which days, whatever its number.
fn days_of(timeline: &BTreeMap<MilestoneIdentity, (Day, Day)>) -> BTreeSet<(MilestoneKind, Option<&str>, (Day, Day))> {
    timeline.iter().map(|((kind, name, _), days)| (*kind, name.as_deref(), *days)).collect()
}

/// The milestones that do not stand on these days.
fn without<'a>(
    timeline: &'a BTreeMap<MilestoneIdentity, (Day, Day)>,
    days: &BTreeSet<(MilestoneKind, Option<&str>, (Day, Day))>,
) -> BTreeMap<&'a MilestoneIdentity, &'a (Day, Day)> {
    timeline.iter().filter(|((kind, name, _), on)| !days.contains(&(*kind, name.as_deref(), **on))).collect()
}

const fn is_end(kind: MilestoneKind) -> bool {
    matches!(kind, MilestoneKind::Renewal | MilestoneKind::Expiry)
}

/// A period that renewed itself and now ends the agreement, or the other way round, is one day that became another.
fn join_ends(moved: &mut Vec<DigestMove>) {
    let mut came: Vec<DigestMove> = moved.extract_if(.., |one| is_end(one.kind) && one.old.is_none()).collect();
    for gone in moved.iter_mut().filter(|one| is_end(one.kind) && one.new.is_none()) {
        let other = |one: &DigestMove| one.nth == gone.nth && one.kind != gone.kind;
        if let Some(at) = came.iter().position(other) {
            let other = came.swap_remove(at);
            (gone.became, gone.new) = (Some(other.kind), other.new);
        }
    }
    moved.append(&mut came);
}

/// The days of a timeline by what they are, of a range both; days to mark are left out, they follow from the rest.
fn days(timeline: &Timeline<'_>) -> BTreeMap<MilestoneIdentity, (Day, Day)> {
    let asked = timeline.milestones.iter().filter(|milestone| milestone.kind != MilestoneKind::Observance);
    let which = |milestone: &Milestone| (milestone.kind, milestone.name.clone(), milestone.ordinal());
    asked.map(|milestone| (which(milestone), (milestone.day, milestone.after_from()))).collect()
}

/// Whether one of these acts set the mark of restriction to something else than it was, whatever came after it.
fn was_restricted_meanwhile(recent: &[&Act], was: &Facts) -> bool {
    let before = was.get(Field::Restricted);
    recent.iter().any(|act| match &act.body {
        ActBody::Correct { field, new, commitment: None, .. } => {
            Field::named(field) == Some(Field::Restricted) && Some(new) != before.as_ref()
        }
        _ => false,
    })
}

/// The facts that changed and that tell who hears of it.
fn recipient_changes(office: &Office, old: &Facts, new: &Facts) -> Vec<FieldChange> {
    let text = |facts: &Facts, field: Field| match field {
        Field::Officers if facts.officers.is_empty() => None,
        Field::Officers => Some(facts.officers.iter().map(|id| office.named(id)).collect::<Vec<_>>().join(", ")),
        field => facts.get(field),
    };
    [Field::Officers, Field::Ladders, Field::Restricted]
        .into_iter()
        .filter(|field| old.get(*field) != new.get(*field))
        .map(|field| FieldChange { field, old: text(old, field), new: text(new, field) })
        .collect()
}

/// What changed in the rhythm of reviews, also by an amendment of a day to come: of the days that follow from it a plan of
/// two years may hold none.
fn rhythm_changes(was: &Situation<'_>, is: &Situation<'_>) -> Vec<FieldChange> {
    let [old, new] = [was, is].map(|it| it.timeline.knowledge.facts_on(Day::last()));
    [Field::ReviewEvery, Field::ReviewFirstOn]
        .into_iter()
        .filter(|field| old.get(*field) != new.get(*field))
        .map(|field| FieldChange { field, old: old.get(field), new: new.get(field) })
        .collect()
}
