"""Hits of a search: the points and tasks that hold all the words, each place in its context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from ..domain.document import PlanDocument
from ..domain.printed import Names
from ..domain.search import Found, Hit
from .columns import Column, Columns, Heading, View, record, table
from .envelope import envelope

_CONTEXT = 14
"""Characters shown on either side of a hit."""


def answer(
    document: PlanDocument, today: date, words: Sequence[str], points: Sequence[Hit], tasks: Sequence[Hit]
) -> View:
    """Return hits in every shape."""
    heading = Heading(_title, " ".join(words), (len(points), len(tasks)))
    of_task = _columns("任务", document.names)
    body = {
        "points": [record(POINTS, hit) for hit in points],
        "tasks": [record(of_task, hit) for hit in tasks],
    }
    return View(
        envelope("hits", document, today, body),
        (table((POINTS, points), (of_task, tasks), title=str(heading)),),
        table((POINTS, points), (of_task, tasks)),
        heading=heading,
    )


def _title(words: str, counts: Sequence[int]) -> str:
    points, tasks = counts
    return f"“{words}”：{points} 个要点，{tasks} 项任务"


def excerpts(hit: Hit) -> list[str]:
    """Return each place in 【】 with some characters around it; places close together share an excerpt."""
    return list(chain.from_iterable(map(_excerpts, hit.lines)))


def _excerpts(found: Found) -> Iterator[str]:
    group: list[tuple[int, int]] = []
    for place in found.places:
        if group and place[0] - group[-1][1] > 2 * _CONTEXT:
            yield _excerpt(found.line, group)
            group = []
        group.append(place)
    if group:
        yield _excerpt(found.line, group)


def _excerpt(text: str, group: list[tuple[int, int]]) -> str:
    first, last = max(0, group[0][0] - _CONTEXT), min(len(text), group[-1][1] + _CONTEXT)
    pieces = ["…" if first else ""]
    at = first
    for start, end in group:
        pieces += [text[at:start], "【", text[start:end], "】"]
        at = end
    pieces += [text[at:last], "…" if last < len(text) else ""]
    return "".join(pieces)


def _columns(kind: str, names: Names | None = None) -> Columns:
    return (
        Column("出处", lambda hit: f"{kind} {names[hit.id] if names else hit.id}"),
        Column(None, lambda hit: hit.id, "id"),
        Column("名称", lambda hit: hit.title, "title", flexible=True),
        Column("上下文", lambda hit: "\n".join(excerpts(hit)), "hits", excerpts, flexible=True),
    )


POINTS = _columns("要点")
