"""The points of the prose, by section, and the tasks that carry each out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.plan import Point, Section
from . import targets
from .columns import Column, Payload, Table, View, record, table
from .envelope import envelope
from .wording import ordinal


class Entry(NamedTuple):
    """A point in its section, and the tasks that carry it out: their ids, and what they are called."""

    section: Section
    point: Point
    carriers: tuple[int, ...]
    called: str


_READ = (
    Column("要点", lambda e: e.point.id, numeric=True),
    Column("内容", lambda e: e.point.name, flexible=True),
    Column("任务", lambda e: e.called or "没有任务", flexible=True),
)
POINTS = (
    Column("部分", lambda e: e.section.title),
    Column("要点", lambda e: e.point.id, "id"),
    Column("标题", lambda e: e.point.name, "title"),
    Column("正文", lambda e: e.point.text, "text"),
    Column("任务", lambda e: e.called, "tasks", lambda e: list(e.carriers)),
    Column(None, None, "targets", lambda e: [targets.as_words(t) for t in e.point.targets]),
)


def entries(document: PlanDocument, wanted: Iterable[int] | None = None) -> list[Entry]:
    """Return the points of a plan, or those of these numbers, in its order."""
    only = None if wanted is None else set(wanted)
    return [
        Entry(section, point, its, "、".join(map(document.names.__getitem__, its)))
        for section in document.plan.sections
        for point in section.points
        for its in (document.carriers[point.id],)
        if only is None or point.id in only
    ]


def answer(document: PlanDocument, today: date, *, uncovered: bool) -> View:
    """Return the points in every shape; only those no task carries out, if asked."""
    everything = entries(document)
    shown = [e for e in everything if not (uncovered and e.carriers)]
    bare = [e.point.id for e in everything if not e.carriers]
    notes = [f"{len(shown)} 个要点。" if shown else "没有这样的要点。"]
    if bare and not uncovered:
        notes.append(f"没有任务落实的要点：{'、'.join(map(str, bare))}。")
    return view(document, today, shown, tuple(_tables(shown)), tuple(notes))


def view(
    document: PlanDocument,
    today: date,
    shown: list[Entry],
    tables: tuple[Table, ...],
    notes: tuple[str, ...] = (),
) -> View:
    """Return these points in every shape, with the tables to read them in."""
    return View(
        envelope("points", document, today, {"sections": _payload(shown)}),
        tables,
        table((POINTS, shown)),
        notes,
    )


def _payload(shown: list[Entry]) -> list[Payload]:
    return [
        {
            "number": section.number,
            "title": section.title,
            "points": [record(POINTS, entry) for entry in its],
        }
        for section, its in _by_section(shown)
    ]


def _tables(shown: list[Entry]) -> Iterator[Table]:
    """Return one table a section: number, point, tasks."""
    for section, its in _by_section(shown):
        yield table((_READ, its), title=f"{ordinal(section.number)}、{section.title}")


def _by_section(shown: list[Entry]) -> Iterator[tuple[Section, list[Entry]]]:
    for _, group in groupby(shown, key=lambda entry: id(entry.section)):
        its = list(group)
        yield its[0].section, its
