"""The plans at hand beside the one that is asked: which of them a link means, and what they hold.

They are read only when a link leads to them, or from them: most answers need none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from .document import PlanDocument
from .history import NOTHING, TaskHistory, histories
from .interpretation import TaskReading
from .links import Reference, parts_of, references
from .plan import Task
from .records import ProgressRecord
from .standing import ScheduledTask, schedule
from .status import Status


class Place(NamedTuple):
    """A plan at hand that may not have been read: its key and file, the whole path its key is the end of.

    ``named`` are the plans its links name, in their words. A ``plan.yaml`` has its ``folder`` and ``year``: it may be
    meant by its year where it lies above the plan that is asked, in the folder that holds the years before and after.
    """

    key: str
    file: str
    whole: str = ""
    named: frozenset[str] = frozenset()
    folder: str = ""
    year: str = ""

    @property
    def names(self) -> frozenset[Words]:
        """All the words that mean it wherever they stand: the ends of its key and of its whole path."""
        whole = (parts_of(self.key), parts_of(self.whole))
        return frozenset(parts[at:] for parts in whole for at in range(len(parts)) if parts[at:] != ("",))


Words = tuple[str, ...]
"""The parts of a plan's key, as they are compared."""


class Shelf:
    """Plans at hand, found by what they may be called and by what they name: for one asked, or for thousands.

    Every plan stands under all words that mean it, so that a link is looked up, however many plans there are.
    """

    def __init__(self, places: Sequence[Place] = ()) -> None:
        self.places = tuple(places)
        self._at = {place.file: place for place in self.places}
        self._called: dict[Words, list[Place]] = {}
        self._above: dict[tuple[str, str], list[Place]] = {}
        self._naming: dict[Words, list[Place]] = {}
        for place in self.places:
            for words in place.names:
                self._called.setdefault(words, []).append(place)
            if place.folder:
                self._above.setdefault((place.folder, place.year), []).append(place)
            for named in place.named:
                self._naming.setdefault(parts_of(named), []).append(place)

    def at(self, file: str) -> Place | None:
        """Return the plan of a file."""
        return self._at.get(file)

    def meant(self, words: Words, asked: Place) -> tuple[Place, ...]:
        """Return the plans a link's words fit, in their order, where ``asked`` is the plan that is asked."""
        found = self._called.get(words, [])
        above = self._years_above(words[0], asked.folder) if len(words) == 1 else []
        return tuple(sorted({*found, *above})) if above else tuple(found)

    def _years_above(self, year: str, folder: str) -> list[Place]:
        parts = folder.split("/")
        folders = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
        return [place for folder in folders for place in self._above.get((folder, year), ())]

    def naming(self, asked: Place) -> tuple[Place, ...]:
        """Return the plans with links that mean one, and no other, in their order."""
        names = asked.names | ({(asked.year,)} if asked.year else set())
        said = [words for words in names if words in self._naming and self.meant(words, asked) == (asked,)]
        return tuple(sorted({place for words in said for place in self._naming[words]}))


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

    @cached_property
    def _histories(self) -> dict[int, TaskHistory]:
        return histories(self.records, date.max)

    @cached_property
    def _readings(self) -> dict[int, TaskReading]:
        return {reading.task.id: reading for reading in self.document.readings}

    def open(self, task: int) -> bool:
        """Tell whether a task is neither finished nor cancelled nor carried over, by all its records."""
        status = self._histories.get(task, NOTHING).status
        return not (status.finished or status in (Status.CANCELLED, Status.CARRIED))

    def last_day(self, task: int) -> date | None:
        """Return the last day of a task that holds, after extensions."""
        return self._histories.get(task, NOTHING).extended_to() or self._readings[task].deadline.last_day


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
        shelf: Shelf,
        read: Callable[[Place], Neighbour | None] | None = None,
    ) -> None:
        """``shelf`` holds this plan too, by its file; ``read`` returns None for a plan that holds errors."""
        self.own, self.shelf, self._read = own, shelf, read
        file = own.document.source.file
        self.place = shelf.at(file) or Place(own.key, file)
        own.key = self.place.key
        self._known: dict[str, Neighbour | None] = {file: own}

    def plan(self, place: Place) -> Neighbour | None:
        """Return a plan at hand, None where it could not be read."""
        if place.file not in self._known:
            self._known[place.file] = self._read(place) if self._read else None
        return self._known[place.file]

    def find(self, reference: Reference) -> Found:
        """Say what a link comes to."""
        places = self.shelf.meant(reference.parts, self.place)
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
        for place in self.shelf.naming(self.place):
            if (plan := self.plan(place)) is None or plan is self.own:
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
