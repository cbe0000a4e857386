//! The program: reads the command line, does what it says, and tells how it ended.

use std::process::ExitCode;

fn main() -> ExitCode {
    pactwatch::cli::run(pactwatch::cli::parse())
}
