//! Gives the program the commit it is built from, where the sources are a git checkout of their own.

use std::path::Path;
use std::process::Command;

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The commit; none in an unpacked archive, also where that lies inside somebody else's checkout.
fn commit() -> Option<String> {
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let own = Path::new(&top).canonicalize().ok()? == Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().ok()?;
    if own { git(&["rev-parse", "--short=12", "HEAD"]) } else { None }
}

fn main() {
    // Written anew by every commit and checkout. A missing file would build the program again each time.
    match git(&["rev-parse", "--git-path", "logs/HEAD"]).filter(|log| Path::new(log).exists()) {
        Some(log) => println!("cargo::rerun-if-changed={log}"),
        None => println!("cargo::rerun-if-changed=build.rs"),
    }
    let version = env!("CARGO_PKG_VERSION");
    let version = commit().map_or_else(|| version.to_owned(), |commit| format!("{version} ({commit})"));
    println!("cargo::rustc-env=PACTWATCH_VERSION={version}");
}
