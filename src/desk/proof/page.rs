//! The proof as a page to print, from the letters that `proof` collected.

use std::path::Path;

use chrono::{DateTime, FixedOffset, Utc};

use super::{Proof, ProvenLetter};
use crate::desk::export::put;
use crate::desk::{Desk, DeskError, find};
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::policy::Language;
use crate::message::answer::proof::{is_filed, means};
use crate::message::answer::{paper, stored_reasons};
use crate::message::proof::{
    ProofAttempt, ProofLetter, ProofPage, RecordedAfter, again, outage, recorded_after, reminded_of, standalone_page,
    state_without_attempt,
};
use crate::message::{Voice, say};
use crate::store::StoreError;
use crate::text::percent;
use crate::watch::WatchError;

/// At most this many characters of the chain's hash are printed: 128 bits.
const SEAL_CHARS: usize = 32;

/// The page on those letters about the agreement with these facts.
pub fn page(desk: &Desk, proof: &Proof, facts: &Facts, language: Language) -> Result<ProofPage, DeskError> {
    let (today, parties) = (desk.today(), desk.store.parties()?);
    let side = |ids: &[String]| say::parties_text(ids, &parties, facts.signed_on, today, language);
    let sides = [side(&facts.ours), side(&facts.partner)];
    let sides: Vec<String> = sides.into_iter().filter(|side| !side.is_empty()).collect();
    Ok(ProofPage {
        office: desk.office.name.clone(),
        reference: proof.reference.clone(),
        path: percent(&proof.reference),
        title: facts.title.clone(),
        parties: sides.join(" – "),
        today: say::day_full(today, language),
        seal: desk.store.head()?.chars().take(SEAL_CHARS).collect(),
        letters: proof.letters.iter().map(|letter| printable_letter(desk, letter, language)).collect(),
        outages: proof
            .outages
            .iter()
            .map(|one| {
                let until = one.until.as_deref().map(|until| hour(desk, until));
                outage(&hour(desk, &one.since), until.as_deref(), one.tries, &one.last_words, language)
            })
            .collect(),
    })
}

/// An instant on the office's wall.
fn hour(desk: &Desk, at: &str) -> String {
    let at_wall = |at: DateTime<FixedOffset>| desk.clock.zone().local(at.with_timezone(&Utc));
    let read = DateTime::parse_from_rfc3339(at);
    read.map_or_else(|_| say::instant(at), |at| at_wall(at).format("%H:%M %d/%m/%Y").to_string())
}

fn printable_letter(desk: &Desk, letter: &ProvenLetter, language: Language) -> ProofLetter {
    let attempts = letter.attempts.iter().map(|attempt| ProofAttempt {
        at: hour(desk, &attempt.at),
        means: means(attempt.outcome, &attempt.reply, Voice::terminal(language)),
        reply: if is_filed(attempt.outcome, &attempt.reply) {
            String::new()
        } else {
            stored_reasons::in_language_of(Voice::terminal(language), &attempt.reply)
        },
        again: attempt
            .last_at
            .as_deref()
            .map(|last| again(attempt.times, &hour(desk, last), language))
            .unwrap_or_default(),
    });
    let after = letter.recorded_after.iter().map(|after| {
        let by = desk.office.named(&after.by);
        let after = RecordedAfter {
            act: after.act,
            on: after.on,
            recorded_on: after.recorded_on,
            by: &by,
            written_by: after.written_by.as_deref(),
            decided_by: after.decided_by.as_deref(),
            via: after.via,
            number: after.number.as_deref(),
            choice: after.choice,
        };
        recorded_after(&after, language)
    });
    ProofLetter {
        on: say::day_in_table(letter.queued_on, language),
        about: letter.keys.iter().map(|key| reminded_of(key, language)).collect(),
        subject: letter.subject.clone().unwrap_or_default(),
        to: desk.office.named(&letter.recipient),
        address: letter.address.clone().unwrap_or_default(),
        state: state_without_attempt(letter.state, language).to_owned(),
        attempts: attempts.collect(),
        after: after.collect(),
    }
}

/// The page alone, for a file. Of a restricted agreement the facts are reference and days alone: anyone who prints it
/// for others sees what letters say.
pub fn html(desk: &Desk, proof: &Proof, language: Language) -> Result<String, DeskError> {
    let id = find::id(&desk.store, &proof.reference)?;
    let mut facts = desk.store.agreement(id)?.facts;
    let restricted = facts.is_restricted();
    if restricted {
        facts = Facts { title: facts.reference.clone(), reference: facts.reference, ..Facts::default() };
    }
    let mut page = page(desk, proof, &facts, language)?;
    if restricted {
        for (printed, letter) in page.letters.iter_mut().zip(&proof.letters) {
            printed.about = letter.keys.iter().map(|key| say::day_in_table(key.day, language)).collect();
        }
    }
    standalone_page(&page, language).map_err(|error| WatchError::from(error).into())
}

/// Writes the page; its name ends in .html.
pub(crate) fn write_page(file: &Path, html: &str, voice: Voice) -> Result<(), DeskError> {
    let named = file.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("html"));
    let unwritable = |what: String| DeskError::from(StoreError::Io { path: file.to_path_buf(), what });
    if !named {
        return Err(unwritable(paper::NAME_HTML.of(voice).to_owned()));
    }
    put(file, html.as_bytes()).map_err(|error| unwritable(error.to_string()))
}
