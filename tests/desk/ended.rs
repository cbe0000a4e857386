//! What is told of an end: by a notice, and by an act recorded after it.

use super::record::{one, refusal, texts};
use super::world::World;

#[test]
fn a_late_notice_ends_the_next_period_and_says_when_that_is() {
    // Five years from 2020-03-05: the period ends on 2025-03-05, so the notice of 2024-09-05 was its last; six weeks late.
    let mut world = World::with(
        "[[agreement]]\nreference = \"T-1\"\ntitle = \"T\"\nsigned_on = 2020-03-05\nterm = \"5y\"\nrenewal = \
         \"tacit\"\nrenewal_period = \"5y\"\nnotice = \"6m\"\n",
    );
    let done = world.record("T-1", "notify non-renewal --by partner --received_on 2024-10-17");
    assert_eq!(
        texts(&done.says),
        [
            "the notice came after 2024-09-05 (Thursday), the last day on which it counts: it ends the next period, not this \
          one; the last day in force is 2030-03-05 (Tuesday)"
        ]
    );
}

/// The same agreement: a notice of 1 August 2024 came in time, and the period ended before anybody recorded it.
#[test]
fn a_notice_in_time_says_when_the_end_was_also_where_it_is_recorded_after_it() {
    let mut world = World::with(
        "[[agreement]]\nreference = \"T-1\"\ntitle = \"T\"\nsigned_on = 2020-03-05\nterm = \"5y\"\nrenewal = \
         \"tacit\"\nrenewal_period = \"5y\"\nnotice = \"6m\"\n",
    );
    let done = world.record("T-1", "notify non-renewal --by partner --received_on 2024-08-01");
    assert_eq!(texts(&done.says), ["the last day in force is now 2025-03-05 (Wednesday)"]);
}

/// On the day on which it is recorded that an agreement ended the day before, what would keep it going is refused as on any
/// later day, and names the end; in the other order the end is refused and names what it would undo. Today is 2026-11-21.
#[test]
fn v11_what_ended_yesterday_is_not_extended_today() {
    for end in ["terminate 2026-11-20", "withdraw 2026-11-20", "supersede 2026-11-20"] {
        for line in ["extend --until 2031-12-22", "amend term=6y --from_on 2026-11-21", "suspend"] {
            let mut world = one("");
            world.record("T-1", end);
            let why = refusal(&mut world, line);
            assert!(why.contains("2026-11-20"), "{end}, {line}: {why}");
            assert_eq!(world.acts("T-1").len(), 2, "{end}, {line}");
        }
    }
    let mut world = one("termination_notice = \"3m\"\n");
    world.record("T-1", "notify termination --by partner --received_on 2026-08-20");
    let why = refusal(&mut world, "extend --until 2031-12-22");
    assert!(why.contains("2026-11-20"), "{why}");
    // An end of the day itself leaves the day its order: what was agreed in the morning came before.
    let mut world = one("");
    world.record("T-1", "terminate 2026-11-21");
    world.record("T-1", "amend lead_agency=Sở --from_on 2026-11-21");
    let mut world = one("");
    world.record("T-1", "extend --until 2031-12-22");
    let why = refusal(&mut world, "terminate 2026-11-20");
    assert!(why.contains("extend"), "{why}");
}

/// `expire` says that it has happened; what is meant to happen is a decision.
#[test]
fn v12_nothing_expires_before_its_day() {
    let mut world = one("");
    let why = refusal(&mut world, "expire 2029-03-05");
    assert!(why.contains("recorded once it has happened"), "{why}");
    assert_eq!(world.record("T-1", "decide expiry lapse --by head").act, "decide");
}

/// A legal report that an act brings and that was past when it came in is asked for by nobody: its recorder hears of it. Fifteen
/// days after 20 January 2026 are 4 February; of an extension recorded in time nothing is said.
#[test]
fn v16_a_report_that_was_past_when_its_act_came_in_is_told_to_its_recorder() {
    let mut world = one("");
    let done = world.record("T-1", "extend --until 2031-12-22 --on 2026-01-20");
    let said = texts(&done.says).join("\n");
    assert!(said.contains("Its last day, Wednesday, 4 February 2026, had passed when this came in"), "{said}");
    let mut world = one("");
    let done = world.record("T-1", "extend --until 2031-12-22 --on 2026-11-20");
    assert_eq!(texts(&done.says), ["the last day in force is now 2031-12-22 (Monday)"]);
}
