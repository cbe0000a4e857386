//! What the one reader of acts takes and refuses.

use pactwatch::desk::Purpose;
use pactwatch::desk::record::record;
use pactwatch::exchange::acts::{InputAct, InputValue, act_named};
use pactwatch::lifecycle::act::{ACTS, ActKey, ActWord, Choice, MilestoneKind, Side, Target, Via};
use pactwatch::lifecycle::policy::Language;
use pactwatch::lifecycle::recording::Insistence;
use pactwatch::lifecycle::request::{ActRequest, MilestoneSelector, Pointer, RequestedAct};
use pactwatch::message::say::unreadable;

use super::forty::REGISTER;
use super::world::{World, through};

#[test]
fn c2_one_act_one_grammar() {
    let request = |words: &[&str]| InputAct::of_words(words.iter().copied()).read(Target::Agreement).unwrap().asked;
    let expiry = |which| Pointer { kind: Some(pactwatch::lifecycle::act::MilestoneKind::Expiry), name: None, which };
    let day = "2027-11-03".parse().unwrap();
    for milestone in
        ["expiry@2027-11-03", "expiry@3/11/2027", "hết hiệu lực@03-11-2027", "EXPIRY@ngày 3 tháng 11 năm 2027"]
    {
        for choice in ["gia hạn", "renew", "Gia Hạn"] {
            let asked = request(&["decide", milestone, choice]);
            let expected =
                RequestedAct::Decide { milestone: expiry(Some(MilestoneSelector::Day(day))), choice: Choice::Renew };
            assert_eq!(asked, expected, "{milestone} {choice}");
        }
    }
    assert_eq!(request(&["acknowledge", "expiry"]), RequestedAct::Acknowledge { milestone: expiry(None) });
    assert_eq!(
        request(&["acknowledge", "expiry@2"]),
        RequestedAct::Acknowledge { milestone: expiry(Some(MilestoneSelector::Nth(2))) }
    );
    for (side, expected) in [
        ("us", Side::Us),
        ("việt nam", Side::Us),
        ("phía ta", Side::Us),
        ("them", Side::Partner),
        ("đối tác", Side::Partner),
        ("partner", Side::Partner),
    ] {
        let asked = request(&["notify", "không gia hạn", side]);
        assert!(matches!(asked, RequestedAct::Notify { side, .. } if side == expected), "{side}: {asked:?}");
    }
    // The same words in a list: a milestone without its day, the side under `by`.
    let mut world = World::with(REGISTER);
    let report = world.import(
        "acts.csv",
        "agreement,act,on,milestone,choice,what,by\nA,decide,2022-07-01,expiry,gia hạn,,\nT,notify,2024-08-01,,,không gia hạn,them\n",
    );
    assert!(!report.has_flaws(), "{report}");
    assert_eq!(
        serde_json::to_string(&world.acts("A")[1].body).unwrap(),
        r#"{"act":"decide","milestone":"expiry@2022-12-22","choice":"renew"}"#
    );
}

#[test]
fn c3_everything_recorded_passes_the_rules_of_a_cell() {
    let said = |key: ActKey, text: &str| {
        let said = InputAct::of("extend").with(ActKey::Until, "2027-12-22").with(key, text);
        said.read(Target::Agreement)
    };
    for key in [ActKey::Number, ActKey::Note, ActKey::TheirNumber, ActKey::DecidedBy] {
        let refused = said(key, "12/\u{1b}[31mCV").unwrap_err();
        assert_eq!(refused[0].key(), Some(key), "{refused:?}");
        assert!(unreadable(&refused[0], Language::Vi).0.contains("U+001B"));
        let taken = said(key, "12/\u{202e}CV").unwrap();
        let kept = [taken.number, taken.note, taken.decided_by];
        let theirs = match taken.asked {
            RequestedAct::Extend { their_number, .. } => their_number,
            _ => None,
        };
        let texts: Vec<String> = kept.into_iter().chain([theirs]).flatten().collect();
        assert_eq!(texts, ["12/CV"], "{key:?}");
    }
    assert!(pactwatch::exchange::acts::recorded_line("desk\u{1b}").is_err());
    assert_eq!(pactwatch::exchange::acts::recorded_line("\u{202e}desk").as_deref(), Ok("desk"));
}

#[test]
fn l4_who_decides_is_not_who_records() {
    let mut world = World::with(REGISTER);
    let said = InputAct::of_words([
        "decide",
        "expiry@2022-12-22",
        "lapse",
        "--decided-by",
        "Chủ tịch UBND tỉnh",
        "--on",
        "2022-07-01",
    ]);
    let request = said.read(Target::Agreement).unwrap();
    let clerk = world.clerk.clone().named("desk-korea").contact("Chuyên viên theo dõi Hàn Quốc").via(Via::Command);
    record(&mut world.store, &world.office, &clerk, "A", &request, Insistence::Careful, Purpose::Keep).unwrap();
    let act = world.acts("A").pop().unwrap();
    assert_eq!(act.by, "desk-korea");
    assert_eq!(act.origin.recorder.as_deref(), Some("Chuyên viên theo dõi Hàn Quốc"));
    assert_eq!(act.origin.decided_by.as_deref(), Some("Chủ tịch UBND tỉnh"));
    assert_eq!(act.origin.via, Some(Via::Command));
    // Only the acts that somebody decides take it.
    let wrong = InputAct::of("suspend").with(ActKey::DecidedBy, "Giám đốc Sở").read(Target::Agreement).unwrap_err();
    assert_eq!(wrong[0].key(), Some(ActKey::DecidedBy));
}

#[test]
fn steps_are_refused_that_the_plan_does_not_have_or_that_are_closed() {
    let mut world = World::with(REGISTER);
    for (line, said) in [
        (&["step", "expiry", "decde"][..], "did you mean `decide`"),
        (&["step", "review@2021-12-22", "decide"], "has no steps"),
        (&["step", "expiry", "decide", "--done-on", "2026-12-01"], "has not come yet"),
    ] {
        let request = InputAct::of_words(line.iter().copied()).read(Target::Agreement).unwrap();
        let clerk = world.clerk.clone();
        let refused =
            record(&mut world.store, &world.office, &clerk, "A", &request, Insistence::Careful, Purpose::Keep)
                .unwrap_err()
                .to_string();
        assert!(refused.contains(said), "{line:?}: {refused}");
    }
    world.record("A", "step expiry decide --on 2022-06-01");
    let again = world.try_record("A", "step expiry decide --on 2022-06-02", Purpose::Keep).unwrap_err();
    assert!(again.contains("closed by act"), "{again}");
}

#[test]
fn every_name_in_the_table_leads_back_to_its_act() {
    for entry in ACTS {
        for name in [entry.word, entry.vietnamese, entry.english].into_iter().chain(entry.also.iter().copied()) {
            assert_eq!(act_named(name), Some(entry.act), "{name}");
        }
    }
    assert_eq!(act_named("chưa có"), None);
    // Values said twice and not alike are told, not chosen from.
    let mut said = InputAct::of("hold-review").with(ActKey::Nth, "2").with(ActKey::Milestone, "review@3");
    assert!(said.read(Target::Agreement).is_err());
    said.named.insert(ActKey::Milestone, InputValue::Text("review@2".into()));
    assert_eq!(said.read(Target::Agreement).unwrap().act(), ActWord::HoldReview);
    assert_eq!(ActRequest::new(RequestedAct::Close).act(), ActWord::Close);
}

#[test]
fn c5_a_newer_agreement_alike_asks_whether_it_takes_the_place_of_the_older() {
    let list = |signed: &str, title: &str, reference: &str| {
        format!(
            "[[agreement]]\nreference = \"{reference}\"\ntitle = \"{title}\"\nkind = \"mou\"\npartner = [\"Tỉnh Sê Kông\"]\nsigned_on = {signed}\nterm = \"10y\"\n\n"
        )
    };
    let mut world = World::with(&list("2022-11-03", "Bản ghi nhớ hợp tác giai đoạn 2022-2027", "OLD"));
    let other = world.import("b.toml", &list("2026-02-01", "Bản ghi nhớ về du lịch", "OTHER"));
    assert!(!other.to_string().contains("supersede"), "another matter: {other}");
    let newer = world.import("c.toml", &list("2026-11-01", "Bản ghi nhớ hợp tác giai đoạn 2027-2032", "NEW"));
    assert!(newer.to_string().contains("record `supersede` on OLD"), "{newer}");
    // Asked once, when it comes in.
    let again = world.import("c.toml", &list("2026-11-01", "Bản ghi nhớ hợp tác giai đoạn 2027-2032", "NEW"));
    assert!(!again.to_string().contains("supersede"), "{again}");
}

#[test]
fn c4_a_name_that_is_no_contacts_is_kept_as_nobodys() {
    let mut world = World::with(REGISTER);
    let request = InputAct::of_words(["hold-review", "--on", "2019-12-18"]).read(Target::Agreement).unwrap();
    let clerk = world.clerk.clone().named("abc xyz").via(Via::Command);
    record(&mut world.store, &world.office, &clerk, "A", &request, Insistence::Careful, Purpose::Keep).unwrap();
    let act = world.acts("A").pop().unwrap();
    assert_eq!((act.by.as_str(), act.origin.recorder), ("abc xyz", None), "a text, and no contact's name beside it");
}

#[test]
fn l3_a_step_that_is_done_leaves_the_plan_and_the_milestone_open() {
    let mut world = World::with(REGISTER);
    world.record("A", "step expiry decide --on 2022-06-01");
    let agreement = world.agreement("A");
    let timeline = through(&agreement, "2023-01-01");
    let expiry = timeline.milestones.iter().find(|milestone| milestone.kind == MilestoneKind::Expiry).unwrap();
    assert_eq!(expiry.steps.len(), 1, "one line of the plan is closed");
    assert_eq!(expiry.steps[0].step, "decide");
    assert!(expiry.closed.is_none(), "the end itself is answered by no step");
}
