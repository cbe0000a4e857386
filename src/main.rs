//! The program: reads the command line, does what it says, and tells how it ended.

use std::process::ExitCode;

fn main() -> ExitCode {
    pactwatch::cli::outlive_hangups();
    pactwatch::cli::survive_file_size_limit();
    pactwatch::cli::run(pactwatch::cli::parse())
}
