//! Questions to the person at the terminal before a command does something.

use crate::message::terminal;
use std::io::{self, BufRead, IsTerminal, Write};

/// Whether the person at the terminal agrees; without a terminal nobody does.
pub(crate) fn ask_confirmation(question: &str) -> io::Result<bool> {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Ok(false);
    }
    write!(io::stderr(), "{question} [y/N] ")?;
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(terminal::AGREES.contains(&answer.trim().to_lowercase().as_str()))
}

/// What the person at the terminal answers; nothing without a terminal, or where nothing is written.
pub(crate) fn ask_line(question: &str) -> io::Result<Option<String>> {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Ok(None);
    }
    write!(io::stderr(), "{question}\n> ")?;
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty()))
}
