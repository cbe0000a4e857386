"""Reads a calendar file with Python's icalendar, which shares no code with pactwatch, and prints what is in it as JSON.

    entries.py FILE
"""

import datetime
import json
import sys

import icalendar


def event(found):
    first, end = found["DTSTART"].dt, found["DTEND"].dt
    assert type(first) is datetime.date and type(end) is datetime.date, "whole days"
    return {
        "uid": str(found["UID"]),
        "sequence": int(found["SEQUENCE"]),
        "first": first.isoformat(),
        "days": (end - first).days,
        "stamp": found["DTSTAMP"].dt.isoformat(),
        "summary": str(found["SUMMARY"]),
        "description": str(found["DESCRIPTION"]) if "DESCRIPTION" in found else None,
        "class": str(found["CLASS"]),
        "transparency": str(found["TRANSP"]),
        "errors": [str(error) for error in found.errors],
    }


def main(file):
    with open(file, "rb") as opened:
        calendar = icalendar.Calendar.from_ical(opened.read())
    events = [event(found) for found in calendar.walk("VEVENT")]
    print(json.dumps({"method": str(calendar["METHOD"]), "events": events}))


main(*sys.argv[1:])
