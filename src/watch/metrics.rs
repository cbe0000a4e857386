//! Figures for a monitor, in the text form that node exporters collect from files.
//!
//! Nothing is asked over the network. The invariant: whoever reads the file sees a whole one; it is written beside and
//! renamed.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::WatchError;
use super::mail::MailState;
use crate::store::Store;

/// Name, what it is, and the figure; none where there is nothing to say.
type Figure = (&'static str, &'static str, Option<i64>);

/// Writes the figures of this moment. A file that cannot be written is told in the log and stops nothing.
pub(super) fn put(file: &Path, store: &Store, now: DateTime<Utc>) -> Result<(), WatchError> {
    let text = text(store, now)?;
    if let Err(error) = write(file, &text) {
        tracing::error!("{}: the figures cannot be written: {error}; mend `[watch] metrics_file`", file.display());
    }
    Ok(())
}

fn text(store: &Store, now: DateTime<Utc>) -> Result<String, WatchError> {
    let counts = store.counts()?;
    let mail = MailState::load(store)?;
    let age = |at: DateTime<Utc>| (now - at).num_seconds().max(0);
    let number = |count: u64| Some(i64::try_from(count).unwrap_or(i64::MAX));
    let figures: [Figure; 8] = [
        (
            "letters_waiting",
            "Letters that wait to be sent.",
            number(counts.composing + counts.pending + counts.sending),
        ),
        (
            "letter_oldest_seconds",
            "How long the oldest of them has waited.",
            Some(counts.oldest_pending_at.map_or(0, age)),
        ),
        ("letters_sent", "Letters that the mail server took.", number(counts.sent)),
        ("letters_dead", "Letters that no server takes.", number(counts.dead)),
        (
            "mail_down_seconds",
            "Since when the mail server has taken nothing; 0 where it takes letters.",
            Some(mail.outage().map_or(0, |outage| age(outage.since_at).max(1))),
        ),
        (
            "last_scan_timestamp_seconds",
            "When the last complete scan ended.",
            store.last_scan()?.map(|scan| scan.at.timestamp()),
        ),
        ("agreements", "Agreements in the register.", number(store.agreements()?)),
        ("written_timestamp_seconds", "When these figures were written.", Some(now.timestamp())),
    ];
    let mut text = String::new();
    for (name, what, figure) in figures {
        if let Some(figure) = figure {
            // A String takes all.
            let _ = writeln!(
                text,
                "# HELP pactwatch_{name} {what}\n# TYPE pactwatch_{name} gauge\npactwatch_{name} {figure}"
            );
        }
    }
    Ok(text)
}

fn write(file: &Path, text: &str) -> std::io::Result<()> {
    let fresh = file.with_extension("new");
    // Figures are no secret, and the exporter is another user.
    let mut out = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o644).open(&fresh)?;
    out.write_all(text.as_bytes())?;
    fs::rename(&fresh, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_an_empty_register() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("pactwatch.prom");
        let store = Store::in_memory().expect("memory");
        let now = DateTime::from_timestamp(1_790_000_000, 0).expect("a moment of our time");
        put(&file, &store, now).expect("written");
        let text = fs::read_to_string(&file).expect("there");
        for line in [
            "pactwatch_letters_waiting 0",
            "pactwatch_letters_dead 0",
            "pactwatch_mail_down_seconds 0",
            "pactwatch_written_timestamp_seconds 1790000000",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}: {text}");
        }
        assert!(!text.contains("last_scan"), "there was none: {text}");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
    }
}
