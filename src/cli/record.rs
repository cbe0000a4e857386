//! `record`: something that happened to an agreement.

use std::io::Write;

use super::CommandEnd;
use super::act_values::ActOptionValues;
use super::args::{Common, OutputFormat, usage};
use super::complaint::WrongUsage;
use super::{by, print, prompt, table};
use crate::desk::record::{
    self, OFFICE, PartyRecorded, RecordError, RecordOutcome, matching_agreements, record, record_many, record_office,
    record_party,
};
use crate::desk::{Desk, Purpose, Recorder};
use crate::exchange::acts::InputAct;
use crate::lifecycle::act::{ACTS, ActWord, Target};
use crate::lifecycle::policy::Language;
use crate::lifecycle::recording::{Insistence, Refusal};
use crate::lifecycle::request::{ActRequest, Unreadable};
use crate::message::answer::commands as words;
use crate::message::say;
use crate::message::sentence::sentence;
use crate::message::{Say, SentenceValue, Voice};

#[derive(Debug, clap::Args)]
#[command(
    after_help = format!(
        "Acts:\n{}\n\nOf the office (REF `office`):\n{}\n\nOf a party (--party ID):\n{}\n\n\
        Days as people write them: 2027-12-22, 22/12/2027, \"ngày 22 tháng 12 năm 2027\".\n\n\
        pactwatch record DL-KR-2017-01 extend --until 2027-12-22 --number 12/CV\n\
        pactwatch record DL-KR-2017-01 hold-review --on 2019-12-18\n\
        pactwatch record DL-LA-2025-02 hold-review --said students=\"3 sinh viên đã tốt nghiệp\"\n\
        pactwatch record DL-KR-2017-01 decide expiry@2022-12-22 renew --decided-by \"Giám đốc Sở\"\n\
        pactwatch record DL-KR-2017-01 amend review_every=3y notice=3m --from 2020-01-01\n\
        pactwatch record DL-KR-2017-01 correct officers=desk-korea\n\
        pactwatch record DL-LA-2022-01 commit students --title \"Hỗ trợ du học sinh\" --target \"5 du học sinh\" --until 30/06/2027\n\
        pactwatch record DL-LA-2022-01 correct commitment:students until=2027-12-31\n\
        pactwatch record --party jeonbuk rename \"Jeonbuk State\" --from 2024-01-18\n\
        pactwatch record --party kon-tum succeed quang-ngai --on 2025-07-01 --basis \"Nghị quyết 202/2025/QH15\"\n\
        pactwatch record KT-LA-2022-01 confirm-successor --on 2025-08-05 --number 12/CV",
        list_of_acts(Target::Agreement),
        list_of_acts(Target::Office),
        list_of_acts(Target::Party),
    )
)]
pub(crate) struct Args {
    /// The agreement's reference (`office` for the office's own duties; none with --where or --party), what happened, and
    /// what the act takes: a milestone (`expiry@2022-12-22`), a choice, `field=value`, a name
    #[arg(value_name = "REF ACT", required = true, num_args = 1..)]
    words: Vec<String>,
    /// Record it on all agreements that fit, after a list: `ends before DAY`, `status WORD`, `country CODE`, `officer
    /// CONTACT`, `partner NAME`, `inherited`, joined by `and`
    #[arg(long = "where", value_name = "CONDITION")]
    condition: Option<String>,
    /// Record it on a party, by its id or any of its names
    #[arg(long, value_name = "ID", conflicts_with_all = ["condition", "force"])]
    party: Option<String>,
    /// With --where: do it without asking; with void: also where other acts stand on it
    #[arg(long)]
    yes: bool,
    /// Who records [default: [cli] by, else the system's user]; with notify and postpone: us or partner
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    #[command(flatten)]
    values: ActOptionValues,
    /// Archive an agreement that is in force
    #[arg(long)]
    force: bool,
    /// Say what would follow, and record nothing
    #[arg(long)]
    dry_run: bool,
}

/// The acts on that, each with what may stand behind its word and the options that are its own.
fn list_of_acts(target: Target) -> String {
    let of_target = ACTS.iter().filter(|entry| entry.on.contains(&target));
    of_target.map(|entry| format!("  {}", say::usage(entry.act))).collect::<Vec<_>>().join("\n")
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let before_act = usize::from(args.condition.is_none() && args.party.is_none());
    let Some((act, words)) = args.words.get(before_act..).and_then(<[String]>::split_first) else {
        let missing =
            usage("say what happened: pactwatch record REF ACT, for example `record DL-KR-2017-01 hold-review`");
        clap::Error::raw(clap::error::ErrorKind::MissingRequiredArgument, format!("{missing}\n")).exit();
    };
    let mut said = InputAct { act: act.clone(), behind: words.to_vec(), named: args.values.0.clone() };
    let who = args.by.as_deref().and_then(|by| said.by(by));
    let target = match (&args.party, args.words.first()) {
        (Some(_), _) => Target::Party,
        (None, Some(first)) if before_act == 1 && first == OFFICE => Target::Office,
        _ => Target::Agreement,
    };
    let said = said.read(target).map_err(|wrong| unreadable(&wrong, common.voice().language))?;
    let mut desk = common.desk()?;
    common.believe_the_clock(&desk)?;
    let clerk = by::clerk(&desk, who.as_deref())?;
    let voids = said.act() == ActWord::Void && args.yes;
    let insistence = if args.force || voids { Insistence::Force } else { Insistence::Careful };
    let purpose = if args.dry_run { Purpose::Rehearse } else { Purpose::Keep };
    if let Some(condition) = &args.condition {
        return many(args, common, &mut desk, &clerk, condition, &said, insistence, purpose);
    }
    if let Some(party) = &args.party {
        let mut done = record_party(&mut desk.store, &desk.office, &clerk, party, &said, purpose)?;
        done.says.extend(by::stranger(&desk, &clerk));
        match common.form() {
            OutputFormat::Json => print::json(&done)?,
            OutputFormat::Text => print_party_outcome(&done, common.voice())?,
        }
        return Ok(CommandEnd::Done);
    }
    let reference = args.words.first().map(String::as_str).unwrap_or_default();
    let mut done = if reference == OFFICE {
        record_office(&mut desk.store, &desk.office, &clerk, &said, purpose)?
    } else {
        match record(&mut desk.store, &desk.office, &clerk, reference, &said, insistence, purpose) {
            Err(RecordError::Refused(refusal @ Refusal::StandsOn { .. }))
                if purpose == Purpose::Keep
                    && prompt::ask_confirmation(&offer_to_void_chain(&refusal, common.voice()))? =>
            {
                record(&mut desk.store, &desk.office, &clerk, reference, &said, Insistence::Force, purpose)?
            }
            done => done?,
        }
    };
    done.says.extend(by::stranger(&desk, &clerk));
    match common.form() {
        OutputFormat::Json => print::json(&done)?,
        OutputFormat::Text => print_outcomes(std::slice::from_ref(&done), common.voice())?,
    }
    Ok(CommandEnd::Done)
}

/// What stands on the act that is to be taken back, and whether it shall be done all the same.
fn offer_to_void_chain(refusal: &Refusal, voice: Voice) -> String {
    let question = sentence!(words::TAKE_BACK_ANYWAY).say(voice);
    format!("{}\n{question}", refusal.say(voice))
}

/// The list first; then, if somebody says so, the act on each of them.
#[allow(clippy::too_many_arguments, reason = "one call, which hands on what the command line said")]
fn many(
    args: &Args,
    common: &Common,
    desk: &mut Desk,
    clerk: &Recorder,
    condition: &str,
    said: &ActRequest,
    insistence: Insistence,
    purpose: Purpose,
) -> anyhow::Result<CommandEnd> {
    let query = record::condition(condition).map_err(|error| WrongUsage(error.say(common.voice())))?;
    let rows = matching_agreements(desk, &query)?;
    if common.form() == OutputFormat::Text {
        let mut out = print::out();
        for row in &rows {
            let ends_on = print::maybe_day(row.ends_on, common.voice());
            writeln!(
                out,
                "{}  {}  {ends_on}  {}",
                row.reference,
                say::status_in_list(common.voice(), row.status),
                table::plain(&row.title)
            )?;
        }
        writeln!(
            out,
            "{}",
            sentence!(words::THAT_FITS, SentenceValue::counted(rows.len(), "agreement")).say(common.voice())
        )?;
        out.flush()?;
    }
    let references: Vec<String> = rows.into_iter().map(|row| row.reference).collect();
    let question =
        sentence!(words::RECORD_ALL, say::act_in_list(common.voice(), said.act().word())).say(common.voice());
    if purpose == Purpose::Keep && !references.is_empty() && !args.yes && !prompt::ask_confirmation(&question)? {
        return Ok(CommandEnd::after_complaints(
            &[sentence!(words::RECORDED_NOTHING).say(common.voice())],
            common.voice(),
        ));
    }
    let mut done = record_many(desk, clerk, &references, said, insistence, purpose)?;
    if let Some(last) = done.last_mut() {
        last.says.extend(by::stranger(desk, clerk));
    }
    match common.form() {
        OutputFormat::Json => print::json(&done)?,
        OutputFormat::Text => print_outcomes(&done, common.voice())?,
    }
    Ok(CommandEnd::Done)
}

fn print_outcomes(all: &[RecordOutcome], voice: Voice) -> std::io::Result<()> {
    let mut out = print::out();
    for done in all {
        let (reference, act) = (done.reference.as_str(), say::act_in_list(voice, done.act));
        let line = match done.seq {
            Some(seq) => sentence!(words::RECORDED, reference, act, done.on, seq),
            None => sentence!(words::NOT_RECORDED, reference, act, done.on),
        };
        print::lines(&mut out, &line.say(voice))?;
        for sentence in &done.says {
            print::lines(&mut out, &format!("  {}", sentence.say(voice)))?;
        }
        print::lines(&mut out, &done.milestones.say(voice))?;
    }
    out.flush()
}

fn print_party_outcome(done: &PartyRecorded, voice: Voice) -> std::io::Result<()> {
    let mut out = print::out();
    let party = sentence!(words::OF_PARTY, &done.party);
    let act = say::act_in_list(voice, done.act);
    let line = match done.seq {
        Some(seq) => sentence!(words::RECORDED, party, act, done.on, seq),
        None => sentence!(words::NOT_RECORDED, party, act, done.on),
    };
    print::lines(&mut out, &line.say(voice))?;
    for sentence in &done.says {
        print::lines(&mut out, &format!("  {}", sentence.say(voice)))?;
    }
    out.flush()
}

/// What cannot be read, a sentence each.
fn unreadable(wrong: &[Unreadable], language: Language) -> WrongUsage {
    let sentence = |wrong: &Unreadable| {
        let (what, cure) = say::unreadable(wrong, language);
        format!("{what}; {cure}")
    };
    WrongUsage(wrong.iter().map(sentence).collect::<Vec<_>>().join("\n"))
}
