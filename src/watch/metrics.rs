//! Figures for a monitor, in the text form that node exporters collect from files.
//!
//! Nothing listens on the network. The invariant: a reader of the file sees a complete one; it is written under another
//! name and renamed.

use std::fmt::Write as _;
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::mail::MailState;
use super::{WatchError, alarm, copies};
use crate::config::{Config, Listen, Transport};
use crate::store::Store;

/// What surrounds the register: its copies and its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct MetricsInputs {
    /// When the newest copy was made; none where there is none.
    copied_at: Option<DateTime<Utc>>,
    /// Whether the page takes connections; none where the office has no page.
    page: Option<PageStatus>,
    /// How letters leave.
    transport: Transport,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PageStatus {
    Up,
    Down,
}

/// A page that does not take a connection within so long is down.
const PATIENCE: Duration = Duration::from_secs(1);

impl MetricsInputs {
    /// As it is now. A folder of copies that cannot be read has none.
    pub(super) fn look(store: &Store, config: &Config) -> Self {
        let copies = config.backup.as_ref().and_then(|backup| copies::copies(store, &backup.directory).ok());
        let copied_at = copies.and_then(|copies| copies.first().map(|copy| copy.at));
        let page = config.web.as_ref().map(|web| {
            let open = match &web.listen.value {
                Listen::Tcp(address) => TcpStream::connect_timeout(address, PATIENCE).map(drop),
                Listen::Unix(path) => UnixStream::connect(path).map(drop),
            };
            if open.is_ok() { PageStatus::Up } else { PageStatus::Down }
        });
        Self { copied_at, page, transport: config.post.transport }
    }
}

/// Name, what it is, and the figure; none where there is nothing to say.
type Figure = (&'static str, &'static str, Option<i64>);

/// Writes the figures of this moment. A file that cannot be written is logged and stops nothing.
pub(super) fn put(file: &Path, store: &Store, around: &MetricsInputs, now: DateTime<Utc>) -> Result<(), WatchError> {
    let text = text(store, around, now)?;
    // Figures are no secret, and the exporter is another user.
    if let Err(error) = alarm::replace(file, &text, 0o644) {
        tracing::error!("{}: the figures cannot be written: {error}; mend `[watch] metrics_file`", file.display());
    }
    Ok(())
}

fn text(store: &Store, around: &MetricsInputs, now: DateTime<Utc>) -> Result<String, WatchError> {
    let counts = store.counts()?;
    let mail = MailState::load(store)?;
    let age = |at: DateTime<Utc>| (now - at).num_seconds().max(0);
    let number = |count: u64| Some(i64::try_from(count).unwrap_or(i64::MAX));
    let (sent, dead) = match around.transport {
        Transport::Smtp => ("Letters that the mail server took.", "Letters that no server takes."),
        Transport::File => ("Letters that were written as files.", "Letters that could not be written as files."),
    };
    let figures: [Figure; 10] = [
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
        ("letters_sent", sent, number(counts.sent)),
        ("letters_dead", dead, number(counts.dead)),
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
        ("backup_age_seconds", "How old the newest copy of the register is.", around.copied_at.map(age)),
        ("page_up", "Whether the page takes connections.", around.page.map(|page| i64::from(page == PageStatus::Up))),
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_page_is_up_where_it_takes_connections() {
        let page = |port: u16| {
            let listen = format!("[web]\nlisten = \"127.0.0.1:{port}\"\naddress = \"http://127.0.0.1:{port}\"\n");
            let config = crate::config::parse(&listen, Path::new("."), &crate::config::Checks::NONE);
            MetricsInputs::look(&Store::in_memory().expect("memory"), &config.expect("a configuration")).page
        };
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("it has one").port();
        assert_eq!(page(port), Some(PageStatus::Up));
        drop(listener);
        assert_eq!(page(port), Some(PageStatus::Down));
    }

    #[test]
    fn letters_that_are_files_are_not_said_to_be_taken_by_a_server() {
        for (transport, sent) in [
            (Transport::File, "# HELP pactwatch_letters_sent Letters that were written as files."),
            (Transport::Smtp, "# HELP pactwatch_letters_sent Letters that the mail server took."),
        ] {
            let around = MetricsInputs { transport, ..MetricsInputs::default() };
            let now = DateTime::from_timestamp(1_790_000_000, 0).expect("a moment of our time");
            let text = text(&Store::in_memory().expect("memory"), &around, now).expect("figures");
            assert!(text.lines().any(|line| line == sent), "{text}");
        }
    }

    #[test]
    fn each_figure_is_in_the_page_of_operations() {
        let around = MetricsInputs {
            copied_at: DateTime::from_timestamp(0, 0),
            page: Some(PageStatus::Up),
            ..MetricsInputs::default()
        };
        let now = DateTime::from_timestamp(1_790_000_000, 0).expect("a moment of our time");
        let text = text(&Store::in_memory().expect("memory"), &around, now).expect("figures");
        let page = include_str!("../../docs/OPERATIONS.md");
        let names: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next()).collect();
        assert!(names.len() >= 9, "{names:?}");
        for name in names {
            assert!(page.contains(&format!("`{name}`")), "{name}");
        }
    }

    #[test]
    fn the_figures_of_an_empty_register() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("pactwatch.prom");
        let store = Store::in_memory().expect("memory");
        let now = DateTime::from_timestamp(1_790_000_000, 0).expect("a moment of our time");
        put(&file, &store, &MetricsInputs::default(), now).expect("written");
        let text = fs::read_to_string(&file).expect("there");
        for line in [
            "pactwatch_letters_waiting 0",
            "pactwatch_letters_dead 0",
            "pactwatch_mail_down_seconds 0",
            "pactwatch_written_timestamp_seconds 1790000000",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}: {text}");
        }
        for none in ["last_scan", "backup_age", "page_up"] {
            assert!(!text.contains(none), "there is none: {text}");
        }
        let around = MetricsInputs {
            copied_at: Some(now - chrono::TimeDelta::hours(5)),
            page: Some(PageStatus::Down),
            ..MetricsInputs::default()
        };
        put(&file, &store, &around, now).expect("written");
        let text = fs::read_to_string(&file).expect("there");
        for line in ["pactwatch_backup_age_seconds 18000", "pactwatch_page_up 0"] {
            assert!(text.lines().any(|found| found == line), "{line}: {text}");
        }
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
    }
}
