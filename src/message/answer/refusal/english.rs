//! Refusals in English: for readers of English, for log lines and for JSON.

use super::{option, within};
use crate::lifecycle::agreement::Contradiction;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::lifecycle::recording::{Asking, NearestRefusal, Neighbour, NotVoidable, Refusal, UnchangedValue, UndoWay};
use crate::message::say::{commitment_flaw, unreadable};
use crate::message::{Say, Voice};

#[allow(clippy::too_many_lines)] // one line a refusal
pub(super) fn say(refusal: &Refusal, voice: Voice) -> String {
    match refusal {
        Refusal::Unreadable(what) => {
            let option = option(what, voice);
            let (what, cure) = unreadable(what, Language::En);
            format!("{what}; {cure}{option}")
        }
        Refusal::Fact { name, what } => format!("`{name}`: {}", what.say(voice)),
        Refusal::InForceBeforeSigning(day) => format!("in force on {day} would be before the signing; check the day"),
        Refusal::TwoFirstDays { stated, from_receipt } => format!(
            "by the receipt it is in force on {from_receipt}, not on {stated}; check both, and say one of them"
        ),
        Refusal::PostponedToPast(to) => format!("`to`: {to} has passed; record `hold-review` if it was held then"),
        Refusal::OneFieldAtATime => {
            "`set`: correct one field at a time, so that each correction can be voided".to_owned()
        }
        Refusal::EndIsAnAct => "`ended_on`: an end is an act; record `expire`, `terminate` or `close`".to_owned(),
        Refusal::NoMilestone { named, known } => format!(
            "there is no milestone `{named}`; name one by kind and day, for example expiry@2022-12-22 (there are: {})",
            listed(known)
        ),
        Refusal::NumberAndDayDiffer { nth, of_number, day, of_day } => {
            let of_number = of_number.map_or_else(|| "does not exist".to_owned(), |day| format!("is that of {day}"));
            let of_day = of_day.map_or_else(|| "no such milestone".to_owned(), |nth| format!("number {nth}"));
            format!(
                "number and day name two milestones: number {nth} {of_number}, on {day} stands {of_day}; pick the \
                 milestone from the cell's list again, or write its day alone"
            )
        }
        Refusal::InSuspension { day, since } => format!(
            "{day} lies in the suspension since {since}, so no milestone stands there; record `resume` first, or void the \
             suspension if it was a mistake"
        ),
        Refusal::WhichMilestone { named, known } => {
            format!("`{named}` could be any of {}; say which, by its day", known.join(", "))
        }
        Refusal::Undoes { seq, act, on, why } => format!(
            "with it act {seq}, `{act}` of {on}, could not stand: {}; void that act first, or check the day",
            within(why, voice)
        ),
        Refusal::CannotVoid(seq, what) => {
            let (act, cure) = match what {
                NotVoidable::Void => ("void", "record the voided act again"),
                NotVoidable::Register => ("register", "correct its fields, or record `close`"),
                NotVoidable::Party => ("party", "it brought the party; correct its row and import that"),
            };
            format!("act {seq} is `{act}`, which cannot be voided; {cure}")
        }
        Refusal::NoParty { named, near } => {
            let near = if near.is_empty() { String::new() } else { format!("did you mean {}? ", near.join(" or ")) };
            format!("there is no party `{named}`; {near}a new one comes in with `import`, as a [[party]]")
        }
        Refusal::SeveralParties(named, ids) => {
            format!("`{named}` is the name of {}; write the id of one of them", ids.join(" and "))
        }
        Refusal::NameBegins { on, name, undo } => {
            format!("the name `{name}` begins on {on} already; take it back first, with {}", undone(undo))
        }
        Refusal::SecondSuccessor { party, successor, on, undo } => format!(
            "`{party}` has a successor, `{successor}` since {on}, and a party has at most one; take it back first, with {}",
            undone(undo)
        ),
        Refusal::NoPartyAct { seq, party, known } => {
            let known: Vec<String> = known.iter().map(|(seq, act)| format!("{seq} {}", act.word())).collect();
            format!("there is no act number {seq} on the party `{party}` that could be voided; there are: {}", listed(&known))
        }
        Refusal::NoChange(what) => format!("{}; nothing would change", unchanged(what)),
        Refusal::Contradiction(what @ Contradiction::UnknownName { .. }) => what.say(voice),
        Refusal::Contradiction(what) => format!("the facts would contradict each other: {}", what.say(voice)),
        Refusal::Future(a0) => format!("{a0} has not come yet; an act is recorded once it has happened"),
        Refusal::StandsOn { seq, acts } => format!("act {seq} is not taken back: {}; take those back first, or say --yes and look at them afterwards",
        stand(acts)),
        Refusal::WhyNeeded { what, day } => format!("the correction takes away `{what}` of {day}, or puts it off by more than 30 days; say why, with the number of the paper or a note"),
        Refusal::SaidAlready { seq, on } => format!("act {seq} says just this of {on} already; if it happened once more, say on which day with `--on`"),
        Refusal::SameDay { seq, on, act } => format!("act {seq} is an `{act}` of the same day, {on}, and says something else; take it back with `void {seq}` and say all of it in one act, or give each the day on which it was agreed with `--on`"),
        Refusal::BeforeSigning { on, signed } => format!("{on} lies before the day of signing, {signed}; check the day, or correct `signed_on`"),
        Refusal::Archived { on, seq } => format!("the agreement was archived on {on} by act {seq}; take that back with `void {seq}` if it lives on"),
        Refusal::NothingToDecide(a0) => format!("`{a0}` asks for no decision; only an expiry, a notice or a renewal does: a review is held, postponed or skipped, a duty fulfilled"),
        Refusal::UntilAndFor => "say either `until DAY` or `for SPAN`, not both".to_owned(),
        Refusal::ExtendAfterEnd { end, on } => format!("the agreement ended on {end}, before {on}: a span could count from either; say `until DAY`"),
        Refusal::ExtendRange { from, to } => format!("the text leaves the end open ({from}..{to}), so a span has nothing to count from; say `until DAY`"),
        Refusal::AmendAfterEnd { end, from } => format!("the agreement ended on {end}, before {from}: a span could count from either; amend the term as `until DAY`"),
        Refusal::AmendEndsBefore { end, from } => format!("with that term it would have ended on {end}, before the amendment holds, on {from}; write the last day meant, `until DAY`, or the whole span from the first day in force"),
        Refusal::ExtendOpen => "its term is open, so it has no end that could move; if it was ended record `terminate`, if a term was agreed record `amend term=…`".to_owned(),
        Refusal::ExtendFar { end, from } => format!("the new end {end} lies more than 30 years after {from}; check the year; if so much is meant, say how much longer instead, for example `--for 50y`"),
        Refusal::InForceFar { day, on } => format!("it would enter into force on {day}, more than 5 years after {on}; check the year; if that day is meant, correct `in_force_on` instead"),
        Refusal::SupersededByItself => "an agreement cannot take its own place; name the other one, or leave `--with` out".to_owned(),
        Refusal::InForceAfterEnd { day, end } => format!("it would enter into force on {day}, after its last day in force, {end}, by the first day known so far; check the day; if that first day is wrong, correct `in_force_on` or `effect` instead"),
        Refusal::SupersededBefore { ends_on, on } => format!("the old text would have ended on {ends_on}, before the new one of {on}; check both years; if the new one took effect before it was signed, give the day it took effect as the day of the act"),
        Refusal::LongBefore { mark, day, on } => {
            let early = if mark.starts_with("review") {
                format!("; if it was held so early, postpone that review to {on} first")
            } else {
                String::new()
            };
            format!("{on} lies most of a year or more before `{mark}` ({day}); check the year, or name the one that is meant{early}")
        }
        Refusal::ExtendUnknown => "no end is known, so a span has nothing to count from; say `until DAY`, or correct `term` first".to_owned(),
        Refusal::NotLonger { new, end } => format!("the new end {new} is not after the present one {end}; to end it earlier record `terminate`, or void the act that set {end} if that one was wrong"),
        Refusal::BeforeStart(a0) => format!("the day {a0} lies before the agreement is in force; check the day"),
        Refusal::EnteredAlready { on, seq } => format!("its entry into force is recorded already, by act {seq} of {on}; void that act first if it was wrong"),
        Refusal::AfterEnd { day, end } => format!("the day {day} lies after the last day in force, {end}; check the day, or record `extend` first"),
        Refusal::ExpiresOnAnotherDay { day, end } if day < end => format!("by its term it runs out on {end}, not on {day}; if it was ended early it is `terminated` (chấm dứt), else mend the day or the term"),
        Refusal::ExpiresOnAnotherDay { day, end } => format!("by its term it ran out on {end}, not on {day}; if it was extended, record `extend` or write the last day as its term, else mend the day"),
        Refusal::ExpiresNever(day) => format!("its term is open, so it cannot have run out on {day}; if it was ended it is `terminated` (chấm dứt), else mend the term"),
        Refusal::EndedAlready(a0) => format!("it was ended already, with {a0} as its last day; void that act first if it was wrong (`show` lists its acts)"),
        Refusal::NoTerminationNotice => "the register knows no `termination_notice` for it; correct that fact, or record `terminate` with its last day".to_owned(),
        Refusal::SuspendedAlready(a0) => format!("carrying out is suspended on that day, since {a0}; record `resume` first, or void that act if its day is wrong"),
        Refusal::SuspendedLater { on, from } => format!("on {on} carrying out was not suspended yet, it is from {from} on; check the day"),
        Refusal::NotSuspended => "carrying out is not suspended; there is nothing to resume, record `suspend` first if that is missing".to_owned(),
        Refusal::NoReview => "the agreement has no review that is still unanswered; reviews follow from `review_every`".to_owned(),
        Refusal::NearestReview { of, on, why, nearest, before, after } => format!("on {on} the nearest {}, number {} of {}, {}; write which one is meant by its number or day{}",
        occurrence(of.as_deref()), nearest.0, nearest.1, not_nearest(*why), neighbours(*before, *after)),
        Refusal::NotAReview(a0) => format!("`{a0}` is no review; only a review can be held or postponed, and only that or a commitment skipped"),
        Refusal::Answered(a0) => format!("`{a0}` was answered already; void that act first if it was wrong (`show` lists the acts)"),
        Refusal::NoSteps(a0) => format!("`{a0}` has no steps; steps of the plan lead to an expiry"),
        Refusal::StepClosed { step, seq } => format!("the step `{step}` is closed by act {seq} already; void that act first if it was wrong"),
        Refusal::NoStep { said, meant, known } => format!("the plan has no step `{said}`; {}its steps are {}", near(meant.as_deref()), known.join(", ")),
        Refusal::NotADuty(a0) => format!("`{a0}` is no duty, no observance and no commitment; only those are fulfilled"),
        Refusal::SnoozeTooLong { mark, asked, limit } => format!("letters on `{mark}` can rest until {limit} at most, not until {asked}; choose an earlier day"),
        Refusal::SnoozePast(a0) => format!("{a0} is not after today; letters can rest only until a later day"),
        Refusal::StillBinds(a0) => format!("the agreement is {}; an agreement that still binds is archived only with --force", a0.name()),
        Refusal::NoCommitment { name, known } if known.is_empty() => {
            format!("there is no commitment `{name}`; the agreement has none, record one with `commit {name} --title …`")
        }
        Refusal::NoCommitment { name, known } => {
            format!("there is no commitment `{name}`; the commitments are {}", known.join(", "))
        }
        Refusal::CommitmentKnown { name, seq } => format!(
            "there is a commitment `{name}` already, since act {seq}; mend it with `correct commitment:{name} field=value`, or give the new one another name"
        ),
        Refusal::Commitment(flaw) => {
            let (what, cure) = commitment_flaw(flaw);
            format!("the commitment cannot stand: {what}; {cure}")
        }
        Refusal::CommitmentText(error) => format!("`{}`: `{}` is no value of it; write it as `commit` takes it", error.field, error.text),
        Refusal::ClosedAlready => "it is archived already".to_owned(),
        Refusal::NoAct(a0) => format!("there is no act number {a0} on this agreement that could be voided; `show` lists its acts"),
        Refusal::VoidedAlready(a0) => format!("act {a0} is voided already"),
        Refusal::StandsInForHimself(id) => format!("`{id}` cannot stand in for himself; name another contact"),
        Refusal::NoActToConfirm(seq) => {
            format!("there is no act number {seq} on this agreement to confirm; `show` lists its acts")
        }
        Refusal::NotByLink(seq, act) => {
            format!("act {seq}, `{act}`, did not come by a link in a letter; only what came so is confirmed")
        }
        Refusal::ConfirmedAlready { seq, on, by } => {
            format!("act {seq} was confirmed on {on} by {by} already; there is nothing more to confirm")
        }
        Refusal::ConfirmedByLink => {
            "`confirm` is not recorded by a link; log in to the page, or record it by a command".to_owned()
        }
        Refusal::OfTheStart(field) => {
            format!("an amendment does not change `{field}`: the first day in force is what it was; if it was recorded wrongly, `correct {field}=NEW`, or record `enter-into-force`")
        }
        Refusal::Reference => "`reference` is the office's own and no clause of the text; rename it with `correct reference=NEW`".to_owned(),
        Refusal::Restricted => "`restricted` is the office's own mark and no clause of the text; record `correct restricted=yes`, which holds at once".to_owned(),
        Refusal::NothingInherited => "none of our parties that signed has been succeeded by that day; if one has, record `--party ID succeed` first".to_owned(),
        Refusal::BeforeSuccession(a0, a1) => format!("on {a0} nobody stood in the place of our party yet, the successor does since {a1}; check the day"),
        Refusal::SuccessorConfirmed(a0) => format!("the partner was told of the successor on {a0} already; void that act first if it was wrong"),
        Refusal::TwoDays(a0, a1) => format!("the day is said twice, {a0} and {a1}; say it once"),
        Refusal::OwnSuccessor(a0) => format!("`{a0}` cannot stand in its own place; name another party"),
        Refusal::CircleOfSuccessors { party, through, back } => format!("the successors of `{party}` would lead back to `{back}`, through `{through}`; check which of them came first"),
    }
}

fn listed(known: &[String]) -> String {
    if known.is_empty() { "none".to_owned() } else { known.join(", ") }
}

fn near(meant: Option<&str>) -> String {
    meant.map_or_else(String::new, |step| format!("did you mean `{step}`? "))
}

const fn not_nearest(why: NearestRefusal) -> &'static str {
    match why {
        NearestRefusal::Answered => "was answered already (void that act first if it was wrong)",
        NearestRefusal::TooEarly => "was not asked for yet",
        NearestRefusal::TooFar => "lies more than half a period away",
    }
}

fn neighbours(before: Option<Neighbour>, after: Option<Neighbour>) -> String {
    let named = |one: Neighbour| match one.asking {
        Asking::Asked => format!("number {} of {}", one.nth, one.day),
        Asking::Suspended => format!("number {} of {}, suspended", one.nth, one.day),
    };
    let named: Vec<String> = [before, after].into_iter().flatten().map(named).collect();
    if named.is_empty() { String::new() } else { format!(" (the neighbours are {})", named.join(" and ")) }
}

fn stand(acts: &[(i64, &'static str, Day)]) -> String {
    let named: Vec<String> = acts.iter().map(|(seq, act, on)| format!("act {seq}, `{act}` of {on}")).collect();
    format!("{} stands on it", named.join(" and "))
}

fn undone(undo: &UndoWay) -> String {
    match undo {
        UndoWay::Void { party, seq } => format!("`record --party {party} void {seq}`"),
        UndoWay::Import => "an import of the party's row, mended".to_owned(),
    }
}

fn unchanged(what: &UnchangedValue) -> String {
    match what {
        UnchangedValue::Facts => "the register says so already".to_owned(),
        UnchangedValue::Field { name, value } => format!("`{name}` is `{value}` already"),
        UnchangedValue::Review(day) => format!("the review stands on {day} already"),
        UnchangedValue::Name { party, from } => format!("on {from} `{party}` is called so already"),
        UnchangedValue::Successor { successor, since } => {
            format!("`{successor}` stands in its place since {since} already")
        }
        UnchangedValue::Alias { party, alias } => format!("`{party}` is known as `{alias}` already"),
        UnchangedValue::Overruled => "what was recorded later says otherwise".to_owned(),
        UnchangedValue::TooManySuccessors { party, most } => format!("`{party}` has more than {most} successors"),
    }
}

/// `review`, or the commitment by its name.
fn occurrence(of: Option<&str>) -> String {
    of.map_or_else(|| "review".to_owned(), |name| format!("day of `commitment:{name}`"))
}
