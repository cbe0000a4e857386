//! The values of `[post.smtp]`, and which of them are refused before any connection is opened.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::super::PostError;
use super::trust::Trust;
use crate::message::SentenceForm;
use crate::message::answer::post as words;
use crate::message::sentence::sentence;

/// A mail server and how to speak to it. Start from [`SmtpSettings::new`].
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// Name or address; the name is what the certificate must have.
    pub host: String,
    /// 587 for STARTTLS, 465 for TLS, 25 for a relay in the house.
    pub port: u16,
    /// Whether and when the line is secured.
    pub security: Security,
    /// Who we are, if the server asks.
    pub login: Option<Login>,
    /// The office's own authorities in PEM, trusted besides the system's.
    pub ca_pem: Option<Vec<u8>>,
    /// What we call ourselves in EHLO; our address in brackets if nothing is said.
    pub hello: Option<String>,
    /// Whether a plain line may leave the machine or carry a password: `insecure = true`.
    pub plain_login: PlainLogin,
    /// How long each stage may take.
    pub timeouts: Timeouts,
}

/// When the line is secured. Asked for, it is never done without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Plain greeting, then STARTTLS; no login and no letter before.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// Plain: to this machine, or where [`PlainLogin::Allowed`].
    None,
}

/// Whether a plain line may leave the machine or carry a password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlainLogin {
    /// Only an encrypted line does.
    #[default]
    Refused,
    /// The operator has said so.
    Allowed,
}

/// A user name and a password.
#[derive(Clone, Debug)]
pub struct Login {
    pub username: String,
    pub password: Password,
}

/// A password. It prints as `***`, so that no log and no error can hold it.
///
/// ```
/// # use pactwatch::post::Password;
/// let secret = Password::new("mật khẩu");
/// assert_eq!(format!("{secret} {secret:?}"), "*** ***");
/// ```
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// Hides the text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Sixteen bits of it, mixed with another text: whether it has changed, and not what it is.
    pub fn mark(&self, with: &str) -> u16 {
        let digest = Sha256::digest(format!("{with}\0{}", self.0).as_bytes());
        u16::from_be_bytes([digest[0], digest[1]])
    }

    /// The text itself, for the one place that must send it.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The most that each stage of a conversation may take, however busily the server talks.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// From the name to an open line.
    pub connect: Duration,
    /// Greeting, EHLO, STARTTLS and login together.
    pub opening: Duration,
    /// MAIL, RCPT and DATA together.
    pub envelope: Duration,
    /// The letter's bytes.
    pub body: Duration,
    /// The answer to the final dot. A server that scans for viruses takes its time, and who hangs up too early writes
    /// twice (RFC 5321 §4.5.3.2.6: ten minutes).
    pub dot: Duration,
    /// QUIT and RSET.
    pub goodbye: Duration,
    /// A line unused for so long is closed and reopened, before the server or a firewall does it unheard.
    pub idle: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            opening: Duration::from_secs(120),
            envelope: Duration::from_secs(300),
            body: Duration::from_secs(300),
            dot: Duration::from_secs(600),
            goodbye: Duration::from_secs(2),
            idle: Duration::from_secs(30),
        }
    }
}

impl SmtpSettings {
    /// No login, the system's authorities, the usual deadlines.
    pub fn new(host: impl Into<String>, port: u16, security: Security) -> Self {
        Self {
            host: host.into(),
            port,
            security,
            login: None,
            ca_pem: None,
            hello: None,
            plain_login: PlainLogin::Refused,
            timeouts: Timeouts::default(),
        }
    }

    /// `host:port`, for people.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Refuses what cannot work or must not be done.
    pub(super) fn check(&self) -> Result<(), PostError> {
        let wrong = |key, why: SentenceForm<0>| Err(PostError::Settings { key, why: sentence!(why) });
        let name = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:_[]".contains(&b));
        if self.host.is_empty() || self.host.len() > 253 || !name(&self.host) {
            return wrong("host", words::SETTING_HOST);
        }
        if self.hello.as_ref().is_some_and(|hello| hello.is_empty() || hello.len() > 253 || !name(hello)) {
            return wrong("hello", words::SETTING_HELLO);
        }
        if let Some(login) = &self.login {
            if login.username.is_empty() || login.username.contains('\0') {
                return wrong("username", words::SETTING_EMPTY);
            }
            if login.password.reveal().is_empty() || login.password.reveal().contains('\0') {
                return wrong("password_file", words::SETTING_PASSWORD);
            }
        }
        if self.security == Security::None && self.plain_login == PlainLogin::Refused {
            if self.login.is_some() {
                return wrong("security", words::SETTING_PLAIN_PASSWORD);
            }
            if !self.is_loopback() {
                return wrong("security", words::SETTING_PLAIN_LETTERS);
            }
        }
        Ok(())
    }

    /// The host without the brackets that an IPv6 address may stand in.
    pub(super) fn bare_host(&self) -> &str {
        self.host.trim_matches(['[', ']'])
    }

    /// Only what is written as such: a name can be made to point anywhere.
    fn is_loopback(&self) -> bool {
        let host = self.bare_host();
        host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// The system's authorities and the office's own.
    pub(in crate::post) fn tls(&self) -> Result<Option<Arc<ClientConfig>>, PostError> {
        if self.security == Security::None {
            return Ok(None);
        }
        // A machine without authorities of its own, or with a broken one among them, may still know the office's.
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let mut own = Vec::new();
        if let Some(pem) = &self.ca_pem {
            let wrong = |why: SentenceForm<0>| PostError::Settings { key: "ca_file", why: sentence!(why) };
            let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
            own = found.map_err(|_| wrong(words::CERTIFICATE_UNREADABLE))?;
            if own.is_empty() {
                return Err(wrong(words::CERTIFICATE_NONE));
            }
            for certificate in own.clone() {
                roots.add(certificate).map_err(|_| wrong(words::CERTIFICATE_NO_AUTHORITY))?;
            }
        }
        let provider = Arc::new(ring::default_provider());
        let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(|error| PostError::Machine(error.to_string()))?;
        let config = if roots.is_empty() {
            // Nothing is known that could vouch for anybody: the handshake will say so.
            builder.with_root_certificates(roots).with_no_client_auth()
        } else {
            let trust = Trust::new(roots, own, &provider).map_err(PostError::Machine)?;
            builder.dangerous().with_custom_certificate_verifier(Arc::new(trust)).with_no_client_auth()
        };
        Ok(Some(Arc::new(config)))
    }
}
