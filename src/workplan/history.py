"""What the ledger says of each task by a given day."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from .records import Extension, ProgressRecord
from .statuses import Status
from .text import fold

ALLOWED = {
    Status.NOT_STARTED: frozenset(Status) - {Status.CLOSED},
    Status.IN_PROGRESS: frozenset({Status.IN_PROGRESS, Status.DONE, Status.SUSPENDED, Status.CANCELLED}),
    Status.DONE: frozenset({Status.DONE, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.CLOSED}),
    Status.SUSPENDED: frozenset({Status.SUSPENDED, Status.IN_PROGRESS, Status.DONE, Status.CANCELLED}),
    Status.CANCELLED: frozenset({Status.CANCELLED, Status.IN_PROGRESS}),
}
"""Which status may follow which. Closing (销号) follows only a report of completion (报结); going back from
there is a return (退回), which is its own kind of record."""

FINISHED = frozenset({Status.DONE, Status.CLOSED})


class TaskHistory(NamedTuple):
    """One task's records, folded into what stands on a day.

    ``done_on`` is the day the task was reported done, and None again after a return. ``done_under`` is how many
    extensions there were on that day: a later one does not undo lateness.
    """

    status: Status = Status.NOT_STARTED
    percent: Decimal | None = None
    done_on: date | None = None
    closed_on: date | None = None
    extensions: tuple[Extension, ...] = ()
    done_under: int = 0
    values: dict[str, Any] = {}  # noqa: RUF012 - never written to
    reached: dict[str, date] = {}  # noqa: RUF012 - never written to
    last: ProgressRecord | None = None
    records: tuple[ProgressRecord, ...] = ()

    @property
    def finished(self) -> bool:
        """Reported done, whether verified or not."""
        return self.status in FINISHED

    def admits(self, record: ProgressRecord) -> bool:
        """Tell whether the record's status may follow the one that stands."""
        if record.returned:
            return self.finished
        return record.status is None or record.status in ALLOWED[self.status]

    def extended_to(self, *, at_done: bool = False) -> date | None:
        """Return the last day extensions moved the deadline to; ``at_done``, as it held when done."""
        held = self.extensions[: self.done_under] if at_done else self.extensions
        return held[-1].to if held else None

    def after(self, record: ProgressRecord) -> "TaskHistory":
        """Return the history with one more record."""
        status = record.new_status or self.status
        if status is Status.NOT_STARTED and record.starts:
            status = Status.IN_PROGRESS  # what has a figure to report has been started
        extensions = (*self.extensions, record.extension) if record.extension else self.extensions
        done_on, done_under, closed_on = self.done_on, self.done_under, self.closed_on
        percent = self.percent if record.percent is None else record.percent
        if record.returned and record.percent is None:
            percent = None  # what was reported before did not stand
        elif status in FINISHED and self.status not in FINISHED and record.percent is None:
            percent = Decimal(100)
        if status not in FINISHED:
            done_on = closed_on = None
        elif done_on is None:
            done_on, done_under = record.date, len(extensions)
        if status is Status.CLOSED and closed_on is None:
            closed_on = record.date
        return self._replace(
            status=status,
            percent=percent,
            done_on=done_on,
            closed_on=closed_on,
            done_under=done_under,
            extensions=extensions,
            values={**self.values, **{fold(name): value for name, value in record.values.items()}},
            reached={**{fold(name): record.date for name in record.reached}, **self.reached},
            last=record,
            records=(*self.records, record),
        )


NOTHING = TaskHistory()


def histories(records: Iterable[ProgressRecord], day: date) -> dict[int, TaskHistory]:
    """Return what stands on ``day`` of every task that has a record by then."""
    found: dict[int, TaskHistory] = {}
    for _, record in in_order(until(tuple(records), day)):
        found[record.task] = found.get(record.task, NOTHING).after(record)
    return found


def in_order(records: tuple[ProgressRecord, ...]) -> list[tuple[int, ProgressRecord]]:
    """Return records with their place in the file, by the day they are true for; one day's as written."""
    return sorted(enumerate(records), key=lambda pair: (pair[1].date, pair[0]))


def until(records: tuple[ProgressRecord, ...], day: date) -> tuple[ProgressRecord, ...]:
    """Return the records that were true by ``day``, in the order written."""
    return tuple(record for record in records if record.date <= day)
