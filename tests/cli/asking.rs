//! What is asked of a person at a terminal, and what `check`, `status` and the digest say without being asked: CASES K1, K6
//! and the age of the newest copy.

use std::io::Write as _;
use std::process::Stdio;

use pactwatch::lifecycle::act::ActBody;

use super::office::Office;

/// Five years from 15/03/2022, extended to 15/03/2032 by act 2 and ended on 01/01/2030 by act 3, which stands on act 2.
fn office() -> Office {
    let office = Office::new();
    let facts = [("reference", "T-9"), ("signed_on", "2022-03-15"), ("term", "5y")];
    office.register("2022-03-16", &facts);
    for line in ["extend --until 2032-03-15 --number 1/CV", "terminate --ends-on 2030-01-01 --number 2/CV"] {
        let words: Vec<&str> = ["record", "T-9"].into_iter().chain(line.split(' ')).collect();
        assert_eq!(office.run(&words).code, 0, "{line}");
    }
    office
}

fn acts(office: &Office) -> usize {
    office.json(&["show", "T-9"])["acts"].as_array().unwrap().len()
}

/// The command at a terminal, with what a person types there.
fn at_terminal(office: &Office, words: &str, typed: &str) -> (i32, String) {
    let program = env!("CARGO_BIN_EXE_pactwatch");
    let mut command = office.command(&[]);
    let env: Vec<_> = command.get_envs().map(|(key, value)| (key.to_owned(), value.map(ToOwned::to_owned))).collect();
    command = std::process::Command::new("script");
    for (key, value) in env {
        command.env(key, value.unwrap());
    }
    let line = format!("{program} {words} --language en");
    command.args(["-qec", &line, "/dev/null"]).current_dir(office.folder());
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("bsdutils has `script`");
    running.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn k6_a_void_asks_at_a_terminal_what_stands_on_it_and_is_refused_elsewhere() {
    let office = office();
    let before = acts(&office);
    let alone = office.run(&["record", "T-9", "void", "2", "--number", "3/CV"]);
    assert!(alone.code == 1 && alone.stderr.contains("act 3, `terminate`"), "{alone:?}");
    let (code, said) = at_terminal(&office, "record T-9 void 2 --number 3/CV", "n\n");
    assert!(code == 1 && said.contains("act 3, `terminate`") && said.contains("Take it back all the same?"), "{said}");
    assert_eq!(acts(&office), before, "nobody agreed");
    let (code, said) = at_terminal(&office, "record T-9 void 2 --number 3/CV", "y\n");
    assert!(code == 0 && said.contains("Take it back all the same?"), "{said}");
    assert_eq!(acts(&office), before + 1);
    assert_eq!(office.json(&["show", "T-9"])["acts"][1]["voided"], true);
}

#[test]
fn k6_a_void_says_what_stands_on_it_and_yes_takes_it_back_all_the_same() {
    let office = office();
    let before = acts(&office);
    assert_eq!(office.run(&["record", "T-9", "void", "2", "--number", "3/CV", "--yes"]).code, 0);
    assert_eq!(acts(&office), before + 1);
}

#[test]
fn k1_check_names_a_legal_clock_of_an_ended_agreement_that_ran_out() {
    // Ended on 13/08/2026: 15 days after it is Friday 28/08/2026, which passed; on 21/11/2026 nothing is recorded of it.
    let office = Office::stocked();
    let id = office.register("2022-01-17", &[("reference", "T-9"), ("signed_on", "2022-01-17"), ("term", "5y")]);
    office.record(id, "2026-08-13", &ActBody::Terminate { ends_on: "2026-08-13".parse().unwrap() });
    let warnings = office.json(&["check"])["warnings"].to_string();
    assert!(warnings.contains("T-9") && warnings.contains("duty:notify-termination@2026-08-28"), "{warnings}");
    for who in ["desk-laos", "head"] {
        let digest = office.run(&["digest", "--to", who, "--language", "vi"]).text();
        assert!(digest.contains("28/08/2026, T-9: "), "{who}: {digest}");
    }
    let done = ["record", "T-9", "fulfil", "duty:notify-termination", "--on", "2026-08-20", "--number", "4/CV"];
    assert_eq!(office.run(&done).code, 0);
    assert!(!office.json(&["check"])["warnings"].to_string().contains("notify-termination"));
    assert!(!office.run(&["digest", "--to", "head", "--language", "vi"]).text().contains("28/08/2026, T-9: "));
}
