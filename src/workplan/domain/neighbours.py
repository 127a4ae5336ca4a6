"""The plans at hand beside the one that is asked: which of them a link means, and what they hold.

They are read only when a link leads to them, or from them: most answers need none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from .document import PlanDocument
from .links import Reference, ends_in, parts_of, references
from .plan import Task
from .records import ProgressRecord
from .standing import ScheduledTask, schedule


class Place(NamedTuple):
    """A plan at hand that may not have been read: its key, its file, whether it holds links, the year it is known by.

    A plan whose key tells no year may be meant by its year where it lies above the plan that is asked: the `plan.yaml` of
    the folder in which the years before have folders of their own.
    """

    key: str
    file: str
    whole: str = ""
    """The path its key is the end of: a link may say more of it than the key does."""
    linking: bool = False
    year: int | None = None

    def means(self, reference: Reference) -> bool:
        """Tell whether a link's words fit it."""
        named = ends_in(parts_of(self.key), reference.parts) or ends_in(parts_of(self.whole), reference.parts)
        return named or reference.parts == (str(self.year),)


class Neighbour:
    """A plan at hand that was read, and the records of it that are in force."""

    def __init__(self, key: str, document: PlanDocument, records: Sequence[ProgressRecord]) -> None:
        """``records`` are as far known as the answer asks."""
        self.key, self.document, self.records = key, document, tuple(records)
        self._scheduled: dict[date, dict[int, ScheduledTask]] = {}

    def stands(self, task: int, today: date) -> ScheduledTask | None:
        """Say how one of its tasks stands on a day, None where it has no such task."""
        if today not in self._scheduled:
            self._scheduled[today] = {t.id: t for t in schedule(self.document, today, self.records)}
        return self._scheduled[today].get(task)


class Found(NamedTuple):
    """What a link comes to: the plans its words fit, and the plan and the task where that is one that could be read."""

    reference: Reference
    places: tuple[Place, ...] = ()
    plan: Neighbour | None = None
    task: Task | None = None

    @property
    def absent(self) -> bool:
        """Whether the plan is not at hand."""
        return not self.places

    @property
    def vague(self) -> bool:
        """Whether several plans fit."""
        return len(self.places) > 1


class Incoming(NamedTuple):
    """A task of another plan that names one of this plan's: as its earlier self, or as what it carries out."""

    plan: Neighbour
    task: Task
    carries: bool


class Neighbours:
    """The plans at hand, this one among them."""

    def __init__(
        self,
        own: Neighbour,
        places: Sequence[Place] = (),
        read: Callable[[Place], Neighbour | None] | None = None,
    ) -> None:
        """``places`` hold this plan too, by its key; ``read`` returns None for a plan that holds errors."""
        self.own, self.places, self._read = own, tuple(places), read
        self._known: dict[str, Neighbour | None] = {own.document.source.file: own}

    def plan(self, place: Place) -> Neighbour | None:
        """Return a plan at hand, None where it could not be read."""
        if place.file not in self._known:
            self._known[place.file] = self._read(place) if self._read else None
        return self._known[place.file]

    def find(self, reference: Reference) -> Found:
        """Say what a link comes to."""
        places = tuple(place for place in self.places if place.means(reference))
        if len(places) != 1:
            return Found(reference, places)
        plan = self.plan(places[0])
        task = plan.document.tasks.get(reference.task) if plan else None
        return Found(reference, places, plan, task)

    def find_all(self, texts: Sequence[str]) -> tuple[Found, ...]:
        """Say what each of some links comes to."""
        return tuple(map(self.find, references(texts)))

    @cached_property
    def incoming(self) -> dict[int, tuple[Incoming, ...]]:
        """The tasks of other plans at hand that name a task of this plan, by its id."""
        found: dict[int, list[Incoming]] = {}
        for place in self.places:
            if not place.linking or (plan := self.plan(place)) is None or plan is self.own:
                continue
            for number, incoming in self._from(plan):
                found.setdefault(number, []).append(incoming)
        return {number: tuple(its) for number, its in found.items()}

    def _from(self, plan: Neighbour) -> Iterator[tuple[int, Incoming]]:
        for task in plan.document.plan.tasks:
            for texts, carries in ((task.from_, False), (task.carries, True)):
                for found in self.find_all(texts):
                    if found.plan is self.own:
                        yield found.reference.task, Incoming(plan, task, carries)
