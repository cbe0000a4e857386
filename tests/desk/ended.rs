//! What is told of an end: by a notice, and by an act recorded after it.

use super::record::texts;
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
