"""The words of the real plan, taken apart so that they can be put together anew.

A :class:`Clause` ends where the plan ends one (`。`, `;`, a paragraph) and brings along the promises and steps whose
words it holds, so whatever text is made of clauses, its targets are true of it.
"""

from __future__ import annotations

import bisect
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parent.parent
ONGOING = "持续推进"
RECURRING = "每季度"
"""No task of the real plan is printed so, but those of others are."""

_OPENING, _CLOSING = "“《(", "”》)"


class Clause(NamedTuple):
    """A stretch of the real text with what it promises."""

    text: str
    targets: tuple[dict[str, str], ...]
    milestones: tuple[dict[str, str], ...]

    @property
    def unpaired(self) -> bool:
        """Whether a quotation mark of it has no partner, as in task 35."""
        return self.text.count('"') % 2 == 1


class Model(NamedTuple):
    """A real task or point: the clauses of each of its paragraphs, which give a made one its length."""

    title: str
    paragraphs: tuple[tuple[Clause, ...], ...]
    points: int = 0


class Office(NamedTuple):
    """One department of a register and its other names."""

    name: str
    aliases: tuple[str, ...]

    def at(self, place: str) -> Office:
        """Return the office of the same kind somewhere else."""
        return Office(place + self.name, tuple(place + alias for alias in self.aliases)) if place else self


class Phrases:
    """All that is drawn from: tasks, points, section heads, offices, deadlines, and what was reported."""

    def __init__(
        self, plan: Path = ROOT / "plan.yaml", ledger: Path = ROOT / "examples/2020-progress.yaml"
    ) -> None:
        self.plan = _read(plan)
        sections, tasks = self.plan["sections"], self.plan["tasks"]
        self.sections = [section["title"] for section in sections]
        self.tasks = [_model(task, task["goals"]) for task in tasks]
        self.points = [_model(point, point["text"]) for section in sections for point in section["points"]]
        self.offices = [Office(d["name"], tuple(d.get("aliases", ()))) for d in self.plan["departments"]]
        steps = [step["deadline"] for task in tasks for step in task.get("milestones", ())]
        self.deadlines = [*(task["deadline"] for task in tasks), *steps, ONGOING, RECURRING]
        records = _read(ledger)
        self.notes = [record["note"] for record in records if record.get("note")]
        self.evidence = [record["evidence"] for record in records if record.get("evidence")]
        self.reasons = [record["extension"]["reason"] for record in records if "extension" in record]
        self.returns = [record["returned"] for record in records if record.get("returned")]
        self._of_tasks = _by_length(self.tasks)
        self._of_points = _by_length(self.points)

    def recombined(self, model: Model, chance: random.Random) -> list[list[Clause]]:
        """Return the paragraphs of a model with each clause exchanged for one of about its length."""
        pool = self._of_points if model in self.points else self._of_tasks
        return [[_near(pool, len(clause.text), chance) for clause in part] for part in model.paragraphs]


def last_day(printed: str, year: int) -> date | None:
    """Return the last day of the words the real plan prints its times in; None where they name none."""
    named = {"年底": 12, "上半年": 6, "三季度": 9}
    month = (
        named.get(printed) or int(printed.rstrip("月份前") or 0) if printed not in (ONGOING, RECURRING) else 0
    )
    if not month:
        return None
    first = date(year, month, 1)
    if printed.endswith("前"):
        return first - timedelta(1)
    return (first + timedelta(31)).replace(day=1) - timedelta(1)


def quoted(text: str) -> str:
    """Return text as it stands in the file: in double quotes, or in single ones where it holds a double one."""
    return f"'{text}'" if '"' in text else f'"{text}"'


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def _model(part: dict[str, Any], text: str) -> Model:
    paragraphs = tuple(tuple(_clauses(_unnumbered(line), part)) for line in text.split("\n"))
    return Model(part["title"], paragraphs, len(part.get("points", ())))


def _unnumbered(line: str) -> str:
    """Drop the `1、` a paragraph begins with; two paragraphs of the real plan lack the mark after it."""
    if line[:1].isdecimal() and not line[1:2].isdecimal() and line[1:2] not in "%年":
        return line[1:].removeprefix("、")
    return line


def _clauses(line: str, part: dict[str, Any]) -> Iterator[Clause]:
    for text in _cut(line):
        targets = [dict(t) for t in part.get("targets", ()) if t["phrase"] in text]
        for target in targets:
            target.pop("tasks", None)
            if target.get("commitment", "") not in text:  # it stood in the clause before
                del target["commitment"]
        steps = tuple(m for m in part.get("milestones", ()) if m["text"] in text)
        yield Clause(text, tuple(targets), steps)


def _cut(line: str) -> Iterator[str]:
    """Cut after a stop or semicolon that stands in no brackets and no quotation."""
    text, depth = "", 0
    for char in line:
        text += char
        depth += (char in _OPENING) - (char in _CLOSING)
        if char in "。;" and depth <= 0:
            yield text.strip()
            text = ""
    if text.strip():
        yield text.strip()


def _by_length(models: Iterable[Model]) -> list[Clause]:
    found = {clause.text: clause for model in models for part in model.paragraphs for clause in part}
    return sorted(found.values(), key=lambda clause: (len(clause.text), clause.text))


def _near(pool: list[Clause], length: int, chance: random.Random, reach: int = 6) -> Clause:
    at = bisect.bisect_left(pool, length, key=lambda clause: len(clause.text))
    return pool[min(max(0, at + chance.randint(-reach, reach)), len(pool) - 1)]
