//! The mail server's password: read when it is needed, from where the configuration says, and shown nowhere.

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::findings::ConfigFindings;
use super::place::Place;
use crate::message::answer::post as words;
use crate::message::sentence::sentence;
use crate::message::{Say, Sentence, Voice};

/// A text that no message, log or debug output shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub(super) fn of(text: String) -> Self {
        Self(text)
    }

    /// The text itself, for the mail server alone.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Where the password is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasswordSource {
    /// Nothing is configured; the credential `smtp-password` of systemd is taken if there is one.
    Credential,
    /// This file; one of the same name among systemd's credentials goes before it.
    File(PathBuf),
    /// The environment variable of this name, hidden because someone may have written the password there.
    Environment(Secret),
}

/// Why the password cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The file cannot be read.
    Unreadable {
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is there and not ours to read: systemd gives it to the service alone.
    Forbidden {
        file: PathBuf,
        /// The credential's name.
        name: PathBuf,
    },
    /// It holds no password.
    NoPassword { file: PathBuf },
    /// The variable is not set. Its name is not shown: someone may have written the password there.
    NoVariable,
}

impl Say for SecretError {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Unreadable { file, source } => {
                sentence!(words::PASSWORD_UNREADABLE, file.display(), Sentence::quoted(source))
            }
            Self::Forbidden { file, name } => sentence!(words::PASSWORD_FORBIDDEN, file.display(), name.display()),
            Self::NoPassword { file } => sentence!(words::NO_PASSWORD, file.display(), SECRET_BYTES_MAX),
            Self::NoVariable => sentence!(words::NO_PASSWORD_VARIABLE),
        }
        .say(voice)
    }
}

impl fmt::Display for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Voice::LOG))
    }
}

const SECRET_BYTES_MAX: u64 = 4096;
/// What a credential is called where the configuration names no file.
const CREDENTIAL: &str = "smtp-password";
/// Where systemd puts the credentials of a service.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

impl PasswordSource {
    /// Reads the password; none where nothing is configured and systemd gives no credential.
    pub fn read(&self) -> Result<Option<Secret>, SecretError> {
        let credentials = std::env::var_os(CREDENTIALS).map(PathBuf::from);
        match self {
            Self::Environment(name) => match std::env::var(name.reveal()) {
                Ok(text) if !text.is_empty() => Ok(Some(Secret(text))),
                _ => Err(SecretError::NoVariable),
            },
            Self::File(_) | Self::Credential => {
                self.file(credentials.as_deref()).map(|file| read_file(&file)).transpose()
            }
        }
    }

    /// The file the password is read from, if it is read from one.
    pub fn path(&self) -> Option<PathBuf> {
        self.file(std::env::var_os(CREDENTIALS).map(PathBuf::from).as_deref())
    }

    /// The file the password would be read from.
    fn file(&self, credentials: Option<&Path>) -> Option<PathBuf> {
        let configured = match self {
            Self::File(file) => Some(file.clone()),
            Self::Credential | Self::Environment(_) => None,
        };
        let name = configured.as_deref().map_or(Some(CREDENTIAL.as_ref()), Path::file_name)?;
        credentials.map(|folder| folder.join(name)).filter(|file| file.is_file()).or(configured)
    }

    /// Warns of a file that is not there yet or that others can read.
    pub(super) fn look(&self, place: Option<Place>, found: &mut ConfigFindings) {
        let credentials = std::env::var_os(CREDENTIALS).map(PathBuf::from);
        let Some(file) = self.file(credentials.as_deref()) else { return };
        match std::fs::metadata(&file) {
            Err(_) => {
                found.warn(place, sentence!(words::PASSWORD_ABSENT, file.display()));
            }
            Ok(meta) if readable_by_others(&meta) => {
                found.warn(place, sentence!(words::PASSWORD_OPEN, file.display()));
            }
            Ok(_) => {}
        }
    }
}

fn unreadable(file: &Path, source: std::io::Error) -> SecretError {
    match source.kind() {
        std::io::ErrorKind::PermissionDenied => SecretError::Forbidden {
            file: file.to_owned(),
            name: file.file_name().map_or_else(|| PathBuf::from(CREDENTIAL), PathBuf::from),
        },
        _ => SecretError::Unreadable { file: file.to_owned(), source },
    }
}

fn read_file(file: &Path) -> Result<Secret, SecretError> {
    let unreadable = |source| unreadable(file, source);
    let mut text = String::new();
    let limit = SECRET_BYTES_MAX + 1;
    super::regular(file).and_then(|open| open.take(limit).read_to_string(&mut text)).map_err(unreadable)?;
    let line = text.trim_end_matches(['\r', '\n']);
    let too_long = text.len() as u64 > SECRET_BYTES_MAX;
    if line.is_empty() || too_long || line.contains(['\r', '\n', '\0']) {
        return Err(SecretError::NoPassword { file: file.to_owned() });
    }
    Ok(Secret(line.to_owned()))
}

#[cfg(unix)]
fn readable_by_others(meta: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    meta.permissions().mode() & 0o004 != 0
}

#[cfg(not(unix))]
fn readable_by_others(_: &std::fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_one_line_of_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("smtp-password");
        for (content, password) in [
            ("s3cret\n", Some("s3cret")),
            ("s3cret", Some("s3cret")),
            (" s 3 \r\n", Some(" s 3 ")),
            ("", None),
            ("\n", None),
            ("a\nb", None),
        ] {
            std::fs::write(&file, content).expect("written");
            let read = PasswordSource::File(file.clone()).read();
            let text = format!("{read:?}");
            assert!(!text.contains("s3cret"), "{text}");
            assert_eq!(read.ok().flatten().as_ref().map(Secret::reveal), password, "{content:?}");
        }
        std::fs::write(&file, "x".repeat(5000)).expect("written");
        assert!(matches!(PasswordSource::File(file).read(), Err(SecretError::NoPassword { .. })));
    }

    #[test]
    fn a_credential_goes_before_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let credentials = folder.path();
        let configured = PathBuf::from("/etc/pactwatch/mail-password");
        let source = PasswordSource::File(configured.clone());
        assert_eq!(source.file(Some(credentials)), Some(configured));
        assert_eq!(PasswordSource::Credential.file(Some(credentials)), None);
        for name in ["mail-password", "smtp-password"] {
            std::fs::write(credentials.join(name), "x").expect("written");
        }
        assert_eq!(source.file(Some(credentials)), Some(credentials.join("mail-password")));
        assert_eq!(PasswordSource::Credential.file(Some(credentials)), Some(credentials.join("smtp-password")));
    }

    #[test]
    fn g7_a_password_that_only_the_service_may_read_is_told_with_the_way() {
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let told = unreadable(Path::new("/etc/pactwatch/smtp-password"), denied).to_string();
        let way =
            "systemd-run --pipe --wait -p User=pactwatch -p LoadCredential=smtp-password:/etc/pactwatch/smtp-password";
        assert!(told.contains(way), "{told}");
        assert!(
            !told.contains("chmod") && !told.contains("let the service read it"),
            "no cure that weakens it: {told}"
        );
    }

    #[test]
    fn an_unset_variable_is_not_named() {
        let error =
            PasswordSource::Environment(Secret::of("HUNTER2_IS_NOT_SET".to_owned())).read().expect_err("not set");
        assert!(!format!("{error} {error:?}").contains("HUNTER2"));
    }
}
