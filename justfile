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

# An hour of harmed inputs for every reader, each round with a seed of its own
fuzz:
    timeout 3600 bash -c 'for seed in $(seq 1 100000); do PACTWATCH_SEED=$seed PACTWATCH_FUZZ=5 cargo test --quiet --test fuzz || exit 1; done' || [ $? = 124 ]

# Twenty thousand simulated years, and 60 days of the real program with faults
soak:
    PACTWATCH_YEARS=20000 cargo test --release --test simulation years
    cargo build && python3 tests/soak.py --program target/debug/pactwatch --days 60

# The licences and origins of every crate
licences:
    cargo deny check licenses bans sources

# A year in the life of an agreement, in a scratch folder
demo:
    cargo run -- demo

# The Debian package, into target/debian/
package:
    packaging/build
