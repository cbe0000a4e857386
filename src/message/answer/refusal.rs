//! Why a request does not become an act, and what to do instead.

mod english;
mod vietnamese;

use crate::lifecycle::policy::Language;
use crate::lifecycle::recording::Refusal;
use crate::lifecycle::request::Unreadable;
use crate::message::{Face, Say, Voice};

/// On a terminal the option that says what is missing.
fn option(what: &Unreadable, voice: Voice) -> String {
    match what {
        Unreadable::Missing { key, .. } if voice.face == Face::CommandLine => format!(" (`--{}`)", key.entry().option),
        _ => String::new(),
    }
}

/// A reason inside another refusal, which says what to do: of what was answered or ended already the cure would stand twice.
fn within(refusal: &Refusal, voice: Voice) -> String {
    let said = refusal.say(voice);
    let cure = voice.pick("; nếu sai, đề nghị hủy", "; void that act first");
    if let (Refusal::NoMilestone { .. }, Language::Vi) = (refusal, voice.language) {
        // Nobody chooses a milestone where another value is corrected.
        return said.split_once("; đề nghị").map_or(said.clone(), |(why, _)| why.to_owned());
    }
    match refusal {
        Refusal::Answered(_)
        | Refusal::EndedAlready(_)
        | Refusal::StepClosed { .. }
        | Refusal::SuccessorConfirmed(_) => said.split_once(cure).map_or(said.clone(), |(why, _)| why.to_owned()),
        _ => said,
    }
}

impl Say for Refusal {
    fn say(&self, voice: Voice) -> String {
        match voice.language {
            Language::Vi => vietnamese::say(self, voice),
            Language::En => english::say(self, voice),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::day::Day;
    use crate::lifecycle::milestone::Status;

    fn day(text: &str) -> Day {
        text.parse().expect(text)
    }

    #[test]
    fn a_refusal_says_what_to_do_by_the_ways_of_its_face() {
        let page = Voice { language: Language::Vi, face: Face::Page };
        let terminal = Voice::terminal(Language::Vi);
        let held = Refusal::Answered("review@2026-03-15".to_owned());
        assert_eq!(held.say(page), "sơ kết ngày 15/03/2026 đã có kết quả; nếu sai, đề nghị hủy lần cập nhật ấy trước");
        assert!(held.say(terminal).ends_with("(`show` liệt kê các lần cập nhật)"));
        assert!(Refusal::StillBinds(Status::InForce).say(terminal).contains("--force"));
        let early = Refusal::BeforeSigning { on: day("2017-12-01"), signed: day("2017-12-22") };
        assert_eq!(
            early.say(page),
            "ngày 01/12/2017 trước ngày ký 22/12/2017; đề nghị kiểm tra ngày, hoặc sửa ngày ký trong sổ"
        );
        assert_eq!(early.say(Voice::LOG), early.to_string(), "in English the log's sentence");
        for refusal in [held, early, Refusal::StillBinds(Status::InForce), Refusal::NoAct(7), Refusal::ExtendUnknown] {
            let said = refusal.say(page);
            assert!(!said.contains("--") && !said.contains("pactwatch") && !said.contains("`show`"), "{said}");
        }
    }
}
