//! `[post] pilot`: the office tries the program out, and every letter goes to whoever keeps the register.

use pactwatch::lifecycle::act::ActBody;
use pactwatch::lifecycle::policy::Language;
use pactwatch::outbox::EnvelopeState;

use super::world::{Mail, OFFICE, World, day, lines};
use crate::reading::Part;

/// Two people keep the register; one of them looks after an agreement of his own.
fn pilot() -> String {
    let roles = "[roles]\nregistrar = [\"it\", \"laos\"]";
    format!("{}\n[post]\npilot = \"registrar\"\n", OFFICE.replace("[roles]", roles))
}

fn no_pilot() -> String {
    OFFICE.replace("[roles]", "[roles]\nregistrar = [\"it\", \"laos\"]")
}

impl World {
    fn under(&mut self, text: &str) {
        self.office = Self::of(text).office;
    }

    /// `address subject`, and the text, of each letter that was sent about an agreement.
    fn letters(&self) -> Vec<(String, String, String)> {
        let sent =
            self.store.outbox(0, 10_000).unwrap().into_iter().filter(|envelope| envelope.state == EnvelopeState::Sent);
        let mut found = Vec::new();
        for envelope in sent {
            if envelope.keys.iter().any(|key| key.topic.to_string().starts_with("system:")) {
                continue;
            }
            let part = Part::read(&self.store.letter(envelope.id).unwrap().unwrap());
            let alternative = part.parts().into_iter().next().unwrap_or(part);
            let text = if alternative.header("Content-Type").unwrap_or_default().starts_with("multipart") {
                alternative.parts().remove(0).content()
            } else {
                alternative.content()
            };
            let text = String::from_utf8(text).unwrap();
            found.push((envelope.address.unwrap(), envelope.subject.unwrap(), text));
        }
        found
    }

    fn addresses(&self) -> Vec<String> {
        let mut found: Vec<String> = self.letters().into_iter().map(|(to, ..)| to).collect();
        found.sort();
        found
    }
}

/// Five years from 20 November 2021: the first rung, 180 days before Friday 20 November 2026, opens on Friday 22 May.
const FIVE_YEARS: &[(&str, &str)] = &[("signed_on", "2021-11-20"), ("term", "5y")];

#[test]
fn every_letter_goes_to_the_role_and_says_to_whom_it_would_have_gone() {
    let mut world = World::of(&pilot());
    world.register("2026-05-04 10:00", FIVE_YEARS);
    world.tick("2026-05-25 08:00", Mail::Up);
    let letters = world.letters();
    assert_eq!(world.addresses(), ["it@example.vn", "laos@example.vn"]);
    for (to, subject, text) in &letters {
        let first = text.lines().next().unwrap_or_default().trim_end();
        assert_eq!(first, "Chạy thử – lẽ ra gửi: Chuyên viên Hàn Quốc <desk@example.vn>", "{to}");
        assert!(subject.starts_with("[Chạy thử] [Hết hiệu lực] 20/11/2026"), "{subject}");
        assert!(text.contains("Kính gửi: Chuyên viên Hàn Quốc"), "{text}");
    }
    let everywhere = world.store.outbox(0, 1_000).unwrap();
    let others = everywhere.iter().filter_map(|envelope| envelope.address.as_deref());
    assert!(others.into_iter().all(|address| ["it@example.vn", "laos@example.vn"].contains(&address)), "digests too");
    // Not asked again, on any day of the trial.
    world.live("2026-05-26", "2026-06-12");
    assert_eq!(world.addresses().len(), 2);
    let keys: Vec<String> =
        world.store.outbox(0, 1_000).unwrap().iter().flat_map(|e| &e.keys).map(ToString::to_string).collect();
    assert!(keys.iter().any(|key| key.ends_with("expiry/1/2026-11-20/-180d/desk+it")), "{keys:?}");
}

#[test]
fn nothing_counts_as_told_and_the_next_rung_goes_to_its_reader() {
    let mut world = World::of(&pilot());
    let id = world.register("2026-05-04 10:00", FIVE_YEARS);
    world.live("2026-05-22", "2026-05-29");
    world.under(&no_pilot());
    // The end moves: in the trial nobody was told the old one, so nobody is told that it moved.
    let extended = ActBody::Extend { until: Some(day("2026-12-20")), span: None, their_number: None };
    world.act("2026-06-01 10:00", id, &extended);
    world.live("2026-06-01", "2026-06-19");
    let subjects: Vec<String> = world.letters().into_iter().map(|(_, subject, _)| subject).collect();
    assert!(!subjects.iter().any(|subject| subject.contains("Đính chính")), "{subjects:?}");
    // 180 days before Sunday 20 December is Tuesday 23 June.
    world.live("2026-06-22", "2026-06-24");
    let about_the_end = |letter: &(String, String, String)| letter.0 == "desk@example.vn" && letter.1.contains("[Hết");
    let real: Vec<_> = world.letters().into_iter().filter(about_the_end).collect();
    assert_eq!(real.len(), 1, "{real:?}");
    assert!(real[0].1.starts_with("[Hết hiệu lực] 20/12/2026"), "{}", real[0].1);
    assert!(!real[0].2.contains("Chạy thử"), "{}", real[0].2);
}

#[test]
fn what_is_booked_is_not_asked_again_after_the_trial() {
    let mut world = World::of(&pilot());
    world.register("2026-05-04 10:00", FIVE_YEARS);
    world.live("2026-05-22", "2026-05-29");
    world.under(&no_pilot());
    // 90 days before 20 November is Saturday 22 August, worked for the Monday before National Day: the next to the officer.
    world.live("2026-06-01", "2026-08-21");
    assert!(world.addresses().iter().all(|to| to != "desk@example.vn"));
    world.live("2026-08-22", "2026-08-22");
    assert!(world.addresses().iter().any(|to| to == "desk@example.vn"));
}

#[test]
fn what_is_open_when_the_trial_ends_stands_in_each_first_digest() {
    // Reviews each year from 4 January 2017, asked for 200 days ahead: on Friday 18 June 2026 for Monday 4 January 2027.
    let ladder = "\n[ladder.review]\nrungs = [{ before = \"200d\", to = [\"officer\"] }]\n";
    let mut world = World::of(&(pilot() + ladder));
    world.register("2026-05-04 10:00", &[("review_every", "1y")]);
    world.live("2026-06-15", "2026-06-26");
    assert_eq!(world.addresses(), ["it@example.vn", "laos@example.vn"]);
    assert!(world.digest("desk", "2026-06-26 08:00").tried.is_empty(), "the trial runs");
    world.under(&(no_pilot() + ladder));
    world.live("2026-06-27", "2026-06-28");
    // 191 days ahead, on Monday 29 June.
    let first = world.digest("desk", "2026-06-29 07:30");
    assert_eq!(lines(&first.tried), ["2027-01-04 KR-1"]);
    let text = world.letter("desk", "2026-06-29 07:30", Language::Vi).text;
    assert!(text.contains("Việc đã nhắc khi chạy thử, còn mở"), "{text}");
    assert!(world.digest("head", "2026-06-29 07:30").tried.is_empty(), "no rung named the head");
    world.live("2026-06-29", "2026-07-03");
    assert_eq!(world.days("desk").last().map(String::as_str), Some("2026-06-29"));
    assert!(world.digest("desk", "2026-07-06 07:30").tried.is_empty(), "it stood in the first");
}

#[test]
fn what_waits_when_the_setting_changes_goes_to_nobody_it_is_not_meant_for() {
    for (before, after, expected) in [
        (no_pilot(), pilot(), &["it@example.vn", "laos@example.vn"][..]),
        (pilot(), no_pilot(), &["desk@example.vn"][..]),
    ] {
        let mut world = World::of(&before);
        world.register("2026-05-04 10:00", FIVE_YEARS);
        world.tick("2026-05-22 08:00", Mail::Down);
        assert_eq!(world.addresses(), Vec::<String>::new());
        world.under(&after);
        world.tick("2026-05-22 09:00", Mail::Up);
        world.tick("2026-05-23 08:00", Mail::Up);
        assert_eq!(world.addresses(), expected);
    }
}

#[test]
fn who_reads_no_digest_has_one_when_the_trial_ends() {
    // The officer reads none; a ladder names somebody who looks after nothing. Reviews as above: 4 January 2027.
    let ladder = "\n[ladder.review]\nrungs = [{ before = \"200d\", to = [\"officer\", \"laos\"] }]\n";
    let none = |text: &str| text.replace("[contacts.desk]", "[contacts.desk]\ndigest = \"none\"");
    let mut world = World::of(&none(&(pilot() + ladder)));
    world.register("2026-05-04 10:00", &[("review_every", "1y")]);
    world.live("2026-06-15", "2026-06-26");
    assert_eq!(world.days("desk"), Vec::<String>::new());
    world.under(&none(&(no_pilot() + ladder)));
    world.live("2026-06-27", "2026-07-10");
    for who in ["desk", "laos"] {
        assert_eq!(world.days(who).first().map(String::as_str), Some("2026-06-29"), "{who}");
    }
    assert_eq!(world.days("desk"), ["2026-06-29"], "once");
    for who in ["desk", "laos"] {
        let text = world.letter(who, "2026-06-29 07:30", Language::Vi).text;
        assert!(text.contains("Việc đã nhắc khi chạy thử, còn mở") && text.contains("KR-1"), "{who}: {text}");
        assert!(text.contains("Không có thư tổng hợp kế tiếp"), "{who}: {text}");
    }
}
