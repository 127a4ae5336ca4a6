"""Every promise of a plan, who carries it, and what was reported of it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .document import PlanDocument
from .history import TaskHistory
from .plan import AnyTarget, PointTarget
from .standing import ScheduledTask
from .targets import Outcome, TargetStanding, standing_of


class Promise(NamedTuple):
    """A target with the point or the task it belongs to.

    ``standing`` is what was reported of it; None where no task carries it, so that nothing can be.
    """

    target: AnyTarget
    point: int | None = None
    task: int | None = None
    standing: TargetStanding | None = None


def promises(document: PlanDocument, tasks: Iterable[ScheduledTask], *, unowned: bool) -> list[Promise]:
    """Return all promises, of points first; only those of the prose that no task carries, if asked."""
    known = {item.id: item.history for item in tasks}
    of_points = [
        Promise(t, point=p.id, standing=_carried(t, known)) for p in document.plan.points for t in p.targets
    ]
    if unowned:
        return [p for p in of_points if isinstance(p.target, PointTarget) and not p.target.tasks]
    return of_points + [promise for item in tasks for promise in of_task(item)]


def of_task(item: ScheduledTask) -> list[Promise]:
    """Return the promises of one task."""
    return [
        Promise(target, task=item.id, standing=standing_of(target, item.history))
        for target in item.reading.task.targets
    ]


def _carried(target: PointTarget, known: Mapping[int, TaskHistory]) -> TargetStanding | None:
    """Hold a promise of the prose against what the tasks that carry it reported under its name."""
    found = [standing_of(target, known[number]) for number in target.tasks if number in known]
    return next((s for s in found if s.outcome is not Outcome.NO_VALUE), found[0] if found else None)
