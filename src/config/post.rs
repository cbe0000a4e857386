//! `[post]` and `[post.smtp]`: how letters leave the house.

use std::path::{Path, PathBuf};

use super::address::{self, Mailbox};
use super::findings::{ConfigFindings, QuotedValue};
use super::office::path;
use super::place::Placed;
use super::secret::{PasswordSource, Secret};
use super::section::TableReader;
use super::{Checks, Config};
use crate::lifecycle::policy::{Circle, REGISTRAR};
use crate::message::answer::{config, post as words};
use crate::message::sentence::sentence;

/// `[post]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostTable {
    /// Files or a mail server.
    pub transport: Transport,
    /// Where `.eml` files go.
    pub directory: PathBuf,
    /// The sender.
    pub from: Placed<Mailbox>,
    /// More reminders than this for one person in one scan become one letter.
    pub bundle_over: u32,
    /// More reminders than this in one scan wait for `tick --release`.
    pub brake: u32,
    /// The role whose contacts get every letter while the office tries the program out.
    pub pilot: Option<Placed<String>>,
    /// Where not empty: no address elsewhere is written to.
    pub allowed_domains: Vec<String>,
    /// The mail server, if one is configured; there is one where the transport is [`Transport::Smtp`].
    pub smtp: Option<Smtp>,
}

/// How letters are posted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transport {
    /// As `.eml` files in a folder.
    #[default]
    File,
    /// To a mail server.
    Smtp,
}

/// `[post.smtp]`: the mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smtp {
    /// Its name or address.
    pub host: Placed<String>,
    pub port: u16,
    /// How the connection is protected.
    pub security: SmtpSecurity,
    /// Who logs in; nobody where there is none.
    pub username: Option<String>,
    /// Where the password is read from, when it is needed.
    pub password: PasswordSource,
    /// Certificates to trust besides the system's.
    pub ca_file: Option<PathBuf>,
    /// How many connections deliver side by side, 1 to 16.
    pub connections: u8,
    /// The name this machine greets with; its own where there is none.
    pub helo: Option<String>,
}

/// How a connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// Plain at first, then TLS or nothing.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// Not at all: to this machine, or where `insecure = true` stands.
    None,
}

impl Smtp {
    /// Whether the server is this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        is_loopback(&self.host.value)
    }
}

const KEYS: [&str; 8] = ["transport", "directory", "from", "bundle_over", "brake", "allowed_domains", "pilot", "smtp"];
const SMTP_KEYS: [&str; 10] = [
    "host",
    "port",
    "security",
    "insecure",
    "username",
    "password_file",
    "password_env",
    "ca_file",
    "connections",
    "helo",
];
const DOMAINS_MAX: usize = 100;
const MANY: u32 = 1_000_000;

pub(super) fn post(root: &TableReader, base: &Path, checks: &Checks, found: &mut ConfigFindings) -> PostTable {
    let section = root.section("post", &KEYS, found);
    let transports = [("file", Transport::File), ("smtp", Transport::Smtp)];
    let transport = section.choice("transport", &transports, found);
    let chosen = transport.as_ref().map_or_else(Transport::default, |chosen| chosen.value);
    let allowed_domains = domains(&section, found);
    let server = section.section("smtp", &SMTP_KEYS, found);
    if chosen == Transport::Smtp && !server.exists() {
        let place = transport.and_then(|chosen| chosen.place);
        found.problem(place, sentence!(words::SMTP_WITHOUT_HOST));
    }
    PostTable {
        transport: chosen,
        directory: path(&section, "directory", base, found).unwrap_or_else(|| base.join("var/letters")),
        from: sender(&section, &allowed_domains, checks, found),
        bundle_over: section.number("bundle_over", 0..=MANY, found).unwrap_or(1),
        brake: section.number("brake", 1..=MANY, found).unwrap_or(200),
        pilot: section.text("pilot", found),
        smtp: if server.exists() { smtp(&server, base, chosen, found) } else { None },
        allowed_domains,
    }
}

/// Who gets the letters of a trial.
fn pilot_members<'c>(role: &str, circle: &'c Circle) -> &'c [String] {
    if role == REGISTRAR { circle.registrars() } else { circle.role(role).unwrap_or(&[]) }
}

impl Config {
    /// While the office tries the program out, the contacts who get every letter, each once.
    pub fn pilot(&self) -> Option<Vec<String>> {
        let role = self.post.pilot.as_ref()?;
        let mut members: Vec<String> = Vec::new();
        for member in pilot_members(&role.value, &self.circle) {
            if self.circle.contact(member).is_some() && !members.contains(member) {
                members.push(member.clone());
            }
        }
        Some(members)
    }
}

/// While the office tries the program out someone has to get the letters.
pub(super) fn check_pilot(post: &PostTable, circle: &Circle, found: &mut ConfigFindings) {
    let Some(pilot) = &post.pilot else { return };
    if pilot_members(&pilot.value, circle).is_empty() {
        let mut roles: Vec<&str> = circle.roles().map(|(role, _)| role).collect();
        roles.push(REGISTRAR);
        found.problem(pilot.place, sentence!(words::NO_PILOT, QuotedValue(&pilot.value), roles.join(", ")));
    }
}

fn domains(section: &TableReader, found: &mut ConfigFindings) -> Vec<String> {
    let mut domains = Vec::new();
    for domain in section.texts("allowed_domains", DOMAINS_MAX, found).unwrap_or_default() {
        let name = domain.value.trim_start_matches('@').to_owned();
        if address::fault(&format!("a@{name}")).is_some() {
            found.problem(domain.place, sentence!(words::NOT_A_DOMAIN, QuotedValue(&domain.value)));
        }
        domains.push(name);
    }
    domains
}

fn sender(section: &TableReader, domains: &[String], checks: &Checks, found: &mut ConfigFindings) -> Placed<Mailbox> {
    let default = Mailbox { name: Some("pactwatch".to_owned()), address: "pactwatch@localhost".to_owned() };
    let Some(text) = section.text("from", found) else { return Placed::default_of(default) };
    match address::mailbox(&text.value) {
        Err(fault) => {
            found.problem(text.place, sentence!(config::VALUE_IS, "post.from", QuotedValue(&text.value), fault));
            Placed::default_of(default)
        }
        Ok(from) => {
            if !domains.is_empty() && !address::lies_in(&from.address, domains) {
                found.problem(text.place, sentence!(words::SENDER_OUTSIDE));
            }
            if let Err(fault) = (checks.address)(&from.address) {
                found.problem(text.place, sentence!(config::OF_KEY, "post.from", fault));
            }
            text.map(|_| from)
        }
    }
}

fn smtp(section: &TableReader, base: &Path, transport: Transport, found: &mut ConfigFindings) -> Option<Smtp> {
    let host = section.text("host", found);
    if section.get("host").is_none() {
        section.missing("host", sentence!(words::HOST_NEEDED), found);
    }
    if let Some(host) = &host
        && !is_host(&host.value)
    {
        found.problem(host.place, sentence!(words::NOT_A_HOST));
    }
    let wire =
        if host.as_ref().is_some_and(|host| is_loopback(&host.value)) { SmtpPath::Within } else { SmtpPath::Outside };
    let security = security(section, wire, found);
    let username = section.text("username", found);
    let password = password(section, base, found);
    if username.is_some() && security == SmtpSecurity::None && wire == SmtpPath::Outside {
        let place = section.place_of("username", found);
        found.problem(place, sentence!(words::PASSWORD_UNPROTECTED));
    }
    if transport == Transport::Smtp && username.is_some() {
        let place = section.place_of("password_file", found).or(section.place());
        password.look(place, found);
    }
    let port = match security {
        SmtpSecurity::StartTls => 587,
        SmtpSecurity::Tls => 465,
        SmtpSecurity::None => 25,
    };
    let port = section.number("port", 1..=65_535, found).and_then(|port| u16::try_from(port).ok()).unwrap_or(port);
    let connections = section.number("connections", 1..=16, found).and_then(|n| u8::try_from(n).ok()).unwrap_or(2);
    let helo = section.text("helo", found);
    if let Some(helo) = &helo
        && !is_host(&helo.value)
    {
        found.problem(helo.place, sentence!(words::NOT_A_HELO));
    }
    let helo = helo.map(|helo| helo.value);
    let ca_file = path(section, "ca_file", base, found);
    let username = username.map(|name| name.value);
    Some(Smtp { host: host?, port, security, username, password, ca_file, connections, helo })
}

/// Where the bytes travel between this program and the mail server.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SmtpPath {
    /// Within this machine: nobody else hears them.
    Within,
    /// Over a network.
    Outside,
}

fn security(section: &TableReader, wire: SmtpPath, found: &mut ConfigFindings) -> SmtpSecurity {
    let kinds = [("starttls", SmtpSecurity::StartTls), ("tls", SmtpSecurity::Tls), ("none", SmtpSecurity::None)];
    let insecure = section.flag("insecure", found).unwrap_or(false);
    let Some(chosen) = section.choice("security", &kinds, found) else {
        let unasked = section.get("security").is_none();
        return if wire == SmtpPath::Within && unasked { SmtpSecurity::None } else { SmtpSecurity::StartTls };
    };
    if chosen.value == SmtpSecurity::None && wire == SmtpPath::Outside && !insecure {
        found.problem(chosen.place, sentence!(words::UNPROTECTED));
    }
    chosen.value
}

fn password(section: &TableReader, base: &Path, found: &mut ConfigFindings) -> PasswordSource {
    let file = path(section, "password_file", base, found);
    let variable = section.text("password_env", found);
    let Some(variable) = variable else { return file.map_or(PasswordSource::Credential, PasswordSource::File) };
    if file.is_some() {
        found.problem(variable.place, sentence!(words::TWO_PASSWORDS));
    }
    let shaped = |(at, c): (usize, char)| c == '_' || c.is_ascii_alphabetic() || (at > 0 && c.is_ascii_digit());
    if !variable.value.chars().enumerate().all(shaped) {
        found.problem(variable.place, sentence!(words::NOT_A_VARIABLE));
    }
    PasswordSource::Environment(Secret::of(variable.value))
}

fn is_host(text: &str) -> bool {
    let name = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.' || b == b'_');
    (name && text.len() <= 253) || bare(text).parse::<std::net::IpAddr>().is_ok()
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || bare(host).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn bare(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}
