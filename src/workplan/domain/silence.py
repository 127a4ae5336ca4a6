"""Who did not report: the tasks still to be done that nobody told anything of in a month."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .holding import holder_names, step_holders
from .periods import Period
from .records import ProgressRecord
from .standing import ScheduledMilestone, ScheduledTask


class Silence(NamedTuple):
    """A task nobody reported on in a month, and what was last reported of it."""

    task: ScheduledTask
    last: ProgressRecord | None


def silent(tasks: Iterable[ScheduledTask], month: Period, start: date) -> list[Silence]:
    """Return the tasks still to be done without a report for the month, by lead department.

    Nobody is asked for a month that was over before the plan was issued, its ``start``.
    ``tasks`` stand as of the month's end, or of the day asked about where that is earlier.
    """
    found = [
        Silence(task, task.history.report)
        for task in tasks
        if month.last >= start
        and not task.standing.settled
        and not any(record.date in month for record in task.history.records if record.reports)
    ]
    order = {name: at for at, name in reversed(list(enumerate(s.task.reading.lead for s in found)))}
    return sorted(found, key=lambda s: order[s.task.reading.lead])


class Waited(NamedTuple):
    """An office nothing was heard from: of a task it holds, or of a step of its own that is not reached."""

    department: str
    task: ScheduledTask
    last: ProgressRecord | None
    step: ScheduledMilestone | None = None


def waited_for(silences: Iterable[Silence], steps: Iterable[ScheduledMilestone]) -> list[Waited]:
    """Return whom silent tasks are waited for from, by office; a task that several hold comes under each of them."""
    waiting: dict[int, list[ScheduledMilestone]] = {}
    for step in steps:
        if step.open:
            waiting.setdefault(step.task.id, []).append(step)
    found: dict[str, list[Waited]] = {}
    for task, last in silences:
        whole = holder_names(task.reading)
        for name in whole:
            found.setdefault(name, []).append(Waited(name, task, last))
        for step in waiting.get(task.id, ()):
            for name in (n for n in step_holders(step) if n not in whole):
                found.setdefault(name, []).append(Waited(name, task, last, step))
    return [entry for entries in found.values() for entry in entries]


def until_month_end(month: Period, today: date) -> date:
    """Return the day a month is judged on: its last, or today while it runs."""
    return min(month.last, today)
