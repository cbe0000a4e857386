//! A letter put into mail's form for one contact.

use super::coverage::CoveredReminders;
use super::delivery_reasons::ways;
use super::{Composer, entries};
use crate::lifecycle::policy::Contact;
use crate::message::{Addressing, Audience, Letter, render, subject, thread_headers};
use crate::outbox::message_id;
use crate::post::{Parcel, mime};
use crate::store::Composed;
use crate::watch::WatchError;
use crate::watch::office::{Bodies, PageAddress};

impl Composer<'_> {
    /// The letter, ready to go.
    pub(super) fn composed(
        &self,
        letter: &Letter<'_>,
        covered: &CoveredReminders,
        to: &Contact,
    ) -> Result<Composed, WatchError> {
        let office = self.office;
        let (today, circle) = (self.moment.today, &office.circle);
        let ways = ways(letter, covered, to, circle, today);
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
            audience: covered.audience.unwrap_or(if directs { Audience::Director } else { Audience::Staff }),
            instead: self.instead,
        };
        let receiver = self.instead.unwrap_or(to);
        let message_id = message_id(&covered.keys, office.domain());
        let composed = |subject, mime| Composed {
            keys: covered.keys.clone(),
            message_id: message_id.clone(),
            address: receiver.email.clone(),
            subject,
            mime,
            rendered_on: today,
            urgent_on: covered.urgent_on,
        };
        if office.bodies == Bodies::LeftOut {
            return Ok(composed(subject(letter, &addressing, today)?, Vec::new()));
        }
        let rendered = render(letter, &addressing, today)?;
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
            // An entry that only tries things out would stay in someone's calendar.
            calendar: if self.instead.is_some() { None } else { entries::attachment(&covered.entries, to.language)? },
        };
        Ok(composed(rendered.subject, mime(&parcel)?))
    }
}

fn mailbox(name: &str, address: &str) -> String {
    format!("{name} <{address}>")
}
