"""Finding words in a plan: the points and tasks that hold all of them, and where."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .document import PlanDocument
from .fold import find_all, holds
from .query import searchable
from .standing import ScheduledTask


class Found(NamedTuple):
    """A line in which words stand, and from where to where each does, in order; none overlap."""

    line: str
    places: tuple[tuple[int, int], ...]


class Hit(NamedTuple):
    """A point or task in which all the words stand, and the lines they stand in."""

    id: int
    title: str
    lines: tuple[Found, ...]


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
            found = (Found(line, tuple(_places(line, words))) for line in text.split("\n"))
            yield Hit(number, title, tuple(f for f in found if f.places))


def _places(line: str, words: list[str]) -> Iterator[tuple[int, int]]:
    end = 0
    for place in sorted(place for word in words for place in find_all(line, word)):
        if place[0] >= end:
            yield place
            end = place[1]
