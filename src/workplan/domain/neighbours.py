"""The plans at hand beside the one that is asked: which of them a link means, and what they hold.

They are read only when a link leads to them, or from them: most answers need none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from .document import PlanDocument
from .fold import compiled
from .history import NOTHING, TaskHistory, histories
from .interpretation import TaskReading
from .links import Reference, ends_in, parts_of, references
from .plan import Task
from .records import ProgressRecord
from .standing import ScheduledTask, schedule
from .status import Status


class Place(NamedTuple):
    """A plan at hand that may not have been read: its key and file, the whole path its key is the end of.

    ``named`` are the words its links call plans by. A ``plan.yaml`` has its ``year``: it may be meant by its
    year where it lies above the plan that is asked, in the folder that holds the years before and after. ``path`` is
    the file's own, ``real`` the one behind any link: what tells one plan from another.
    """

    key: str
    file: str
    whole: str = ""
    named: frozenset[str] = frozenset()
    folder: str = ""
    year: str = ""
    path: str = ""
    real: str = ""

    @property
    def itself(self) -> str:
        """What tells it from any other."""
        return self.real or self.file

    @property
    def names(self) -> tuple[str, ...]:
        """What a link may write the end of: `…/2020`, and `…/2020.yaml`, `…/2020/plan` where two are called alike."""
        if not self.whole:
            return (self.key,)
        own = f"{self.whole}/plan"
        return (self.whole, own if self.path.startswith(own) else self.path)

    def means(self, reference: Reference, asked: Place) -> bool:
        """Tell whether a link's words fit it, where ``asked`` is the plan whose link it is."""
        if any(_fits(name, reference) for name in self.names):
            return True
        above = self.folder and f"{asked.folder}/".startswith(f"{self.folder}/")
        return bool(above) and reference.parts == (self.year,)

    def may_name(self, other: Place) -> bool:
        """Tell whether a link of its may mean another: forty offices name their own `2019`, and only one is looked into."""
        said = (Reference(words, 1) for words in self.named)
        return any(other.means(r, self) and (not r.bare_year or self.office == other.office) for r in said)

    @property
    def last(self) -> frozenset[str]:
        """What a link that means it can end in, before its #."""
        return frozenset(filter(None, (*(parts_of(name)[-1] for name in self.names), self.year)))

    @property
    def office(self) -> str:
        """The folder of the office whose plan it is: the nearest above its file that is not called by a year."""
        folder = self.folder
        while compiled(_A_YEAR).search(folder.rpartition("/")[2]):
            folder = folder.rpartition("/")[0]
        return folder


_A_YEAR = "(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])"
_PLAN = "plan"


def _fits(name: str, reference: Reference) -> bool:
    """Tell whether a name ends in a link's words; `plan` alone is every plan's name, so it is none."""
    return ends_in(parts_of(name), reference.parts) and reference.parts != (_PLAN,)


class _Index:
    """Plans by what they may be called and by what they name: for one asked, or for thousands."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Put every plan under the last part of its names, and of those its links name."""
        self.called: dict[str, list[Place]] = {}
        self.naming: dict[str, list[Place]] = {}
        for place in places:
            for name in place.last:
                self.called.setdefault(name, []).append(place)
            for words in place.named:
                self.naming.setdefault(parts_of(words)[-1], []).append(place)


class Shelf:
    """Plans at hand: those that were named together, and those that lie beside the one whose links are followed.

    What a link means does not hang on what was named besides: the plans beside come before all others, those of the
    same office before the rest, and a bare year never leads to another office's plan.
    """

    def __init__(
        self, named: Sequence[Place] = (), looked: Callable[[str], Sequence[Place]] | None = None
    ) -> None:
        """``looked`` returns the plans right in a folder and in the folders in it; without it, what was named lies beside."""
        self._all, self._looked = _Index(named), looked
        self._beside: dict[str, _Index] = {}
        self.kept: dict[tuple[str, date | None], Neighbour | None] = {}
        """The last plans that links led to, by file and the day until which their records are known."""
        self._meant: dict[tuple[tuple[str, ...], str], tuple[Place, ...]] = {}
        self._files = {place.file: place for place in named}

    def place(self, file: str) -> Place | None:
        """Return a plan that was named, by its file."""
        return self._files.get(file)

    def meant(self, reference: Reference, asked: Place) -> tuple[Place, ...]:
        """Return the plans that the words of a link in ``asked`` mean: one, or several that are as near."""
        known = (reference.parts, asked.itself)
        if known not in self._meant:
            self._meant[known] = self._found(reference, asked)
        return self._meant[known]

    def _found(self, reference: Reference, asked: Place) -> tuple[Place, ...]:
        def fitting(indexes: Iterable[_Index]) -> list[Place]:
            called = (place for index in indexes for place in index.called.get(reference.parts[-1], ()))
            return _each_once(place for place in (asked, *called) if place.means(reference, asked))

        beside = fitting(self._near(asked))
        own = [place for place in beside if place.office == asked.office]
        if reference.bare_year:
            return tuple(own)
        return tuple(own or beside or fitting([self._all]))

    def naming(self, asked: Place) -> tuple[Place, ...]:
        """Return the plans whose links may mean one, in their order."""
        indexes = (*self._near(asked), self._all)
        ending = (p for name in asked.last for index in indexes for p in index.naming.get(name, ()))
        return tuple(_each_once(place for place in ending if place.may_name(asked)))

    def _near(self, asked: Place) -> list[_Index]:
        """Return what lies in the folder of a plan and in the folder above, and in the folders in these."""
        if self._looked is None:
            return [self._all]
        found = []
        for folder in (asked.folder, asked.folder.rpartition("/")[0]):
            if folder not in self._beside:
                self._beside[folder] = _Index(self._looked(folder))
            found.append(self._beside[folder])
        return found

    def name(self, place: Place, asked: Place) -> str:
        """Return what a link in ``asked`` calls a plan: the shortest end of its path that means it and no other."""
        longest = max(2, len(place.key.split("/")))
        ends = [end for name in place.names for end in _ends(name, longest)]
        if place.year and place.year not in ends[0]:
            ends.insert(0, place.year)  # `局/plan.yaml` of 2020, for the plans in the folders beside it
        alone = (end for end in ends if self.meant(Reference(end, 1), asked) == (place,))
        return next(alone, place.key)


def _ends(name: str, longest: int) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[-length:]) for length in range(1, min(longest, len(parts)) + 1)]


def _each_once(places: Iterable[Place]) -> list[Place]:
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.itself, place)
    return sorted(found.values())


class Neighbour:
    """A plan at hand that was read, and the records of it that are in force."""

    def __init__(self, key: str, document: PlanDocument, records: Sequence[ProgressRecord]) -> None:
        """``records`` are as far known as the answer asks."""
        self.key, self.document, self.records = key, document, tuple(records)
        self.place = Place(key, document.source.file)
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

    def carried(self, task: int) -> tuple[str, ...]:
        """Return where a task was carried over to, by all its records; several times where it was divided."""
        history = self._histories.get(task, NOTHING)
        gone = history.status is Status.CARRIED
        return tuple(record.carried for record in history.records if record.carried) if gone else ()

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
    def itself(self) -> tuple[str, int]:
        """What tells where it leads from where any other leads."""
        return (self.plan.place.itself if self.plan else self.reference.plan, self.reference.task)

    @property
    def year(self) -> int | None:
        """The year of the plan it leads to: the plan's own, else the one its words tell."""
        return self.plan.document.plan.year if self.plan else self.reference.year

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
        own.place = shelf.place(own.document.source.file) or own.place
        own.key = own.place.key
        self._known: dict[str, Neighbour | None] = {own.place.itself: own}

    def plan(self, place: Place) -> Neighbour | None:
        """Return a plan at hand, None where it could not be read."""
        if place.itself not in self._known:
            read = self._read(place) if self._read else None
            if read:
                read.key, read.place = place.key, place
            self._known[place.itself] = read
        return self._known[place.itself]

    def find(self, reference: Reference, of: Neighbour | None = None) -> Found:
        """Say what a link comes to that stands in this plan, or in another of those at hand."""
        places = self.shelf.meant(reference, (of or self.own).place)
        if len(places) != 1:
            return Found(reference, places)
        plan = self.plan(places[0])
        task = plan.document.tasks.get(reference.task) if plan else None
        return Found(reference, places, plan, task)

    def find_all(self, texts: Sequence[str], of: Neighbour | None = None) -> tuple[Found, ...]:
        """Say what each of some links comes to."""
        return tuple(self.find(reference, of) for reference in references(texts))

    def name(self, plan: Neighbour, of: Neighbour | None = None) -> str:
        """Return what a link in this plan, or in another of those at hand, calls a plan."""
        return self.shelf.name(plan.place, (of or self.own).place)

    def names_back(self, found: Found, earlier: Neighbour, number: int) -> bool:
        """Tell whether a task that was found names a task of an earlier plan as its earlier self."""
        back = self.find_all(found.task.from_, found.plan) if found.task else ()
        return any(each.plan is earlier and each.reference.task == number for each in back)

    @cached_property
    def incoming(self) -> dict[int, tuple[Incoming, ...]]:
        """The tasks of other plans at hand that name a task of this plan, by its id."""
        found: dict[int, list[Incoming]] = {}
        for place in self.shelf.naming(self.own.place):
            if (plan := self.plan(place)) is None or plan is self.own:
                continue
            for number, incoming in self._from(plan):
                found.setdefault(number, []).append(incoming)
        return {number: tuple(its) for number, its in found.items()}

    def _from(self, plan: Neighbour) -> Iterator[tuple[int, Incoming]]:
        for task in plan.document.plan.tasks:
            for texts, carries in ((task.from_, False), (task.carries, True)):
                for found in self.find_all(texts, plan):
                    if found.plan is self.own:
                        yield found.reference.task, Incoming(plan, task, carries)
