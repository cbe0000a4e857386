//! The plan of the house, as a test: who may use whom, behind which door each foreign crate lives, who may ask what
//! time it is. A file that breaks the plan fails the build, and the message says how to mend it.
//!
//! The three tables below are the plan; `ARCHITECTURE.md` gives the reasons. The checks are proved on small snippets
//! first: a check that cannot fail protects nobody.

#[path = "architecture/circles.rs"]
mod circles;
#[path = "architecture/notes.rs"]
mod notes;
#[path = "architecture/source.rs"]
mod source;

use std::fs;
use std::path::{Path, PathBuf};

use source::{Named, Part, Source};

const FLOOR_0: &[&str] = &["text", "lifecycle", "message", "outbox"];
const FLOORS_0_1: &[&str] = &["text", "lifecycle", "message", "outbox", "store", "post", "exchange", "config", "clock"];

/// Each module at the top of `src/`, and what it may use besides itself.
const FLOORS: &[(&str, &[&[&str]])] = &[
    ("text", &[]),
    ("lifecycle", &[&["text"]]),
    ("message", &[&["text", "lifecycle"]]),
    ("outbox", &[&["text", "lifecycle", "message"]]),
    ("store", &[FLOOR_0]),
    ("post", &[FLOOR_0]),
    ("exchange", &[FLOOR_0]),
    ("config", &[FLOOR_0]),
    ("clock", &[FLOOR_0]),
    ("watch", &[FLOORS_0_1]),
    ("desk", &[FLOORS_0_1, &["watch"]]),
    ("web", &[FLOORS_0_1, &["watch", "desk"]]),
    ("cli", &[FLOORS_0_1, &["watch", "desk", "web"]]),
    ("main", &[FLOORS_0_1, &["watch", "desk", "cli"]]),
    ("lib", &[FLOORS_0_1, &["watch", "desk", "cli", "web"]]),
];

/// Foreign crates, each with the only modules that may name it.
const DOORS: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("lettre", &["post"]),
    ("tokio", &["post", "web"]),
    ("tokio_rustls", &["post", "web"]),
    ("axum", &["web"]),
    ("hyper", &["web"]),
    ("hyper_util", &["web"]),
    ("tower_http", &["web"]),
    ("tower_service", &["web"]),
    ("getrandom", &["web"]),
    ("subtle", &["web"]),
    ("percent_encoding", &["web"]),
    ("rustls_native_certs", &["post"]),
    ("toml", &["config", "exchange"]),
    ("toml_edit", &["config", "exchange"]),
    ("csv", &["exchange"]),
    ("calamine", &["exchange"]),
    ("rust_xlsxwriter", &["exchange"]),
    ("quick_xml", &["exchange"]),
    ("rustix", &["exchange"]),
    ("zip", &["exchange"]),
    ("minijinja", &["message"]),
    ("cron", &["clock"]),
    ("chrono_tz", &["clock"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("base64", &["message", "post"]),
    ("anyhow", &["cli", "main"]),
];

/// Calls, each with the only modules that may make it, and what to do instead. They hold for tests as well: a test
/// that asks for today's date is a test that fails on another day.
const CALLS: &[(&str, &[&str], &str)] = &[
    ("Utc::now", &["clock"], "take `today` or `now` as an argument"),
    ("Local::now", &["clock"], "take `today` or `now` as an argument"),
    ("SystemTime::now", &["clock"], "take `today` or `now` as an argument"),
    ("Instant::now", &["post", "tests"], "deadlines on the network belong to post/"),
    ("thread::sleep", &["watch", "post", "cli"], "a test turns the day by hand and waits for an event, never for time"),
];

/// The longest file anybody should have to read.
const MAX_LINES: usize = 400;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "misc", "common"];

/// Ways in which SQLite would ask the clock by itself. An empty argument list means "now" to its date functions.
const SQL_CLOCKS: &[&str] =
    &["current_timestamp", "current_date", "current_time", "'now'", "unixepoch()", "datetime()", "julianday()"];

// ---- the checks: text in, broken rules out -----------------------------------------------------------------------

/// Every rule that the file at `path` (relative to the root: `src/store/rows.rs`) breaks.
fn broken_rules(path: &str, text: &str) -> Vec<String> {
    let module = module_path(path);
    let top = module.first().map_or("", String::as_str);
    let source = Source::read(text);
    let mut broken = vec![];
    if source.lines > MAX_LINES {
        broken
            .push(format!("{path}: {} lines, {MAX_LINES} at most; split it by what its parts are about", source.lines));
    }
    if let Some(name) = module.iter().find(|name| EMPTY_NAMES.contains(&name.as_str())) {
        broken.push(format!("{path}: `{name}` says nothing; name the file after what it holds"));
    }
    if top != "tests" && !FLOORS.iter().any(|(name, _)| *name == top) {
        broken.push(format!("{path}: `{top}` stands on no floor; add it to FLOORS in tests/architecture.rs"));
    }
    for named in &source.paths {
        let fault = call_fault(top, named).or_else(|| {
            let ships =
                top != "tests" && named.part == Part::Shipped && module.last().is_none_or(|name| name != "tests");
            ships.then(|| floor_fault(&module, named).or_else(|| door_fault(top, named, &source))).flatten()
        });
        broken.extend(fault.map(|fault| format!("{path}:{}: {fault}", named.line)));
    }
    for (line, text) in source.texts.iter().filter(|_| top != "tests") {
        broken.extend(sql_fault(text).map(|fault| format!("{path}:{line}: {fault}")));
    }
    broken
}

/// A use of a floor above, or of a neighbour behind another door.
fn floor_fault(module: &[String], named: &Named) -> Option<String> {
    let top = module.first()?.as_str();
    let own = named.segments.iter().map(String::as_str);
    let ups = own.clone().take_while(|segment| *segment == "super").count();
    let used = match named.segments.first()?.as_str() {
        "crate" | "pactwatch" => own.clone().nth(1)?,
        "super" if ups >= module.len() => own.clone().nth(ups)?,
        _ => return None,
    };
    let allowed = FLOORS.iter().find(|(name, _)| *name == top)?.1;
    if used == top || allowed.iter().any(|names| names.contains(&used)) {
        return None;
    }
    Some(if FLOORS.iter().any(|(name, _)| *name == used) {
        format!("{top} may not use `{used}`: pass the value in from a floor above both")
    } else {
        format!("`{}` is no module of the plan: name the module it lives in", named.segments.join("::"))
    })
}

/// A foreign crate outside its door.
fn door_fault(top: &str, named: &Named, source: &Source) -> Option<String> {
    let first = named.segments.first()?;
    let (word, allowed) = DOORS.iter().find(|(word, _)| word == first)?;
    let local = !named.rooted && named.segments.len() > 1 && source.locals.contains(first);
    (!local && !allowed.contains(&top)).then(|| format!("`{word}` is used only in {}", allowed.join(", ")))
}

/// A call that only some modules may make.
fn call_fault(top: &str, named: &Named) -> Option<String> {
    CALLS.iter().find_map(|(call, allowed, cure)| {
        let (owner, function) = call.split_once("::")?;
        let made = named.segments.windows(2).any(|pair| pair[0] == owner && pair[1] == function);
        let tests = named.part == Part::Test && top != "clock";
        let excused = allowed.contains(&top) && !(tests && *call == "thread::sleep");
        (made && !excused).then(|| format!("`{call}` is called only in {}: {cure}", allowed.join(", ")))
    })
}

/// SQL that asks the database for the time.
fn sql_fault(sql: &str) -> Option<String> {
    let bare: String = without_sql_comments(sql).to_lowercase().split_whitespace().collect();
    let found = SQL_CLOCKS.iter().find(|clock| bare.contains(*clock))?;
    Some(format!("SQL asks the clock (`{found}`): days and instants are arguments"))
}

/// The SQL without its `-- why` remarks and `/* */` blocks.
fn without_sql_comments(sql: &str) -> String {
    let lines = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    let joined = lines.collect::<Vec<_>>().join("\n");
    let mut parts = joined.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("*/").map_or("", |(_, rest)| rest))
}

/// `src/store/rows.rs` is `store::rows`, `src/store/mod.rs` is `store`; `src/main.rs` is `main`; a test is `tests::…`.
fn module_path(path: &str) -> Vec<String> {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    let mut names: Vec<String> = inner.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    names
}

// ---- the house as it stands --------------------------------------------------------------------------------------

/// Files below `folder` with that ending, relative to the root, in order.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting: Vec<PathBuf> = vec![root.join(folder)];
    let mut found = vec![];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder of this repository can be read");
            waiting.extend(entries.map(|entry| entry.expect("an entry of it too").path()));
        } else if path.extension().is_some_and(|found| found == ending) {
            let name = path.strip_prefix(root).expect("it lies below the root").to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).expect("sources are UTF-8")));
        }
    }
    found.sort();
    found
}

#[test]
fn the_code_keeps_to_the_plan() {
    let all = [files("src", "rs"), files("tests", "rs")].concat();
    assert!(all.iter().any(|(path, _)| path == "src/lifecycle/day.rs"), "the sources were not found");
    let broken: Vec<String> = all.iter().flat_map(|(path, text)| broken_rules(path, text)).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn no_files_use_each_other() {
    let uses = circles::uses();
    let ways = uses.keys().filter_map(|module| circles::circle(module, &uses));
    let shown: Vec<String> =
        ways.map(|way| way.iter().map(|module| module.join("::")).collect::<Vec<_>>().join(" → ")).collect();
    assert!(shown.is_empty(), "put what both need into a file of its own:\n  {}", shown.join("\n  "));
}

/// What `watch/` is built of, from the ground up; each file may use those of its own tier and of the tiers before it.
const WATCH: &[&[&str]] = &[
    // What the others work with.
    &["crossing", "moment", "stopping", "office", "steps", "error", "entries", "mail", "connections", "task"],
    // What is known of one agreement, and who is reached.
    &["dossier", "corrections", "gather", "yearly", "trial", "copies", "replacements", "kept_letters"],
    // What letters say, and the letters.
    &["digest", "act_notice", "welcome", "system", "brake_preview", "compose", "stale"],
    // What a wake-up does.
    &["replan", "deliver", "alarm", "metrics", "transport", "jump", "scan", "weekly", "board", "takeover"],
    // The wake-up, and the loop.
    &["tick", "run"],
];

#[test]
fn in_the_watch_nothing_points_upwards() {
    let tier = |name: &str| WATCH.iter().position(|names| names.contains(&name));
    let mut wrong = vec![];
    for (module, used) in circles::uses().iter().filter(|(module, _)| module[0] == "watch" && module.len() > 1) {
        let Some(own) = tier(&module[1]) else {
            wrong.push(format!("watch::{} stands on no tier of WATCH", module[1]));
            continue;
        };
        for used in used.iter().filter(|used| used[0] == "watch" && used.len() > 1) {
            if tier(&used[1]).is_none_or(|tier| tier > own) {
                wrong.push(format!("watch::{} uses watch::{}, which stands above it", module[1], used[1]));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_schema_never_asks_the_clock() {
    let mut all = [files("src", "sql"), files("migrations", "sql")].concat();
    if let Ok(schema) = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.sql")) {
        all.push(("schema.sql".into(), schema));
    }
    let broken: Vec<String> =
        all.iter().filter_map(|(path, sql)| sql_fault(sql).map(|fault| format!("{path}: {fault}"))).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_crate_has_its_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest: toml::Table =
        fs::read_to_string(root.join("Cargo.toml")).expect("the manifest").parse().expect("cargo has read it already");
    let reasons = fs::read_to_string(root.join("docs/decisions/0010-crates.md")).expect("the list of crates");
    let named = ["dependencies", "dev-dependencies"].into_iter().filter_map(|part| manifest.get(part)?.as_table());
    let missing: Vec<&String> =
        named.flat_map(|table| table.keys()).filter(|name| !reasons.contains(&format!("| `{name}` |"))).collect();
    assert!(missing.is_empty(), "{missing:?}: say in docs/decisions/0010-crates.md what each is for");
}

// ---- the checks can fail -----------------------------------------------------------------------------------------

/// Rule, path, source, and a part of the complaint; an empty one where the plan is kept.
const SNIPPETS: &[(&str, &str, &str, &str)] = &[
    ("a floor above", "src/lifecycle/term.rs", "use crate::store::Store;", "lifecycle may not use `store`"),
    ("a floor above, by its full path", "src/message/a.rs", "fn f() { crate::desk::f() }", "may not use `desk`"),
    ("a floor above, in a use tree", "src/store/a.rs", "use crate::{lifecycle::day::Day, post};", "not use `post`"),
    ("a floor above, by super", "src/store/a.rs", "use super::super::post::Post;", "may not use `post`"),
    ("a floor above, by super from a folder's head", "src/store/mod.rs", "use super::watch;", "not use `watch`"),
    ("a floor above, by the crate's name", "src/post/a.rs", "use pactwatch::clock;", "may not use `clock`"),
    ("letters do not know envelopes", "src/message/a.rs", "use crate::outbox::Key;", "may not use `outbox`"),
    ("the watch does not know the desk", "src/watch/scan.rs", "use crate::desk::import;", "may not use `desk`"),
    ("everything at once", "src/post/a.rs", "use crate::*;", "no module of the plan"),
    ("a module nobody planned", "src/extras/mod.rs", "", "stands on no floor"),
    ("a floor below", "src/desk/import.rs", "use crate::{exchange, store::Store, watch::scan};", ""),
    ("its own module", "src/store/a.rs", "use super::rows; use crate::store::rows::Row;", ""),
    ("a crate outside its door", "src/desk/a.rs", "use rusqlite::Connection;", "`rusqlite` is used only in store"),
    ("a crate by full path", "src/watch/a.rs", "fn f() { tokio::spawn(x) }", "`tokio` is used only in post"),
    ("a crate from the root", "src/watch/a.rs", "fn f() -> ::toml::Value { x }", "`toml` is used only in"),
    ("a crate by extern", "src/desk/a.rs", "extern crate lettre;", "`lettre` is used only in post"),
    ("a crate in a use tree", "src/cli/a.rs", "use {std::fmt, minijinja::Environment as E};", "`minijinja` is used"),
    ("a crate in an attribute", "src/desk/a.rs", "#[clap::derive] struct A;", "`clap` is used only in cli"),
    ("a crate behind its door", "src/exchange/sheet.rs", "use csv::Reader; use toml::Value;", ""),
    ("a module named like a crate", "src/desk/a.rs", "use crate::exchange::csv; fn f() { csv::read() }", ""),
    (
        "a crate in comments and texts",
        "src/desk/a.rs",
        "//! toml::x\n/* rusqlite::y */ const A: &str = r#\"lettre::z\"#;",
        "",
    ),
    ("a quote in a char", "src/desk/a.rs", "const Q: char = '\"'; use toml::Value; const R: char = '\"';", "`toml` is"),
    ("a lifetime is no char", "src/desk/a.rs", "fn f<'a>(x: &'a str) { toml::parse(x) }", "`toml` is used only in"),
    ("tests may look around", "src/message/a.rs", "#[cfg(test)] mod t { use crate::store::Store; }", ""),
    ("what follows the tests ships", "src/message/a.rs", "#[cfg(test)] use a::{b}; use rusqlite::X;", "`rusqlite` is"),
    ("not(test) ships", "src/message/a.rs", "#[cfg(not(test))] use rusqlite::X;", "`rusqlite` is used only in store"),
    ("asking the clock", "src/watch/a.rs", "fn f() { chrono::Utc::now(); }", "`Utc::now` is called only in clock"),
    (
        "asking the clock in a unit test",
        "src/watch/a.rs",
        "#[cfg(test)] mod t { fn f() { Local::now(); } }",
        "`Local::now`",
    ),
    ("asking the clock in a test", "tests/story.rs", "fn f() { std::time::SystemTime::now(); }", "`SystemTime::now`"),
    ("sleeping in a test", "tests/story.rs", "fn f() { std::thread::sleep(x); }", "`thread::sleep`"),
    ("the clock asks the clock", "src/clock.rs", "fn f() { chrono::Utc::now(); }", ""),
    ("SQL in a text", "src/store/a.rs", "const A: &str = \"SELECT date( 'NOW' )\";", "SQL asks the clock"),
    ("an empty name", "src/desk/utils.rs", "", "`utils` says nothing"),
];

#[test]
fn each_rule_can_be_broken() {
    for (rule, path, text, complaint) in SNIPPETS {
        let broken = broken_rules(path, text);
        if complaint.is_empty() {
            assert!(broken.is_empty(), "{rule}: complained without reason: {broken:?}");
        } else {
            assert!(broken.len() == 1 && broken[0].contains(complaint), "{rule}: {broken:?}");
        }
    }
}

#[test]
fn a_file_may_have_so_many_lines_and_no_more() {
    assert!(broken_rules("src/clock.rs", &"\n".repeat(MAX_LINES)).is_empty());
    assert_eq!(broken_rules("src/clock.rs", &"\n".repeat(MAX_LINES + 1)).len(), 1);
}

#[test]
fn sql_that_asks_the_clock_is_seen() {
    let clocked = [
        "CREATE TABLE a (at TEXT DEFAULT CURRENT_TIMESTAMP)",
        "SELECT strftime('%Y', 'now')",
        "SELECT datetime('now', '+7 hours')",
        "INSERT INTO a VALUES (unixepoch( ))",
        "SELECT 1 /* why */ + julianday('now')",
    ];
    for sql in clocked {
        assert!(sql_fault(sql).is_some(), "{sql}");
    }
    let quiet = [
        "CREATE TABLE a (day TEXT CHECK (day IS date(day))) STRICT; -- never CURRENT_TIMESTAMP",
        "/* not date('now') */ SELECT date(?1, '+1 day'), known_at FROM a",
    ];
    for sql in quiet {
        assert_eq!(sql_fault(sql), None, "{sql}");
    }
}
