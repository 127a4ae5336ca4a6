"""The points of the prose, its promises, and hits of a search, as tables and payloads."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..domain.document import PlanDocument
from ..domain.fold import find_all, holds
from ..domain.history import TaskHistory
from ..domain.plan import AnyTarget, Point, PointTarget, Section
from ..domain.query import searchable
from ..domain.standing import ScheduledTask
from ..domain.targets import Outcome, TargetStanding, standing_of
from . import payloads
from .phrasing import aim, reported_words
from .tables import Column, Table
from .words import ordinal

_CONTEXT = 14
"""Characters shown on either side of a hit."""


class Hit(NamedTuple):
    """A point or task in which all the words stand, and each place in its context."""

    id: int
    title: str
    excerpts: tuple[str, ...]


def chosen_points(document: PlanDocument, *, uncovered: bool) -> list[tuple[Section, list[Point]]]:
    """Return the sections with their points; only the points no task carries out, if asked."""
    return [
        (section, points)
        for section in document.plan.sections
        if (points := [p for p in section.points if not (uncovered and document.carriers[p.id])])
    ]


def points_payload(document: PlanDocument, sections: list[tuple[Section, list[Point]]]) -> dict[str, Any]:
    """Return sections with their points for JSON."""
    return {
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "points": [payloads.point(p, document.carriers[p.id]) for p in points],
            }
            for section, points in sections
        ]
    }


def points_tables(document: PlanDocument, sections: list[tuple[Section, list[Point]]]) -> Iterator[Table]:
    """Return one table a section: number, point, tasks."""
    columns = (Column("要点", numeric=True), Column("内容", flexible=True), Column("任务", flexible=True))
    for section, points in sections:
        rows = tuple((str(p.id), p.name, _numbers(document.carriers[p.id])) for p in points)
        yield Table(columns, rows, f"{ordinal(section.number)}、{section.title}")


def points_data(document: PlanDocument, sections: list[tuple[Section, list[Point]]]) -> Table:
    """Return the points for a spreadsheet."""
    columns = tuple(Column(head) for head in ("部分", "要点", "标题", "正文", "任务"))
    rows = tuple(
        (section.title, str(p.id), p.name, p.text, "、".join(map(str, document.carriers[p.id])))
        for section, points in sections
        for p in points
    )
    return Table(columns, rows)


def _numbers(numbers: Iterable[int]) -> str:
    return "、".join(map(str, numbers)) or "没有任务"


class Promise(NamedTuple):
    """A target with the point or the task it belongs to; a task's also with what was reported."""

    target: AnyTarget
    point: int | None = None
    task: int | None = None
    standing: TargetStanding | None = None

    @property
    def holder(self) -> str:
        """The point or task in words."""
        return f"要点 {self.point}" if self.point else f"任务 {self.task}"


def promises(document: PlanDocument, tasks: Iterable[ScheduledTask], *, unowned: bool) -> list[Promise]:
    """Return all promises, of points first; only those of the prose that no task carries, if asked."""
    known = {item.id: item.history for item in tasks}
    of_points = [
        Promise(t, point=p.id, standing=_carried(t, known)) for p in document.plan.points for t in p.targets
    ]
    if unowned:
        return [p for p in of_points if isinstance(p.target, PointTarget) and not p.target.tasks]
    return of_points + [
        Promise(target, task=item.id, standing=standing_of(target, item.history))
        for item in tasks
        for target in item.reading.task.targets
    ]


def _carried(target: PointTarget, known: Mapping[int, TaskHistory]) -> TargetStanding | None:
    """Hold a promise of the prose against what the tasks that carry it reported under its name."""
    found = [standing_of(target, known[number]) for number in target.tasks if number in known]
    return next((s for s in found if s.outcome is not Outcome.NO_VALUE), found[0] if found else None)


def promises_payload(found: Iterable[Promise]) -> dict[str, Any]:
    """Return promises for JSON, each with its point or its task, and what was reported of it."""
    return {
        "targets": [
            {
                "point": p.point,
                "task": p.task,
                **payloads.target(p.target),
                **payloads.outcome(p.standing),
            }
            for p in found
        ]
    }


def promises_table(found: Iterable[Promise], title: str) -> Table:
    """Return promises as a table."""
    columns = (
        Column("出处"),
        Column("指标", flexible=True),
        Column("目标", flexible=True),
        Column("承诺"),
        Column("原文", flexible=True),
        Column("实际"),
    )
    rows = tuple(
        (
            p.holder,
            p.target.name,
            aim(p.target),
            p.target.commitment or "—",
            p.target.phrase,
            reported_words(p.target, p.standing) if p.standing else "—",
        )
        for p in found
    )
    return Table(columns, rows, title)


def search(
    document: PlanDocument, tasks: Iterable[ScheduledTask], words: list[str]
) -> tuple[list[Hit], list[Hit]]:
    """Return the points and the tasks in which every word stands."""
    points = ((p.id, p.name, f"{p.title}{p.text}") for p in document.plan.points)
    rows = ((t.id, t.reading.task.title, searchable(t)) for t in tasks)
    return list(_hits(points, words)), list(_hits(rows, words))


def _hits(texts: Iterable[tuple[int, str, str]], words: list[str]) -> Iterator[Hit]:
    for number, title, text in texts:
        if words and all(holds(text, word) for word in words):
            lines = text.split("\n")
            yield Hit(number, title, tuple(e for line in lines for e in _excerpts(line, words)))


def _excerpts(line: str, words: list[str]) -> Iterator[str]:
    """Yield each hit in 【】 with some characters around it; hits close together share an excerpt."""
    places = sorted(place for word in words for place in find_all(line, word))
    group: list[tuple[int, int]] = []
    for place in places:
        if group and place[0] - group[-1][1] > 2 * _CONTEXT:
            yield _excerpt(line, group)
            group = []
        if not group or place[0] >= group[-1][1]:
            group.append(place)
    if group:
        yield _excerpt(line, group)


def _excerpt(text: str, group: list[tuple[int, int]]) -> str:
    first, last = max(0, group[0][0] - _CONTEXT), min(len(text), group[-1][1] + _CONTEXT)
    pieces = ["…" if first else ""]
    at = first
    for start, end in group:
        pieces += [text[at:start], "【", text[start:end], "】"]
        at = end
    pieces += [text[at:last], "…" if last < len(text) else ""]
    return "".join(pieces)


def hits_payload(points: list[Hit], tasks: list[Hit]) -> dict[str, Any]:
    """Return hits for JSON."""
    return {
        name: [{"id": hit.id, "title": hit.title, "hits": list(hit.excerpts)} for hit in hits]
        for name, hits in (("points", points), ("tasks", tasks))
    }


def hits_table(points: list[Hit], tasks: list[Hit], title: str) -> Table:
    """Return hits as a table."""
    columns = (Column("出处"), Column("名称", flexible=True), Column("上下文", flexible=True))
    rows = tuple(
        (f"{word} {hit.id}", hit.title, "\n".join(hit.excerpts))
        for word, hits in (("要点", points), ("任务", tasks))
        for hit in hits
    )
    return Table(columns, rows, title)
