//! `audit`: whether the register is what was written into it.

use std::io::Write;

use super::Ending;
use super::args::{Common, Form};
use super::print;
use crate::desk::audit::audit_office;
use crate::message::answer::audit as answer;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let audited = audit_office(&common.desk()?)?;
    let voice = common.voice();
    match common.form() {
        Form::Json => print::json(&audited)?,
        Form::Text => {
            let mut out = print::out();
            if let (Some(head), Some(receipts_head)) = (&audited.head, &audited.receipts_head) {
                writeln!(out, "acts      {:>8}  head {head}", audited.acts)?;
                writeln!(out, "receipts  {:>8}  head {receipts_head}", audited.receipts)?;
                writeln!(out, "outages   {:>8}", audited.outages)?;
            }
            writeln!(out, "agreements that are known as their acts lead to: {}", audited.agreements)?;
            writeln!(out, "parties that are known as their acts lead to: {}", audited.parties)?;
            writeln!(out, "letters that their receipts bear out: {}", audited.letters)?;
            let names = audited.not_vouched.join(", ");
            print::wrapped(&mut out, &format!("{} ", answer::not_vouched(voice)), &names)?;
            if !audited.dropped.is_empty() {
                let ids: Vec<String> = audited.dropped.iter().map(ToString::to_string).collect();
                print::wrapped(&mut out, &format!("{} ", answer::dropped(voice)), &ids.join(", "))?;
            }
            if audited.is_sound() {
                writeln!(out, "nothing was altered; compare the head with the foot of the newest digest")?;
            }
            out.flush()?;
        }
    }
    let mut complaints = audited.said(common.voice());
    if audited.more > 0 {
        complaints.push(format!("and {} more", audited.more));
    }
    Ok(Ending::after_complaints(&complaints, common.voice()))
}
