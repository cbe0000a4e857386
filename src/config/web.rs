//! `[web]`: the page. Left out, there is none, and letters carry no links.
//!
//! Not here: whether a certificate or key can be read; the door that opens them says so. The invariant: a page that can
//! be reached from another machine is protected, or the office has written that it need not be.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use super::findings::{ConfigFindings, QuotedValue};
use super::office::path;
use super::place::Placed;
use super::section::TableReader;
use crate::lifecycle::span::Span;
use crate::message::answer::web as words;
use crate::message::sentence::sentence;

/// `[web]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebTable {
    /// Where it listens.
    pub listen: Placed<Listen>,
    /// What people type; links, cookies and origins follow it alone.
    pub address: WebAddress,
    /// From where it can be opened, as letters say under links.
    pub reach: Option<String>,
    /// Its own certificate, if it has one.
    pub tls: Option<Tls>,
    /// Whose X-Forwarded-For is believed.
    pub proxy: Vec<IpAddr>,
    /// What links in letters may record.
    pub links: Links,
    /// How long a session may rest.
    pub session_minutes: u32,
    /// Where the keys of links lie.
    pub key_file: PathBuf,
    /// How long the access log is kept.
    pub access_log: Span,
}

/// Where the page listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listen {
    /// An address and a port.
    Tcp(SocketAddr),
    /// A socket in the file system.
    Unix(PathBuf),
}

/// A certificate and its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// The certificate's file, PEM.
    pub certificate: PathBuf,
    /// The key's file, PEM.
    pub key_file: PathBuf,
}

/// What a link in a letter may record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Links {
    /// Nothing: letters carry no links that record.
    Off,
    /// In progress, later, a note on progress.
    Acknowledge,
    #[default]
    Answer,
}

/// The address that people type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress {
    /// `https` or `http`.
    pub scheme: Scheme,
    /// The host, with the port where one is written.
    pub host: String,
    /// The path, without a slash at its end; empty where there is none.
    pub path: String,
}

/// How the page is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Protected.
    Https,
    /// Plain.
    Http,
}

impl std::fmt::Display for WebAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scheme = if self.scheme == Scheme::Https { "https" } else { "http" };
        write!(f, "{scheme}://{}{}", self.host, self.path)
    }
}

const KEYS: [&str; 10] =
    ["listen", "address", "reach", "tls", "proxy", "links", "session", "key_file", "access_log", "insecure"];
const PROXIES_MAX: usize = 100;
const PORT: u16 = 8480;
/// A session rests twelve hours at most, and seven days whatever is written.
const SESSION_MINUTES: u32 = 12 * 60;
const SESSION_MINUTES_MAX: u32 = 7 * 24 * 60;

pub(super) fn web(root: &TableReader, base: &Path, found: &mut ConfigFindings) -> Option<WebTable> {
    let section = root.section("web", &KEYS, found);
    if !section.exists() {
        return None;
    }
    let listen = listen(&section, base, found);
    let tls = tls(&section, base, found);
    let proxy = proxies(&section, found);
    let insecure = section.flag("insecure", found).unwrap_or(false);
    let within = match &listen.value {
        Listen::Tcp(address) => address.ip().is_loopback(),
        Listen::Unix(_) => true,
    };
    if !within && tls.is_none() && proxy.is_empty() && !insecure {
        found.problem(listen.place.or(section.place()), sentence!(words::UNPROTECTED));
    }
    let links = [("off", Links::Off), ("acknowledge", Links::Acknowledge), ("answer", Links::Answer)];
    Some(WebTable {
        address: address(&section, &listen.value, tls.is_some(), found),
        reach: section.line("reach", found).map(|reach| reach.value),
        links: section.choice("links", &links, found).map_or_else(Links::default, |chosen| chosen.value),
        session_minutes: session(&section, found),
        key_file: path(&section, "key_file", base, found).unwrap_or_else(|| base.join("link-key")),
        access_log: section.span("access_log", found).unwrap_or(Span::months(12)),
        listen,
        tls,
        proxy,
    })
}

fn listen(section: &TableReader, base: &Path, found: &mut ConfigFindings) -> Placed<Listen> {
    let default = Listen::Tcp(SocketAddr::from((Ipv4Addr::LOCALHOST, PORT)));
    let Some(text) = section.text("listen", found) else { return Placed::default_of(default) };
    let read = match text.value.strip_prefix("unix:") {
        Some("") => None,
        Some(path) if path.contains('\0') => None,
        Some(path) => Some(Listen::Unix(base.join(path))),
        None => text.value.replace("localhost:", "127.0.0.1:").parse().ok().map(Listen::Tcp),
    };
    if read.is_none() {
        found.problem(text.place, sentence!(words::LISTEN, QuotedValue(&text.value)));
    }
    Placed { value: read.unwrap_or(default), place: text.place }
}

fn address(section: &TableReader, listen: &Listen, own_tls: bool, found: &mut ConfigFindings) -> WebAddress {
    let scheme = if own_tls { Scheme::Https } else { Scheme::Http };
    let reachable = match listen {
        Listen::Tcp(address) if !address.ip().is_unspecified() => Some(address.to_string()),
        Listen::Tcp(_) | Listen::Unix(_) => None,
    };
    let written = section.get("address").is_some();
    if !written && reachable.is_none() {
        section.missing("address", sentence!(words::ADDRESS_NEEDED), found);
    }
    let default = WebAddress { scheme, host: reachable.unwrap_or_default(), path: String::new() };
    let Some(text) = section.text("address", found) else { return default };
    read_address(&text.value).unwrap_or_else(|| {
        found.problem(text.place, sentence!(words::ADDRESS, QuotedValue(&text.value)));
        default
    })
}

/// `https://host[:port][/path]`, without user, query and fragment.
fn read_address(text: &str) -> Option<WebAddress> {
    let (scheme, rest) = match text.split_once("://")? {
        ("https", rest) => (Scheme::Https, rest),
        ("http", rest) => (Scheme::Http, rest),
        _ => return None,
    };
    let (host, path) = rest.split_once('/').map_or((rest, String::new()), |(host, path)| (host, format!("/{path}")));
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => {
            port.parse::<u16>().ok().filter(|port| *port > 0)?;
            name
        }
        _ => host,
    };
    let bracketed = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let host_shaped = !name.is_empty()
        && name.len() <= 253
        && (name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
            || bracketed.is_some_and(|name| name.parse::<IpAddr>().is_ok()));
    let path_shaped = path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'/'));
    let path = path.trim_end_matches('/').to_owned();
    (host_shaped && path_shaped).then(|| WebAddress { scheme, host: host.to_ascii_lowercase(), path })
}

fn tls(section: &TableReader, base: &Path, found: &mut ConfigFindings) -> Option<Tls> {
    let table = section.section("tls", &["certificate", "key_file"], found);
    if !table.exists() {
        return None;
    }
    for (key, cure) in [("certificate", words::CERTIFICATE_NEEDED), ("key_file", words::KEY_NEEDED)] {
        table.required(key, sentence!(cure), found);
    }
    let certificate = path(&table, "certificate", base, found);
    let key_file = path(&table, "key_file", base, found);
    Some(Tls { certificate: certificate?, key_file: key_file? })
}

fn proxies(section: &TableReader, found: &mut ConfigFindings) -> Vec<IpAddr> {
    let mut proxies = Vec::new();
    for text in section.texts("proxy", PROXIES_MAX, found).unwrap_or_default() {
        if let Ok(address) = text.value.parse() {
            proxies.push(address);
        } else {
            found.problem(text.place, sentence!(words::PROXY, QuotedValue(&text.value)));
        }
    }
    proxies
}

fn session(section: &TableReader, found: &mut ConfigFindings) -> u32 {
    let Some(minutes) = section.minutes("session", found) else { return SESSION_MINUTES };
    if minutes.value > SESSION_MINUTES_MAX {
        found.problem(minutes.place, sentence!(words::SESSION));
    }
    minutes.value.min(SESSION_MINUTES_MAX)
}
