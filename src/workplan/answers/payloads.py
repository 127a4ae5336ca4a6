"""Answers as plain data for JSON: the shapes scripts rely on. Keys are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ..domain.deadlines import Deadline
from ..domain.diagnostics import Diagnostic
from ..domain.document import PlanDocument
from ..domain.plan import AnyTarget, Department, Point, PointTarget
from ..domain.query import LeftOut, Selection
from ..domain.records import ProgressRecord
from ..domain.standing import ScheduledMilestone, ScheduledTask, reached_on
from ..domain.targets import TargetStanding, standing_of

SCHEMA_VERSION = 1

Payload = dict[str, Any]


def envelope(kind: str, document: PlanDocument, as_of: date, body: Mapping[str, Any]) -> Payload:
    """Return a whole answer: what it is, of which plan, as of which day."""
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": kind,
        "as_of": as_of.isoformat(),
        "plan": {"title": document.plan.titles.document, "year": document.plan.year},
        **body,
    }


def tasks(selection: Selection) -> Payload:
    """Return chosen tasks, made one by one as they are written, and what was left out."""
    return {"tasks": map(task, selection.tasks), "left_out": left_out(selection.left_out)}


def due(selection: Selection) -> Payload:
    """Return chosen tasks and milestones, made one by one as they are written, and what was left out."""
    return {
        "tasks": map(task, selection.tasks),
        "milestones": map(milestone, selection.milestones),
        "left_out": left_out(selection.left_out),
    }


def left_out(items: Iterable[LeftOut]) -> list[Payload]:
    """Return what a listing left out, and why."""
    return [{"id": item.task.id, "reason": item.reason.value} for item in items]


def task(item: ScheduledTask) -> Payload:
    """Return one task whole."""
    reading = item.reading
    words = reading.task
    return {
        "id": words.id,
        "title": words.title,
        "goals": words.goals,
        "departments": [
            {"name": r.name, "printed": r.printed, "role": r.role.value} for r in reading.departments
        ],
        "deadline": deadline(reading.deadline),
        "remark": words.remark,
        "points": list(words.points),
        "targets": [{**target(t), **outcome(standing_of(t, item.history))} for t in words.targets],
        "milestones": [
            {
                "text": m.milestone.text,
                "deadline": deadline(m.deadline),
                "reached_on": _day(reached_on(item, m)),
            }
            for m in reading.milestones
        ],
        "status": item.status.value,
        "standing": item.standing.value,
        "light": item.light.value,
        "last_day": _day(item.last_day),
        "days_late": item.days_late,
        "days_left": item.days_left,
        "percent": number(item.history.percent),
        "elapsed": round(item.pace.elapsed, 1) if item.pace else None,
        "done_on": _day(item.history.done_on),
        "closed_on": _day(item.history.closed_on),
        "extensions": [
            {"to": _day(e.to), "reason": e.reason, "approval": e.approval} for e in item.history.extensions
        ],
        "last_report": _day(item.history.last.date) if item.history.last else None,
    }


def milestone(step: ScheduledMilestone) -> Payload:
    """Return a step that falls due by itself, with the number of its task."""
    return {
        "task": step.task.id,
        "text": step.reading.milestone.text,
        "deadline": deadline(step.reading.deadline),
        "reached_on": _day(step.reached_on),
        "days_late": step.days_late,
    }


def deadline(reading: Deadline) -> Payload:
    """Return a deadline's printed words and their reading; `then` and `recurs` only where the words say so."""
    body: Payload = {
        "raw": reading.raw,
        "last_day": _day(reading.last_day),
        "kind": reading.kind.value,
        "ambiguous": reading.ambiguous,
        "other_day": _day(reading.other_day),
    }
    if reading.then:
        body["then"] = reading.then.value
    if reading.recurrence:
        body["recurs"] = {"every_months": reading.recurrence.months}
    return body


def target(promise: AnyTarget) -> Payload:
    """Return one promise; ``value`` and ``comparison`` are null where it has no figure."""
    body: Payload = {
        "name": promise.name,
        "comparison": promise.comparison.value if promise.comparison else None,
        "value": number(promise.value),
        "unit": promise.unit,
        "commitment": promise.commitment,
        "phrase": promise.phrase,
    }
    if isinstance(promise, PointTarget):
        body["tasks"] = list(promise.tasks)
    return body


def number(value: Decimal | None) -> int | float | None:
    """Return a figure as JSON writes numbers."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def outcome(standing: TargetStanding | None) -> Payload:
    """Return what was reported of a promise and whether that meets it; nulls where nothing can be reported."""
    if standing is None:
        return {"reported": None, "outcome": None}
    return {"reported": reported(standing.value), "outcome": standing.outcome.value}


def whole_task(item: ScheduledTask) -> Payload:
    """Return one task with its history."""
    return {**task(item), "history": [record(r) for r in item.history.records]}


def reported(value: Decimal | str | None) -> int | float | str | None:
    """Return a reported value: a figure, or 是 / 否."""
    return value if isinstance(value, str) else number(value)


def point(item: Point, carriers: Iterable[int]) -> Payload:
    """Return one point of the prose and the tasks that carry it out."""
    return {
        "id": item.id,
        "title": item.name,
        "text": item.text,
        "tasks": list(carriers),
        "targets": [target(t) for t in item.targets],
    }


def department(item: Department) -> Payload:
    """Return one entry of the register."""
    return {"name": item.name, "aliases": list(item.aliases)}


def record(item: ProgressRecord) -> Payload:
    """Return one record of the ledger."""
    extension = item.extension
    return {
        "task": item.task,
        "date": item.date.isoformat(),
        "recorded": item.recorded.isoformat(),
        "by": item.by,
        "status": item.status.value if item.status else None,
        "percent": number(item.percent),
        "values": {name: reported(value) for name, value in item.values.items()},
        "reached": list(item.reached),
        "extension": {"to": _day(extension.to), "reason": extension.reason, "approval": extension.approval}
        if extension
        else None,
        "returned": item.returned,
        "note": item.note,
        "evidence": item.evidence,
    }


def finding(diagnostic: Diagnostic) -> Payload:
    """Return one finding."""
    return {
        "file": diagnostic.location.file,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
