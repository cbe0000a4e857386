//! `audit`: whether the register is what was written into it.

use std::io::Write;

use super::Ending;
use super::args::{Common, Form};
use super::print;
use crate::desk::audit::audit;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, common: &Common) -> anyhow::Result<Ending> {
    let audited = audit(&common.desk()?.store)?;
    match common.form() {
        Form::Json => print::json(&audited)?,
        Form::Text => {
            let mut out = print::out();
            if let (Some(head), Some(receipts_head)) = (&audited.head, &audited.receipts_head) {
                writeln!(out, "acts      {:>8}  head {head}", audited.acts)?;
                writeln!(out, "receipts  {:>8}  head {receipts_head}", audited.receipts)?;
            }
            writeln!(out, "agreements that are known as their acts lead to: {}", audited.agreements)?;
            writeln!(out, "parties that are known as their acts lead to: {}", audited.parties)?;
            writeln!(out, "letters that their receipts bear out: {}", audited.letters)?;
            if audited.is_sound() {
                writeln!(out, "nothing was altered; compare the head with the foot of the newest digest")?;
            }
            out.flush()?;
        }
    }
    let mut complaints = audited.wrong;
    if audited.more > 0 {
        complaints.push(format!("and {} more", audited.more));
    }
    Ok(Ending::after_complaints(&complaints, common.voice()))
}
