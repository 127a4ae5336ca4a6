"""Chosen tasks and steps: a table to read, one for a spreadsheet, JSON, and the notes below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from ..domain.deadlines import Deadline
from ..domain.document import PlanDocument
from ..domain.interpretation import MilestoneReading, Responsible
from ..domain.plan import Department, Holds, Plan, PrintedColumn, Role
from ..domain.printed import ROLE_OF, Row, number, numbers_repeat, opened, shown
from ..domain.printed import cell as printed_cell
from ..domain.query import LeftOut, Reason, Selection
from ..domain.standing import ScheduledMilestone, ScheduledTask, Standing, reached_on
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
)

# Of a task and of a step, what a person reads.


def _read_tasks(document: PlanDocument, role_of: str | None) -> Columns:
    year = document.plan.year
    cells: dict[Holds | None, Column] = {
        Holds.NUMBER: Column("", lambda t: number(t.reading.task, document.plan), numeric=True),
        Holds.TITLE: Column("", lambda t: t.reading.task.title, flexible=True),
        Holds.DEPARTMENTS: Column("", lambda t: departments(t.reading.departments), flexible=True),
        Holds.DEADLINE: Column("", lambda t: last_day_words(t, year)),
    }
    return _brief_columns(
        document, role_of, cells, lambda item: item.reading.task, lambda t: t.id, progress_words
    )


def _read_steps(document: PlanDocument) -> Columns:
    cells: dict[Holds | None, Column] = {
        Holds.NUMBER: Column("", lambda s: _step_number(s, document.plan)),
        Holds.TITLE: Column("", lambda s: f"〔节点〕{s.reading.milestone.name}"),
        Holds.DEPARTMENTS: Column("", lambda s: departments(_step_parties(s))),
        Holds.DEADLINE: Column("", lambda s: deadline_words(s.reading.deadline, document.plan.year)),
    }
    return _brief_columns(
        document, None, cells, lambda step: step.reading.milestone, lambda s: s.task.id, milestone_words
    )


def _brief_columns(
    document: PlanDocument,
    role_of: str | None,
    cells: Mapping[Holds | None, Column],
    row_of: Callable[[Any], Row],
    id_of: Callable[[Any], int],
    progress: Callable[[Any], str],
) -> Columns:
    """Return the columns of a list to read: the plan's own heads but the long texts, then where things stand."""
    plan = document.plan
    found = [Column("编号", id_of, numeric=True)] if numbers_repeat(plan) else []
    for column in shown(plan):
        if column.holds in (Holds.GOALS, Holds.REMARK):
            continue
        if role_of and (column.holds in ROLE_OF or column.holds is Holds.DEPARTMENTS):
            if not any(c.head == "角色" for c in found):
                found.append(Column("角色", lambda t: _role(t, role_of)))
        elif column.holds in cells:
            found.append(cells[column.holds]._replace(head=_own_head(column)))
        elif any(printed_cell(task, column, plan) for task in plan.tasks):
            found.append(Column(_own_head(column), _printed(row_of, column, plan), flexible=True))
    return (*found, Column("进度", progress))


def _printed(row_of: Callable[[Any], Row], column: PrintedColumn, plan: Plan) -> Callable[[Any], Value]:
    return lambda item: printed_cell(row_of(item), column, plan)


_COMPUTED_HEADS = frozenset(
    {"编号", "类别", "角色", "分组", "最后一日", "要点", "状态", "进度", "逾期天数", "百分比"}
)


def _own_head(column: PrintedColumn) -> str:
    """Return a printed head; one that a computed column bears too is marked as the document's."""
    return f"{column.name}（原件）" if column.name in _COMPUTED_HEADS else column.name


def _step_number(step: ScheduledMilestone, plan: Plan) -> str:
    return step.reading.milestone.number or number(step.task.reading.task, plan)


def _step_parties(step: ScheduledMilestone) -> tuple[Responsible, ...]:
    """Return the offices of a step: its own, else its task's."""
    return step.reading.departments or step.task.reading.departments


def _role(item: ScheduledTask, department: str | None) -> str:
    role = item.reading.role_of(department or "")
    return role.word if role else ""


# The same for spreadsheets and JSON: every printed column, roles and readings apart.


def _deadline(reading: Deadline, source: str = "") -> Payload:
    body: dict[str, Any] = {
        "raw": reading.raw,
        "last_day": plain(reading.last_day),
        "kind": reading.kind.value,
        "ambiguous": reading.ambiguous,
        "other_day": plain(reading.other_day),
    }
    if reading.then:
        body["then"] = reading.then.value
    if source:
        body["from"] = source
    if reading.recurrence:
        body["recurs"] = {"every_months": reading.recurrence.months}
    return body


def _parties(item: ScheduledTask) -> list[Payload]:
    return list(map(_party, item.reading.departments))


def _party(part: Responsible) -> Payload:
    body = {"name": part.name, "printed": part.printed, "role": part.role.value}
    return {**body, "from": part.source} if part.source else body


def _steps(item: ScheduledTask) -> list[Payload]:
    return [
        {
            "text": step.milestone.text,
            "deadline": _deadline(step.deadline, step.source),
            "reached_on": plain(reached_on(item, step)),
            **(_printed_step(step) if step.milestone.title else {}),
        }
        for step in item.reading.milestones
    ]


def _printed_step(step: MilestoneReading) -> Payload:
    """Return what a step has that is printed text of its own."""
    words = step.milestone
    return {
        "title": words.title,
        "number": words.number,
        "goals": words.goals,
        "departments": list(map(_party, step.departments)),
        "cells": dict(words.cells),
    }


def _extensions(item: ScheduledTask) -> list[Payload]:
    return [{"to": plain(e.to), "reason": e.reason, "approval": e.approval} for e in item.history.extensions]


def _last_report(item: ScheduledTask) -> date | None:
    return item.history.last.date if item.history.last else None


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
        "完成时间",
        lambda t: t.reading.task.deadline,
        "deadline",
        lambda t: _deadline(t.reading.deadline, t.reading.source),
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
    Column("进度", lambda t: t.standing.word, "standing", lambda t: t.standing.value),
    Column(None, lambda t: t.light.value, "light"),
    Column(None, lambda t: t.last_day, "last_day"),
    Column("逾期天数", lambda t: t.days_late, "days_late", sparse=True),
    Column(None, lambda t: t.days_left, "days_left"),
    Column("百分比", lambda t: t.history.percent, "percent"),
    Column("原定最后一日", lambda t: t.first_day if t.extended else None),
    Column(None, lambda t: round(t.pace.elapsed, 1) if t.pace else None, "elapsed"),
    Column("报结日", lambda t: t.history.done_on, "done_on"),
    Column(None, lambda t: t.history.closed_on, "closed_on"),
    Column(None, None, "extensions", _extensions),
    Column("最近所报日", _last_report, "last_report"),
    Column("最近所报情况", lambda t: t.history.last.note if t.history.last else None),
)

STEPS = (
    Column("类别", lambda _: "节点"),
    Column("序号", lambda s: s.task.id, "task"),
    Column("任务名称", lambda s: s.task.reading.task.title),
    Column("具体目标要求", lambda s: s.reading.milestone.name, "text"),
    Column("责任部门", lambda s: _printed_departments(s.task)),
    *(Column(role.word, _of_task(_with_role(role))) for role in Role if role.always),
    Column(
        "完成时间",
        lambda s: s.reading.milestone.deadline,
        "deadline",
        lambda s: _deadline(s.reading.deadline, s.reading.source),
    ),
    Column("最后一日", lambda s: s.reading.deadline.last_day),
    Column("进度", lambda s: s.standing.word),
    Column(None, lambda s: s.reached_on, "reached_on"),
    Column("逾期天数", lambda s: s.days_late, "days_late", sparse=True),
)


_SIX_HEADS = frozenset({"序号", "任务名称", "具体目标要求", "责任部门", "完成时间", "备注"})


def of_tasks(document: PlanDocument) -> Columns:
    """Return every column of a task: the plan's own heads and cells, then what is computed."""
    seldom = _seldom(document)
    if not opened(document.plan):
        return (*TASKS, *seldom)
    form = (
        Column(None, lambda t: number(t.reading.task, document.plan), "number"),
        Column(None, None, "group", lambda t: _groups_above(t, document)),
        Column(None, None, "cells", lambda t: dict(t.reading.task.cells)),
    )
    return (*_own(document, lambda t: t.reading.task, lambda t: t.id), *form, *_computed(TASKS), *seldom)


def _seldom(document: PlanDocument) -> Columns:
    """Return the columns of the roles that only some plans know."""
    had = {part.role for reading in document.readings for part in reading.departments}
    return tuple(Column(role.word, _with_role(role)) for role in Role if role in had and not role.always)


def of_steps(document: PlanDocument) -> Columns:
    """Return every column of a step."""
    if not opened(document.plan):
        return STEPS
    own = _own(document, lambda s: s.reading.milestone, lambda s: s.task.id)
    title = Column(None, lambda s: s.reading.milestone.title, "title")
    party = Column(None, None, "departments", lambda s: list(map(_party, _step_parties(s))))
    return (*own, *_computed(STEPS), title, party)


def _own(document: PlanDocument, row_of: Callable[[Any], Row], id_of: Callable[[Any], int]) -> Columns:
    plan = document.plan
    found = [Column("编号", id_of)] if numbers_repeat(plan) else []
    found += [Column(_own_head(column), _printed(row_of, column, plan)) for column in shown(plan)]
    if plan.groups:
        found.append(Column("分组", lambda item: _group_words(item, document)))
    return tuple(found)


def _computed(known: Columns) -> Columns:
    """Return the columns of the six-column list without their heads, which the plan prints itself."""
    return tuple(c._replace(head=None) if c.head in _SIX_HEADS else c for c in known)


def _groups_above(item: ScheduledTask, document: PlanDocument) -> list[Payload]:
    above = document.groups.above(item.reading.task.group)
    return [{"id": group.id, "number": group.number, "title": group.title} for group in above]


def _group_words(item: ScheduledTask | ScheduledMilestone, document: PlanDocument) -> str:
    task = item.task if isinstance(item, ScheduledMilestone) else item
    return " > ".join(group.title for group in document.groups.above(task.reading.task.group))


def as_listed(document: PlanDocument) -> Callable[[ScheduledTask], Payload]:
    """Return what makes one task JSON."""
    return partial(record, of_tasks(document))


def sheet(selection: Selection, document: PlanDocument) -> Table:
    """Return the table a spreadsheet takes."""
    made = table((of_tasks(document), selection.tasks), (of_steps(document), selection.milestones))
    return made._replace(
        lights=chain(
            (item.light for item in selection.tasks),
            (step.standing.row.light for step in selection.milestones),
        )
    )


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
    body["tasks"] = map(as_listed(document), selection.tasks)  # made one by one as they are written
    if steps:
        body["milestones"] = map(partial(record, of_steps(document)), selection.milestones)
    body["left_out"] = [{"id": item.task.id, "reason": item.reason.value} for item in selection.left_out]
    return View(
        envelope("tasks", document, today, body),
        (brief(selection, document, f"{title}（截至 {today}）", department.name if department else None),),
        sheet(selection, document),
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
