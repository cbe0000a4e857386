//! The program: reads the command line, does what it says, and tells how it ended.

use std::process::ExitCode;

fn main() -> ExitCode {
    let command = pactwatch::cli::parse();
    pactwatch::cli::log_to_stderr(&command);
    pactwatch::cli::run(command)
}
