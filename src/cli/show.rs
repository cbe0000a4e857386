//! `show`: one agreement, as it is known or was known on a day.

use std::io::{self, Write};

use serde_json::Value;

use super::CommandEnd;
use super::args::{self, Common, OutputFormat};
use super::print::{self, Out};
use super::table::TextTable;
use crate::desk::show::{AgreementDetails, RestrictedView, ShownAct, ShownStep, show};
use crate::lifecycle::act::Via;
use crate::lifecycle::agreement::Field;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::answer::stored_reasons;
use crate::message::{Voice, heads, say, terminal};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The agreement
    #[arg(value_name = "REF")]
    reference: String,
    /// As the register knew it at the end of that day
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    known_on: Option<Day>,
    /// Show what a restricted agreement says, too
    #[arg(long)]
    restricted: bool,
}

const NAMES: usize = 18;
const MILESTONES: TextTable = TextTable::new(&heads::SHOW_MILESTONES, &[14, 10, 18, 12, 0]);
const STEP_DAY: usize = 16;
const STEPS: TextTable = TextTable::new(&heads::SHOW_STEPS, &[14, 0]);
const ACTS: TextTable = TextTable::new(&heads::SHOW_ACTS, &[4, 14, 10, 12, 0]);

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let (desk, voice) = (common.desk()?, common.voice());
    let restricted = if args.restricted { RestrictedView::Shown } else { RestrictedView::Withheld };
    let shown = show(&desk, &args.reference, args.known_on, restricted)?;
    match common.form() {
        OutputFormat::Json => print::json(&shown)?,
        OutputFormat::Text => {
            let mut out = print::out();
            facts(&mut out, &shown, voice)?;
            milestones(&mut out, &shown, voice)?;
            commitments(&mut out, &shown, voice)?;
            steps(&mut out, &shown.steps, voice)?;
            acts(&mut out, &shown, voice)?;
            out.flush()?;
        }
    }
    Ok(CommandEnd::Done)
}

/// A name and its value.
fn fact(out: &mut Out, name: &str, value: &str) -> io::Result<()> {
    // A longer name has its blank all the same.
    print::wrapped(out, &format!("{name:<width$} ", width = NAMES - 1), value)
}

fn facts(out: &mut Out, shown: &AgreementDetails, voice: Voice) -> io::Result<()> {
    for field in Field::ALL {
        let Some(value) = shown.facts.get(field.name()).filter(|value| !value.is_null()) else { continue };
        // In words the parties stand below, by their names.
        let below = voice.language == Language::Vi && matches!(field, Field::Ours | Field::Partner);
        if below || (*field == Field::Restricted && value == &Value::from(false)) {
            continue;
        }
        let texts = texts(Some(*field), value, voice);
        for (at, text) in texts.iter().enumerate() {
            fact(out, if at == 0 { say::field_in_list(voice, *field) } else { "" }, text)?;
        }
    }
    writeln!(out)?;
    fact(out, terminal::STATUS.of(voice), say::status_in_list(voice, shown.status))?;
    fact(out, terminal::STARTS_ON.of(voice), &print::maybe_day(shown.starts_on, voice))?;
    fact(out, terminal::ENDS_ON.of(voice), &print::maybe_day(shown.ends_on, voice))?;
    for party in &shown.parties {
        let side = if party.side == Field::Ours.name() { Field::Ours } else { Field::Partner };
        fact(out, say::field_in_list(voice, side), &format!("{} [{}]", party.name, party.id))?;
    }
    for one in &shown.inherited {
        fact(out, terminal::INHERITED.of(voice), &one.sentences[voice.pick(0, 1)])?;
    }
    if shown.acts.is_empty() {
        writeln!(out, "\n{}", terminal::RESTRICTED.of(voice))?;
    }
    Ok(())
}

/// A fact's value, one text a line: in Vietnamese in words, in English as lists and commands take it.
fn texts(field: Option<Field>, value: &Value, voice: Voice) -> Vec<String> {
    match value {
        Value::String(text) => {
            let said = field.filter(|field| voice.language == Language::Vi && is_canonical(*field));
            vec![said.map_or_else(|| text.clone(), |field| say::value_in_words(field, text, Language::Vi))]
        }
        Value::Bool(yes) => vec![if *yes { terminal::YES } else { terminal::NO }.of(voice).to_owned()],
        Value::Array(items) => items.iter().flat_map(|item| texts(field, item, voice)).collect(),
        Value::Object(pairs) => {
            let pair = |(word, value): (&String, &Value)| {
                let name = voice.pick(say::clause_of(word, Language::Vi), word);
                format!("{name}: {}", texts(field, value, voice).join(", "))
            };
            pairs.iter().map(pair).collect()
        }
        other => vec![other.to_string()],
    }
}

/// Whether the register keeps the fact by a word, a day or a span of its own, rather than as somebody wrote it.
const fn is_canonical(field: Field) -> bool {
    matches!(
        field,
        Field::Kind
            | Field::Country
            | Field::SignedOn
            | Field::Effect
            | Field::InForceOn
            | Field::EffectDelay
            | Field::Term
            | Field::Count
            | Field::Renewal
            | Field::RenewalPeriod
            | Field::Notice
            | Field::TerminationNotice
            | Field::ReviewEvery
            | Field::ReviewFirstOn
    )
}

fn milestones(out: &mut Out, shown: &AgreementDetails, voice: Voice) -> io::Result<()> {
    writeln!(out)?;
    MILESTONES.head(out, voice)?;
    for entry in &shown.milestones {
        let lawful = entry.lawful_until.filter(|day| *day != entry.day);
        let lawful = lawful.map(|day| terminal::lawful_until(voice, day)).unwrap_or_default();
        let name = entry.name.as_ref().map(|name| format!("{name}{lawful}")).unwrap_or_default();
        let what = format!("{} {}", say::kind_in_list(voice, entry.kind), entry.nth);
        MILESTONES.row(
            out,
            voice,
            &[
                print::day(entry.day, voice),
                say::day_for(voice, entry.do_by),
                what,
                say::state_in_list(voice, entry.state).to_owned(),
                name,
            ],
        )?;
    }
    Ok(())
}

fn commitments(out: &mut Out, shown: &AgreementDetails, voice: Voice) -> io::Result<()> {
    if shown.commitments.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", heads::SHOW_COMMITMENTS.of(voice)[0])?;
    for one in &shown.commitments {
        let language = voice.language;
        let said: Vec<String> =
            one.said.iter().map(|said| say::commitment_record_line(said.on, said.what(), language)).collect();
        let facts = say::commitment(&one.commitment, one.who_name.as_deref(), language);
        let stands = say::promise(one.promise, language);
        print::wrapped(out, &format!("{:<NAMES$}", one.commitment.name), &format!("{facts}; {stands}"))?;
        for line in said {
            print::wrapped(out, &format!("{:<NAMES$}", ""), &line)?;
        }
    }
    Ok(())
}

/// What an extension needs by when, as `explain` prints it too.
pub(super) fn steps(out: &mut Out, steps: &[ShownStep], voice: Voice) -> io::Result<()> {
    if steps.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    STEPS.head(out, voice)?;
    for step in steps {
        let state = match (step.done_on, &step.not_needed) {
            (Some(day), _) => format!(" ✔ {}", say::day_for(voice, day)),
            (None, Some(why)) => format!(" – {why}"),
            (None, None) => String::new(),
        };
        let title = format!("{}{state} [{}]", step.title, step.name);
        print::wrapped(out, &format!("{:<STEP_DAY$}", print::day(step.do_by, voice)), &title)?;
    }
    Ok(())
}

fn acts(out: &mut Out, shown: &AgreementDetails, voice: Voice) -> io::Result<()> {
    if shown.acts.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    ACTS.head(out, voice)?;
    for act in &shown.acts {
        let cells = [
            act.seq.to_string(),
            print::day(act.on, voice),
            say::day_for(voice, act.recorded_on),
            // Whose letter had a link says nothing of who wrote by it.
            match (&act.origin.written_by, say::stranger(&act.recorded_by, &act.origin, voice)) {
                (Some(name), _) => name.clone(),
                (None, Some(stranger)) => format!("{} ({stranger})", act.recorded_by),
                (None, None) => say::recorder(&act.recorded_by, voice),
            },
            body(act, voice),
        ];
        ACTS.row(out, voice, &cells)?;
    }
    Ok(())
}

/// The act's word and what it carries: `extend until 2027-12-22, number 12/CV`, in the words that `record` takes; in
/// Vietnamese as the page says it.
fn body(act: &ShownAct, voice: Voice) -> String {
    let carried = match voice.language {
        Language::Vi => say::act_line(&act.body, voice.language),
        Language::En => act_details(act, voice),
    };
    let mut parts: Vec<String> =
        carried.into_iter().map(|(name, text)| format!("{name} {text}").trim_end().to_owned()).collect();
    parts.extend(act.number.as_ref().map(|number| format!("{} {number}", terminal::NUMBER.of(voice))));
    parts.extend(act.note.as_ref().map(|note| stored_reasons::in_language_of(voice, note)));
    let way = match act {
        ShownAct { unconfirmed: true, .. } => terminal::UNCONFIRMED.of(voice),
        ShownAct { origin, .. } if origin.via == Some(Via::Link) => terminal::BY_LINK.of(voice),
        _ => "",
    };
    let taken_back = if act.voided { terminal::VOIDED.of(voice) } else { "" };
    let word = say::act_in_list(voice, act.body.word());
    format!("{word}{taken_back}{way} {}", parts.join(", ")).trim_end().to_owned()
}

/// What an act carries, by the names of its own JSON.
fn act_details(act: &ShownAct, voice: Voice) -> Vec<(String, String)> {
    let Ok(Value::Object(carried)) = serde_json::to_value(&act.body) else { return Vec::new() };
    let told = carried.iter().filter(|(name, _)| !matches!(name.as_str(), "act" | "facts"));
    let one = |(name, value): (&String, &Value)| (name.clone(), texts(None, value, voice).join(", "));
    told.map(one).map(|(name, text)| if name == "successors" { (text, String::new()) } else { (name, text) }).collect()
}
