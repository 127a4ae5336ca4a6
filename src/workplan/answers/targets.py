"""The promises of a plan: where each stands, what it asks, and what was reported of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..domain.document import PlanDocument
from ..domain.plan import AnyTarget, PointTarget
from ..domain.printed import Names
from ..domain.promises import Promise, of_task
from ..domain.standing import ScheduledTask
from .columns import Absent, Column, Columns, Heading, Payload, View, plain, record, table
from .envelope import envelope
from .wording import aim, promise_words


def _holder(promise: Promise, names: Names) -> str:
    return f"要点 {promise.point}" if promise.point else f"任务 {names[promise.task or 0]}"


def _carriers(promise: Promise) -> Any:
    """Only promises of the prose say which tasks carry them."""
    return list(promise.target.tasks) if isinstance(promise.target, PointTarget) else Absent


def _comparison(promise: Promise) -> str | None:
    return promise.target.comparison.value if promise.target.comparison else None


def _reported(promise: Promise) -> Any:
    return plain(promise.standing.value) if promise.standing else None


def _each(promise: Promise) -> Any:
    """Only promises of the prose say what each task that carries them reported."""
    if not isinstance(promise.target, PointTarget):
        return Absent
    return [
        {"task": task, "reported": plain(standing.value), "outcome": standing.outcome.value}
        for task, standing in promise.carried
    ]


_WORDS = (
    Column("指标", lambda p: p.target.name, "name", flexible=True),
    Column("目标", lambda p: aim(p.target), "comparison", _comparison, flexible=True),
    Column(None, lambda p: p.target.value, "value"),
    Column(None, lambda p: p.target.unit, "unit"),
    Column("承诺", lambda p: p.target.commitment or "—", "commitment", lambda p: p.target.commitment),
    Column("原文", lambda p: p.target.phrase, "phrase", flexible=True),
    Column(None, None, "tasks", _carriers),
)
_RESULT = (
    Column("实际", promise_words, "reported", _reported),
    Column(None, lambda p: p.standing.outcome.value if p.standing else None, "outcome"),
    Column(None, None, "carriers", _each),
)


def columns(document: PlanDocument) -> Columns:
    """Return the columns of promises: whose each is, what it asks, what came of it."""
    return (
        Column("出处", lambda p: _holder(p, document.names)),
        Column(None, lambda p: p.point, "point"),
        Column(None, lambda p: p.task, "task"),
        *_WORDS,
        *_RESULT,
    )


def as_words(target: AnyTarget) -> Payload:
    """Return what a target asks, for JSON; ``value`` and ``comparison`` are null where it has no figure."""
    return record(_WORDS, Promise(target))


def of(item: ScheduledTask) -> list[Payload]:
    """Return a task's promises for JSON, each with what was reported of it."""
    return [record((*_WORDS, *_RESULT), promise) for promise in of_task(item)]


def answer(document: PlanDocument, today: date, found: Sequence[Promise], *, unowned: bool) -> View:
    """Return promises in every shape; ``unowned`` says that only those nobody carries were asked for."""
    measured = sum(p.target.measured for p in found)
    what = "没有任务承担的指标" if unowned else "指标"
    heading = Heading(_title, what, (measured, len(found) - measured))
    shown = columns(document)
    body = {"targets": (record(shown, promise) for promise in found)}
    return View(
        envelope("targets", document, today, body),
        (table((shown, found), title=str(heading)),),
        table((shown, found)),
        heading=heading,
    )


def _title(what: str, counts: Sequence[int]) -> str:
    measured, told = counts
    return f"{what} {measured + told} 项：有数字的 {measured} 项，以佐证材料为准的 {told} 项"
