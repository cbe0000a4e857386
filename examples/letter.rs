//! Prints one letter as a mail program shows it: the expiry of the Jeollabuk-do agreement, 30 days ahead, as HTML.
//!
//!     cargo run --example letter > letter.html
//!
//! No register and no mail server is needed; the facts are those of `examples/register.toml`.

use std::collections::BTreeMap;
use std::error::Error;

use pactwatch::lifecycle::act::{Act, ActBody, MilestoneKind};
use pactwatch::lifecycle::agreement::Agreement;
use pactwatch::lifecycle::calendar::{Calendar, Country};
use pactwatch::lifecycle::day::Day;
use pactwatch::lifecycle::milestone::timeline;
use pactwatch::lifecycle::party::{Party, PartyName};
use pactwatch::lifecycle::policy::{Contact, DigestRhythm, Language};
use pactwatch::lifecycle::workback::{self, PlannedStep};
use pactwatch::message::section::SectionStep;
use pactwatch::message::{Addressing, Audience, Letter, render, section};

const FACTS: [(&str, &str); 11] = [
    ("reference", "DL-KR-2017-01"),
    ("title", "Bản thỏa thuận hợp tác giữa tỉnh Đắk Lắk và tỉnh Jeollabuk-do, Hàn Quốc"),
    ("short", "Đắk Lắk – Jeonbuk"),
    ("ours", "dak-lak"),
    ("partner", "jeonbuk"),
    ("country", "KR"),
    ("signed_on", "2017-12-22"),
    ("effect", "signature"),
    ("term", "5y"),
    ("lead_agency", "Cơ quan phụ trách hợp tác quốc tế của mỗi bên"),
    ("basis", "term=“có giá trị trong vòng 5 năm” (chưa rõ điều khoản)"),
];

/// The shipped plan of an extension.
#[derive(serde::Deserialize)]
struct Plan {
    step: Vec<workback::Step>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let signed: Day = "2017-12-22".parse()?;
    let today: Day = "2022-11-22".parse()?;
    let facts = FACTS.map(|(field, text)| (field.to_owned(), text.to_owned())).into();
    let register = Act {
        seq: 1,
        on: signed,
        recorded_on: signed,
        by: "import".to_owned(),
        number: None,
        note: None,
        body: ActBody::Register { facts, import: None },
        origin: pactwatch::lifecycle::act::Origin::default(),
    };
    let agreement = Agreement { id: 1, acts: vec![register] };
    let timeline = timeline(&agreement, today.plus_days(365)?)?;
    let expiry =
        timeline.milestones.iter().find(|milestone| milestone.kind == MilestoneKind::Expiry).ok_or("no expiry")?;
    let parties: BTreeMap<String, Party> =
        [party("dak-lak", "UBND tỉnh Đắk Lắk"), party("jeonbuk", "Jeollabuk-do")].into();
    let calendar = Calendar::new(Country::Vietnam, vec![], vec![])?;
    let mut section = section(&timeline, expiry, &parties, &calendar, today)?;
    let plan: Plan = toml::from_str(include_str!("../data/steps_vn.toml"))?;
    let due = workback::plan(&plan.step, expiry.day, None, &calendar)?;
    if let Some(about) = &mut section.about {
        let step = |due: PlannedStep<'_>| SectionStep {
            title: due.step.title.clone(),
            title_en: due.step.title_en.clone(),
            do_by: due.do_by,
            decides: due.step.decides(),
        };
        about.steps = due.into_iter().map(step).collect();
    }
    let sections = [section];
    let officer = contact("desk-korea", "Chuyên viên theo dõi Hàn Quốc");
    let head = contact("head", "Trưởng phòng Hợp tác quốc tế");
    let addressing = Addressing {
        page: None,
        instead: None,
        to: &officer,
        ways: &[],
        registrars: &[&head],
        fallback: None,
        office: "Sở Ngoại vụ tỉnh Đắk Lắk",
        language: Language::Vi,
        audience: Audience::Staff,
    };
    print!("{}", render(&Letter::Reminders(&sections), &addressing, today)?.html);
    Ok(())
}

fn party(id: &str, name: &str) -> (String, Party) {
    let name = PartyName { name: name.to_owned(), name_en: None, from: None, until: None };
    (id.to_owned(), Party { id: id.to_owned(), names: vec![name], ..Party::default() })
}

fn contact(id: &str, name: &str) -> Contact {
    Contact {
        id: id.to_owned(),
        name: name.to_owned(),
        email: format!("{id}@example.vn"),
        language: Language::Vi,
        digest: DigestRhythm::Weekly,
        away: vec![],
        ..Contact::default()
    }
}
