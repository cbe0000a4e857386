//! Acts that came by a link in a letter, and the confirmation that takes them out of the heads' digest.

use pactwatch::desk::Purpose;
use pactwatch::desk::record::{record, record_office};
use pactwatch::lifecycle::act::{Target, Via, unconfirmed_acts};
use pactwatch::lifecycle::recording::Insistence;

use super::record::{asked, said};
use super::world::World;

const LIST: &str = "[[agreement]]\nreference = \"T-1\"\ntitle = \"Bản ghi nhớ\"\nsigned_on = 2024-03-05\nterm = \"5y\"\n\
                    review_every = \"1y\"\nofficers = \"desk-korea\"\n";

impl World {
    fn by_way(&mut self, via: Via, line: &str) -> Result<i64, String> {
        let request = asked(&said(line).0, Target::Agreement)?;
        let clerk = self.clerk.clone().via(via);
        let done = record(&mut self.store, &self.office, &clerk, "T-1", &request, Insistence::Careful, Purpose::Keep);
        done.map_err(|error| error.to_string()).map(|done| done.seq.unwrap_or_default())
    }
}

#[test]
fn what_came_by_link_is_confirmed_once_and_by_no_link() {
    let mut world = World::with(LIST);
    let by_link = world.by_way(Via::Link, "hold-review --on 2026-03-04 --number 12/BB").unwrap();
    let on_page = world.by_way(Via::Page, "hold-review --on 2025-03-05").unwrap();
    let waiting = |world: &World| unconfirmed_acts(&world.acts("T-1")).iter().map(|act| act.seq).collect::<Vec<_>>();
    assert_eq!(waiting(&world), [by_link]);

    for (rule, via, line, why) in [
        ("never by link", Via::Link, format!("confirm {by_link}"), "is not recorded by a link"),
        ("what came on the page", Via::Command, format!("confirm {on_page}"), "did not come by a link"),
        ("no such act", Via::Command, "confirm 99".to_owned(), "no act number 99"),
        ("no number", Via::Command, "confirm".to_owned(), "confirms"),
    ] {
        let error = world.by_way(via, &line).expect_err(rule);
        assert!(error.contains(why), "{rule}: {error}");
    }
    assert_eq!(waiting(&world), [by_link], "what was refused confirmed nothing");

    world.by_way(Via::Page, &format!("confirm {by_link}")).unwrap();
    assert_eq!(waiting(&world), Vec::<i64>::new());
    assert_eq!(world.by_way(Via::Page, &format!("confirm {by_link}")), Ok(0), "the same again adds nothing");
    let error = world.by_way(Via::Page, &format!("confirm {by_link} --on 20/11/2026")).expect_err("another day");
    assert!(error.contains("was confirmed on 2026-11-21"), "{error}");
}

#[test]
fn a_confirmed_act_can_still_be_taken_back_and_a_voided_one_is_not_confirmed() {
    let mut world = World::with(LIST);
    let seq = world.by_way(Via::Link, "hold-review --on 2026-03-04").unwrap();
    world.by_way(Via::Command, &format!("confirm {seq}")).unwrap();
    world.by_way(Via::Command, &format!("void {seq}")).unwrap();
    let error = world.by_way(Via::Command, &format!("confirm {seq} --on 19/11/2026")).expect_err("voided");
    assert!(error.contains("voided already"), "{error}");
}

#[test]
fn a_list_confirms_and_no_list_carries_confirmations_out() {
    let mut world = World::with(LIST);
    let seq = world.by_way(Via::Link, "hold-review --on 2026-03-04").unwrap();
    let list = format!(
        "[[act]]\nagreement = \"T-1\"\nact = \"Xác nhận lần cập nhật\"\non = 2026-11-21\nconfirms = \"{seq}\"\n"
    );
    let report = world.import("confirm.toml", &list);
    assert!(!report.has_flaws(), "{report}");
    assert_eq!(world.words("T-1"), ["register", "hold-review", "confirm"]);
    let acts = world.acts("T-1");
    let table = pactwatch::exchange::Table::of_acts(acts.iter().map(|act| pactwatch::exchange::ExportedAct {
        reference: "T-1",
        act,
        noted_of: pactwatch::exchange::NotedMilestone::Current,
    }));
    assert_eq!(table.rows.len(), 1, "the review alone: numbers of acts mean nothing in another register");
}

#[test]
fn a_greeting_that_came_by_link_is_confirmed_on_the_office() {
    let mut world = World::with(LIST);
    let request = |line: &str| asked(&said(line).0, Target::Office).unwrap();
    let yearly = pactwatch::watch::yearly::subjects(
        &world.store,
        &world.office,
        world.clerk.today(),
        world.clerk.today().plus_days(400).unwrap(),
    )
    .unwrap();
    let mark = yearly[0].milestones[0].mark();
    let (by_link, on_page) = (world.clerk.clone().via(Via::Link), world.clerk.clone().via(Via::Page));
    let World { store, office, .. } = &mut world;
    let fulfilled = request(&format!("fulfil {mark}"));
    let done = record_office(store, office, &by_link, &fulfilled, Purpose::Keep).unwrap();
    let seq = done.seq.unwrap();
    let confirm = request(&format!("confirm {seq}"));
    let error = record_office(store, office, &by_link, &confirm, Purpose::Keep).unwrap_err().to_string();
    assert!(error.contains("is not recorded by a link"), "{error}");
    record_office(store, office, &on_page, &confirm, Purpose::Keep).unwrap();
    assert!(unconfirmed_acts(&store.office_acts().unwrap()).is_empty());
}
