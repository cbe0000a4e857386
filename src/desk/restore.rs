//! Puts a copy of the register in its place.
//!
//! The copy is audited, and what is missing from it and what would be sent again is reported, before the files are
//! swapped. The invariant: the previous register is kept under another name, and the copy itself stays where it is.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, chown};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::audit::audit;
use super::check::older_backup;
use super::{Desk, DeskError, Purpose, open};
use crate::message::Sentence;
use crate::message::answer::restore as answer;
use crate::message::{Say, Voice};
use crate::store::{ActLine, Lock, Store, StoreError};
use crate::watch::Office;

/// What putting a copy back brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RestoreReport {
    pub file: PathBuf,
    /// How many acts it holds.
    pub acts: u64,
    /// The hash of its newest act, to compare with a digest's foot.
    pub head: String,
    /// The acts of the register that was there, and not in the copy: to be recorded once more.
    pub missing: Vec<ActLine>,
    pub missing_more: usize,
    /// Letters that went since the copy was made and would go again, and what else the journal knows, in English.
    pub again: Vec<Sentence>,
    /// The seals of digests that were asked about, in the order they were given.
    pub seals: Vec<Seal>,
    /// Where the register that was there is kept; none where nothing has changed yet.
    pub kept_as: Option<PathBuf>,
}

/// What is at the foot of a digest, checked against the copy: any mailbox is a witness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seal {
    /// As it was given, without blanks.
    pub seal: String,
    /// The place in the chain of the act that was the newest when that digest went; none where the copy does not have it:
    /// it lacks acts.
    pub act: Option<i64>,
    /// How many acts of the copy came after it.
    pub since: u64,
}

/// What is put back, and what is known of the register from elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestoreRequest {
    pub file: PathBuf,
    /// What is at the foot of digests.
    pub seals: Vec<String>,
}

/// Why a copy is not put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRestored {
    /// A daemon or a delivery works with the register.
    InUse(PathBuf),
    /// The copy is not sound.
    Unsound(PathBuf, String),
    /// It is a copy of another register.
    OtherRegister(PathBuf),
    /// Files could not be moved.
    Files(PathBuf, String),
    /// That is at the foot of no digest.
    NoSeal(String),
}

impl Say for NotRestored {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::InUse(path) => answer::in_use(voice, path),
            Self::Unsound(path, fault) => answer::unsound_copy(voice, path, fault),
            Self::OtherRegister(path) => answer::other_register(voice, path),
            Self::Files(path, error) => answer::files(voice, path, error),
            Self::NoSeal(text) => answer::no_seal(voice, text),
        }
    }
}

/// At most this many missing acts are listed one by one.
const MISSING_TOLD: usize = 200;

/// Puts a copy back, or only says what that would bring.
pub fn restore(config: &Path, wanted: &RestoreRequest, purpose: Purpose) -> Result<RestoreReport, DeskError> {
    let file = wanted.file.as_path();
    let configured = open::configuration(config)?;
    let place = fs::canonicalize(&configured.store.path).unwrap_or_else(|_| configured.store.path.clone());
    open::not_as_root(&place)?;
    let refuse = |why| DeskError::NotRestored(why);
    let moving = |path: &Path| {
        let path = path.to_path_buf();
        move |error: std::io::Error| DeskError::NotRestored(NotRestored::Files(path, error.to_string()))
    };
    // 1. Nobody else is at work.
    let in_use = || refuse(NotRestored::InUse(place.clone()));
    let running = Lock::try_run(&place)?.ok_or_else(in_use)?;
    let delivering = Lock::try_deliver(&place)?.ok_or_else(in_use)?;
    // 2. A copy of the copy beside the register, brought to this program's schema and audited.
    let fresh = sibling_path(&place, &format!(".{}.restore", std::process::id()));
    copy(file, &fresh).map_err(moving(file))?;
    let found = look(&configured, wanted, &fresh, &place);
    let mut restored = match (found, purpose) {
        (Ok(restored), Purpose::Keep) => restored,
        (found, _) => {
            discard(&fresh);
            return found;
        }
    };
    // 3. The files change places: the register that was there first, with what belongs to it.
    if place.exists() {
        let kept = free(&place);
        for suffix in ["", "-wal", "-shm"] {
            let (from, to) = (sibling_path(&place, suffix), sibling_path(&kept, suffix));
            if from.exists() {
                fs::rename(&from, &to).map_err(moving(&from))?;
            }
        }
        if let Ok(about) = fs::metadata(&kept) {
            // Only root may give a file away, and anyone who is not root owns it already.
            let _ = chown(&fresh, Some(about.uid()), Some(about.gid()));
        }
        restored.kept_as = Some(kept);
    }
    fs::rename(&fresh, &place).map_err(moving(&place))?;
    if let Some(folder) = place.parent() {
        // A bare name lies in the working directory.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(moving(folder))?;
    }
    drop((running, delivering));
    Ok(restored)
}

/// Audits the copy and works out what is missing from it.
fn look(
    config: &crate::config::Config,
    wanted: &RestoreRequest,
    fresh: &Path,
    place: &Path,
) -> Result<RestoreReport, DeskError> {
    let file = wanted.file.as_path();
    let store = Store::open(fresh).map_err(|error| match error {
        StoreError::Foreign { what, .. } => StoreError::Foreign { path: file.to_path_buf(), what },
        StoreError::Corrupt { what, .. } => StoreError::Corrupt { path: file.to_path_buf(), what },
        StoreError::Newer { found, known, .. } => StoreError::Newer { path: file.to_path_buf(), found, known },
        error => error,
    })?;
    let audited = audit(&store)?;
    if let Some(fault) = audited.wrong.first() {
        return Err(DeskError::NotRestored(NotRestored::Unsound(file.to_path_buf(), fault.clone())));
    }
    let (mut missing, mut missing_more) = (Vec::new(), 0);
    // A register that cannot be read any more tells nothing; the journal beside it still does.
    if let Ok(present) = Store::open(place) {
        if present.database_id()? != store.database_id()? {
            return Err(DeskError::NotRestored(NotRestored::OtherRegister(file.to_path_buf())));
        }
        missing = present.acts_missing_from(&store, MISSING_TOLD)?;
        let all = usize::try_from(present.acts_kept()? - store.acts_kept()?).unwrap_or(0);
        missing_more = all.saturating_sub(missing.len());
    } else if let Some(backup) = &config.backup
        && let Ok(beyond) = store.beyond_witness(&backup.directory)
    {
        missing = beyond.acts;
    }
    let seals = wanted.seals.iter().map(|text| seal(&store, audited.acts, text)).collect::<Result<_, _>>()?;
    let desk = Desk { office: Office::new(config)?, clock: open::clock(config)?, config: config.clone(), store };
    let again = older_backup::journal_findings(&desk, place)?;
    let head = audited.head.unwrap_or_default();
    Ok(RestoreReport {
        file: file.to_path_buf(),
        acts: audited.acts,
        head,
        missing,
        missing_more,
        again,
        seals,
        kept_as: None,
    })
}

/// A seal has 32 digits; older digests have 12.
const SEAL_DIGITS: std::ops::RangeInclusive<usize> = 8..=64;

/// Holds what is at the foot of a digest against the copy.
fn seal(store: &Store, acts: u64, text: &str) -> Result<Seal, DeskError> {
    let seal: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    if !SEAL_DIGITS.contains(&seal.len()) || !seal.chars().all(|c| c.is_ascii_hexdigit()) {
        return Err(DeskError::NotRestored(NotRestored::NoSeal(text.to_owned())));
    }
    let act = store.act_of_seal(&seal)?;
    let since = act.map_or(0, |act| acts.saturating_sub(act.unsigned_abs()));
    Ok(Seal { seal, act, since })
}

fn sibling_path(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut source = crate::config::regular(from)?;
    let mut target = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(to)?;
    std::io::copy(&mut source, &mut target)?;
    target.sync_all()
}

fn discard(fresh: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(sibling_path(fresh, suffix));
    }
}

/// The first name for the register that was there which nothing has.
fn free(place: &Path) -> PathBuf {
    let names = (1..10_000).map(|nth| sibling_path(place, &format!(".before-restore-{nth}")));
    names.into_iter().find(|name| !name.exists()).unwrap_or_else(|| sibling_path(place, ".before-restore"))
}
