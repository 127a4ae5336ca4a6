"""What is about to be recorded and stands already: the earlier record that said it.

An act of the office cannot be done twice, whatever words come with it. A report may be handed in again; one that only
says what the task is already (报结, 暂缓, a step) must say anything new. Whether two carryings lead to one task only the
plans at hand can tell: that is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .fold import fold
from .history import NOTHING, TaskHistory, histories, in_order, until
from .interpretation import steps_named
from .plan import Task
from .records import ProgressRecord
from .status import Status

_ACTS = frozenset({Status.CLOSED, Status.CANCELLED})
_STATES = frozenset({Status.DONE, Status.SUSPENDED})
"""What a task is until something else is recorded: to report it once more is nothing new, on whatever day."""


def earlier(record: ProgressRecord, told: Sequence[ProgressRecord], task: Task) -> ProgressRecord | None:
    """Return the record that said so before, None where this one changes or adds something.

    ``told`` are the task's records in force. Only what was true by the new record's day counts.
    """
    known = in_order(until(told, record.date))
    if not known:
        return None
    was = _history(known)
    if record.returned:
        last = _last(known, lambda r: r.new_status is not None)
        return last if last and last.returned and not was.finished else None
    if record.extension:
        same = was.extended_to() == record.extension.to
        return _last(known, lambda r: r.extension is not None) if same else None
    if record.status in _ACTS and was.status is record.status:
        return _began(known, record.status)
    if not _adds_nothing(record, known, was, task):
        return None
    if record.status in _STATES:
        return _began(known, record.status)
    if _only_steps(record):
        return next((r for r in known if _steps(r, task) & _steps(record, task)), None)
    return None


def _history(known: Sequence[ProgressRecord]) -> TaskHistory:
    return histories(known, known[-1].date).get(known[-1].task, NOTHING)


def _last(known: Sequence[ProgressRecord], fits: Callable[[ProgressRecord], bool]) -> ProgressRecord | None:
    return next((r for r in reversed(known) if fits(r)), None)


def _began(known: Sequence[ProgressRecord], status: Status | None) -> ProgressRecord:
    """Return the record since which the task has stood so."""
    found = known[-1]
    for record in reversed(known):
        if record.new_status not in (None, status):
            break
        found = record if record.new_status is status else found
    return found


def _adds_nothing(
    record: ProgressRecord, known: Sequence[ProgressRecord], was: TaskHistory, task: Task
) -> bool:
    """Tell whether the task stands behind the record as before it, and no word of it is new."""
    if _state(_history(in_order([*known, record])), task) != _state(was, task):
        return False
    return all(
        not text.strip() or any(text == said for r in known for said in _words(r)) for text in _words(record)
    )


def _state(history: TaskHistory, task: Task) -> Any:
    steps = ({_step(name, task) for name in names} for names in (history.reached, history.dropped))
    return (history.status, history.percent, history.done_on, history.closed_on, history.values, *steps)


def _words(record: ProgressRecord) -> tuple[str, ...]:
    return record.note, record.evidence, record.problems, record.next


def _steps(record: ProgressRecord, task: Task) -> set[tuple[bool, str]]:
    """Return the steps a record speaks of, each with whether it was reached or dropped."""
    named = ((True, record.reached), (False, record.dropped))
    return {(reached, _step(name, task)) for reached, names in named for name in names}


def _step(name: str, task: Task) -> str:
    """Return one name for a step, whichever of its names was written."""
    found = steps_named(task, name)
    return f"{task.id}.{found[0]}" if len(found) == 1 else fold(name)


def _only_steps(record: ProgressRecord) -> bool:
    said = record.status is not None or record.percent is not None or bool(record.values)
    return bool(record.reached or record.dropped) and not said and not any(map(str.strip, _words(record)))
