//! Parties recorded by command, and what follows: inherited agreements, and the names known on a day.

use pactwatch::desk::audit::audit;
use pactwatch::desk::list::{Inheritance, ListRow, Query, list};
use pactwatch::desk::record::{PartyRecorded, condition, matching_agreements, record, record_many, record_party};
use pactwatch::exchange::acts::InputAct;
use pactwatch::lifecycle::act::{ActKey, Target};

use super::record::asked;
use pactwatch::desk::show::{AgreementDetails, RestrictedView, show};
use pactwatch::desk::{Desk, DeskError, Purpose, explain};
use pactwatch::lifecycle::policy::Language;
use pactwatch::lifecycle::recording::Insistence;

use super::keeping::desk_of;
use super::world::{World, clerk_on, day};

/// Two provinces that are to be merged, a third, and what the first signed: one in force, one that ran out, one that
/// waits for its entry into force, one of which nobody knows the term, one restricted.
pub(crate) const BEFORE: &str = r#"
[[party]]
id = "kon-tum"
country = "VN"
names = [{ name = "UBND tỉnh Kon Tum" }]
[[party]]
id = "quang-ngai"
country = "VN"
names = [{ name = "UBND tỉnh Quảng Ngãi" }]
aliases = ["Quangngai"]
[[party]]
id = "gia-lai"
country = "VN"
names = [{ name = "UBND tỉnh Gia Lai" }]
[[party]]
id = "sekong"
country = "LA"
names = [{ name = "Chính quyền tỉnh Sê Kông", name_en = "Sekong Province" }]
aliases = ["Xekong"]

[[agreement]]
reference = "KT-1"
title = "Bản ghi nhớ"
ours = ["kon-tum"]
partner = ["sekong"]
country = "LA"
signed_on = 2022-11-03
term = "5y"
officers = ["desk-laos"]
[[agreement]]
reference = "KT-2"
title = "Đã hết hạn"
ours = ["kon-tum"]
partner = ["sekong"]
signed_on = 2015-01-10
term = "5y"
[[agreement]]
reference = "KT-3"
title = "Chờ hiệu lực"
ours = ["kon-tum"]
partner = ["sekong"]
signed_on = 2026-10-01
effect = "notification"
term = "5y"
[[agreement]]
reference = "KT-4"
title = "Chưa rõ thời hạn"
ours = ["kon-tum", "gia-lai"]
partner = ["sekong"]
signed_on = 2020-10-01
[[agreement]]
reference = "HS-2026-01"
title = "Tuyến đường biên giới"
ours = ["kon-tum"]
partner = ["sekong"]
signed_on = 2023-10-01
term = "10y"
restricted = "yes"
[[agreement]]
reference = "QN-1"
title = "Của Quảng Ngãi"
ours = ["quang-ngai"]
partner = ["sekong"]
signed_on = 2024-10-01
term = "5y"
"#;

const ALIVE: [&str; 4] = ["KT-1", "KT-3", "KT-4", "HS-2026-01"];

impl World {
    pub(crate) fn try_party(
        &mut self,
        party: &str,
        act: &[&str],
        options: &[(&'static str, &str)],
        purpose: Purpose,
    ) -> Result<PartyRecorded, String> {
        let mut said = InputAct::of_words(act.iter().copied());
        for (name, text) in options {
            said = said.with(ActKey::named(name).unwrap(), *text);
        }
        let said = asked(&said, Target::Party)?;
        record_party(&mut self.store, &self.office, &self.clerk, party, &said, purpose)
            .map_err(|error| error.to_string())
    }

    pub(crate) fn party(&mut self, party: &str, act: &[&str], options: &[(&'static str, &str)]) -> PartyRecorded {
        self.try_party(party, act, options, Purpose::Keep).unwrap_or_else(|error| panic!("{act:?}: {error}"))
    }

    pub(crate) fn merge(&mut self) -> PartyRecorded {
        self.party("kon-tum", &["succeed", "quang-ngai"], &[("on", "1/7/2025"), ("basis", "NQ 202/2025/QH15")])
    }

    fn tell(&mut self, reference: &str, on: &str, number: &str) -> Result<String, String> {
        let said = InputAct::of("confirm-successor").with(ActKey::On, on).with(ActKey::Number, number);
        let said = said.read(Target::Agreement).unwrap();
        let (store, office) = (&mut self.store, &self.office);
        let done = record(store, office, &self.clerk, reference, &said, Insistence::Careful, Purpose::Keep);
        done.map(|done| {
            assert!(done.milestones.is_empty(), "it moves no day");
            done.says.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        })
        .map_err(|error| error.to_string())
    }
}

pub(crate) fn rows(desk: &Desk, query: &Query) -> Vec<ListRow> {
    let mut rows = Vec::new();
    let unread = list(desk, query, |row| {
        rows.push(row);
        Ok::<(), DeskError>(())
    })
    .unwrap();
    assert_eq!(unread, Vec::<String>::new());
    rows
}

fn inherited(desk: &Desk) -> Vec<ListRow> {
    rows(desk, &Query { inherited: Inheritance::Inherited, ..Query::default() })
}

pub(crate) fn references(rows: &[ListRow]) -> Vec<&str> {
    rows.iter().map(|row| row.reference.as_str()).collect()
}

#[test]
fn a_merger_says_what_is_inherited_and_the_register_stays_sound() {
    let mut world = World::with(BEFORE);
    let acts = world.act_count();
    let rehearsed =
        world.try_party("kon-tum", &["succeed", "quang-ngai"], &[("on", "2025-07-01")], Purpose::Rehearse).unwrap();
    assert_eq!((rehearsed.seq, world.act_count()), (None, acts), "a rehearsal leaves no trace");
    assert_eq!(world.store.parties().unwrap()["kon-tum"].successor, None);
    let done = world.merge();
    assert_eq!(done.inherited, ALIVE, "pending and unknown count, expired does not");
    assert_eq!(done.inherited, rehearsed.inherited);
    let said = done.says.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(
        said.contains(
            "2025-07-01 (Tuesday) on UBND tỉnh Quảng Ngãi [quang-ngai] stands in the place of UBND tỉnh Kon Tum"
        ),
        "{said}"
    );
    assert!(said.contains("KT-1, KT-3, KT-4, HS-2026-01") && said.contains("confirm-successor"), "{said}");
    assert!(audit(&world.store).unwrap().is_sound());
    let undone = world.party("kon-tum", &["void", &done.seq.unwrap().to_string()], &[]);
    assert_eq!(undone.inherited, Vec::<String>::new());
    assert!(audit(&world.store).unwrap().is_sound());
    let (desk, _folder) = desk_of(world);
    assert_eq!(inherited(&desk), []);
}

#[test]
fn a_succession_to_come_leaves_everything_as_it_is_until_then() {
    let mut world = World::with(BEFORE);
    let done = world.party("kon-tum", &["succeed", "quang-ngai"], &[("on", "2027-01-01")]);
    assert_eq!(done.inherited, Vec::<String>::new());
    assert!(world.tell("KT-1", "2026-11-20", "1/CV").unwrap_err().contains("none of our parties"));
    world.clerk = clerk_on("2027-01-01");
    world.tell("KT-1", "2027-01-01", "1/CV").unwrap();
}

#[test]
fn a_party_is_named_by_id_name_or_alias_and_a_slip_names_the_nearest() {
    let mut world = World::with(BEFORE);
    for (named, id) in [
        ("sekong", "sekong"),
        ("XEKONG", "sekong"),
        ("Chinh quyen tinh Se Kong", "sekong"),
        ("Ủy ban nhân dân tỉnh Kon Tum", "kon-tum"),
    ] {
        let done = world.try_party(named, &["alias", "Thử"], &[], Purpose::Rehearse).unwrap();
        assert_eq!(done.party, id, "{named}");
    }
    let mut refused = |party: &str, act: &[&str], options: &[(&'static str, &str)]| {
        world.try_party(party, act, options, Purpose::Keep).unwrap_err()
    };
    assert!(refused("kontum", &["alias", "X"], &[]).contains("did you mean `kon-tum`?"));
    assert!(
        refused("kon-tum", &["succeed", "Quang Ngai"], &[("on", "2025-07-01")]).contains("did you mean `quang-ngai`?")
    );
    assert!(refused("kon-tum", &["succeed", "Bình Định"], &[("on", "2025-07-01")]).contains("comes in with `import`"));
    assert!(refused("kon-tum", &["rename", "A;B"], &[("from_on", "2025-07-01")]).contains("separates names"));
    assert!(refused("kon-tum", &["rename", "A", "B"], &[]).contains("no use for `B`"));
    // A name that two share names nobody.
    world.party("gia-lai", &["alias", "Vùng"], &[]);
    let shared = world.party("kon-tum", &["alias", "vùng"], &[]);
    assert!(
        shared
            .says
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
            .contains("`gia-lai` is called so too"),
        "{:?}",
        shared.says
    );
    let refused = world.try_party("Vung", &["alias", "X"], &[], Purpose::Keep).unwrap_err();
    assert!(refused.contains("the name of gia-lai and kon-tum; write the id"), "{refused}");
}

#[test]
fn the_list_of_the_inherited_says_who_stands_there_and_whether_the_partner_knows() {
    let mut world = World::with(BEFORE);
    world.merge();
    world.tell("KT-1", "2025-08-05", "12/CV").unwrap();
    let (desk, _folder) = desk_of(world);
    let all = inherited(&desk);
    assert_eq!(references(&all), ALIVE);
    let one = &all[0].inherited[0];
    assert_eq!(
        (one.party.as_deref(), one.successor.as_deref(), one.name.as_deref()),
        (Some("kon-tum"), Some("quang-ngai"), Some("UBND tỉnh Quảng Ngãi"))
    );
    assert_eq!(
        (one.since, one.basis.as_deref(), one.told_on, one.number.as_deref()),
        (day("2025-07-01"), Some("NQ 202/2025/QH15"), Some(day("2025-08-05")), Some("12/CV"))
    );
    assert_eq!(
        one.sentences,
        [
            "UBND tỉnh Quảng Ngãi thay UBND tỉnh Kon Tum từ 01/07/2025 (NQ 202/2025/QH15); đã báo đối tác ngày 05/08/2025, 12/CV",
            "UBND tỉnh Quảng Ngãi in the place of UBND tỉnh Kon Tum since 2025-07-01 (NQ 202/2025/QH15); the partner was told on 2025-08-05, 12/CV",
        ]
    );
    assert_eq!(all[1].inherited[0].told_on, None);
    // Of a restricted one the days alone, in every form.
    let secret = serde_json::to_string(&all[3]).unwrap() + &all[3].inherited[0].sentences.join(" ");
    assert!(secret.contains("2025-07-01"), "{secret}");
    for word in ["Tum", "kon-tum", "Quảng", "quang", "NQ", "Tuyến"] {
        assert!(!secret.contains(word), "{word}: {secret}");
    }
    let untold = matching_agreements(&desk, &condition("inherited").unwrap()).unwrap();
    assert_eq!(references(&untold), ["KT-3", "KT-4", "HS-2026-01"], "`--where inherited` leaves out whoever was told");
    let named = |text: &str| matching_agreements(&desk, &condition(text).unwrap()).unwrap().len();
    assert_eq!(
        (named("partner Xekong"), named("inherited and partner sê kông"), named("partner nobody")),
        (5, 2, 0),
        "a restricted one by its reference and days alone (L6)"
    );
}

#[test]
fn telling_the_partner_is_refused_where_nothing_is_to_tell() {
    let mut world = World::with(BEFORE);
    let refused = world.tell("KT-1", "2026-11-20", "1/CV").unwrap_err();
    assert!(refused.contains("record `--party ID succeed` first"), "{refused}");
    world.merge();
    let refused = world.tell("KT-1", "2025-06-30", "1/CV").unwrap_err();
    assert!(refused.contains("since 2025-07-01; check the day"), "{refused}");
    assert!(world.tell("KT-1", "2026-11-22", "1/CV").unwrap_err().contains("has not come yet"));
    assert!(world.tell("QN-1", "2026-11-20", "1/CV").unwrap_err().contains("none of our parties"));
    let said = world.tell("KT-1", "2025-07-01", "1/CV").unwrap();
    assert!(said.contains("UBND tỉnh Quảng Ngãi [quang-ngai] in the place of UBND tỉnh Kon Tum [kon-tum]"), "{said}");
    let refused = world.tell("KT-1", "2026-11-20", "2/CV").unwrap_err();
    assert!(refused.contains("on 2025-07-01 already"), "{refused}");
    // A successor of the successor is another one.
    world.party("quang-ngai", &["succeed", "gia-lai"], &[("on", "2026-11-01")]);
    let before = world.tell("KT-1", "2026-10-31", "2/CV").unwrap_err();
    assert!(before.contains("already"), "on that day the first successor stood there, and was told: {before}");
    world.tell("KT-1", "2026-11-02", "3/CV").unwrap();
    assert_eq!(world.words("KT-1"), ["register", "confirm-successor", "confirm-successor"]);
}

#[test]
fn the_partners_of_all_are_told_with_one_command() {
    let mut world = World::with(BEFORE);
    world.merge();
    let (mut desk, _folder) = desk_of(world);
    let clerk = clerk_on("2026-11-21");
    let references: Vec<String> = matching_agreements(&desk, &condition("inherited").unwrap())
        .unwrap()
        .into_iter()
        .map(|row| row.reference)
        .collect();
    let said = InputAct::of("confirm-successor").with(ActKey::Number, "12/CV").read(Target::Agreement).unwrap();
    let done = record_many(&mut desk, &clerk, &references, &said, Insistence::Careful, Purpose::Keep).unwrap();
    assert_eq!(done.len(), 4);
    assert_eq!(matching_agreements(&desk, &condition("inherited").unwrap()).unwrap(), []);
}

#[test]
fn a_day_gone_by_speaks_with_the_names_known_then() {
    let mut world = World::with(BEFORE);
    world.clerk = clerk_on("2026-11-23");
    world.merge();
    world.clerk = clerk_on("2026-11-24");
    let renamed = world.party("sekong", &["rename", "Chính quyền tỉnh Xê Công"], &[("from_on", "2024-01-01")]);
    world.tell("KT-1", "2025-08-05", "12/CV").unwrap();
    world.clerk = clerk_on("2026-11-25");
    world.party("sekong", &["void", &renamed.seq.unwrap().to_string()], &[]);
    let (desk, _folder) = desk_of(world);
    let names = |on: Option<&str>| {
        let shown: AgreementDetails = show(&desk, "KT-1", on.map(day), RestrictedView::Withheld).unwrap();
        let names: Vec<String> = shown.parties.iter().map(|party| party.name.clone()).collect();
        (names.join(" – "), shown.inherited.iter().map(|one| one.told_on).collect::<Vec<_>>())
    };
    let told = Some(day("2025-08-05"));
    for (on, expected, inherited) in [
        // Kon Tum had been succeeded by then; nobody here knew.
        (Some("2026-11-22"), "UBND tỉnh Kon Tum – Chính quyền tỉnh Sê Kông", vec![]),
        (Some("2026-11-23"), "UBND tỉnh Kon Tum (nay là UBND tỉnh Quảng Ngãi) – Chính quyền tỉnh Sê Kông", vec![None]),
        (
            Some("2026-11-24"),
            "UBND tỉnh Kon Tum (nay là UBND tỉnh Quảng Ngãi) – Chính quyền tỉnh Sê Kông (nay là Chính quyền tỉnh Xê Công)",
            vec![told],
        ),
        (Some("2026-11-25"), "UBND tỉnh Kon Tum (nay là UBND tỉnh Quảng Ngãi) – Chính quyền tỉnh Sê Kông", vec![told]),
        (None, "UBND tỉnh Kon Tum (nay là UBND tỉnh Quảng Ngãi) – Chính quyền tỉnh Sê Kông", vec![told]),
    ] {
        assert_eq!(names(on), (expected.to_owned(), inherited), "{on:?}");
    }
    let sentences = |language| explain::inherited(&desk, "KT-1", language, RestrictedView::Withheld).unwrap();
    assert!(sentences(Language::Vi)[0].contains("đã báo đối tác ngày 05/08/2025"));
    assert!(sentences(Language::En)[0].contains("the partner was told on 2025-08-05"));
}

#[test]
fn a_list_of_acts_brings_the_telling_once() {
    let mut world = World::with(BEFORE);
    world.merge();
    let list = "[[act]]\nagreement = \"KT-1\"\nact = \"confirm-successor\"\non = 2025-08-05\nnumber = \"12/CV\"\n";
    for acts in [1, 0] {
        let report = world.import("acts.toml", list);
        assert!(!report.has_flaws(), "{report}");
        assert_eq!(report.counts.acts_recorded, acts);
    }
    let early = list.replace("2025-08-05", "2025-06-30");
    assert!(world.import("early.toml", &early).has_flaws());
}
