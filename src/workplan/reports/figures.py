"""Numbers that know what they count: a page shows the figure, and leads to the rows it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..domain.standing import ScheduledTask


class Figure(NamedTuple):
    """A number, its unit, what it counts, and the rows it counts: tasks by id, promises by their place on the page.

    ``key`` names the place on the page that lists them. Where ``after`` is not empty, the rows of the figure of that key
    count too.
    """

    key: str
    words: str
    number: int
    unit: str = "项"
    tasks: tuple[int, ...] = ()
    promises: tuple[int, ...] = ()
    after: str = ""


class Piece(NamedTuple):
    """A part of a sentence: words, or a figure with its unit."""

    text: str
    figure: Figure | None = None


class Figures:
    """All figures of one page, in the order they were counted."""

    def __init__(self) -> None:
        self._known: dict[str, Figure] = {}

    def of_tasks(self, key: str, words: str, items: Iterable[ScheduledTask]) -> Figure:
        """Count tasks."""
        ids = tuple(item.id for item in items)
        return self._keep(Figure(key, words, len(ids), tasks=ids))

    def added(self, key: str, words: str, items: Iterable[ScheduledTask], before: Figure | None) -> Figure:
        """Count tasks that come to those of another figure."""
        ids = tuple(item.id for item in items)
        if before is None or not before.number:
            return self._keep(Figure(key, words, len(ids), tasks=ids))
        return self._keep(Figure(key, words, before.number + len(ids), tasks=ids, after=before.key))

    def of_promises(self, key: str, words: str, places: Iterable[int]) -> Figure:
        """Count promises by their places on the page."""
        found = tuple(places)
        return self._keep(Figure(key, words, len(found), "条", promises=found))

    def all(self) -> tuple[Figure, ...]:
        """Return those that count anything: nothing leads to a nought."""
        return tuple(figure for figure in self._known.values() if figure.number)

    def _keep(self, figure: Figure) -> Figure:
        return self._known.setdefault(figure.key, figure)
