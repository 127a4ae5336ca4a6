"""What departments report of a made task in the course of the year: a ledger of several records a task.

Each task has a fate (closed, done late, lagging, given up ...); its records follow one another as the ledger's rules
demand, and are true whatever day is asked about.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from types import TracebackType
from typing import IO, NamedTuple, Self

from .phrases import Phrases, quoted

_OFFICE = "办公室"
_FATES = {
    "closed": 34,
    "working": 20,
    "done": 14,
    "late": 12,
    "lagging": 8,
    "silent": 6,
    "suspended": 2,
    "cancelled": 2,
    "returned": 2,
}
_EXTENDED, _REACHED, _FIGURES, _TOLD = 0.06, 0.7, 0.5, 0.8
"""How often a dated task is extended, a step is reported, a report has figures, and has a note."""


class Facts(NamedTuple):
    """What a report can speak of."""

    task: int
    by: str
    last_day: date | None
    targets: tuple[dict[str, str], ...]
    steps: tuple[str, ...]


class Entry(NamedTuple):
    """One record: the day it is true for, and its block of the file."""

    day: date
    text: str


def history(facts: Facts, year: int, phrases: Phrases, chance: random.Random) -> list[Entry]:
    """Return the records of one task, in the order of their days."""
    return sorted(_entries(facts, year, phrases, chance), key=lambda entry: entry.day)


def _entries(facts: Facts, year: int, phrases: Phrases, chance: random.Random) -> Iterator[Entry]:
    (fate,) = chance.choices(list(_FATES), list(_FATES.values()))
    if fate == "silent":
        return
    start, due = date(year, 4, 1), facts.last_day or date(year, 12, 15)
    if facts.last_day and chance.random() < _EXTENDED:
        later = due + timedelta(chance.randint(15, 60))
        reason = [f"  to: {later}", f"  reason: {quoted(chance.choice(phrases.reasons))}"]
        yield _entry(facts, due - timedelta(chance.randint(2, 12)), chance, "extension:", *reason)
        due = later
    end = due + timedelta(chance.randint(1, 40) if fate == "late" else chance.randint(-30, 0))
    yield from _reports(facts, start, end, fate == "lagging", phrases, chance)
    for step in facts.steps:
        if chance.random() < _REACHED:
            day = start + timedelta(chance.randint(20, max(21, (end - start).days)))
            yield _entry(facts, day, chance, f"reached: [{quoted(step)}]")
    yield from _ending(fate, facts, end, phrases, chance)


def _reports(
    facts: Facts, start: date, end: date, lagging: bool, phrases: Phrases, chance: random.Random
) -> Iterator[Entry]:
    days = max(2, (end - start).days)
    percent = 0
    for number, day in enumerate(sorted(chance.sample(range(days), min(days, chance.randint(1, 4))))):
        gone = 100 * (day + 1) // days
        percent = max(percent, min(99, gone // 3 if lagging else gone + chance.randint(-12, 8)), 0)
        told = ["status: in_progress"] if number == 0 and chance.random() < 0.4 else []
        if number == 0 and percent == 0 and not (told or facts.steps):  # a step may have been reached before
            told = ["status: not_started"]
        told.append(f"percent: {percent}")
        if facts.targets and chance.random() < _FIGURES:
            told += ["values:", f"  {_figure(chance.choice(facts.targets), chance)}"]
        if chance.random() < _TOLD:
            told.append(f"note: {quoted(chance.choice(phrases.notes))}")
        yield _entry(facts, start + timedelta(day), chance, *told)


def _ending(fate: str, facts: Facts, end: date, phrases: Phrases, chance: random.Random) -> Iterator[Entry]:
    if fate in ("suspended", "cancelled"):
        yield _entry(facts, end, chance, f"status: {fate}", f"note: {quoted(chance.choice(phrases.notes))}")
    if fate not in ("closed", "done", "late", "returned"):
        return
    told = ["status: done", f"evidence: {quoted(chance.choice(phrases.evidence))}"]
    yield _entry(facts, end, chance, *(told[:1] if chance.random() < 0.5 else told))
    after = end + timedelta(chance.randint(2, 20))
    if fate == "closed":
        yield _entry(facts, after, chance, "status: closed", by=_OFFICE)
    if fate == "returned":
        yield _entry(facts, after, chance, f"returned: {quoted(chance.choice(phrases.returns))}", by=_OFFICE)
        if chance.random() < 0.5:
            yield _entry(facts, after + timedelta(chance.randint(5, 30)), chance, "status: done")


def _figure(target: dict[str, str], chance: random.Random) -> str:
    if "value" not in target:
        return f"{quoted(target['name'])}: {chance.choice('是否')}"
    reached = float(target["value"]) * chance.uniform(0.6, 1.1)
    return f"{quoted(target['name'])}: {reached:.{0 if reached >= 100 else 1}f}"


def _entry(facts: Facts, day: date, chance: random.Random, *told: str, by: str = "") -> Entry:
    written = day + timedelta(chance.choice((0, 0, 1, 2, 6)))
    lines = [f"date: {day}", f"recorded: {written}", f"by: {quoted(by or facts.by)}", *told]
    return Entry(day, f"- task: {facts.task}\n" + "".join(f"  {line}\n" for line in lines))


class Spool:
    """Records on their way into the order of their days: a file for each month, and one month at a time in memory."""

    def __init__(self) -> None:
        self.months: dict[str, IO[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for month in self.months.values():
            month.close()

    def add(self, entry: Entry) -> None:
        """Put a record away; those of one task come in order."""
        month = f"{entry.day:%Y-%m}"
        if month not in self.months:
            self.months[month] = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed on exit
        self.months[month].write(json.dumps([entry.day.isoformat(), entry.text]) + "\n")

    def in_order(self) -> Iterator[str]:
        """Yield all records by day; those of one day as they came."""
        for _, month in sorted(self.months.items()):
            month.seek(0)
            for _, text in sorted(map(json.loads, month), key=lambda record: record[0]):
                yield text + "\n"
