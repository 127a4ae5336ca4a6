"""Chosen tasks as tables: one to read, one for a spreadsheet, and the notes below."""

from __future__ import annotations

from itertools import chain

from ..domain.deadlines import Deadline
from ..domain.document import PlanDocument
from ..domain.plan import Role
from ..domain.query import LeftOut, Reason, Selection
from ..domain.standing import ScheduledMilestone, ScheduledTask, Standing
from .payloads import Payload
from .phrasing import (
    deadline_words,
    departments,
    figure,
    iso,
    last_day_words,
    milestone_words,
    progress_words,
)
from .tables import Column, Table, View
from .words import ROLES, SEMICOLON, STANDINGS, STATUSES

_BRIEF = (
    Column("序号", numeric=True),
    Column("任务名称", flexible=True),
    Column("责任部门", flexible=True),
    Column("完成时间"),
    Column("进度"),
)

_FULL = (
    *map(Column, ("类别", "序号", "任务名称", "具体目标要求", "责任部门", "牵头", "共同", "会同")),
    *map(Column, ("完成时间", "最后一日", "备注", "要点", "状态", "进度", "逾期天数")),
    *map(Column, ("百分比", "原定最后一日", "报结日", "最近所报日", "最近所报情况")),
)


def brief(selection: Selection, document: PlanDocument, title: str, role_of: str | None = None) -> Table:
    """Return the table a person reads; with ``role_of``, that department's role instead of all departments."""
    year = document.plan.year
    columns = _BRIEF
    if role_of:
        columns = (_BRIEF[0], _BRIEF[1], Column("角色"), *_BRIEF[3:])
    rows = (
        (
            str(item.id),
            item.reading.task.title,
            _role(item, role_of) if role_of else departments(item.reading.departments),
            last_day_words(item, year),
            progress_words(item),
        )
        for item in selection.tasks
    )
    steps = (
        (
            str(step.task.id),
            f"〔节点〕{step.reading.milestone.text}",
            departments(step.task.reading.departments),
            deadline_words(step.reading.deadline, year),
            milestone_words(step),
        )
        for step in selection.milestones
    )
    standings = (item.standing for item in selection.tasks)
    return Table(
        columns,
        chain(rows, steps),
        title,
        chain(standings, map(_milestone_standing, selection.milestones)),
    )


def full(selection: Selection) -> Table:
    """Return the table a spreadsheet takes: every printed column, roles and readings apart."""
    steps = (
        (
            "节点",
            str(step.task.id),
            step.task.reading.task.title,
            step.reading.milestone.text,
            *_parties(step.task),
            step.reading.milestone.deadline,
            iso(step.reading.deadline.last_day),
            *("",) * 3,
            STANDINGS[_milestone_standing(step)],
            str(step.days_late or ""),
            *("",) * 5,
        )
        for step in selection.milestones
    )
    return Table(_FULL, chain(map(_full_row, selection.tasks), steps))


def _milestone_standing(step: ScheduledMilestone) -> Standing:
    if step.reached_on:
        return Standing.DONE_LATE if step.days_late else Standing.DONE
    if step.days_late:
        return Standing.OVERDUE
    return Standing.ON_TRACK if step.open else step.task.standing


def _full_row(item: ScheduledTask) -> tuple[str, ...]:
    words, history = item.reading.task, item.history
    return (
        "任务",
        str(item.id),
        words.title,
        words.goals,
        *_parties(item),
        words.deadline,
        iso(item.last_day),
        words.remark,
        "、".join(map(str, words.points)),
        STATUSES[item.status],
        STANDINGS[item.standing],
        str(item.days_late or ""),
        figure(history.percent) if history.percent is not None else "",
        iso(item.first_day) if item.extended else "",
        iso(history.done_on),
        iso(history.last.date) if history.last else "",
        history.last.note if history.last else "",
    )


def _parties(item: ScheduledTask) -> tuple[str, ...]:
    columns = ((Role.LEAD,), (Role.JOINT, Role.SHARED), (Role.ASSIST,))
    by_role = ["、".join(r.name for r in item.reading.departments if r.role in roles) for roles in columns]
    return (item.reading.task.departments.replace("\n", "、"), *by_role)


def _role(item: ScheduledTask, department: str) -> str:
    role = item.reading.role_of(department)
    return ROLES[role] if role else ""


_REASONS = {
    Reason.UNDATED: "未定时限",
    Reason.AMBIGUOUS: "时限有两种读法，现读作不在此列",
    Reason.EXTENDED: "已延期到此后",
}


def notes(selection: Selection, document: PlanDocument) -> tuple[str, ...]:
    """Return the lines below a listing: what was left out and why, and which words have two readings."""
    lines = []
    for reason, words in _REASONS.items():
        found = [item for item in selection.left_out if item.reason is reason]
        if found:
            lines.append(f"未列入：{len(found)} 项{words}（{_listed(found, reason)}）。")
    if any(item.standing is Standing.BEHIND for item in selection.tasks):
        lines.append("滞后之后是完成百分比/时间进度百分比。")
    two_ways = [item for item in selection.tasks if item.reading.deadline.ambiguous and not item.extended]
    if two_ways:
        lines.append(
            "时限有两种读法："
            + SEMICOLON.join(_two_ways(item.id, item.reading.deadline) for item in two_ways)
            + "。"
        )
    return tuple(lines)


def _listed(items: list[LeftOut], reason: Reason) -> str:
    if reason is Reason.UNDATED:
        return "任务 " + "、".join(str(item.task.id) for item in items)
    if reason is Reason.EXTENDED:
        return "、".join(f"任务 {item.task.id} 延至 {iso(item.task.last_day)}" for item in items)
    return SEMICOLON.join(
        _two_ways(item.task.id, (item.step or item.task).reading.deadline) for item in items
    )


def _two_ways(task: int, deadline: Deadline) -> str:
    return (
        f"任务 {task} 印作“{deadline.raw}”，读作 {iso(deadline.last_day)}，也可能是 {iso(deadline.other_day)}"
    )


def answer(
    selection: Selection, document: PlanDocument, payload: Payload, title: str, role_of: str | None = None
) -> View:
    """Return chosen tasks in every shape, with the notes on what was left out."""
    table = brief(selection, document, title, role_of)
    return View(payload, (table,), full(selection), notes(selection, document))
