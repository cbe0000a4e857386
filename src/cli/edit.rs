//! `edit`: an agreement's facts in an editor.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, TimeDelta, Utc};

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::{by, print, prompt};
use crate::desk::edit::{EditError, EditPreview, edit, sheet};
use crate::desk::record::RecordError;
use crate::desk::{DeskError, Purpose, Reason};
use crate::lifecycle::recording::Refusal;
use crate::message::answer::commands as words;
use crate::message::answer::recorded;
use crate::message::sentence::{SentenceValue, sentence};
use crate::message::{Say, Sentence, Voice, say};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The agreement
    #[arg(value_name = "REF")]
    reference: String,
    /// Save without asking
    #[arg(long)]
    yes: bool,
    /// Why, where a day goes or is put off by more than 30 days: the paper's number
    #[arg(long)]
    number: Option<String>,
    /// Why, in words
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Who records [default: [cli] by, else the system's user]
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
}

/// So many names are tried for the text's file.
const NAMES_AT_MOST: u32 = 1_000;

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let (mut desk, voice) = (common.desk()?, common.voice());
    common.believe_the_clock(&desk)?;
    let reason = Reason { number: args.number.clone(), note: args.note.clone() };
    let mut clerk = by::clerk(&desk, args.by.as_deref())?.because(reason);
    let sheet = sheet(&desk.store, &args.reference, voice)?;
    let folder = desk.store.path().and_then(Path::parent).map_or_else(std::env::temp_dir, Path::to_path_buf);
    forget_old(&folder, desk.clock.now());
    let file = lay_out(&folder, &sheet.text)?;
    if let Err(error) = open_editor(&file) {
        // Nothing was written by then that someone would miss.
        fs::remove_file(&file)?;
        return Err(error);
    }
    let text = read_back(&file)?;
    if text == sheet.text {
        fs::remove_file(&file)?;
        return Ok(CommandEnd::after_problems(&[sentence!(words::LEFT_AS_IT_WAS)], voice));
    }
    let kept =
        |what: Sentence| Ok(CommandEnd::after_problems(&[sentence!(words::TEXT_KEPT, what, file.display())], voice));
    let mut shown = edit(&mut desk.store, &desk.office, &clerk, &sheet, &text, Purpose::Rehearse);
    if let Err(EditError::Refused(RecordError::Refused(refusal @ Refusal::WhyNeeded { .. }))) = &shown
        && let Some(note) = prompt::ask_line(&refusal.say(voice))?
    {
        clerk = clerk.because(Reason { number: None, note: Some(note) });
        shown = edit(&mut desk.store, &desk.office, &clerk, &sheet, &text, Purpose::Rehearse);
    }
    let shown = match shown {
        Ok(shown) => shown,
        Err(error) => return kept(Sentence::of(&error)),
    };
    if common.form() == OutputFormat::Text {
        tell(&shown, voice)?;
    }
    if !args.yes && !prompt::ask_confirmation(&sentence!(words::SAVE_CORRECTIONS).say(voice))? {
        return kept(sentence!(words::NOT_SAVED));
    }
    match edit(&mut desk.store, &desk.office, &clerk, &sheet, &text, Purpose::Keep) {
        Ok(edited) if common.form() == OutputFormat::Json => print::json(&edited)?,
        Ok(edited) => {
            let mut out = print::out();
            let count = SentenceValue::counted(edited.corrections.len(), "correction");
            let done = sentence!(words::CORRECTIONS_RECORDED, &edited.reference, count);
            writeln!(out, "{}", done.say(voice))?;
            out.flush()?;
        }
        Err(error) => return kept(Sentence::of(&error)),
    }
    fs::remove_file(&file)?;
    Ok(CommandEnd::Done)
}

/// The text as the editor left it.
fn read_back(file: &Path) -> anyhow::Result<String> {
    let gone = |error| anyhow::Error::new(sentence!(words::TEXT_IS_GONE, file.display(), Sentence::quoted(&error)));
    String::from_utf8(fs::read(file).map_err(gone)?).map_err(|error| {
        let sound = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(sound).filter(|byte| **byte == b'\n').count() + 1;
        sentence!(words::TEXT_IS_NOT_UTF8, file.display(), line).into()
    })
}

fn tell(edited: &EditPreview, voice: Voice) -> io::Result<()> {
    let mut out = print::out();
    let shown =
        |text: &str| if text.is_empty() { sentence!(recorded::UNKNOWN).say(voice) } else { format!("\"{text}\"") };
    for correction in &edited.corrections {
        let (old, new) = (shown(&correction.old), shown(&correction.new));
        print::lines(&mut out, &format!("{}: {old} → {new}", say::field_named(voice, correction.field)))?;
    }
    for warning in &edited.warnings {
        print::lines(&mut out, &sentence!(words::WARNING, warning.clone()).say(voice))?;
    }
    print::lines(&mut out, &edited.milestones.say(voice))?;
    out.flush()
}

/// A new file with the text, for its owner's eyes alone, beside the register: facts stay where facts are kept, and not in
/// a folder for temporary files, which others may read and nobody tidies.
fn lay_out(folder: &Path, text: &str) -> Result<PathBuf, DeskError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    for nth in 0..NAMES_AT_MOST {
        let file = folder.join(format!("{NAME}{}-{nth}.toml", std::process::id()));
        match options.open(&file) {
            Ok(mut open) => {
                if let Err(source) = open.write_all(text.as_bytes()) {
                    // Half a text is nobody's; what cannot be removed either is let go of like other old texts.
                    let _ = fs::remove_file(&file);
                    return Err(DeskError::Unwritable { path: file, source });
                }
                return Ok(file);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(source) => return Err(DeskError::Unwritable { path: file, source }),
        }
    }
    let source = io::Error::other(sentence!(words::NO_NAME_FREE, folder.display()));
    Err(DeskError::Unwritable { path: folder.to_path_buf(), source })
}

/// What a text's name begins with.
const NAME: &str = "pactwatch-edit-";
/// A refused text is kept so long.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Lets go of what earlier edits left there.
fn forget_old(folder: &Path, now: DateTime<Utc>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.take(10_000).flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = name
            .strip_prefix(NAME)
            .is_some_and(|rest| std::path::Path::new(rest).extension().is_some_and(|ending| ending == "toml"));
        let at = entry.metadata().and_then(|about| about.modified());
        if ours && at.is_ok_and(|at| now - DateTime::<Utc>::from(at) > KEPT) {
            // One that cannot be removed is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Opens `$VISUAL`, else `$EDITOR`, else `vi`, and waits until it is closed. Words behind its name go with it.
fn open_editor(file: &Path) -> anyhow::Result<()> {
    let set = |name: &str| std::env::var(name).ok().filter(|text| !text.trim().is_empty());
    let editor = set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".to_owned());
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let left =
        Command::new(program).args(words).arg(file).status().map_err(|error| {
            anyhow::Error::new(sentence!(words::EDITOR_NOT_STARTED, program, Sentence::quoted(&error)))
        })?;
    if left.success() { Ok(()) } else { Err(sentence!(words::EDITOR_GAVE_UP, program, left.to_string()).into()) }
}
