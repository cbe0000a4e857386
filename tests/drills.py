"""Restore, snapshot set back, move and clone, by the lines of the manual (Backup and restore), with the time each takes.

    drills.py --program target/debug/pactwatch [--agreements 60]

Each drill ends with every letter told that was due: what is missing is named before anything goes, nothing is sent while the
register is held, and nothing goes twice but under its first Message-ID. Needs Python alone.
"""

import argparse
import datetime
import pathlib
import random
import re
import shutil
import sys
import time

import soak

TOP = pathlib.Path(__file__).resolve().parent.parent
MANUAL = (TOP / "docs/manual.md").read_text()
GUIDE = (TOP / "docs/vi/cai-dat-van-hanh.md").read_text()
FIRST = datetime.datetime(2026, 11, 23, 7, 0, tzinfo=soak.ZONE)


def lines(drill):
    """The commands of the manual's block of that name, each a list of words without `pactwatch`. The guide for whoever
    administers the server must have them too, in the same order."""
    block = re.search(rf"<!-- drill: {drill} -->\n```\n(.*?)```", MANUAL, re.S)
    assert block, f"the manual has no block `{drill}`"
    found = [line.split()[1:] for line in block[1].splitlines()]
    assert found and all(line.startswith("pactwatch ") for line in block[1].splitlines()), block[1]
    at = 0
    for words in found:
        # Where a copy lies is each office's own.
        command = " ".join(word for word in words if not word.startswith("/"))
        at = GUIDE.find(f"config.toml {command}", at)
        assert at >= 0, f"docs/vi/cai-dat-van-hanh.md does not say `{command}`"
    return found


def day(number):
    return FIRST + datetime.timedelta(days=number)


def office(program, agreements):
    made = soak.Office(program, random.Random(1))
    made.must(FIRST, "init")
    rows = []
    for nth in range(agreements):
        end = FIRST.date() + datetime.timedelta(days=180 + nth % 12)
        rows.append(f'[[agreement]]\nreference = "S-{nth:02}"\ntitle = "Bản ghi nhớ {nth}"\nsigned_on = 2024-01-05\n'
                    f'term = "until {end}"\nofficers = ["desk"]\n')
    (made.folder / "register.toml").write_text("\n".join(rows))
    made.must(FIRST, "import", "register.toml")
    made.must(FIRST, "tick")
    return made


def live(made, first, last):
    for number in range(first, last + 1):
        made.must(day(number), "tick")
    made.must(day(last), "record", "S-00", "progress", "expiry", "đang trao đổi", "--by", "desk")
    made.must(day(last), "tick")


def is_held(made, number, words):
    """Nothing goes; what is missing is named."""
    before = made.server.accepted.copy()
    code, _ = made.run(day(number), "tick")
    assert code == 1, "a register that is not the newest sends"
    look, _ = lines("take over")
    said = made.run(day(number), *look, "--language", "en")[1] + (made.folder / "log").read_text()
    for word in words:
        assert word in said, f"`{word}` is not said: {said[-2000:]}"
    assert made.server.accepted == before


def taken_over(made, number, told):
    _, take_over = lines("take over")
    made.must(day(number), *take_over)
    assert max(made.server.accepted.values()) <= 2, "a letter went three times"
    lost = told - made.told(day(number))
    assert not lost, f"told before and not again: {lost}"


def restore(made):
    copy = made.folder / "copies" / "mine.db"
    made.must(FIRST, "backup", str(copy))
    live(made, 1, 5)
    told = made.told(day(5))
    begun = time.monotonic()
    (put_back,) = lines("restore")
    words = [str(copy) if word.startswith("/") else word for word in put_back]
    shown = made.must(day(6), *words, "--yes", "--language", "en")
    assert "S-00: progress" in shown and "would go again" in shown, shown
    is_held(made, 6, ["progress", "would go again"])
    taken_over(made, 6, told)
    return time.monotonic() - begun


def snapshot(made):
    kept = made.folder / "kept"
    shutil.copytree(made.folder / "var", kept)
    live(made, 1, 5)
    told = made.told(day(5))
    shutil.rmtree(made.folder / "var")
    shutil.copytree(kept, made.folder / "var")
    begun = time.monotonic()
    is_held(made, 6, ["progress", "would go again"])
    taken_over(made, 6, told)
    return time.monotonic() - begun


def move(made):
    live(made, 1, 5)
    told = made.told(day(5))
    elsewhere = made.folder.with_name(made.folder.name + "-moved")
    shutil.copytree(made.folder / "var", elsewhere / "var")
    begun = time.monotonic()
    text = (made.folder / "config.toml").read_text().replace("var/pactwatch.db", f"{elsewhere}/var/pactwatch.db")
    (made.folder / "config.toml").write_text(text)
    is_held(made, 6, ["hoạt động lần cuối"])
    taken_over(made, 6, told)
    spent = time.monotonic() - begun
    shutil.rmtree(elsewhere)
    return spent


def clone(made):
    """The same machine-id, name and path: what differs is who was at work last."""
    live(made, 1, 3)
    twin = made.folder / "twin"
    shutil.copytree(made.folder / "var", twin)
    made.must(day(4), "tick")
    told = made.told(day(4))
    original = made.folder / "original"
    (made.folder / "var").rename(original)
    twin.rename(made.folder / "var")
    begun = time.monotonic()
    is_held(made, 5, [])
    spent = time.monotonic() - begun
    shutil.rmtree(made.folder / "var")
    original.rename(made.folder / "var")
    made.must(day(5), "tick")
    assert max(made.server.accepted.values()) == 1
    assert told <= made.told(day(5))
    return spent


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--agreements", type=int, default=60)
    given = arguments.parse_args()
    program = str(pathlib.Path(given.program).resolve())
    for drill in (restore, snapshot, move, clone):
        made = office(program, given.agreements)
        spent = drill(made)
        print(f"{drill.__name__}: {spent:.1f} seconds, {given.agreements} agreements")
        shutil.rmtree(made.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
