"""Verify the hash chains of a register, from docs/hash-chain.md alone: no code is shared with pactwatch.

    chain.py DATABASE

Prints `act COUNT HEAD`, `receipt COUNT HEAD` and `outage COUNT HEAD` and exits 0 where all chains are sound. Otherwise names the first line of
each chain that does not fit (`act 3: ...`) and exits 1.
"""

import hashlib
import pathlib
import sqlite3
import sys

CHAINS = {
    "act": "prev_hash seq agreement_id act happened_on recorded_on recorded_at recorded_by number note carries",
    "receipt": "prev_hash seq envelope_id line outcome reply at message_id address mime_sha256",
    "outage": "prev_hash seq since_at until_at tries first_words last_words",
}
NOTHING_BEFORE = b"0" * 64


def canonical(names, values):
    line = b""
    for name, value in zip(names, values):
        if value is None:
            line += name.encode() + b":-:\n"
            continue
        value = str(value).encode() if isinstance(value, int) else value
        line += name.encode() + b":" + str(len(value)).encode() + b":" + value + b"\n"
    return line


def walk(database, table):
    """The number of lines, the head, and what is wrong with the first line that does not fit."""
    names = CHAINS[table].split()
    count, head = 0, NOTHING_BEFORE
    for *values, stored in database.execute(f"SELECT {', '.join(names)}, hash FROM {table} ORDER BY seq"):
        prev_hash, seq = values[:2]
        if seq != count + 1:
            return count, head, f"{table} {seq}: follows line {count}"
        if prev_hash != head:
            return count, head, f"{table} {seq}: prev_hash is not the hash of the line before"
        if hashlib.sha256(canonical(names, values)).hexdigest().encode() != stored:
            return count, head, f"{table} {seq}: its hash is not that of its fields"
        count, head = seq, stored
    return count, head, None


def main(path):
    database = sqlite3.connect(f"{pathlib.Path(path).resolve().as_uri()}?mode=ro", uri=True)
    # Values as they are stored: a text that is no longer UTF-8 is a line that does not fit, not a failure to read.
    database.text_factory = bytes
    database.execute("BEGIN")
    sound = True
    for table in CHAINS:
        count, head, wrong = walk(database, table)
        print(wrong or f"{table} {count} {head.decode()}")
        sound = sound and wrong is None
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
