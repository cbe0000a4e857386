//! `record`: something that happened to an agreement.

use std::io::Write;

use super::Ending;
use super::args::{Common, Form, usage};
use super::{ask, by, print, table};
use crate::desk::record::{
    self, OFFICE, PartyRecorded, RecordError, Recorded, found, record, record_many, record_office, record_party,
};
use crate::desk::{Clerk, Desk, Purpose};
use crate::exchange::acts::{SaidAct, SaidValue};
use crate::lifecycle::act::{ActKey, ActWord, Target};
use crate::lifecycle::policy::Language;
use crate::lifecycle::recording::{Insistence, Refusal};
use crate::lifecycle::request::{ActRequest, Unreadable};
use crate::message::answer::commands as words;
use crate::message::say;
use crate::message::sentence::said;
use crate::message::{Say, Value, Voice};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Acts: enter-into-force, extend, amend, notify, suspend, resume, terminate, withdraw, supersede, \
                        hold-review, postpone, skip, fulfil, decide, acknowledge, snooze, step, progress, confirm-successor, close, correct, void, commit, confirm.\n\
                        On a party (--party ID): rename, succeed, alias, void.\n\
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
                        pactwatch record KT-LA-2022-01 confirm-successor --on 2025-08-05 --number 12/CV"
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
    #[command(flatten)]
    paper: Paper,
    #[command(flatten)]
    carries: Carries,
    /// Archive an agreement that is in force
    #[arg(long)]
    force: bool,
    /// Say what would follow, and record nothing
    #[arg(long)]
    dry_run: bool,
}

/// What every act may have.
#[derive(Debug, clap::Args)]
struct Paper {
    /// The day it happened [default: today]
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// The paper's number
    #[arg(long)]
    number: Option<String>,
    /// Anything worth saying
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Who records [default: [cli] by, else the system's user]; with notify and postpone: us or partner
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
}

/// What some acts carry.
#[derive(Debug, clap::Args)]
struct Carries {
    /// step: the day it was done [default: the day of the act]
    #[arg(long, value_name = "DAY")]
    done_on: Option<String>,
    /// step: why it is not needed
    #[arg(long, value_name = "WHY")]
    not_needed: Option<String>,
    /// decide, extend, amend, terminate: who decided, "Chủ tịch UBND tỉnh"
    #[arg(long, value_name = "WHO")]
    decided_by: Option<String>,
    /// extend: the new last day; snooze: the first day on which letters may go again; commit: the last day
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// extend: how much longer, `5y`
    #[arg(long = "for", value_name = "SPAN")]
    span: Option<String>,
    /// extend: the number of the partner's letter
    #[arg(long, value_name = "NUMBER")]
    their_number: Option<String>,
    /// enter-into-force, notify: the day the other side received it
    #[arg(long, value_name = "DAY")]
    received: Option<String>,
    /// amend, rename: the first day of the new facts, or of the new name; commit: what `--every` counts from
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// amend, correct: `field=value`, again for each field
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    /// terminate, withdraw, supersede: the last day in force
    #[arg(long, value_name = "DAY")]
    ends_on: Option<String>,
    /// supersede: the reference of the agreement that takes its place
    #[arg(long, value_name = "REF")]
    with: Option<String>,
    /// postpone: the day it moves to
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// notify, postpone: who did it, us or partner; commit: who promises, us, partner or both
    #[arg(long, value_name = "SIDE")]
    side: Option<String>,
    /// rename: the name in English, where it differs
    #[arg(long, value_name = "NAME")]
    name_en: Option<String>,
    /// succeed: the decision that says so; commit: where the text says so
    #[arg(long, value_name = "TEXT")]
    basis: Option<String>,
    /// skip: why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// hold-review, postpone, skip: the review's number [default: the nearest one]
    #[arg(long, value_name = "NUMBER")]
    nth: Option<String>,
    /// hold-review: what was said of a commitment, `students=3 sinh viên đã tốt nghiệp`, again for each
    #[arg(long, value_name = "NAME=TEXT")]
    said: Vec<String>,
    /// commit: what is promised
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// commit: who carries it out, a contact or an agency
    #[arg(long, value_name = "WHO")]
    who: Option<String>,
    /// commit: how much of it, "5 du học sinh"
    #[arg(long, value_name = "TEXT")]
    target: Option<String>,
    /// commit: again and again, `2y`, from `--from` or the first day in force
    #[arg(long, value_name = "SPAN")]
    every: Option<String>,
    /// contact: days away, `1/12/2026..20/12/2026`; `-` gives config.toml back
    #[arg(long, value_name = "DAY..DAY", allow_hyphen_values = true)]
    away: Option<String>,
    /// contact: who hears instead while away
    #[arg(long, value_name = "CONTACT")]
    substitute: Option<String>,
    /// contact: the language of letters, `vi` or `en`; `-` gives config.toml back
    #[arg(long, value_name = "LANGUAGE", allow_hyphen_values = true)]
    letters_in: Option<String>,
    /// contact: the rhythm of the digest, `weekly`, `monthly` or `none`; `-` gives config.toml back
    #[arg(long, value_name = "RHYTHM", allow_hyphen_values = true)]
    digest: Option<String>,
    /// commit: every year on that day, `11-15` or 15/11
    #[arg(long, value_name = "MM-DD")]
    yearly: Option<String>,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let before_act = usize::from(args.condition.is_none() && args.party.is_none());
    let Some((act, words)) = args.words.get(before_act..).and_then(<[String]>::split_first) else {
        let missing =
            usage("say what happened: pactwatch record REF ACT, for example `record DL-KR-2017-01 hold-review`");
        clap::Error::raw(clap::error::ErrorKind::MissingRequiredArgument, format!("{missing}\n")).exit();
    };
    let mut said = said(args, act, words);
    let who = args.paper.by.as_deref().and_then(|by| said.by(by));
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
        let done = record_party(&mut desk.store, &desk.office, &clerk, party, &said, purpose)?;
        match common.form() {
            Form::Json => print::json(&done)?,
            Form::Text => told_of_party(&done, common.voice())?,
        }
        return Ok(Ending::Done);
    }
    let reference = args.words.first().map(String::as_str).unwrap_or_default();
    let done = if reference == OFFICE {
        record_office(&mut desk.store, &desk.office, &clerk, &said, purpose)?
    } else {
        match record(&mut desk.store, &desk.office, &clerk, reference, &said, insistence, purpose) {
            Err(RecordError::Refused(refusal @ Refusal::StandsOn { .. }))
                if purpose == Purpose::Keep && ask::agreed(&stands_on(&refusal, common.voice()))? =>
            {
                record(&mut desk.store, &desk.office, &clerk, reference, &said, Insistence::Force, purpose)?
            }
            done => done?,
        }
    };
    match common.form() {
        Form::Json => print::json(&done)?,
        Form::Text => told(std::slice::from_ref(&done), common.voice())?,
    }
    Ok(Ending::Done)
}

/// What stands on the act that is to be taken back, and whether it shall be done all the same.
fn stands_on(refusal: &Refusal, voice: Voice) -> String {
    let question = said!(words::TAKE_BACK_ANYWAY).say(voice);
    format!("{}\n{question}", refusal.say(voice))
}

/// The list first; then, if somebody says so, the act on each of them.
#[allow(clippy::too_many_arguments, reason = "one call, which hands on what the command line said")]
fn many(
    args: &Args,
    common: &Common,
    desk: &mut Desk,
    clerk: &Clerk,
    condition: &str,
    said: &ActRequest,
    insistence: Insistence,
    purpose: Purpose,
) -> anyhow::Result<Ending> {
    let rows = found(desk, &record::condition(condition)?)?;
    if common.form() == Form::Text {
        let mut out = print::out();
        for row in &rows {
            let ends_on = print::maybe_day(row.ends_on, common.voice());
            writeln!(out, "{}  {}  {ends_on}  {}", row.reference, row.status.name(), table::plain(&row.title))?;
        }
        writeln!(out, "{}", said!(words::THAT_FITS, Value::counted(rows.len(), "agreement")).say(common.voice()))?;
        out.flush()?;
    }
    let references: Vec<String> = rows.into_iter().map(|row| row.reference).collect();
    let question = said!(words::RECORD_ALL, said.act().word()).say(common.voice());
    if purpose == Purpose::Keep && !references.is_empty() && !args.yes && !ask::agreed(&question)? {
        return Ok(Ending::after_complaints(&[said!(words::RECORDED_NOTHING).say(common.voice())], common.voice()));
    }
    let done = record_many(desk, clerk, &references, said, insistence, purpose)?;
    match common.form() {
        Form::Json => print::json(&done)?,
        Form::Text => told(&done, common.voice())?,
    }
    Ok(Ending::Done)
}

fn told(all: &[Recorded], voice: Voice) -> std::io::Result<()> {
    let mut out = print::out();
    for done in all {
        let (reference, act) = (done.reference.as_str(), voice.pick(say::act(done.act, Language::Vi), done.act));
        let line = match done.seq {
            Some(seq) => said!(words::RECORDED, reference, act, done.on, seq),
            None => said!(words::NOT_RECORDED, reference, act, done.on),
        };
        print::lines(&mut out, &line.say(voice))?;
        for sentence in &done.says {
            print::lines(&mut out, &format!("  {}", sentence.say(voice)))?;
        }
        print::lines(&mut out, &done.milestones.to_string())?;
    }
    out.flush()
}

fn told_of_party(done: &PartyRecorded, voice: Voice) -> std::io::Result<()> {
    let mut out = print::out();
    let party = said!(words::OF_PARTY, &done.party);
    let act = voice.pick(say::act(done.act, Language::Vi), done.act);
    let line = match done.seq {
        Some(seq) => said!(words::RECORDED, party, act, done.on, seq),
        None => said!(words::NOT_RECORDED, party, act, done.on),
    };
    print::lines(&mut out, &line.say(voice))?;
    for sentence in &done.says {
        print::lines(&mut out, &format!("  {}", sentence.say(voice)))?;
    }
    out.flush()
}

/// What cannot be read, a sentence each.
fn unreadable(wrong: &[Unreadable], language: Language) -> anyhow::Error {
    let sentence = |wrong: &Unreadable| {
        let (what, cure) = say::unreadable(wrong, language);
        format!("{what}; {cure}")
    };
    anyhow::anyhow!(wrong.iter().map(sentence).collect::<Vec<_>>().join("\n"))
}

/// What the command line says, by the names of the table of acts.
fn said(args: &Args, act: &str, words: &[String]) -> SaidAct {
    let Carries {
        decided_by,
        done_on,
        not_needed,
        until,
        span,
        their_number,
        received,
        from,
        set,
        ends_on,
        with,
        to,
        side,
        name_en,
        basis,
        why,
        nth,
        said: said_of,
        title,
        who,
        target,
        every,
        yearly,
        away,
        substitute,
        letters_in,
        digest,
    } = &args.carries;
    let named = [
        (ActKey::On, &args.paper.on),
        (ActKey::Number, &args.paper.number),
        (ActKey::Note, &args.paper.note),
        (ActKey::DecidedBy, decided_by),
        (ActKey::DoneOn, done_on),
        (ActKey::NotNeeded, not_needed),
        (ActKey::Until, until),
        (ActKey::For, span),
        (ActKey::TheirNumber, their_number),
        (ActKey::ReceivedOn, received),
        (ActKey::FromOn, from),
        (ActKey::EndsOn, ends_on),
        (ActKey::With, with),
        (ActKey::To, to),
        (ActKey::Side, side),
        (ActKey::NameEn, name_en),
        (ActKey::Basis, basis),
        (ActKey::Why, why),
        (ActKey::Nth, nth),
        (ActKey::Title, title),
        (ActKey::Who, who),
        (ActKey::Target, target),
        (ActKey::Every, every),
        (ActKey::Yearly, yearly),
        (ActKey::Away, away),
        (ActKey::Substitute, substitute),
        (ActKey::Language, letters_in),
        (ActKey::Rhythm, digest),
    ];
    let given = named.into_iter().filter_map(|(key, text)| Some((key, SaidValue::Text(text.clone()?))));
    let mut said = SaidAct { act: act.to_owned(), behind: words.to_vec(), named: given.collect() };
    let pair = |pair: &String| {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        (name.to_owned(), text.to_owned())
    };
    if !said_of.is_empty() {
        said.named.insert(ActKey::Said, SaidValue::Pairs(said_of.iter().map(pair).collect()));
    }
    if !set.is_empty() {
        said.named.insert(ActKey::Set, SaidValue::Pairs(set.iter().map(pair).collect()));
    }
    said
}
