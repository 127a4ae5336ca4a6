"""Chosen tasks and steps: a table to read, one for a spreadsheet, JSON, and the notes below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import chain
from typing import Any

from ..domain.deadlines import Deadline
from ..domain.document import PlanDocument
from ..domain.plan import Department, Role
from ..domain.query import LeftOut, Reason, Selection
from ..domain.standing import ScheduledMilestone, ScheduledTask, Standing, dropped_on, reached_on
from . import targets
from .columns import Column, Columns, Payload, Table, Value, View, plain, record, table
from .departments import as_named
from .envelope import envelope
from .wording import (
    SEMICOLON,
    deadline_words,
    departments,
    iso,
    last_day_words,
    milestone_words,
    progress_words,
    said,
)

# Of a task and of a step, what a person reads.


def _read_tasks(document: PlanDocument, role_of: str | None) -> Columns:
    year = document.plan.year
    return (
        Column("序号", lambda t: t.id, numeric=True),
        Column("任务名称", lambda t: t.reading.task.title, flexible=True),
        Column("角色", lambda t: _role(t, role_of))
        if role_of
        else Column("责任部门", lambda t: departments(t.reading.departments), flexible=True),
        Column("完成时间", lambda t: last_day_words(t, year)),
        Column("进度", progress_words),
    )


def _read_steps(document: PlanDocument) -> Columns:
    return (
        Column("序号", lambda s: s.task.id),
        Column("任务名称", lambda s: f"〔节点〕{s.reading.milestone.text}"),
        Column("责任部门", lambda s: departments(s.task.reading.departments)),
        Column("完成时间", lambda s: deadline_words(s.reading.deadline, document.plan.year)),
        Column("进度", milestone_words),
    )


def _role(item: ScheduledTask, department: str | None) -> str:
    role = item.reading.role_of(department or "")
    return role.word if role else ""


# The same for spreadsheets and JSON: every printed column, roles and readings apart.


def _deadline(reading: Deadline) -> Payload:
    body: dict[str, Any] = {
        "raw": reading.raw,
        "last_day": plain(reading.last_day),
        "kind": reading.kind.value,
        "ambiguous": reading.ambiguous,
        "other_day": plain(reading.other_day),
    }
    if reading.then:
        body["then"] = reading.then.value
    if reading.recurrence:
        body["recurs"] = {"every_months": reading.recurrence.months}
    return body


def _parties(item: ScheduledTask) -> list[Payload]:
    return [{"name": r.name, "printed": r.printed, "role": r.role.value} for r in item.reading.departments]


def _steps(item: ScheduledTask) -> list[Payload]:
    return [
        {
            "text": step.milestone.text,
            "deadline": _deadline(step.deadline),
            "reached_on": plain(reached_on(item, step)),
            "number": step.number,
            "days_late": next((late.days_late for late in item.late_steps if late.reading is step), 0),
            "dropped_on": plain(dropped_on(item, step)),
        }
        for step in item.reading.milestones
    ]


def _extensions(item: ScheduledTask) -> list[Payload]:
    return [{"to": plain(e.to), "reason": e.reason, "approval": e.approval} for e in item.history.extensions]


def _last_report(item: ScheduledTask) -> date | None:
    return item.history.report.date if item.history.report else None


def _last_record(item: ScheduledTask) -> date | None:
    return item.history.last.date if item.history.last else None


def _last_words(item: ScheduledTask) -> str | None:
    return said(item.history.shown) if item.history.shown else None


def _printed_departments(item: ScheduledTask) -> str:
    return item.reading.task.departments.replace("\n", "、")


def _with_role(role: Role) -> Callable[[ScheduledTask], Value]:
    return lambda item: "、".join(r.name for r in item.reading.departments if r.role is role)


def _of_task(cell: Callable[[ScheduledTask], Value]) -> Callable[[ScheduledMilestone], Value]:
    return lambda step: cell(step.task)


TASKS = (
    Column("类别", lambda _: "任务"),
    Column("序号", lambda t: t.id, "id"),
    Column("任务名称", lambda t: t.reading.task.title, "title"),
    Column("具体目标要求", lambda t: t.reading.task.goals, "goals"),
    Column("责任部门", _printed_departments, "departments", _parties),
    *(Column(role.word, _with_role(role)) for role in Role if role.always),
    Column(
        "完成时间", lambda t: t.reading.task.deadline, "deadline", lambda t: _deadline(t.reading.deadline)
    ),
    Column("最后一日", lambda t: t.last_day),
    Column("备注", lambda t: t.reading.task.remark, "remark"),
    Column(
        "要点",
        lambda t: "、".join(map(str, t.reading.task.points)),
        "points",
        lambda t: list(t.reading.task.points),
    ),
    Column(None, None, "targets", targets.of),
    Column(None, None, "milestones", _steps),
    Column("状态", lambda t: t.status.word, "status", lambda t: t.status.value),
    Column("进度", lambda t: t.word, "standing", lambda t: t.standing.value),
    Column(None, lambda t: t.light.value, "light"),
    Column(None, lambda t: t.last_day, "last_day"),
    Column("逾期天数", lambda t: t.days_late, "days_late", sparse=True),
    Column(None, lambda t: t.days_left, "days_left"),
    Column("百分比", lambda t: t.history.percent, "percent"),
    Column("原定最后一日", lambda t: t.first_day if t.extended else None),
    Column(None, lambda t: t.pace.elapsed if t.pace else None, "elapsed"),
    Column("报结日", lambda t: t.history.done_on, "done_on"),
    Column(None, lambda t: t.history.closed_on, "closed_on"),
    Column(None, None, "extensions", _extensions),
    Column("最近所报日", _last_report, "last_report"),
    Column("最近所报情况", _last_words),
    Column(None, _last_record, "last_record"),
)

STEPS = (
    Column("类别", lambda _: "节点"),
    Column("序号", lambda s: s.task.id, "task"),
    Column("任务名称", lambda s: s.task.reading.task.title),
    Column("具体目标要求", lambda s: s.reading.milestone.text, "text"),
    Column("责任部门", lambda s: _printed_departments(s.task)),
    *(Column(role.word, _of_task(_with_role(role))) for role in Role if role.always),
    Column(
        "完成时间",
        lambda s: s.reading.milestone.deadline,
        "deadline",
        lambda s: _deadline(s.reading.deadline),
    ),
    Column("最后一日", lambda s: s.reading.deadline.last_day),
    Column("进度", lambda s: s.standing.word),
    Column(None, lambda s: s.reached_on, "reached_on"),
    Column(None, lambda s: s.reading.number, "number"),
    Column(None, lambda s: s.dropped_on, "dropped_on"),
    Column("逾期天数", lambda s: s.days_late, "days_late", sparse=True),
)


def as_listed(item: ScheduledTask) -> Payload:
    """Return one task for JSON."""
    return record(TASKS, item)


def sheet(selection: Selection) -> Table:
    """Return the table a spreadsheet takes."""
    return table((TASKS, selection.tasks), (STEPS, selection.milestones))


def brief(selection: Selection, document: PlanDocument, title: str, role_of: str | None = None) -> Table:
    """Return the table a person reads; with ``role_of``, that department's role instead of all departments."""
    return table(
        (_read_tasks(document, role_of), selection.tasks),
        (_read_steps(document), selection.milestones),
        title=title,
        standings=chain(
            (item.standing for item in selection.tasks), (step.standing for step in selection.milestones)
        ),
    )


def answer(
    document: PlanDocument,
    today: date,
    selection: Selection,
    title: str,
    *,
    steps: bool = False,
    department: Department | None = None,
) -> View:
    """Return chosen tasks in every shape, with the notes on what was left out.

    ``steps``: the question was after steps too. ``department``: it was about what this one has a part in.
    """
    body: dict[str, Any] = {"department": as_named(department)} if department else {}
    body["tasks"] = map(as_listed, selection.tasks)  # made one by one as they are written
    if steps:
        body["milestones"] = (record(STEPS, step) for step in selection.milestones)
    body["left_out"] = [{"id": item.task.id, "reason": item.reason.value} for item in selection.left_out]
    return View(
        envelope("tasks", document, today, body),
        (brief(selection, document, f"{title}（截至 {today}）", department.name if department else None),),
        sheet(selection),
        notes(selection),
    )


def counted(selection: Selection) -> str:
    """Return how many tasks, and steps if there are any: 2 项任务，1 个节点."""
    steps = f"，{len(selection.milestones)} 个节点" if selection.milestones else ""
    return f"{len(selection.tasks)} 项任务{steps}"


def notes(selection: Selection) -> tuple[str, ...]:
    """Return the lines below a listing: what was left out and why, and which words have two readings."""
    lines = []
    for reason in Reason:
        found = [item for item in selection.left_out if item.reason is reason]
        if found:
            lines.append(f"未列入：{len(found)} 项{reason.word}（{_LISTED[reason](found)}）。")
    if any(item.standing is Standing.BEHIND for item in selection.tasks):
        lines.append("滞后之后是完成百分比/时间进度百分比。")
    two_ways = [item for item in selection.tasks if item.reading.deadline.ambiguous and not item.extended]
    if two_ways:
        told = SEMICOLON.join(_two_ways(item.id, item.reading.deadline) for item in two_ways)
        lines.append(f"时限有两种读法：{told}。")
    return tuple(lines)


def _undated(items: list[LeftOut]) -> str:
    return "任务 " + "、".join(str(item.task.id) for item in items)


def _extended(items: list[LeftOut]) -> str:
    return "、".join(f"任务 {item.task.id} 延至 {iso(item.task.last_day)}" for item in items)


def _ambiguous(items: list[LeftOut]) -> str:
    return SEMICOLON.join(
        _two_ways(item.task.id, (item.step or item.task).reading.deadline) for item in items
    )


_LISTED: Mapping[Reason, Callable[[list[LeftOut]], str]] = {
    Reason.UNDATED: _undated,
    Reason.EXTENDED: _extended,
    Reason.AMBIGUOUS: _ambiguous,
}


def _two_ways(task: int, deadline: Deadline) -> str:
    return (
        f"任务 {task} 印作“{deadline.raw}”，读作 {iso(deadline.last_day)}，也可能是 {iso(deadline.other_day)}"
    )
