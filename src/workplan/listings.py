"""Chosen tasks as tables: one to read, one for a spreadsheet, and the notes below."""

from __future__ import annotations

from .document import PlanDocument
from .phrasing import deadline_words, departments, iso, milestone_words, progress_words
from .query import LeftOut, Reason, Selection
from .schedule import ScheduledTask, Standing
from .tables import Column, Table
from .words import ROLES, STANDINGS, STATUSES

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
)


def brief(selection: Selection, document: PlanDocument, title: str, role_of: str | None = None) -> Table:
    """Return the table a person reads; with ``role_of``, that department's role instead of all departments."""
    year = document.plan.year
    columns = _BRIEF
    if role_of:
        columns = (_BRIEF[0], _BRIEF[1], Column("角色"), *_BRIEF[3:])
    rows = [
        (
            str(item.id),
            item.reading.task.title,
            _role(item, role_of) if role_of else departments(item.reading.departments),
            deadline_words(item.reading.deadline, year),
            progress_words(item),
        )
        for item in selection.tasks
    ]
    rows += [
        (
            str(step.task.id),
            f"〔节点〕{step.reading.milestone.text}",
            departments(step.task.reading.departments),
            deadline_words(step.reading.deadline, year),
            milestone_words(step),
        )
        for step in selection.milestones
    ]
    standings = [item.standing for item in selection.tasks]
    return Table(
        columns,
        tuple(rows),
        title,
        (*standings, *(Standing.OVERDUE if s.days_late else Standing.ON_TRACK for s in selection.milestones)),
    )


def full(selection: Selection) -> Table:
    """Return the table a spreadsheet takes: every printed column, roles and readings apart."""
    rows = [_full_row(item) for item in selection.tasks]
    rows += [
        (
            "节点",
            str(step.task.id),
            step.task.reading.task.title,
            step.reading.milestone.text,
            *_parties(step.task),
            step.reading.milestone.deadline,
            iso(step.reading.deadline.last_day),
            *("",) * 3,
            "逾期" if step.days_late else "",
            str(step.days_late or ""),
        )
        for step in selection.milestones
    ]
    return Table(_FULL, tuple(rows))


def _full_row(item: ScheduledTask) -> tuple[str, ...]:
    words = item.reading.task
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
    )


def _parties(item: ScheduledTask) -> tuple[str, ...]:
    by_role = ["、".join(r.name for r in item.reading.departments if r.role is role) for role in ROLES]
    return (item.reading.task.departments.replace("\n", "、"), *by_role)


def _role(item: ScheduledTask, department: str) -> str:
    role = item.reading.role_of(department)
    return ROLES[role] if role else ""


_REASONS = {
    Reason.UNDATED: "未定时限",
    Reason.AMBIGUOUS: "时限有两种读法，现读作不在此列",
}


def notes(selection: Selection, document: PlanDocument) -> tuple[str, ...]:
    """Return the lines below a listing: what was left out and why, and which words have two readings."""
    lines = []
    for reason, words in _REASONS.items():
        found = [item for item in selection.left_out if item.reason is reason]
        if found:
            lines.append(f"未列入：{len(found)} 项{words}({_listed(found, reason)})。")
    two_ways = [item for item in selection.tasks if item.reading.deadline.ambiguous]
    if two_ways:
        lines.append("时限有两种读法：" + ";".join(_two_ways(item) for item in two_ways) + "。")
    return tuple(lines)


def _listed(items: list[LeftOut], reason: Reason) -> str:
    if reason is Reason.UNDATED:
        return "任务 " + "、".join(str(item.task.id) for item in items)
    return ";".join(_two_ways(item.task) for item in items)


def _two_ways(item: ScheduledTask) -> str:
    deadline = item.reading.deadline
    return f"任务 {item.id} 印作“{deadline.raw}”，读作 {iso(deadline.last_day)}，也可能是 {iso(deadline.other_day)}"
