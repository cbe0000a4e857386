//! The part of a configuration that decides which reminders are due, as one text.
//!
//! Results computed under one fingerprint are valid only while it is unchanged. Addresses, names, languages and the
//! mail server are not part of it: they change letters, not what is due.

use std::fmt::Write as _;

use super::Config;
use crate::lifecycle::policy::Escalation;

impl Config {
    /// A stable text of everything here that decides which reminders are due, for hashing.
    pub(crate) fn fingerprint_text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write_fingerprint(&mut text);
        text
    }

    fn write_fingerprint(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "zone {:?}", self.office.time_zone.value)?;
        writeln!(text, "fallback {:?}", self.circle.fallback())?;
        if let Some(pilot) = self.pilot() {
            writeln!(text, "pilot {pilot:?}")?;
        }
        writeln!(text, "country {:?}", self.country)?;
        let mut days: Vec<_> = self.calendar_entries.iter().collect();
        days.sort_by_key(|entry| entry.day);
        for entry in days {
            writeln!(text, "day {} {:?} {}", entry.day, entry.kind, entry.confirmed)?;
        }
        for contact in self.circle.contacts() {
            writeln!(text, "contact {:?}", contact.id)?;
            for away in &contact.away {
                writeln!(text, "away {} {} {:?}", away.from, away.to, away.substitute)?;
            }
        }
        for (role, members) in self.circle.roles() {
            writeln!(text, "role {role:?} {members:?}")?;
        }
        for ladder in self.ladders.values() {
            writeln!(text, "ladder {:?}", ladder.name)?;
            for rung in &ladder.rungs {
                let escalates = if rung.escalation == Escalation::Always { "" } else { " escalate" };
                writeln!(text, "rung {} {:?}{escalates}", rung.offset, rung.to)?;
            }
        }
        writeln!(text, "observances {:?}", self.observance_scope)?;
        for duty in &self.duties {
            writeln!(text, "duty {duty:?}")?;
        }
        for step in &self.steps {
            writeln!(text, "step {step:?}")?;
        }
        for observance in &self.observances {
            writeln!(text, "observance {observance:?}")?;
        }
        Ok(())
    }
}
