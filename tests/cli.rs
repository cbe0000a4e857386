//! The program as people and other programs call it: arguments in; exit code, stdout and stderr out.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

#[path = "cli/asking.rs"]
mod asking;
#[path = "cli/checking.rs"]
mod checking;
#[path = "cli/days.rs"]
mod days;
#[path = "cli/entries.rs"]
mod entries;
#[path = "cli/entries_oracle.rs"]
mod entries_oracle;
#[path = "cli/faults.rs"]
mod faults;
#[path = "cli/files.rs"]
mod files;
#[allow(dead_code, reason = "the tests of mail ask for more of a letter")]
#[path = "mail/reading.rs"]
mod letter;
#[path = "cli/letters.rs"]
mod letters;
#[path = "cli/office.rs"]
mod office;
#[path = "cli/people.rs"]
mod people;
#[path = "cli/periods.rs"]
mod periods;
#[path = "cli/private.rs"]
mod private;
#[path = "cli/reading.rs"]
mod reading;
#[path = "cli/restored.rs"]
mod restored;
#[path = "cli/restricted.rs"]
mod restricted;
#[path = "cli/small.rs"]
mod small;
#[path = "cli/usage.rs"]
mod usage;
#[path = "cli/vietnamese.rs"]
mod vietnamese;
