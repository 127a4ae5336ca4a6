"""What the ledger says of each task by a given day."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from .fold import fold
from .records import Extension, ProgressRecord
from .status import Status

_WHOLE = Decimal(100)
_DAY = attrgetter("date")


class TaskHistory(NamedTuple):
    """One task's records, folded into what stands on a day.

    ``done_on`` is the day the work was finished, and None again after a return. ``done_under`` is how many
    extensions there were on that day: a later one does not undo lateness. ``last`` is the last record of any kind,
    ``report`` the last that told of the work, ``worded`` the last that did so in words, ``finishing`` the one that
    reported it done. ``carried_to`` is the task of another plan it goes on as, "" where it was not carried over.
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
    report: ProgressRecord | None = None
    worded: ProgressRecord | None = None
    finishing: ProgressRecord | None = None
    dropped: dict[str, date] = {}  # noqa: RUF012 - never written to
    carried_to: str = ""

    @property
    def shown(self) -> ProgressRecord | None:
        """The report to be shown of it: the one that finished it, else the last that says something in words."""
        return self.finishing or self.worded

    @property
    def shown_reports(self) -> Iterator[ProgressRecord]:
        """That report, and what was handed in after the work was finished."""
        if self.shown:
            yield self.shown
        if self.finishing:
            after = self.records[self.records.index(self.finishing) + 1 :]
            yield from (record for record in after if record.reports and record.worded)

    @property
    def evidence(self) -> tuple[ProgressRecord, ...]:
        """The records that brought evidence after the one that is shown."""
        first = self.records.index(self.shown) + 1 if self.shown else 0
        return tuple(record for record in self.records[first:] if record.evidence.strip())

    @property
    def finished(self) -> bool:
        """Reported done, whether verified or not."""
        return self.status.finished

    def extended_to(self, *, at_done: bool = False) -> date | None:
        """Return the last day extensions moved the deadline to; ``at_done``, as it held when done."""
        held = self.extensions[: self.done_under] if at_done else self.extensions
        return held[-1].to if held else None


NOTHING = TaskHistory()


def admits(status: Status, record: ProgressRecord) -> bool:
    """Tell whether a record may follow where that status stands."""
    if record.returned:
        return status.finished
    return record.new_status is None or status.admits(record.new_status)


def status_after(status: Status, record: ProgressRecord) -> Status:
    """Return the status a record leaves a task in that had another."""
    after = record.new_status or status
    # What there is something to report of has been started.
    return Status.IN_PROGRESS if after is Status.NOT_STARTED and record.starts else after


def histories(records: Iterable[ProgressRecord], day: date) -> dict[int, TaskHistory]:
    """Return what stands on ``day`` of every task that has a record by then."""
    told: dict[int, list[ProgressRecord]] = {}
    for record in in_order(until(records, day)):
        told.setdefault(record.task, []).append(record)
    return {task: _folded(its) for task, its in told.items()}


def _folded(records: list[ProgressRecord]) -> TaskHistory:
    """Fold the records of one task, the earliest first."""
    status = Status.NOT_STARTED
    percent: Decimal | None = None
    done_on: date | None = None
    closed_on: date | None = None
    done_under = 0
    extensions: list[Extension] = []
    values: dict[str, Any] = {}
    reached: dict[str, date] = {}
    dropped: dict[str, date] = {}
    finishing: ProgressRecord | None = None
    percent_before: Decimal | None = None
    for record in records:
        before, status = status, status_after(status, record)
        if record.extension:
            extensions.append(record.extension)
        if status.finished and not before.finished:
            percent_before, percent = percent, _WHOLE
        elif before.finished and not status.finished:
            percent = percent_before  # what was reported before it was called done
        if record.percent is not None and not (before.finished and _leaves(record)):
            percent = record.percent
        if not status.finished:
            done_on = closed_on = finishing = None
        elif finishing is None:
            finishing, done_on = record, record.finished or record.date
            done_under = len(extensions) if record.finished is None else _granted(records, record.finished)
        if status is Status.CLOSED and closed_on is None:
            closed_on = record.date
        for name, value in record.values.items():
            values[fold(name)] = value
        for name in record.reached:
            reached.setdefault(fold(name), record.date)
        for name in record.dropped:
            dropped.setdefault(fold(name), record.date)
    reports = [record for record in records if record.reports]
    return TaskHistory(
        status,
        percent,
        done_on,
        closed_on,
        tuple(extensions),
        done_under,
        values,
        reached,
        records[-1],
        tuple(records),
        reports[-1] if reports else None,
        next((r for r in reversed(reports) if (r.note + r.problems + r.next).strip()), None),
        finishing,
        dropped,
        next((r.carried for r in reversed(records) if r.carried), ""),
    )


def _leaves(record: ProgressRecord) -> bool:
    """Tell whether a record about what is finished leaves it so: how far it is was said by what finished it."""
    return not record.returned and record.status is not Status.DONE


def _granted(records: Iterable[ProgressRecord], day: date) -> int:
    """Count the extensions there were by a day."""
    return sum(record.extension is not None and record.date <= day for record in records)


def in_order(records: Iterable[ProgressRecord]) -> list[ProgressRecord]:
    """Sort records by the day they are true for; those of one day stay as written."""
    return sorted(records, key=_DAY)


def numbered_in_order(records: Iterable[tuple[int, ProgressRecord]]) -> list[tuple[int, ProgressRecord]]:
    """Sort records likewise, each with its place in the file."""
    return sorted(records, key=lambda numbered: numbered[1].date)


def until(records: Iterable[ProgressRecord], day: date) -> Iterator[ProgressRecord]:
    """Yield the records that were true by ``day``, in the order written."""
    return (record for record in records if record.date <= day)
