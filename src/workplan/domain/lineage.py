"""Since when a task goes on: the tasks of earlier plans it comes from, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .neighbours import Found, Neighbours
from .plan import Task


class Lineage(NamedTuple):
    """Where a task comes from, the nearest first, and the earliest year known of.

    ``known`` is None where neither a plan at hand nor a link's own words tell a year before this plan's, ``year``.
    ``lost``: a link could not be followed, so that it may have begun earlier still.
    """

    year: int
    earlier: tuple[Found, ...] = ()
    known: int | None = None
    lost: bool = False

    @property
    def since(self) -> int | None:
        """The year it began; None where that cannot be told."""
        return None if self.lost else self.known

    @property
    def years(self) -> int | None:
        """In which year of its life the task is: 3 for one of 2020 that is there since 2018."""
        return None if self.since is None else self.year - self.since + 1


def lineage(task: Task, neighbours: Neighbours) -> Lineage:
    """Follow a task back as far as plans are at hand; a circle is gone round once."""
    year = neighbours.own.document.plan.year
    earlier = tuple(_earlier(task, neighbours))
    years = [told for found in earlier if (told := found.year) is not None and told < year]
    return Lineage(year, earlier, min(years, default=None), any(found.task is None for found in earlier))


def _earlier(task: Task, neighbours: Neighbours) -> Iterator[Found]:
    seen: set[tuple[str, int]] = set()
    waiting = list(neighbours.find_all(task.from_))
    while waiting:
        found = waiting.pop(0)
        if found.itself in seen:
            continue
        seen.add(found.itself)
        yield found
        if found.task:
            waiting += neighbours.find_all(found.task.from_, found.plan)
