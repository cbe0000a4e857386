# What people run. `just` alone lists it; `just check` is what CI runs.

default:
    @just --list

# Everything CI checks, in the same order
check:
    .ci/run

# Format the code
fmt:
    cargo fmt

# The lints, with warnings as errors
lint:
    cargo clippy --all-targets -- -D warnings

# The tests; those against independent programs run with `just oracles`
test *ARGS:
    cargo test {{ARGS}}

# The tests and the comparisons with independent programs (Python's mail server, calendars, cron)
oracles:
    PACTWATCH_ORACLES=1 cargo test

# The licences and origins of every crate
licences:
    cargo deny check licenses bans sources

# A year in the life of an agreement, in a scratch folder
demo:
    cargo run -- demo

# The Debian package, into target/debian/
package:
    packaging/build
