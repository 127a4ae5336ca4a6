"""Two plans side by side: the tasks of both, of one, of the other, and the same of their targets, by name.

A link decides, in the later plan or in the ledger of the earlier; else tasks of one title are one. Nothing is matched by
likeness: what only resembles is told as gone and as new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import unique
from typing import Any, NamedTuple

from .document import PlanDocument
from .fold import fold
from .neighbours import Neighbours
from .plan import AnyTarget
from .standing import ScheduledTask
from .worded import Worded


@unique
class Change(Worded):
    """What became of a task or a target from one plan to the other."""

    CARRIED = "carried", "结转"
    KEPT = "kept", "沿用"
    NEW = "new", "新增"
    GONE = "gone", "不再有"


class Pair(NamedTuple):
    """A task before and after, or one that is only in one of the plans."""

    change: Change
    before: ScheduledTask | None
    after: ScheduledTask | None

    @property
    def differs(self) -> tuple[str, ...]:
        """The keys of what both say otherwise."""
        if self.before is None or self.after is None:
            return ()
        old, new = self.before.reading.task, self.after.reading.task
        found = [key for key in _SAID if fold(getattr(old, key)) != fold(getattr(new, key))]
        if "deadline" not in found and self.before.first_day != self.after.first_day:
            found.append("deadline")
        return tuple(found)


_SAID = ("title", "goals", "departments", "deadline", "remark")


class TargetPair(NamedTuple):
    """A target before and after."""

    change: Change
    before: AnyTarget | None
    after: AnyTarget | None

    @property
    def differs(self) -> bool:
        """Whether it asks another thing than before."""
        if self.before is None or self.after is None:
            return False
        return _asked(self.before) != _asked(self.after)


def _asked(target: AnyTarget) -> tuple[Any, ...]:
    return target.comparison, target.value, fold(target.unit)


class Comparison(NamedTuple):
    """All of it: tasks in the order of the later plan, the gone ones last; then targets likewise."""

    tasks: tuple[Pair, ...]
    targets: tuple[TargetPair, ...]


def compare(
    before: Sequence[ScheduledTask],
    after: Sequence[ScheduledTask],
    documents: tuple[PlanDocument, PlanDocument],
    neighbours: Neighbours,
) -> Comparison:
    """Compare an earlier plan with a later one; ``neighbours`` know what the links of both mean."""
    linked = sorted(set(_linked(before, after, documents, neighbours)))
    from_before, to_after = {old for old, _ in linked}, {new for _, new in linked}
    left = [task for task in before if task.id not in from_before]
    right = [task for task in after if task.id not in to_after]
    same = {(old.id, new.id) for old, new in _matched(left, right, lambda t: fold(t.reading.task.title))}
    pairs = tuple(_pairs(before, after, set(linked), same))
    return Comparison(pairs, tuple(_targets(pairs, documents)))


def _linked(
    before: Sequence[ScheduledTask],
    after: Sequence[ScheduledTask],
    documents: tuple[PlanDocument, PlanDocument],
    neighbours: Neighbours,
) -> Iterator[tuple[int, int]]:
    earlier, later = documents
    for task in after:
        for found in neighbours.find_all(task.reading.task.from_):
            if found.plan and found.plan.document is earlier and found.task:
                yield found.task.id, task.id
    for task in before:
        for found in neighbours.find_all((task.history.carried_to,)):
            if found.plan and found.plan.document is later and found.task:
                yield task.id, found.task.id


def _matched(
    left: Iterable[Any], right: Iterable[Any], name: Callable[[Any], str]
) -> Iterator[tuple[Any, Any]]:
    """Yield what bears one name on both sides, in order where several do."""
    waiting: dict[str, list[Any]] = {}
    for item in left:
        waiting.setdefault(name(item), []).append(item)
    for item in right:
        if its := waiting.get(name(item)):
            yield its.pop(0), item


def _pairs(
    before: Sequence[ScheduledTask],
    after: Sequence[ScheduledTask],
    linked: set[tuple[int, int]],
    same: set[tuple[int, int]],
) -> Iterator[Pair]:
    old = {task.id: task for task in before}
    met: dict[int, list[int]] = {}
    for earlier, later in sorted(linked | same):
        met.setdefault(later, []).append(earlier)
    for task in after:
        for number in met.get(task.id, ()):
            change = Change.CARRIED if (number, task.id) in linked else Change.KEPT
            yield Pair(change, old[number], task)
        if task.id not in met:
            yield Pair(Change.NEW, None, task)
    gone = old.keys() - {pair[0] for pair in linked | same}
    yield from (Pair(Change.GONE, task, None) for task in before if task.id in gone)


def _targets(pairs: Sequence[Pair], documents: tuple[PlanDocument, PlanDocument]) -> Iterator[TargetPair]:
    """Yield targets by name: first within tasks that are one, then what is left, the prose's among it."""
    left, right = (list(_all_targets(document)) for document in documents)
    met: dict[int, AnyTarget] = {}
    used: set[int] = set()
    own = [
        (pair.before.reading.task.targets, pair.after.reading.task.targets)
        for pair in pairs
        if pair.before and pair.after
    ]
    for before, after in (*own, (left, right)):
        free = [target for target in before if id(target) not in used]
        for old, new in _matched(free, [target for target in after if id(target) not in met], _name):
            met[id(new)] = old
            used.add(id(old))
    for target in right:
        earlier = met.get(id(target))
        yield TargetPair(Change.KEPT if earlier else Change.NEW, earlier, target)
    yield from (TargetPair(Change.GONE, target, None) for target in left if id(target) not in used)


def _all_targets(document: PlanDocument) -> Iterator[AnyTarget]:
    for point in document.plan.points:
        yield from point.targets
    for task in document.plan.tasks:
        yield from task.targets


def _name(target: AnyTarget) -> str:
    return fold(target.name)
