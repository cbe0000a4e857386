"""Sixty days of the real program with a mail server in trouble, kill -9, clock slips and restores, the page in use.

    soak.py --program target/debug/pactwatch [--days 60] [--seed 1]

Two offices with the same register live the same days: one in good weather, one with faults drawn by the seed. Held in the
end: no Message-ID was accepted more often than once and once more for each moment in which nobody could know; whoever heard
of a milestone in good weather heard of it in bad; nothing waits; `audit` finds nothing. Needs Python alone. Ends with 1 and
says what fell; the folder of the office stays then.
"""

import argparse
import collections
import datetime
import http.client
import json
import os
import pathlib
import random
import shutil
import socketserver
import subprocess
import sys
import tempfile
import threading
import time

CONFIG = """
[office]
name = "Sở Ngoại vụ"
fallback = "it"
[store]
path = "var/pactwatch.db"
[schedule]
scan = "0 7 * * *"
digest = "30 7 * * Mon"
[post]
transport = "smtp"
from = "pactwatch@example.vn"
bundle_over = 1000
brake = 10000
[post.smtp]
host = "127.0.0.1"
port = {port}
security = "none"
connections = 2
[backup]
directory = "copies"
[contacts.desk]
email = "desk@example.vn"
[contacts.head]
email = "head@example.vn"
[contacts.director]
email = "director@example.vn"
[contacts.it]
email = "it@example.vn"
[roles]
head = ["head"]
director = ["director"]
"""
ZONE = datetime.timezone(datetime.timedelta(hours=7))


class MailServer(socketserver.ThreadingTCPServer):
    """Takes letters, and does what the weather says instead."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, dice):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.dice, self.bad, self.lock = dice, False, threading.Lock()
        self.accepted, self.unknowable = collections.Counter(), collections.Counter()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def draws(self, percent):
        with self.lock:
            return self.bad and self.dice.randint(1, 100) <= percent


class Conversation(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        try:
            self.converse()
        except OSError:
            pass

    def converse(self):
        server = self.server
        if server.draws(5):
            return self.say("421 4.3.2 not now")
        self.say("220 mail.example.vn")
        while line := self.rfile.readline():
            verb = line.decode(errors="replace").strip().split(" ")[0].upper()
            if verb == "QUIT":
                return self.say("221 bye")
            if verb == "DATA":
                self.say("354 go on")
                if not self.letter():
                    return None
            elif verb == "MAIL" and server.draws(3):
                self.say("550 5.7.60 not as this sender")
            elif verb == "RCPT" and server.draws(8):
                self.say("451 4.7.1 later")
            elif verb == "RCPT" and server.draws(3):
                return None
            else:
                self.say("250 ok")

    def letter(self):
        server, name, breaks = self.server, None, self.server.draws(3)
        while (line := self.rfile.readline()) != b".\r\n":
            if not line or breaks and name:
                return False
            if line.lower().startswith(b"message-id:"):
                name = line.decode().split(":", 1)[1].strip()
        if server.draws(5):
            self.say("452 4.3.1 no room")
            return True
        server.accepted[name] += 1
        if server.draws(5):
            server.unknowable[name] += 1
            return False
        try:
            self.say("250 2.0.0 queued")
        except OSError:
            server.unknowable[name] += 1
        return True


class Office:
    def __init__(self, program, dice):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pactwatch-soak-"))
        self.server = MailServer(dice)
        (self.folder / "copies").mkdir()
        (self.folder / "config.toml").write_text(CONFIG.format(port=self.server.server_address[1]))
        self.log = open(self.folder / "log", "w")

    def start(self, now, *args):
        environment = {**os.environ, "PACTWATCH_NOW": now.isoformat()}
        return subprocess.Popen([self.program, *args], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=self.log, text=True)

    def run(self, now, *args):
        child = self.start(now, *args)
        out, _ = child.communicate()
        return child.returncode, out

    def must(self, now, *args):
        code, out = self.run(now, *args)
        if code != 0:
            raise SystemExit(f"{args} ended with {code} on {now}; see {self.folder}/log")
        return out

    def told(self, now):
        """Who heard of which milestone, whatever the rung."""
        letters = json.loads(self.must(now, "outbox", "list", "--state", "sent", "--json", "--limit", "100000"))
        found = set()
        for key in (key for letter in letters for key in letter["keys"]):
            parts = key.split("#")[0].split("/")
            # A greeting that could not leave before its day is not made up for.
            if not parts[1].startswith(("system:", "observance:")) and "gone" not in key and "moved" not in key:
                found.add((*parts[:4], parts[-1]))
        return found


def register(first):
    """Agreements whose milestones fall into the days to come."""
    rows = []
    for nth in range(40):
        end = first + datetime.timedelta(days=8 + nth * 6)
        rows.append(f'[[agreement]]\nreference = "S-{nth:02}"\ntitle = "Bản ghi nhớ {nth}"\ncountry = "LA"\n'
                    f'signed_on = {end.replace(year=end.year - 3)}\nterm = "3y"\nofficers = ["desk"]\n'
                    f'review_every = "1y"\nnotice = "2m"\nrenewal = "{("none", "consent")[nth % 2]}"\n')
    return "\n".join(rows)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--days", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    dice = random.Random(given.seed)
    print(f"seed {given.seed}, {given.days} days")
    first = datetime.datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
    program = str(pathlib.Path(given.program).resolve())
    calm, stormy = Office(program, dice), Office(program, dice)
    for office in (calm, stormy):
        office.must(first, "init")
        (office.folder / "register.toml").write_text(register(first.date()))
        office.must(first, "import", "register.toml")
    stormy.server.bad = True
    counts, copy, at_copy, begun = collections.Counter(), None, None, time.monotonic()
    for day in range(given.days):
        now = first + datetime.timedelta(days=day)
        calm.run(now, "tick")
        if dice.random() < 0.05:
            ahead = now + datetime.timedelta(days=dice.choice([30, 400, 4000]))
            stormy.run(ahead, "tick", "--release")
            counts["clock slips"] += 1
        for hour in range(dice.randint(1, 3)):
            at = now + datetime.timedelta(hours=hour * 4)
            before = stormy.server.accepted.copy()
            child = stormy.start(at, "tick", "--now")
            if dice.random() < 0.25:
                time.sleep(dice.random())
                if child.poll() is None:
                    child.kill()
                    counts["kills"] += 1
                    # Of what the server took meanwhile nobody may have heard.
                    time.sleep(0.2)
                    stormy.server.unknowable.update((stormy.server.accepted - before).keys())
            child.communicate()
        if dice.random() < 0.1:
            act = dice.choice([("progress", "expiry", "đang trao đổi"), ("acknowledge", "expiry")])
            for office in (calm, stormy):
                office.run(now, "record", f"S-{dice.randrange(40):02}", *act, "--by", "desk")
            counts["acts"] += 1
        if dice.random() < 0.1:
            copy = stormy.folder / "copies" / f"mine-{day}.db"
            stormy.run(now, "backup", str(copy))
            at_copy = stormy.server.accepted.copy()
        elif copy and copy.exists() and dice.random() < 0.05:
            stormy.must(now, "restore", str(copy), "--yes")
            stormy.run(now, "tick", "--take-over")
            counts["restores"] += 1
            # What went since the copy was made may go once more.
            stormy.server.unknowable.update((stormy.server.accepted - at_copy).keys())
        if day % 10 == 5:
            page = stormy.start(now, "serve", "--listen", "127.0.0.1:0")
            host = page.stdout.readline().strip().removeprefix("http://")
            asked = http.client.HTTPConnection(host, timeout=20)
            asked.request("GET", "/health")
            counts["pages"] += asked.getresponse().status in (200, 503)
            page.kill()
            page.communicate()
    stormy.server.bad = False
    for day in range(given.days, given.days + 4):
        now = first + datetime.timedelta(days=day)
        calm.run(now, "tick")
        stormy.run(now, "tick", "--now", "--take-over")
    wrong = []
    for name, times in stormy.server.accepted.items():
        if times > 1 + stormy.server.unknowable[name]:
            wrong.append(f"{name} went {times} times with {stormy.server.unknowable[name]} unknowable moments")
    lost = calm.told(now) - stormy.told(now)
    wrong += [f"lost: {what}" for what in sorted(lost)]
    waiting = json.loads(stormy.must(now, "outbox", "list", "--state", "pending", "--json"))
    wrong += [f"still waits: {letter}" for letter in waiting]
    code, audited = stormy.run(now, "audit")
    if code != 0:
        wrong.append(f"audit: {audited}")
    taken, once = sum(stormy.server.accepted.values()), len(stormy.server.accepted)
    print(f"{taken} letters taken, {once} of them different, {dict(counts)}, {time.monotonic() - begun:.0f} seconds")
    if wrong:
        print("\n".join(wrong), f"see {stormy.folder}", sep="\n")
        return 1
    shutil.rmtree(calm.folder)
    shutil.rmtree(stormy.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
