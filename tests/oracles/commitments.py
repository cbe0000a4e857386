"""The days of commitments, worked out a second time from the rules alone: DESIGN of the dates, no code of the program.

Reads one case a line as JSON and prints `CASE NAME NTH DAY`, one line an occurrence, in the order of case, name, number;
`CASE refused` where no register takes the acts.
Spans are (months, days): months first, clamped to the month's end, then days. Occurrence n is anchor + n * span.
"""

import calendar
import json
import re
import sys
from datetime import date, timedelta


def span(text):
    units = {"y": (12, 0), "m": (1, 0), "w": (0, 7), "d": (0, 1)}
    months = days = 0
    for number, unit in re.findall(r"(\d+)([ymwd])", text):
        months += int(number) * units[unit][0]
        days += int(number) * units[unit][1]
    return months, days


def plus(day, length, times=1):
    months, days = length[0] * times, length[1] * times
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    last = calendar.monthrange(year, month)[1]
    clamped = day.day > last
    return date(year, month, min(day.day, last)) + timedelta(days=days), clamped


def day(text):
    return date.fromisoformat(text) if text else None


def last_day(case, start):
    """The last day on which the agreement can be in force; None where no end is known."""
    term = case["term"]
    if term.startswith("until "):
        base = ("day", day(term[6:].split("..")[-1]), (0, 0))
    elif term in ("open", "unknown"):
        base = None
    else:
        base = ("anchor", start, span(term))
    for act in sorted(case["acts"], key=lambda act: act["on"]):
        if act["act"] == "extend" and "until" in act:
            base = ("day", day(act["until"]), (0, 0))
        elif act["act"] == "extend":
            kind, anchor, length = base
            more = span(act["for"])
            base = (kind, anchor, (length[0] + more[0], length[1] + more[1]))
    end = None
    if base and base[1]:
        end, clamped = plus(base[1], base[2])
        if base[0] == "anchor" and case["count"] == "inclusive" and not clamped:
            end -= timedelta(days=1)
    ends = [day(act["ends_on"]) for act in case["acts"] if act["act"] in ("terminate", "supersede", "withdraw")]
    if end and any(other > end for other in ends):
        # An ending act moves no end out: the register refuses it.
        return "refused"
    return min([end, *ends] if end else ends, default=None)


def pauses(case):
    found, since = [], None
    for act in sorted(case["acts"], key=lambda act: act["on"]):
        if act["act"] == "suspend" and since is None:
            since = day(act["on"])
        elif act["act"] == "resume" and since is not None:
            found.append((since, day(act["on"])))
            since = None
    if since is not None:
        found.append((since, date.max))
    return found


def as_mended(commitment, acts):
    """The commitment as it is known in the end; None where it was taken back."""
    for act in acts:
        if act.get("name") != commitment["name"]:
            continue
        if act["act"] == "take-back":
            return None
        if act["act"] == "mend":
            word, _, value = act["when"].partition(" ")
            commitment = {"name": commitment["name"]} | ({} if word == "within" else {word: value})
    return commitment


def occurrences(commitment, start, end):
    if "until" in commitment:
        only = day(commitment["until"])
        return [(1, only)] if only <= end else []
    if "every" in commitment:
        anchor, length, found, nth = day(commitment.get("from")) or start, span(commitment["every"]), [], 1
        while anchor and plus(anchor, length, nth)[0] <= end:
            found.append((nth, plus(anchor, length, nth)[0]))
            nth += 1
        return found
    if "yearly" in commitment:
        month, of_month = (int(part) for part in commitment["yearly"].split("-"))
        years = range(start.year, end.year + 1) if start else []
        days = [date(year, month, min(of_month, calendar.monthrange(year, month)[1])) for year in years]
        return list(enumerate((one for one in days if start <= one <= end), 1))
    return []


for nth_case, line in enumerate(sys.stdin):
    case = json.loads(line)
    start = day(case["in_force_on"])
    end = last_day(case, start)
    if end == "refused":
        print(nth_case, "refused")
        continue
    through = day(case["through"])
    limit = min(end, through) if end else through
    for commitment in sorted(case["commitments"], key=lambda one: one["name"]):
        commitment = as_mended(commitment, case["acts"])
        if commitment is None:
            continue
        closing = [act for act in case["acts"] if act["act"] in ("fulfil", "skip")]
        answered = {act["of"] for act in closing if act["name"] == commitment["name"]}
        for nth, on in occurrences(commitment, start, limit):
            rests = any(since <= on < to for since, to in pauses(case))
            if not rests or on.isoformat() in answered:
                print(nth_case, commitment["name"], nth, on)
