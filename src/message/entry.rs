//! Calendar entries (RFC 5545): a milestone as a day in a person's calendar.
//!
//! Not an invitation: it is published, names neither organiser nor guests, so that no mail program asks for an answer,
//! and it blocks no time. Who gets one is decided elsewhere. The invariants: a milestone keeps one UID, whatever
//! happens to its day; of a restricted agreement an entry holds reference and day alone; the same values give the same
//! bytes.

mod lines;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::MessageError;
use super::letter::SUBJECT_MAX;
use super::section::Section;
use super::templates::TemplateBlocks;
use super::view::{SectionView, clean};
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::policy::Language;
use crate::lifecycle::reminder::Subject;
use crate::text::hex;
use lines::CalendarLines;

/// The sort of file that entries travel in.
pub(crate) const CONTENT_TYPE: &str = "text/calendar; charset=utf-8; method=PUBLISH";

/// The longest line of a description, in characters.
const LINE_MAX: usize = 900;
/// The most lines of a description.
const LINES_MAX: usize = 12;

/// A milestone on its way into a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The current milestone.
    pub section: Section,
    /// What calendars know it by: [`uid`].
    pub uid: String,
    /// How often its day has moved since it was first sent: the higher number wins in a calendar.
    pub sequence: u32,
}

/// The milestone's id in every calendar, the same whatever its day: made of the register's own id, what it is about, its
/// kind, name and number. What comes round each year has the year in it too, for there the number stays.
///
/// It is a hash, so that it says nothing of a restricted agreement; and two registers never share one.
pub fn uid(register: &str, subject: &Subject, milestone: &Milestone) -> String {
    let (what, nth) = (milestone.what(), milestone.nth);
    let round = match subject {
        Subject::Agreement(_) => String::new(),
        Subject::Country(_) | Subject::Office => format!("/{}", milestone.day.year()),
    };
    let hash = Sha256::digest(format!("{register}/{subject}/{what}/{nth}{round}"));
    hex(&hash[..16]) + "@milestone.pactwatch"
}

/// What the template of a description sees.
#[derive(Serialize)]
struct EntryWords {
    s: SectionView,
    due: String,
    record: String,
    step: String,
}

impl CalendarEntry {
    /// The entry as an all-day event, to be put into a [`calendar`].
    pub fn event(&self, language: Language, stamped_at: DateTime<Utc>) -> Result<String, MessageError> {
        let section = &self.section;
        let kind = section.about.as_ref().map_or("restricted", |about| about.milestone.kind.name());
        let mut words = EntryWords {
            s: SectionView::new(section, language),
            due: String::new(),
            record: String::new(),
            step: String::new(),
        };
        let parts = TemplateBlocks::of(language, &format!("section/{kind}.txt"), &words)?;
        let date = |day: chrono::NaiveDate| day.format("%Y%m%d").to_string();
        let first = section.day.date();
        let mut event = CalendarLines::default();
        event.plain("BEGIN", "VEVENT");
        event.plain("UID", &self.uid);
        event.plain("DTSTAMP", &stamped_at.format("%Y%m%dT%H%M%SZ").to_string());
        event.plain("SEQUENCE", &self.sequence.to_string());
        event.plain("DTSTART;VALUE=DATE", &date(first));
        // The day after, not a day of the event. An end on its own first day is none (RFC 5545, 3.8.2.2).
        event.plain("DTEND;VALUE=DATE", &date(first.succ_opt().unwrap_or(first)));
        // It lies on the milestone's own day, and so does its name; the description has the last working day.
        let of_its_day = Section { do_by: section.day, ..section.clone() };
        let named = EntryWords {
            s: SectionView::new(&of_its_day, language),
            due: String::new(),
            record: String::new(),
            step: String::new(),
        };
        let subject = TemplateBlocks::of(language, &format!("section/{kind}.txt"), &named)?.line("subject")?;
        event.text("SUMMARY", &clean(&subject, SUBJECT_MAX));
        if section.about.is_some() {
            (words.due, words.record, words.step) = (parts.line("due")?, parts.line("record")?, parts.line("step")?);
            let lines = TemplateBlocks::of(language, "entry.txt", &words)?.lines("description")?;
            let lines: Vec<String> = lines.iter().take(LINES_MAX).map(|line| clean(line, LINE_MAX)).collect();
            event.text("DESCRIPTION", &lines.join("\n"));
        }
        event.plain("CLASS", if section.about.is_some() { "PUBLIC" } else { "CONFIDENTIAL" });
        event.plain("TRANSP", "TRANSPARENT");
        event.plain("END", "VEVENT");
        Ok(event.into_text())
    }
}

/// A calendar file of these events; a name is what a program proposes to call the calendar it makes of it.
pub fn calendar(name: Option<&str>, events: &[String]) -> String {
    let mut head = CalendarLines::default();
    head.plain("BEGIN", "VCALENDAR");
    head.plain("VERSION", "2.0");
    head.plain("PRODID", "-//pactwatch//calendar entries//EN");
    head.plain("CALSCALE", "GREGORIAN");
    head.plain("METHOD", "PUBLISH");
    if let Some(name) = name {
        head.text("X-WR-CALNAME", &clean(name, SUBJECT_MAX));
    }
    let mut foot = CalendarLines::default();
    foot.plain("END", "VCALENDAR");
    let mut file = head.into_text();
    file.reserve(events.iter().map(String::len).sum());
    for event in events {
        file.push_str(event);
    }
    file + &foot.into_text()
}

/// What the file with these entries is called: after the reference where there is one agreement in it, else after the
/// day. ASCII letters, digits and `-` alone, so that every system takes it.
pub fn file_name(entries: &[CalendarEntry], today: Day) -> String {
    const REFERENCE_MAX: usize = 60;
    let mut references = entries.iter().map(|entry| entry.section.reference.as_deref());
    let first = references.next().flatten().filter(|first| references.all(|other| other == Some(first)));
    let mut name = String::from("pactwatch");
    for part in first.unwrap_or_default().split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        if name.len() + part.len() > REFERENCE_MAX {
            break;
        }
        name.push('-');
        name.push_str(part);
    }
    if name == "pactwatch" {
        name = format!("pactwatch-{today}");
    }
    name + ".ics"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::act::MilestoneKind;
    use crate::lifecycle::milestone::Derivation;

    fn milestone(kind: MilestoneKind, nth: u32, on: &str) -> Milestone {
        let day = |text: &str| text.parse::<Day>().expect(text);
        Milestone::new(kind, nth, day(on), Derivation::Stated, day("2020-01-01"))
    }

    #[test]
    fn a_uid_follows_the_milestone_and_not_its_day() {
        let subject = Subject::Agreement(7);
        let known = uid("r", &subject, &milestone(MilestoneKind::Expiry, 1, "2022-12-22"));
        // printf 'r/7/expiry/1' | sha256sum
        assert_eq!(known, "903c8432952c4b68830d50f98f1c4416@milestone.pactwatch");
        assert_eq!(uid("r", &subject, &milestone(MilestoneKind::Expiry, 1, "2027-12-22")), known, "its day moved");
        for (rule, other) in [
            ("another register", uid("s", &subject, &milestone(MilestoneKind::Expiry, 1, "2022-12-22"))),
            ("another agreement", uid("r", &Subject::Agreement(8), &milestone(MilestoneKind::Expiry, 1, "2022-12-22"))),
            ("another kind", uid("r", &subject, &milestone(MilestoneKind::Notice, 1, "2022-12-22"))),
            ("another period", uid("r", &subject, &milestone(MilestoneKind::Expiry, 2, "2022-12-22"))),
        ] {
            assert_ne!(other, known, "{rule}");
        }
    }

    #[test]
    fn what_comes_round_has_a_uid_for_each_year() {
        let office = Subject::Country("LA".to_owned());
        let day = |on| uid("r", &office, &milestone(MilestoneKind::Observance, 1, on));
        assert_ne!(day("2026-12-02"), day("2027-12-02"));
        assert_eq!(day("2026-12-02"), day("2026-12-03"));
    }
}
