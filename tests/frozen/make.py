"""Makes what tests/frozen.rs holds today's program against, with the program of a released schema.

    python3 tests/frozen/make.py PACTWATCH tests/data/frozen/vN

Run once for each released schema, with the program of that release; what it wrote is never made again. From config.toml,
register.toml and days.txt in the folder it makes

    register.db   a register in which letters stand in every state, as that program left it
    register.txt  what that program says of it: list, agenda, letters with their Message-IDs and keys, the chains' heads
    letters.txt   what it wrote in two years, one day after the other

It needs strace and sqlite3, and takes a few minutes.
"""

import json
import os
import pathlib
import shlex
import shutil
import socketserver
import subprocess
import sys
import tempfile
import threading
from datetime import date, timedelta

PROGRAM, FOLDER = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
BEGIN, END, LOOK = date(2026, 1, 5), date(2028, 1, 4), date(2027, 8, 20)


class Office:
    """A scratch folder with the configuration, and the program run in it."""

    def __init__(self):
        self.at = pathlib.Path(tempfile.mkdtemp())
        shutil.copy(FOLDER / "config.toml", self.at)
        shutil.copy(FOLDER / "register.toml", self.at)

    def run(self, day, *args, before=(), may_fail=False):
        env = dict(os.environ, PACTWATCH_NOW=f"{day}T07:00:00+07:00")
        done = subprocess.run([*before, PROGRAM, *args], cwd=self.at, env=env, capture_output=True, text=True)
        if done.returncode and not may_fail:
            sys.exit(f"{day} {args}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def json(self, day, *args):
        return json.loads(self.run(day, *args, "--json"))

    def sql(self, query):
        return subprocess.run(["sqlite3", self.at / "register.db", query], capture_output=True, text=True, check=True).stdout


def days():
    """What is recorded on which day."""
    on = {}
    for line in (FOLDER / "days.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            day, command = line.split(" ", 1)
            on.setdefault(date.fromisoformat(day), []).append(shlex.split(command))
    return on


def record(office, day, commands):
    for command in commands:
        yes = ["--yes"] if command[0] == "handover" else []
        office.run(day, *command, "--by", "desk-laos", *yes)


def letters(office, day):
    return office.json(day, "outbox", "list", "--limit", "100000")


def two_years():
    office = Office()
    office.run(BEGIN, "init")
    office.run(BEGIN, "import", "register.toml")
    told, on, day, lines = set(), days(), BEGIN, []
    while day <= END:
        record(office, day, on.get(day, []))
        if json.loads(office.run(day, "tick", "--json", may_fail=True))["sent"]:
            for letter in letters(office, day):
                if letter["state"] == "sent" and letter["id"] not in told:
                    told.add(letter["id"])
                    lines.append(f"letter {day} {letter['to']} {letter['message_id']}")
                    lines.append(f"subject {day} {letter['to']} {letter['subject']}")
                    lines += [f"says {day} {letter['to']} {key}" for key in letter["keys"]]
        day += timedelta(1)
    return lines


ANSWERS = {}


class Mail(socketserver.StreamRequestHandler):
    """A mail server that answers each recipient (`*`: all) as ANSWERS says: `defer`, `refuse`, `lose`, `kill`; else it takes all."""

    client = None

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        self.say("220 mail.example.vn")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "EHLO":
                self.say("250-mail.example.vn")
                self.say("250 SIZE 10000000")
            elif verb == "RCPT":
                self.answer = ANSWERS.get("*") or ANSWERS.get(line.split("<")[1].split("@")[0])
                self.say({"defer": "451 4.7.1 greylisted", "refuse": "550 5.1.1 no such mailbox"}.get(self.answer, "250 ok"))
            elif verb == "DATA":
                self.say("354 go on")
                while self.rfile.readline() != b".\r\n":
                    pass
                if self.answer == "lose":
                    return
                if self.answer == "kill":
                    os.kill(self.client.pid, 9)
                    return
                self.say("250 2.0.0 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


def register():
    office = Office()
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mail)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    config = office.at / "config.toml"
    file_post = config.read_text()
    smtp = f'\n[post.smtp]\nhost = "127.0.0.1"\nport = {server.server_address[1]}\nsecurity = "none"\nconnections = 1\n'
    config.write_text(file_post.replace('"file"', '"smtp"') + smtp)
    office.run(BEGIN, "init")
    office.run(BEGIN, "import", "register.toml")
    office.run(BEGIN, "tick")
    for day, commands in sorted(days().items()):
        ANSWERS.clear()
        if day.month == 3:
            ANSWERS["desk-korea"] = "defer"
        record(office, day, commands)
        office.run(day, "tick", may_fail=True)
    # The last days bring every state in which a letter can be left.
    last = [
        (21, "07:00", "refuse", ["A-02", "extend", "--until", "2028-11-03"]),
        (14, "07:00", "lose", ["A-08", "extend", "--until", "2030-01-10"]),
        (7, "07:00", "defer", ["A-02", "extend", "--until", "2029-11-03"]),
        (7, "07:05", "kill", ["A-08", "extend", "--until", "2031-01-10"]),
    ]
    for back, hour, answer, act in last:
        day = LOOK - timedelta(back)
        ANSWERS["*"] = answer
        office.run(day, "record", *act, "--by", "desk-laos")
        env = dict(os.environ, PACTWATCH_NOW=f"{day}T{hour}:00+07:00")
        Mail.client = subprocess.Popen([PROGRAM, "tick"], cwd=office.at, env=env, stderr=subprocess.PIPE)
        Mail.client.wait()
    dropped = next(letter for letter in letters(office, LOOK) if letter["state"] == "pending")
    office.run(LOOK, "outbox", "drop", str(dropped["id"]), "--why", "đã báo trực tiếp")
    composing(office, LOOK)
    server.shutdown()
    config.write_text(file_post)
    return office


def composing(office, day):
    """Kills a tick at each of its syncs until one leaves reminders whose letter is not written yet."""
    kept = pathlib.Path(tempfile.mkdtemp())
    for nth in range(1, 40):
        scratch = kept / str(nth)
        shutil.copytree(office.at, scratch)
        at, office.at = office.at, scratch
        kill = ["strace", "-f", "-o", "/dev/null", "-e", f"inject=fdatasync,fsync:signal=KILL:when={nth}"]
        office.run(day, "tick", before=kill, may_fail=True)
        if office.sql("SELECT count(*) FROM envelope WHERE state = 'composing'").strip() != "0":
            return
        office.at = at
    sys.exit("no tick was killed while it composed")


def shown(office, day):
    """What the program says of the register, a line for each thing said."""
    lines = []
    for row in office.json(day, "list"):
        after = row["next"] and f"{row['next']['kind']} {row['next']['day']}"
        lines.append(f"list {row['reference']} {row['status']} {row['in_force_on']} {row['ends_on']} next {after}")
    for row in office.json(day, "agenda", "--from", "2020-01-01", "--to", "2040-12-31"):
        name = f":{row['name']}" if row.get("name") else ""
        what = f"{row['reference']} {row['kind']}{name} {row['nth']} {row['day']}"
        lines.append(f"agenda {what} by {row['do_by']} lawful {row.get('lawful_until')} {row['state']}")
        lines.append(f"title {what} {row['title']}")
    for letter in letters(office, day):
        lines.append(f"letter {letter['id']} {letter['state']} {letter['attempts']} {letter['to']} {letter['message_id']}")
        lines.append(f"subject {letter['id']} {letter['subject']}")
        lines += [f"key {letter['id']} {key}" for key in letter["keys"]]
    audit = office.json(day, "audit")
    lines.append(f"acts {audit['acts']} {audit['head']}")
    lines.append(f"receipts {audit['receipts']} {audit['receipts_head']}")
    return lines


def keep(name, lines):
    (FOLDER / name).write_text("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    office = register()
    # Bytes of letters are kept for a time only; without those of the older ones the file is small.
    office.sql("UPDATE envelope SET mime = NULL WHERE state = 'sent' AND id < (SELECT max(id) FROM envelope) - 12")
    office.sql("PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(office.at / "register.db", FOLDER)
    keep("register.txt", shown(office, LOOK))
    if "--register" not in sys.argv:
        keep("letters.txt", two_years())
