#!/usr/bin/env python3
"""Letters a second over the whole path of `tick`, to Postfix's smtp-sink, beside what the disk can do.

    cargo build --release && python3 benches/delivery.py [--letters 2000] [--folder DIR]

The yardsticks are measured in the same run, in the same folder: durable commits of the sqlite3 shell, and what
smtp-source brings to the same sink. A letter costs one durable commit; several connections share one.
"""

import argparse
import csv
import datetime
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOW = "2026-07-03T07:00:00+07:00"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def office(folder, letters, connections, port):
    folder.mkdir()
    (folder / "config.toml").write_text(
        f"""[office]
fallback = "it"
[post]
transport = "smtp"
from = "pactwatch@example.vn"
bundle_over = 1000000
brake = 1000000
[post.smtp]
host = "127.0.0.1"
port = {port}
connections = {connections}
[contacts.it]
email = "it@example.vn"
[observances]
scope = "none"
[ladder.yearly]
rungs = []
""",
        encoding="utf-8",
    )
    with open(folder / "list.csv", "w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["reference", "title", "signed_on", "term", "officers"])
        for nth in range(letters):
            end = datetime.date(2026, 12, 1) + datetime.timedelta(days=nth % 25)
            rows.writerow([f"B-{nth:06}", "Bản ghi nhớ", "2025-01-05", f"until {end}", "it"])


def sink(port):
    server = subprocess.Popen(["smtp-sink", "-u", "nobody", f"127.0.0.1:{port}", "1000"] if os.geteuid() == 0
                              else ["smtp-sink", f"127.0.0.1:{port}", "1000"])
    for _ in range(100):
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.05)
    raise SystemExit("smtp-sink does not listen")


def run(program, folder, *args, around=()):
    env = {**os.environ, "PACTWATCH_NOW": NOW}
    return subprocess.run([*around, program, *args], cwd=folder, env=env, capture_output=True, text=True)


def delivered(program, base, letters, connections, around=()):
    """Seconds that the delivery of so many letters takes; the letters are composed before, with the server away."""
    port = free_port()
    folder = base / f"office-{connections}-{len(list(base.iterdir()))}"
    office(folder, letters, connections, port)
    made = run(program, folder, "import", "list.csv")
    assert made.returncode == 0, made.stderr + made.stdout
    run(program, folder, "tick")
    server = sink(port)
    try:
        begun = time.monotonic()
        done = run(program, folder, "tick", "--now", around=around)
        seconds = time.monotonic() - begun
    finally:
        server.kill()
        server.wait()
    sent = int(re.search(r"sent (\d+)|đã gửi (\d+)|gửi (\d+)", done.stdout).group(0).split()[-1])
    assert sent >= letters, done.stdout + done.stderr
    return seconds, done.stderr


def commits(base, number):
    """Durable commits a second of the sqlite3 shell."""
    database = base / "commits.db"
    subprocess.run(["sqlite3", database, "PRAGMA journal_mode = WAL; CREATE TABLE t (x BLOB)"], check=True,
                   capture_output=True)
    script = "PRAGMA synchronous = FULL;\n" + "BEGIN IMMEDIATE; INSERT INTO t VALUES (randomblob(1000)); COMMIT;\n" * number
    begun = time.monotonic()
    subprocess.run(["sqlite3", database], input=script, text=True, check=True, capture_output=True)
    return number / (time.monotonic() - begun)


def source(letters, sessions):
    port = free_port()
    server = sink(port)
    try:
        begun = time.monotonic()
        subprocess.run(["smtp-source", "-s", str(sessions), "-m", str(letters), "-l", "8000", "-d", f"127.0.0.1:{port}"],
                       check=True)
        return letters / (time.monotonic() - begun)
    finally:
        server.kill()
        server.wait()


def syncs(program, base):
    """Syncs to the disk and write calls a letter, by strace."""
    few, many = 100, 600
    counts = []
    for letters in (few, many):
        trace = base / f"trace-{letters}"
        delivered(program, base, letters, 1,
                  around=["strace", "-f", "-c", "-o", str(trace), "-e", "trace=fsync,fdatasync,pwrite64,write"])
        found = {line.split()[-1]: int(line.split()[3]) for line in trace.read_text().splitlines()
                 if line.split() and line.split()[-1] in ("fsync", "fdatasync", "pwrite64", "write")}
        counts.append(found)
    return {name: (counts[1].get(name, 0) - counts[0].get(name, 0)) / (many - few)
            for name in ("fsync", "fdatasync", "pwrite64", "write")}


def main():
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--letters", type=int, default=2000)
    ask.add_argument("--folder", help="on the disk that is to be measured")
    ask.add_argument("--program", default=str(ROOT / "target/release/pactwatch"))
    asked = ask.parse_args()
    base = pathlib.Path(tempfile.mkdtemp(dir=asked.folder))
    try:
        print(f"{asked.letters} letters, folder {base}")
        rounds = []
        for _ in range(3):
            rounds.append((
                commits(base, asked.letters),
                asked.letters / delivered(asked.program, base, asked.letters, 1)[0],
                asked.letters / delivered(asked.program, base, asked.letters, 8)[0],
            ))
            (base / "commits.db").unlink()
        middle = [sorted(column)[1] for column in zip(*rounds)]
        print(f"sqlite3, durable commits a second      {middle[0]:8.0f}   {sorted(r[0] for r in rounds)}")
        print(f"pactwatch tick, one connection         {middle[1]:8.0f}   {middle[1] / middle[0]:.2f} of the commits")
        print(f"pactwatch tick, eight connections      {middle[2]:8.0f}   {middle[2] / middle[1]:.2f} times one")
        if shutil.which("smtp-source"):
            print(f"smtp-source to the same sink, 1 and 8  {source(asked.letters, 1):8.0f} {source(asked.letters, 8):8.0f}")
        if shutil.which("strace"):
            print("calls a letter:", {name: round(value, 2) for name, value in syncs(asked.program, base).items()})
    finally:
        shutil.rmtree(base)


if __name__ == "__main__":
    main()
