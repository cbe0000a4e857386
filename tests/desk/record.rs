//! Acts recorded by hand.

use pactwatch::desk::record::{RecordOutcome, record, record_office};
use pactwatch::desk::{Purpose, Reason, edit};
use pactwatch::exchange::acts::InputAct;
use pactwatch::lifecycle::act::{ActBody, Side, Target};
use pactwatch::lifecycle::policy::Language;
use pactwatch::lifecycle::recording::Insistence;
use pactwatch::lifecycle::request::ActRequest;
use pactwatch::message::say::unreadable;
use pactwatch::message::{Sentence, Voice};

use super::world::World;

const EXAMPLES: &str = include_str!("../../examples/register.toml");
const JEONBUK: &str = "DL-KR-2017-01";

/// `act word … --option text …` as it stands on a command line; who records comes apart.
pub(super) fn said(line: &str) -> (InputAct, Option<String>) {
    let (line, by) = match line.split_once(" --by ") {
        Some((before, rest)) => {
            let (by, after) = rest.split_once(' ').unwrap_or((rest, ""));
            (format!("{before} {after}"), Some(by))
        }
        None => (line.to_owned(), None),
    };
    let mut said = InputAct::of_words(line.split_whitespace());
    let by = by.and_then(|by| said.by(by));
    (said, by)
}

/// What is asked, or why it cannot be read, as the command says it.
pub(super) fn asked(said: &InputAct, target: Target) -> Result<ActRequest, String> {
    said.read(target).map_err(|wrong| {
        let sentence = |wrong| {
            let (what, cure) = unreadable(wrong, Language::En);
            format!("{what}; {cure}")
        };
        wrong.iter().map(sentence).collect::<Vec<_>>().join("\n")
    })
}

impl World {
    pub(super) fn try_record(
        &mut self,
        reference: &str,
        line: &str,
        purpose: Purpose,
    ) -> Result<RecordOutcome, String> {
        let (said, by) = said(line);
        let clerk = by.map_or_else(|| self.clerk.clone(), |by| self.clerk.clone().named(&by));
        let request = asked(&said, Target::Agreement)?;
        record(&mut self.store, &self.office, &clerk, reference, &request, Insistence::Careful, purpose)
            .map_err(|error| error.to_string())
    }

    pub(super) fn record(&mut self, reference: &str, line: &str) -> RecordOutcome {
        self.try_record(reference, line, Purpose::Keep).unwrap_or_else(|error| panic!("{line}: {error}"))
    }
}

#[test]
fn a_renewed_agreement_tells_its_new_end_with_the_weekday() {
    let mut world = World::with(EXAMPLES);
    let held = world.record(JEONBUK, "hold-review --on 2019-12-18");
    assert_eq!(held.says[0].to_string(), "the review of 2019-12-22 (Sunday) is closed");
    let extended = world.record(JEONBUK, "extend --until 2027-12-22 --number 12/CV");
    assert_eq!(texts(&extended.says), ["the last day in force is now 2027-12-22 (Wednesday)"]);
    let facts = world.facts(JEONBUK);
    assert_eq!(facts.term.to_string(), "5y", "an act changes no fact");
}

/// One agreement signed on 2024-03-05 for five years, with yearly reviews; the rest as given.
pub(super) fn one(more: &str) -> World {
    World::with(&format!(
        "[[agreement]]\nreference = \"T-1\"\ntitle = \"Bản ghi nhớ\"\nsigned_on = 2024-03-05\nterm = \"5y\"\nreview_every = \
         \"1y\"\nofficers = \"desk-korea\"\n{more}"
    ))
}

pub(super) fn refusal(world: &mut World, line: &str) -> String {
    match world.try_record("T-1", line, Purpose::Keep) {
        Err(error) => error.clone(),
        Ok(done) => panic!("{line} was recorded: {done:?}"),
    }
}

#[test]
fn each_act_says_what_followed() {
    let tacit = "renewal = \"tacit\"\nrenewal_period = \"5y\"\nnotice = \"6m\"\ntermination_notice = \"3m\"\n";
    // Signed 2024-03-05 (Tue), reviews each 5 March, the last day in force 2029-03-05 (Mon); today is 2026-11-21.
    for (more, line, says) in [
        ("", "hold-review --on 2025-03-01", "the review of 2025-03-05 (Wednesday) is closed"),
        ("", "hold-review --on 2025-03-01", "still open: the review of 2026-03-05 (Thursday)"),
        ("", "hold-review 2 --on 2026-03-01", "the review of 2026-03-05 (Thursday) is closed"),
        ("", "hold-review review@05/03/2026", "the review of 2026-03-05 (Thursday) is closed"),
        ("", "skip 05/03/2025 --why bận", "the review of 2025-03-05 (Wednesday) is closed"),
        ("", "extend --until 22/12/2031", "the last day in force is now 2031-12-22 (Monday)"),
        ("", "extend --for 5y", "the last day in force is now 2034-03-05 (Sunday)"),
        ("", "extend 5y", "the last day in force is now 2034-03-05 (Sunday)"),
        ("", "terminate --ends_on 31/12/2026", "the last day in force is now 2026-12-31 (Thursday)"),
        ("", "supersede 31/12/2026 --with T-9", "`T-9`, which takes its place, is not in the register"),
        ("", "decide expiry renew --by head", "the decision does not close expiry@2029-03-05"),
        ("", "amend term=6y --from_on 2026-01-01", "the last day in force is now 2030-03-05 (Tuesday)"),
        ("", "enter-into-force --on 2024-04-01", "in force from 2024-04-01 (Monday)"),
        ("", "correct country=LA", "country: unknown → \"LA\""),
        ("", "correct officers=ai-do", "its officer `ai-do` is no contact; choose a name"),
        (tacit, "notify termination --by partner --received_on 2026-11-20", "now 2027-02-20 (Saturday)"),
        (
            tacit,
            "notify non-renewal --by partner --received_on 2026-11-20",
            "the last day in force is now 2029-03-05 (Monday)",
        ),
    ] {
        let mut world = one(more);
        let done = world.record("T-1", line);
        assert!(done.says.iter().any(|said| said.to_string().contains(says)), "{line}: {:?}", done.says);
        assert_eq!(world.acts("T-1").last().unwrap().seq, done.seq.unwrap(), "{line}");
    }
}

#[test]
fn an_amendment_of_other_fields_says_nothing_of_an_end_that_an_extension_moved() {
    let mut world = one("");
    world.record("T-1", "extend --until 2031-12-22");
    let says = texts(&world.record("T-1", "amend notice=3m --from_on 2026-01-01").says);
    assert!(!says.iter().any(|said| said.contains("last day in force")), "{says:?}");
}

#[test]
fn refusals_leave_no_trace_and_say_the_cure() {
    for (line, cure) in [
        ("extend --until 2027-01-01", "to end it earlier record `terminate`"),
        ("extend --until 2030-01-01 --for 1y", "not both"),
        ("extend --until 30-12", "write the year as well"),
        ("notify termination --by us", "correct that fact, or record `terminate`"),
        ("notify", "needs `what`"),
        ("enter-into-force 2024-04-01 --received_on 2024-03-20", "in force on 2024-03-20, not on 2024-04-01"),
        ("hold-review --on 2027-01-01", "recorded once it has happened"),
        ("hold-review review@2025-07-01", "name one by kind and day"),
        ("resume", "there is nothing to resume"),
        ("close", "only with --force"),
        ("decide expiry@2029-03-05 maybe", "none of its words; write renew"),
        ("fulfil report@2025-01-01", "name one by kind and day"),
        ("correct colour=red", "is no field"),
        ("correct term=5y", "says so already"),
        ("correct partner=Nobody", "bring it in with `import`"),
        ("correct renewal=tacit", "`renewal_period` is missing"),
        ("void 1", "cannot be voided"),
        ("void 99", "`show` lists its acts"),
        ("suspend now", "has no use for `now`"),
        ("celebrate", "acts are enter-into-force"),
        ("snooze expiry --until 2030-01-01", "choose an earlier day"),
    ] {
        let mut world = one("");
        let said = refusal(&mut world, line);
        assert!(said.contains(cure), "{line}: {said}");
        assert_eq!(world.act_count(), 1, "{line}");
    }
    let mut world = one("");
    let unknown = world.try_record("T-2", "suspend", Purpose::Keep).unwrap_err().clone();
    assert!(unknown.contains("`T-1`"), "the nearest reference is named: {unknown}");
}

/// The director agrees in the morning and the note goes out in the afternoon. Whichever is typed first, both stand, and the
/// end is where the note puts it; what contradicts it is asked.
#[test]
fn a_decision_and_the_paper_that_follows_it_the_same_day_stand_beside_each_other() {
    let tacit = "renewal = \"tacit\"\nrenewal_period = \"5y\"\nnotice = \"6m\"\n";
    let cases: [(&str, [&str; 2], bool); 6] = [
        ("", ["decide expiry@2029-03-05 renew --on 2026-11-20", "extend --until 2034-03-05 --on 2026-11-20"], true),
        ("", ["step expiry@2029-03-05 ministry --on 2026-11-20", "extend --until 2034-03-05 --on 2026-11-20"], true),
        ("", ["progress expiry@2029-03-05 agreed --on 2026-11-20", "extend --until 2034-03-05 --on 2026-11-20"], true),
        (
            tacit,
            ["decide notice@2028-09-05 terminate --on 2026-11-20", "notify non-renewal --by us --on 2026-11-20"],
            true,
        ),
        ("", ["decide expiry@2029-03-05 lapse --on 2026-11-20", "extend --until 2034-03-05 --on 2026-11-20"], false),
        (
            tacit,
            ["decide notice@2028-09-05 renew --on 2026-11-20", "notify non-renewal --by us --on 2026-11-20"],
            false,
        ),
    ];
    for (more, [said, paper], stand) in cases {
        for [first, second] in [[said, paper], [paper, said]] {
            let mut world = one(more);
            world.record("T-1", first);
            let done = world.try_record("T-1", second, Purpose::Keep);
            assert_eq!(done.is_ok(), stand, "{first}, then {second}: {done:?}");
            assert_eq!(world.act_count(), if stand { 3 } else { 2 }, "{first}, then {second}");
        }
    }
}

/// Of one day more may be said than one thing: neither what else was said of the end nor what was taken back since keeps a
/// decision from standing beside the paper.
#[test]
fn several_things_said_of_one_end_stand_beside_the_paper_of_the_day() {
    let paper = "extend --until 2034-03-05 --on 2026-11-20";
    let decision = "decide expiry@2029-03-05 renew --on 2026-11-20";
    let mut world = one("");
    for line in ["acknowledge expiry@2029-03-05 --on 2026-11-20", paper, decision] {
        world.record("T-1", line);
    }
    assert_eq!(world.act_count(), 4);
    let mut world = one("");
    for line in ["decide expiry@2029-03-05 lapse --on 2026-11-20", "void 2", paper, decision] {
        world.record("T-1", line);
    }
    assert_eq!(world.act_count(), 5);
    // The later decision of a day takes the place of the earlier one, also where the paper came between.
    let mut world = one("");
    for line in ["decide expiry@2029-03-05 renegotiate --on 2026-11-20", paper, decision] {
        world.record("T-1", line);
    }
    assert_eq!(world.act_count(), 5, "the decision that was taken back, and its void, stay in the chain");
}

/// The other order has its use too: of the end that the note brings nothing can be said before it.
#[test]
fn what_is_said_of_the_end_that_a_paper_of_the_same_day_brings_comes_after_it() {
    let mut world = one("");
    world.record("T-1", "extend --until 2034-03-05 --on 2026-11-20");
    world.record("T-1", "progress expiry@2034-03-05 noted --on 2026-11-20");
    assert_eq!(world.act_count(), 3);
}

#[test]
fn what_if_tells_the_same_and_records_nothing() {
    let mut world = one("");
    let rehearsed = world.try_record("T-1", "extend --until 2031-12-22", Purpose::Rehearse).unwrap();
    assert_eq!((rehearsed.seq, world.act_count()), (None, 1));
    let moved = &rehearsed.milestones.moved[0];
    assert_eq!(
        (moved.kind.as_str(), moved.from.map(|day| day.to_string()), moved.day.to_string()),
        ("expiry", Some("2029-03-05".to_owned()), "2031-12-22".to_owned())
    );
    // Reviews stand on each 5 March from 2025; 2030 and 2031 come with the extension.
    let days: Vec<String> = rehearsed
        .milestones
        .appear
        .iter()
        .filter(|line| line.kind == "review")
        .map(|line| line.day.to_string())
        .collect();
    assert_eq!(days, ["2030-03-05", "2031-03-05"]);
    let recorded = world.record("T-1", "extend --until 2031-12-22");
    assert_eq!(recorded.milestones, rehearsed.milestones);
}

#[test]
fn an_answer_lets_the_milestone_go() {
    let mut world = World::new();
    world.clerk = super::world::clerk_on("2024-03-05");
    let list = "[[agreement]]\nreference = \"T-1\"\ntitle = \"T\"\nsigned_on = 2024-03-05\nterm = \"5y\"\nreview_every = \"1y\"\n";
    world.import("a.toml", list);
    world.clerk = super::world::clerk_on("2025-03-10");
    let done = world.record("T-1", "hold-review");
    let gone: Vec<String> = done.milestones.go.iter().map(|line| format!("{}@{}", line.kind, line.day)).collect();
    assert_eq!(gone, ["review@2025-03-05"]);
}

#[test]
fn a_correction_taken_back_leaves_the_facts_as_they_were() {
    let mut world = one("");
    world.record("T-1", "correct notice=3m country=KR");
    assert_eq!(world.words("T-1"), ["register", "correct", "correct"]);
    assert_eq!(world.facts("T-1").notice.map(|span| span.to_string()).as_deref(), Some("3m"));
    let notice = world
        .acts("T-1")
        .iter()
        .find(|act| matches!(&act.body, ActBody::Correct { field, .. } if field == "notice"))
        .unwrap()
        .seq;
    world.record("T-1", &format!("void {notice}"));
    assert_eq!(world.facts("T-1").notice, None);
    assert_eq!(world.facts("T-1").country.as_deref(), Some("KR"));
}

#[test]
fn renaming_keeps_the_agreement_and_a_taken_reference_is_refused() {
    let mut world = one("\n[[agreement]]\nreference = \"T-2\"\ntitle = \"Khác\"\n");
    let id = world.id("T-1");
    let taken = refusal(&mut world, "correct reference=T-2");
    assert!(taken.contains("choose another reference"), "{taken}");
    let done = world.record("T-1", "correct reference=T-3");
    assert_eq!((done.reference.as_str(), world.id("T-3")), ("T-3", id));
}

#[test]
fn who_records_and_which_side_are_kept_apart() {
    let mut world = one("");
    world.record("T-1", "decide expiry@05/03/2029 renew --by head");
    assert_eq!(world.acts("T-1").last().unwrap().by, "head");
    world.record("T-1", "postpone review@2027-03-05 --to 2027-04-01 --by partner");
    let act = world.acts("T-1").last().unwrap().clone();
    assert_eq!(act.by, "desk");
    assert!(matches!(act.body, ActBody::Postpone { by: Side::Partner, .. }), "{act:?}");
}

#[test]
fn the_office_s_own_duty_is_done_once() {
    let mut world = one("");
    let mut record = |line: &str| {
        let request = asked(&said(line).0, Target::Office)?;
        record_office(&mut world.store, &world.office, &world.clerk, &request, Purpose::Keep)
            .map_err(|error| error.to_string())
    };
    let done = record("fulfil duty:annual-plan@2027-11-15 --on 2026-11-20").unwrap();
    assert_eq!(
        (done.reference.as_str(), done.says[0].to_string().as_str()),
        ("office", "duty:annual-plan of 2027-11-15 (Monday) is done")
    );
    assert_eq!(done.milestones.go.len(), 1);
    let again = record("fulfil annual-plan@15/11/2027").unwrap_err();
    assert!(again.contains("answered already"), "{again}");
    let unknown = record("fulfil duty:nothing@2027-11-15").unwrap_err();
    assert!(unknown.contains("duty:annual-plan@"), "{unknown}");
    record(&format!("void {}", done.seq.unwrap())).unwrap();
    record("fulfil annual-plan@15/11/2027").unwrap();
    assert!(record("close").unwrap_err().contains("name an agreement"));
    // Six days after 15 November 2026; next year's plan is not meant.
    assert_eq!(texts(&record("fulfil annual-plan").unwrap().says), ["duty:annual-plan of 2026-11-15 (Sunday) is done"]);
    assert!(record("fulfil annual-plan").unwrap_err().contains("name one by kind and day"), "none is near enough");
}

#[test]
fn a_corrected_text_becomes_corrections_and_a_line_taken_out_a_fact_unknown() {
    let mut world = one("country = \"KR\"\nfields = [\"du lịch\", \"văn hóa\"]\n");
    world.clerk = world.clerk.clone().because(Reason { number: Some("12/CV".to_owned()), note: None });
    let sheet = edit::sheet(&world.store, "T-1", Voice::LOG).unwrap();
    let kept = edit::edit(&mut world.store, &world.office, &world.clerk, &sheet, &sheet.text, Purpose::Keep);
    assert!(kept.unwrap_err().to_string().contains("says so already"), "the text as it was changes nothing");
    let text = sheet.text.replace("term = \"5y\"", "term = \"6 năm\"").replace("country = \"KR\"\n", "");
    let shown = edit::edit(&mut world.store, &world.office, &world.clerk, &sheet, &text, Purpose::Rehearse).unwrap();
    let fields: Vec<_> = shown.corrections.iter().map(|c| (c.field, c.old.as_str(), c.new.as_str())).collect();
    assert_eq!(fields, [("country", "KR", ""), ("term", "5y", "6y")]);
    assert_eq!(world.act_count(), 1);
    edit::edit(&mut world.store, &world.office, &world.clerk, &sheet, &text, Purpose::Keep).unwrap();
    assert_eq!(world.words("T-1"), ["register", "correct", "correct"]);
    let late = edit::edit(&mut world.store, &world.office, &world.clerk, &sheet, &text, Purpose::Keep).unwrap_err();
    assert!(late.to_string().contains("changed by somebody else"), "{late}");
    let sheet = edit::sheet(&world.store, "T-1", Voice::LOG).unwrap();
    let wrong = sheet.text.replace("signed_on = 2024-03-05", "signed_on = \"30-12\"\ncolour = 1");
    let flaws = edit::edit(&mut world.store, &world.office, &world.clerk, &sheet, &wrong, Purpose::Keep)
        .unwrap_err()
        .to_string();
    assert!(flaws.contains("has no year") && flaws.contains("`colour`"), "all at once: {flaws}");
}

#[test]
fn what_is_marked_as_a_state_secret_is_recorded_by_no_act() {
    let mut world = one("");
    for line in
        ["correct title=Mật:Kế-hoạch", "correct number=12/BC-MẬT", "hold-review --on 2025-03-05 --number 12/MẬT"]
    {
        let said = refusal(&mut world, line);
        assert!(said.contains("marked as a state secret") && !said.contains("12/"), "{line}: {said}");
    }
    world.record("T-1", "correct title=Bảo-mật-thông-tin");
}

pub(super) fn texts(says: &[Sentence]) -> Vec<String> {
    says.iter().map(ToString::to_string).collect()
}

/// DESIGN §3.2, *order of recording*: a correction after which a recorded act could not stand is refused and names it, by
/// whatever way it comes.
#[test]
fn a_correction_that_leaves_an_answer_without_its_milestone_is_refused() {
    let list = "[[agreement]]\nreference = \"R-1\"\ntitle = \"R\"\nsigned_on = 2021-06-30\nterm = \"8y\"\n\
                review_every = \"1y\"\nofficers = [\"desk-korea\"]\n";
    let mut world = World::with(list);
    world.record("R-1", "hold-review review@2026-06-30 --on 2026-06-28 --number 12/BB");
    let words = world.words("R-1");
    for correction in ["correct signed_on=2021-07-01 --note vì", "correct term=4y --note vì", "correct review_every=2y"]
    {
        let refused = world.try_record("R-1", correction, Purpose::Keep).unwrap_err();
        assert!(refused.contains("`hold-review` of 2026-06-28, could not stand"), "{correction}: {refused}");
    }
    let report = world.import("other.toml", &list.replace("2021-06-30", "2021-07-01"));
    assert!(report.has_flaws() && report.to_string().contains("`hold-review` of 2026-06-28"), "{report}");
    assert_eq!(world.words("R-1"), words, "nothing was recorded");
    // What touches no day of the review is taken, and the end may move where the review still stands.
    world.record("R-1", "correct note=vì");
    world.record("R-1", "correct term=6y --note vì");
}
