"""Every promise of a plan, who carries it, and what was reported of it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .document import PlanDocument
from .plan import AnyTarget, PointTarget
from .standing import ScheduledTask
from .targets import Outcome, TargetStanding, standing_of


class Promise(NamedTuple):
    """A target with the point or the task it belongs to.

    ``standing`` is what was reported of it; None where no task carries it, so that nothing can be. ``carried`` has it
    task by task where it is a promise of the prose.
    """

    target: AnyTarget
    point: int | None = None
    task: int | None = None
    standing: TargetStanding | None = None
    carried: tuple[tuple[int, TargetStanding], ...] = ()


def promises(document: PlanDocument, tasks: Iterable[ScheduledTask], *, unowned: bool) -> list[Promise]:
    """Return all promises, of points first; only those of the prose that no task carries, if asked."""
    known = {item.id: item for item in tasks}
    of_points = [_of_point(t, p.id, known) for p in document.plan.points for t in p.targets]
    if unowned:
        return [p for p in of_points if isinstance(p.target, PointTarget) and not p.target.tasks]
    return of_points + [promise for item in tasks for promise in of_task(item)]


def of_task(item: ScheduledTask) -> list[Promise]:
    """Return the promises of one task."""
    return [
        Promise(target, task=item.id, standing=standing_of(target, item))
        for target in item.reading.task.targets
    ]


_FAILING = (Outcome.UNMET, Outcome.PENDING, Outcome.NO_VALUE, Outcome.MET)
"""What counts first among those who carry a promise: it is met when all of them report and meet it."""


def _of_point(target: PointTarget, point: int, known: Mapping[int, ScheduledTask]) -> Promise:
    """Hold a promise of the prose against what the tasks that carry it reported under its name."""
    carried = tuple(
        (number, standing_of(target, known[number]))
        for number in dict.fromkeys(target.tasks)
        if number in known
    )
    whole = min((standing for _, standing in carried), key=_rank, default=None)
    return Promise(target, point=point, standing=whole, carried=carried)


def _rank(standing: TargetStanding) -> int:
    return _FAILING.index(standing.outcome)


def wanting(item: ScheduledTask) -> list[Promise]:
    """Return the promises of a task that are not met, or that nothing was reported of."""
    return [promise for promise in of_task(item) if promise.standing and not promise.standing.met]


def unmet(tasks: Iterable[ScheduledTask]) -> int:
    """Count the tasks that do not meet a promise of theirs."""
    return sum(
        any(standing_of(t, item).outcome is Outcome.UNMET for t in item.reading.task.targets)
        for item in tasks
    )
