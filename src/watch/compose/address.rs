//! A letter put into mail's form for one contact.

use super::ways::ways;
use super::{Bench, Spoken, entries};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Contact;
use crate::lifecycle::reminder::{Key, Meant};
use crate::message::{Addressing, Audience, Entry, Letter, render, thread_headers};
use crate::outbox::message_id;
use crate::post::{Parcel, mime};
use crate::store::Composed;
use crate::watch::WatchError;
use crate::watch::office::PageAddress;

/// The reminders a letter speaks for.
pub(super) struct Said {
    keys: Vec<Key>,
    /// The calendar entries that go with it.
    entries: Vec<Entry>,
    /// How many of them each of its sections speaks for, in order, and whether a rung names the recipient.
    sections: Vec<(usize, Meant)>,
    urgent_on: Day,
    /// How it speaks, where that does not go by who receives it.
    audience: Option<Audience>,
}

impl Said {
    /// Those of its sections.
    pub(super) fn of(sections: &[Spoken]) -> Self {
        let keys = sections.iter().flat_map(|spoken| spoken.keys.clone()).collect();
        let entries = sections.iter().filter_map(|spoken| spoken.entry.clone()).collect();
        let urgent_on = sections.iter().map(|spoken| spoken.urgent_on).min().unwrap_or_else(Day::last);
        let sections = sections.iter().map(|spoken| (spoken.keys.len(), spoken.meant)).collect();
        Self { keys, entries, sections, urgent_on, audience: None }
    }

    /// One reminder that stands alone.
    pub(super) fn alone(key: &Key, today: Day) -> Self {
        Self {
            keys: vec![key.clone()],
            entries: Vec::new(),
            sections: vec![(1, Meant::Named)],
            urgent_on: today,
            audience: None,
        }
    }

    /// The same, speaking for these too, with their calendar entries.
    pub(super) fn and(mut self, sections: &[Spoken]) -> Self {
        self.keys.extend(sections.iter().flat_map(|spoken| spoken.keys.clone()));
        self.entries.extend(sections.iter().filter_map(|spoken| spoken.entry.clone()));
        self
    }

    /// The reminders of each section, in order, and whether a rung names the recipient.
    pub(super) fn by_section(&self) -> impl Iterator<Item = (&[Key], Meant)> {
        let mut rest = self.keys.as_slice();
        self.sections.iter().map(move |(count, meant)| {
            let (here, after) = rest.split_at((*count).min(rest.len()));
            rest = after;
            (here, *meant)
        })
    }

    /// The same, spoken as to those it was meant for: a digest is somebody's, whoever stands in.
    pub(super) fn speaking(self, audience: Audience) -> Self {
        Self { audience: Some(audience), ..self }
    }
}

impl Bench<'_> {
    /// The letter, ready to go.
    pub(super) fn composed(&self, letter: &Letter<'_>, said: &Said, to: &Contact) -> Result<Composed, WatchError> {
        let office = self.office;
        let (today, circle) = (self.moment.today, &office.circle);
        let ways = ways(letter, said, to, circle, today);
        let registrars: Vec<&Contact> = circle.registrars().iter().filter_map(|id| circle.contact(id)).collect();
        let directs = circle.role("director").is_some_and(|directors| directors.contains(&to.id));
        let addressing = Addressing {
            page: office.page.as_ref().map(PageAddress::way),
            to,
            ways: &ways,
            registrars: &registrars,
            fallback: circle.fallback().and_then(|id| circle.contact(id)),
            office: &office.name,
            language: to.language,
            audience: said.audience.unwrap_or(if directs { Audience::Director } else { Audience::Staff }),
            instead: self.instead,
        };
        let receiver = self.instead.unwrap_or(to);
        let rendered = render(letter, &addressing, today)?;
        let message_id = message_id(&said.keys, office.domain());
        let thread = rendered.thread.as_deref().map(thread_headers);
        let parcel = Parcel {
            message_id: message_id.clone(),
            from: mailbox(office.from.name.as_deref().unwrap_or(&office.name), &office.from.address),
            to_name: receiver.name.clone(),
            to_address: receiver.email.clone(),
            reply_to: registrars
                .iter()
                .filter(|one| one.id != receiver.id)
                .map(|one| mailbox(&one.name, &one.email))
                .collect(),
            subject: rendered.subject.clone(),
            text: rendered.text,
            html: rendered.html,
            references: thread.iter().map(|thread| thread.references.clone()).collect(),
            thread_topic: thread.as_ref().map(|thread| thread.thread_topic.clone()),
            thread_index: thread.map(|thread| thread.thread_index),
            date: self.moment.now,
            // An entry that only tries things out would stay in somebody's calendar.
            calendar: if self.instead.is_some() { None } else { entries::attachment(&said.entries, to.language)? },
        };
        Ok(Composed {
            keys: said.keys.clone(),
            message_id,
            address: receiver.email.clone(),
            subject: rendered.subject,
            mime: mime(&parcel)?,
            rendered_on: today,
            urgent_on: said.urgent_on,
        })
    }
}

fn mailbox(name: &str, address: &str) -> String {
    format!("{name} <{address}>")
}
