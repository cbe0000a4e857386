//! `demo`: what the program does, in half a minute.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use serde_json::json;

use super::CommandEnd;
use super::args::{Common, OutputFormat};
use super::print;
use super::table::TextTable;
use crate::clock::{Clock, Zone};
use crate::config::Listen;
use crate::desk::demo::{Demo, DemoExtras, demo, show, stage};
use crate::lifecycle::reminder::Key;
use crate::lifecycle::span::Span;
use crate::message::answer::commands as words;
use crate::message::sentence::sentence;
use crate::message::{Say, say};
use crate::message::{Voice, heads};
use crate::web::{Manner, Setup, new_link_key, start};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Open the example register as a page on this machine, at an address that opens once
    #[arg(long)]
    web: bool,
}

const LETTERS: TextTable = TextTable::new(&heads::DEMO_LETTERS, &[14, 12, 7, 0]);
const AGENDA: TextTable = TextTable::new(&heads::DEMO_AGENDA, &[14, 14, 14, 16, 0]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    // A name nobody else has: the moment and the process.
    let tag = format!("{}-{}", Clock::system(Zone::UTC).now().format("%Y%m%d%H%M%S"), std::process::id());
    if args.web {
        return serve(&tag, common.voice());
    }
    let shown = demo(&std::env::temp_dir(), &tag)?;
    match common.form() {
        OutputFormat::Json => print::json(&json!({
            "folder": shown.folder,
            "replay": shown.replay.iter().map(|letter| json!({
                "day": letter.on, "to": letter.to, "subject": letter.subject,
                "keys": letter.keys.iter().map(ToString::to_string).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "queued": shown.ticked.scanned.queued,
            "sent": shown.ticked.delivered.sent,
            "letters": shown.letters,
            "agenda": shown.agenda.entries,
        }))?,
        OutputFormat::Text => tell(&shown, common.voice())?,
    }
    Ok(CommandEnd::Done)
}

/// Serves the example register until the program is ended. The address comes first: its letters bear links to it, so that
/// the port is chosen before they are written.
fn serve(tag: &str, voice: Voice) -> anyhow::Result<CommandEnd> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let stage = stage(&std::env::temp_dir(), tag, DemoExtras::Page(port))?;
    new_link_key(&stage.config)?;
    let shown = show(&stage)?;
    let running = start(&Setup {
        config: stage.config,
        listen: Listen::Tcp(SocketAddr::from((Ipv4Addr::LOCALHOST, port))),
        address: None,
        tls: None,
        proxy: Vec::new(),
        access_log: Span::months(12),
        manner: Manner::Demo,
    })?;
    let mut out = print::out();
    writeln!(out, "{}", running.address)?;
    writeln!(out, "{}", sentence!(words::DEMO_PAGE).say(voice))?;
    for letter in &shown.letters {
        writeln!(out, "  {}", letter.display())?;
    }
    writeln!(out, "{}", sentence!(words::DEMO_PAGE_END, shown.folder.display()).say(voice))?;
    out.flush()?;
    drop(out);
    running.wait();
    Ok(CommandEnd::Done)
}

fn tell(shown: &Demo, voice: Voice) -> std::io::Result<()> {
    let mut out = print::out();
    let (from, to) = shown.replayed;
    writeln!(out, "{}", sentence!(words::DEMO_YEARS, from, to).say(voice))?;
    LETTERS.head(&mut out, voice)?;
    for letter in &shown.replay {
        let rungs: Vec<String> = letter.keys.iter().map(Key::occasion_text).collect();
        LETTERS.row(
            &mut out,
            voice,
            &[print::day(letter.on, voice), letter.to.clone(), rungs.join(" "), letter.subject.clone()],
        )?;
    }
    writeln!(out, "{}", sentence!(words::DEMO_SILENCE).say(voice))?;
    writeln!(out, "{}", sentence!(words::DEMO_REGISTER, print::day(shown.today, voice)).say(voice))?;
    print::lines(&mut out, &shown.report.say(voice))?;
    let (scanned, delivered) = (&shown.ticked.scanned, &shown.ticked.delivered);
    writeln!(out, "{}", sentence!(words::DEMO_SCANNED, scanned.queued, delivered.sent).say(voice))?;
    writeln!(out, "{}", sentence!(words::DEMO_YEAR).say(voice))?;
    AGENDA.head(&mut out, voice)?;
    for entry in &shown.agenda.entries {
        let what = format!("{} {}", say::kind_in_list(voice, entry.kind), entry.nth);
        let reference = entry.reference.clone().unwrap_or_default();
        let row = [print::day(entry.day, voice), print::day(entry.do_by, voice), what, reference, entry.named_label()];
        AGENDA.row(&mut out, voice, &row)?;
    }
    writeln!(out, "{}", sentence!(words::DEMO_LOOK).say(voice))?;
    for letter in &shown.letters {
        writeln!(out, "  {}", letter.display())?;
    }
    let config = shown.folder.join("config.toml");
    writeln!(out, "\n  pactwatch --config {} explain DL-KR-2017-01", config.display())?;
    writeln!(out, "{}", sentence!(words::DEMO_END, shown.folder.display()).say(voice))?;
    out.flush()
}
