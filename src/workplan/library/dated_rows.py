"""Rows of what holds on a day: records, extensions, and where tasks, steps and promises stand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..answers.columns import plain
from ..domain.history import in_order
from ..domain.links import references
from ..domain.plan import PointTarget
from ..domain.printed import number
from ..domain.promises import Promise, of_task, promises
from ..domain.query import LeftOut
from ..domain.standing import ScheduledMilestone, ScheduledTask
from ..domain.targets import Outcome
from ..domain.voids import Kept
from .printed_rows import listed
from .rows import ExtensionRow, LeftOutRow, LinkRow, MilestoneRow, RecordRow, StandingRow, TargetRow
from .snapshot import Snapshot


def standings(at: Snapshot) -> Iterator[StandingRow]:
    """Yield where every task stands."""
    return standings_of(at, at.tasks)


def standings_of(at: Snapshot, items: Iterable[ScheduledTask]) -> Iterator[StandingRow]:
    """Yield where some tasks stand, in their order."""
    return (_standing(at, item) for item in items)


def _standing(at: Snapshot, item: ScheduledTask) -> StandingRow:
    history = item.history
    return StandingRow(
        at.key,
        at.year,
        at.day,
        item.id,
        number(item.reading.task, at.document.plan),
        item.reading.task.title,
        item.reading.lead,
        item.status.value,
        item.standing.value,
        item.light.value,
        item.standing.done,
        item.standing.settled,
        item.first_day,
        item.last_day,
        item.extended,
        item.days_late,
        item.days_left,
        history.percent,
        Decimal(repr(item.pace.elapsed)) if item.pace else None,
        history.done_on,
        history.closed_on,
        history.report.date if history.report else None,
        history.last.date if history.last else None,
        sum(_is_unmet(promise) for promise in of_task(item)),
        len(item.late_steps),
    )


def _is_unmet(promise: Promise) -> bool:
    return promise.standing is not None and promise.standing.outcome is Outcome.UNMET


def milestones(at: Snapshot) -> Iterator[MilestoneRow]:
    """Yield where every step stands."""
    return milestones_of(at, at.steps)


def milestones_of(at: Snapshot, items: Iterable[ScheduledMilestone]) -> Iterator[MilestoneRow]:
    """Yield where some steps stand, in their order."""
    return (_milestone(at, item) for item in items)


def _milestone(at: Snapshot, item: ScheduledMilestone) -> MilestoneRow:
    step, deadline = item.reading.milestone, item.reading.deadline
    return MilestoneRow(
        at.key,
        at.year,
        item.task.id,
        item.reading.name,
        step.number,
        step.name,
        deadline.raw,
        deadline.kind.value,
        deadline.last_day,
        item.standing.value,
        item.open,
        item.reached_on,
        item.dropped_on,
        item.days_late,
    )


def left_out_of(at: Snapshot, items: Iterable[LeftOut]) -> Iterator[LeftOutRow]:
    """Yield what a listing leaves out, and why."""
    for item in items:
        step = item.step.reading.name if item.step else ""
        yield LeftOutRow(at.key, at.year, item.task.id, step, item.reason.value)


def targets(at: Snapshot) -> Iterator[TargetRow]:
    """Yield every promise, those of points first."""
    return (_target(at, promise) for promise in promises(at.document, at.tasks, unowned=False))


def _target(at: Snapshot, promise: Promise) -> TargetRow:
    target, standing = promise.target, promise.standing
    value = standing.value if standing else None
    return TargetRow(
        at.key,
        at.year,
        promise.point,
        promise.task,
        target.name,
        target.comparison.value if target.comparison else None,
        target.value,
        target.unit,
        target.commitment,
        target.phrase,
        listed(target.tasks) if isinstance(target, PointTarget) else "",
        f"{value.normalize():f}" if isinstance(value, Decimal) else value,
        value if isinstance(value, Decimal) else None,
        standing.outcome.value if standing else None,
    )


def records(at: Snapshot) -> Iterator[RecordRow]:
    """Yield the records in force that were true by the day, in the order written."""
    return (_record(at, kept) for kept in at.records)


def _record(at: Snapshot, kept: Kept) -> RecordRow:
    record = kept.record
    figures = {name: plain(value) for name, value in record.values.items()}
    return RecordRow(
        at.key,
        at.year,
        kept.id,
        record.task,
        record.date,
        record.recorded,
        record.by,
        record.status.value if record.status else None,
        record.percent,
        json.dumps(figures, ensure_ascii=False) if figures else "",
        "、".join(record.reached),
        "、".join(record.dropped),
        record.extension.to if record.extension else None,
        record.returned,
        record.note,
        record.evidence,
        record.problems,
        record.next,
        record.finished,
        "、".join(record.voids),
        record.sheet,
        record.carried,
    )


def extensions(at: Snapshot) -> Iterator[ExtensionRow]:
    """Yield the extensions granted by the day, as they follow one another."""
    turns: Counter[int] = Counter()
    for record in in_order(k.record for k in at.records):
        if granted := record.extension:
            turns[record.task] += 1
            yield ExtensionRow(
                at.key,
                at.year,
                record.task,
                turns[record.task],
                record.date,
                granted.to,
                granted.reason,
                granted.approval,
                record.by,
            )


def links(at: Snapshot) -> Iterator[LinkRow]:
    """Yield the links of the plan's tasks, then those the ledger tells of by the day."""
    for task in at.document.plan.tasks:
        yield from _links(at, task.id, "from", task.from_)
        yield from _links(at, task.id, "carries", task.carries)
    for kept in at.records:
        if carried := kept.record.carried:
            yield from _links(at, kept.record.task, "carried", (carried,))


def _links(at: Snapshot, task: int, kind: str, texts: Iterable[str]) -> Iterator[LinkRow]:
    for text in texts:
        for found in references((text,)):
            yield LinkRow(at.key, at.year, task, kind, text, found.plan, found.task)
