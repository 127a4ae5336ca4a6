"""Who did not report: the tasks still to be done that nobody told anything of in a month."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .periods import Period
from .records import ProgressRecord
from .standing import ScheduledTask


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


def until_month_end(month: Period, today: date) -> date:
    """Return the day a month is judged on: its last, or today while it runs."""
    return min(month.last, today)
