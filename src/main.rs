//! The program: reads the command line, runs the command, and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    pactwatch::cli::outlive_hangups();
    pactwatch::cli::survive_file_size_limit();
    pactwatch::cli::run(pactwatch::cli::parse())
}
