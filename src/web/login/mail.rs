//! The letter with the code: by the mail door at once, not through the outbox.
//!
//! It stands in no table and no log, and it is no proof of anything. It leaves on a thread of its own, after the page has
//! been answered: how long looking an address up takes tells nobody whether it is known.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::config::{Config, Transport};
use crate::desk::open::{clock, configuration};
use crate::desk::{Desk, DeskError};
use crate::lifecycle::policy::Contact;
use crate::message::page::{CodeLetter, code_letter};
use crate::post::{Parcel, SendOutcome, mime};
use crate::watch::{alarm, transport};

use super::super::secret::{random, shown_code};

/// Who asked for a code, with which address.
#[derive(Debug)]
pub(crate) struct CodeRequest {
    pub(crate) address: String,
    pub(crate) code: String,
    pub(crate) machine: String,
}

/// So many letters wait for the mail server.
const WAITING: usize = 50;

/// Starts the thread, and gives its letterbox.
pub(crate) fn start(config: &Path) -> std::io::Result<SyncSender<CodeRequest>> {
    let (letterbox, asked) = sync_channel(WAITING);
    let config = config.to_path_buf();
    std::thread::Builder::new().name("web-codes".to_owned()).spawn(move || send_all(&config, &asked))?;
    Ok(letterbox)
}

/// Whether the mail server takes letters, as far as is known: a code waits for nothing.
pub(crate) fn goes(desk: &Desk) -> Result<bool, DeskError> {
    Ok(desk.config.post.transport == Transport::Smtp && alarm::standing(&desk.store, desk.clock.now())?.is_none())
}

fn send_all(file: &Path, asked: &Receiver<CodeRequest>) {
    while let Ok(one) = asked.recv() {
        match configuration(file) {
            Ok(config) => send(&config, &one),
            Err(error) => tracing::error!("a login code could not be sent: {error}"),
        }
    }
}

/// Sends one code. An address that nobody has gets nothing, and nobody hears of it.
fn send(config: &Config, asked: &CodeRequest) {
    let has_it = |contact: &&Contact| contact.email.to_lowercase() == asked.address;
    let people: Vec<&Contact> = config.circle.contacts().filter(has_it).collect();
    let Some(contact) = people.first() else { return };
    // Whoever opens a mailbox that several contacts have finds the names of all: which of them it is, is asked after the code.
    let names: Vec<&str> = people.iter().map(|contact| contact.name.as_str()).collect();
    let Ok(clock) = clock(config) else { return };
    let now = clock.now();
    let letter = code_letter(&CodeLetter {
        office: &config.office.name,
        name: &names.join(", "),
        code: &shown_code(&asked.code),
        machine: &asked.machine,
        at: &clock.zone().local(now).format("%H:%M").to_string(),
        on: clock.zone().day_of(now),
        language: contact.language,
    });
    let (letter, id) = match (letter, random()) {
        (Ok(letter), Ok(id)) => (letter, id),
        (Err(error), _) => return tracing::error!("a login code could not be written: {error}"),
        (_, Err(error)) => return tracing::error!("a login code could not be written: {error}"),
    };
    let from = &config.post.from.value;
    let domain = from.address.rsplit('@').next().unwrap_or("localhost");
    let parcel = Parcel {
        message_id: format!("{}@{domain}", &id[..32]),
        from: from.name.as_ref().map_or_else(|| from.address.clone(), |name| format!("{name} <{}>", from.address)),
        to_name: if people.len() == 1 { contact.name.clone() } else { config.office.name.clone() },
        to_address: contact.email.clone(),
        reply_to: Vec::new(),
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        references: Vec::new(),
        thread_topic: None,
        thread_index: None,
        date: now,
        calendar: None,
    };
    let posted = mime(&parcel).map_err(|error| error.to_string()).and_then(|bytes| {
        let mut way = transport::way(config, transport::ClockSource::Real).map_err(|error| error.to_string())?;
        let post = way.posts.first_mut().ok_or("no mail server")?;
        match post.send(&from.address, &contact.email, &bytes) {
            SendOutcome::Accepted { .. } => Ok(()),
            SendOutcome::Deferred { reply } | SendOutcome::Refused { reply } => Err(reply),
            SendOutcome::Unknown { reason } => Err(reason),
            SendOutcome::Unavailable(trouble) | SendOutcome::Broken(trouble) => Err(trouble.to_string()),
        }
    });
    match posted {
        Ok(()) => tracing::info!("a login code went to {}", contact.id),
        Err(error) => tracing::warn!("a login code for {} did not go: {error}", contact.id),
    }
}
