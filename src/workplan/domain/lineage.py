"""Since when a task goes on: the tasks of earlier plans it comes from, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .links import references
from .neighbours import Found, Neighbours
from .plan import Task


class Lineage(NamedTuple):
    """Where a task comes from, the nearest first, and the year the first of these is of.

    ``since`` is None where neither a plan at hand nor a link's own words tell a year. ``year`` is this plan's.
    """

    year: int
    earlier: tuple[Found, ...] = ()
    since: int | None = None

    @property
    def years(self) -> int | None:
        """In which year of its life the task is: 3 for one of 2020 that is there since 2018."""
        return None if self.since is None else self.year - self.since + 1


def lineage(task: Task, neighbours: Neighbours) -> Lineage:
    """Follow a task back as far as plans are at hand; a circle is gone round once."""
    year = neighbours.own.document.plan.year
    earlier = tuple(_earlier(task, neighbours))
    years = [told for found in earlier if (told := _year(found)) is not None and told <= year]
    return Lineage(year, earlier, min(years, default=None))


def _earlier(task: Task, neighbours: Neighbours) -> Iterator[Found]:
    seen: set[tuple[str, int]] = set()
    waiting = list(references(task.from_))
    while waiting:
        found = neighbours.find(waiting.pop(0))
        name = (found.plan.key if found.plan else found.reference.plan, found.reference.task)
        if name in seen:
            continue
        seen.add(name)
        yield found
        if found.task:
            waiting += references(found.task.from_)


def _year(found: Found) -> int | None:
    """Return the year a link leads to: the plan's own, else the one its words tell."""
    return found.plan.document.plan.year if found.plan else found.reference.year
