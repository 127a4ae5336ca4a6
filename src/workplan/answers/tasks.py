"""Chosen tasks and steps: a table to read, one for a spreadsheet, JSON, and the notes below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Any

from ..domain.days import spoken
from ..domain.deadlines import Deadline
from ..domain.document import PlanDocument
from ..domain.form import Holds
from ..domain.holding import Part
from ..domain.interpretation import MilestoneReading, Responsible
from ..domain.plan import Department, Plan, PrintedColumn, Role
from ..domain.printed import ROLE_OF, SIX, Row, number, opened, shown
from ..domain.printed import cell as printed_cell
from ..domain.query import LeftOut, Reason, Selection
from ..domain.standing import ScheduledMilestone, ScheduledTask, Standing, dropped_on, reached_on
from . import targets
from .columns import Absent, Column, Columns, Heading, Payload, Table, Value, View, plain, record, table
from .departments import as_named, unnamed
from .envelope import envelope
from .groups import group_path, under_groups
from .role_columns import Parties, role_columns
from .wording import (
    COLON,
    SEMICOLON,
    bracketed,
    deadline_words,
    departments,
    iso,
    last_day_words,
    late_step_words,
    milestone_words,
    named_tasks,
    own_head,
    progress_and_steps,
    progress_words,
    reported,
)

Parts = Mapping[int, Part]
"""A department's parts in tasks, by their ids."""

NO_PARTS: Parts = MappingProxyType({})

# Of a task and of a step, what a person reads.


def _read_tasks(document: PlanDocument, parts: Parts, *, grouped: bool, steps: bool, common: bool) -> Columns:
    year = document.plan.year
    cells: dict[Holds | None, Column] = {
        Holds.NUMBER: Column("", _called(document, common=common), numeric=True),
        Holds.TITLE: Column("", lambda t: t.reading.task.title, flexible=True),
        Holds.DEPARTMENTS: Column("", lambda t: departments(t.reading.departments), flexible=True),
        Holds.DEADLINE: Column("", lambda t: last_day_words(t, year)),
    }
    if not common:
        cells |= role_columns(document.plan, lambda t: t.reading.task, _task_parties)
    found = _brief_columns(
        document,
        cells,
        lambda item: item.reading.task,
        lambda t: t.id,
        Column("进度", progress_words if steps else progress_and_steps),
        Column("角色", lambda t: _role(parts[t.id])) if parts else None,
        common=common,
    )
    group = Column("分组", lambda t: _group_words(t, document), flexible=True)
    return (*found[:-1], group, found[-1]) if grouped else found


def _called(document: PlanDocument, *, common: bool) -> Callable[[ScheduledTask], Value]:
    """Return what says a task's printed number; under a common head, with its id where that is not plain."""
    if common:
        return lambda t: document.names.cell(t.id)
    return lambda t: number(t.reading.task, document.plan)


def _read_steps(document: PlanDocument, parts: Parts, listed: Set[int], *, common: bool) -> Columns:
    cells: dict[Holds | None, Column] = {
        Holds.NUMBER: Column("", lambda s: _step_number(s, document.plan)),
        Holds.TITLE: Column("", lambda s: _step_title(s, listed)),
        Holds.DEPARTMENTS: Column("", lambda s: departments(_step_parties(s))),
        Holds.DEADLINE: Column("", lambda s: deadline_words(s.reading.deadline, document.plan.year)),
    }
    if not common:
        cells |= role_columns(document.plan, lambda s: s.reading.milestone, _step_parts)
    found = _brief_columns(
        document,
        cells,
        lambda step: step.reading.milestone,
        lambda s: s.task.id,
        Column("进度", milestone_words),
        Column("角色", lambda s: _step_role(s, parts[s.task.id])) if parts else None,
        common=common,
    )
    return (*found, Column("分组", lambda s: _group_words(s, document)))


def _brief_columns(
    document: PlanDocument,
    cells: Mapping[Holds | None, Column],
    row_of: Callable[[Any], Row],
    id_of: Callable[[Any], int],
    progress: Column,
    role: Column | None,
    *,
    common: bool,
) -> Columns:
    """Return the columns of a list to read: the plan's own heads but the long texts, then where things stand.

    A department's own list has its role instead of all departments; among plans of ``common`` heads only the six stand.
    """
    plan = document.plan
    found = [Column("编号", id_of, numeric=True)] if document.names.repeat and not common else []
    for column in SIX if common else shown(plan):
        if column.holds in (Holds.GOALS, Holds.REMARK):
            continue
        if role and (column.holds in ROLE_OF or column.holds is Holds.DEPARTMENTS):
            found += [role] if role not in found else []
        elif column.holds in cells:
            found.append(cells[column.holds]._replace(head=own_head(column, document)))
        elif any(printed_cell(task, column, plan) for task in plan.tasks):
            found.append(Column(own_head(column, document), _printed(row_of, column, plan), flexible=True))
    return (*found, *([role] if role and role not in found else []), progress)


def _printed(row_of: Callable[[Any], Row], column: PrintedColumn, plan: Plan) -> Callable[[Any], Value]:
    return lambda item: printed_cell(row_of(item), column, plan)


def _step_number(step: ScheduledMilestone, plan: Plan) -> str:
    """Return a step's number behind its task's, alone where it begins with that: 3 (1), 3.1."""
    own, of_task = step.reading.milestone.number, number(step.task.reading.task, plan)
    return own if of_task and own.startswith(of_task) else f"{of_task} {own}".strip()


def _step_title(step: ScheduledMilestone, listed: Set[int]) -> str:
    """Return what a step is called; one of its own that does not stand under its task names that too."""
    words = step.reading.milestone
    alone = words.title and step.task.id not in listed
    return f"〔节点〕{step.task.reading.task.title}：{words.name}" if alone else f"〔节点〕{words.name}"


def _step_parties(step: ScheduledMilestone) -> tuple[Responsible, ...]:
    """Return the offices of a step: its own, else its task's."""
    return step.reading.departments or step.task.reading.departments


def _step_parts(step: ScheduledMilestone) -> Parties:
    return Parties(_step_parties(step), _step_parties(step))


def _task_parties(item: ScheduledTask) -> Parties:
    parts = item.reading.departments
    return Parties(parts, tuple(part for part in parts if part.source))


def _role(part: Part) -> str:
    """Return an office's role in a task, with the collective by whose name it has it; a dash where it has only a step."""
    return f"{part.role.word}{bracketed(part.via)}" if part.role else "—"


def _step_role(step: ScheduledMilestone, part: Part) -> str:
    return next((p.role.word for p in step.reading.departments if p.name == part.department), "")


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
            "step": step.name,
            "days_late": next((late.days_late for late in item.late_steps if late.reading is step), 0),
            "dropped_on": plain(dropped_on(item, step)),
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
    return item.history.report.date if item.history.report else None


def _last_record(item: ScheduledTask) -> date | None:
    return item.history.last.date if item.history.last else None


def _last_words(item: ScheduledTask) -> str | None:
    return reported(item.history) or None


def _printed_departments(item: ScheduledTask) -> str:
    return item.reading.task.departments.replace("\n", "、")


def _with_role(role: Role) -> Callable[[ScheduledTask], Value]:
    return lambda item: "、".join(r.name for r in item.reading.departments if r.role is role)


def _step_with_role(role: Role) -> Callable[[ScheduledMilestone], Value]:
    return lambda step: "、".join(r.name for r in _step_parties(step) if r.role is role)


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
    Column("逾期节点", late_step_words),
)

STEPS = (
    Column("类别", lambda _: "节点"),
    Column("序号", lambda s: s.task.id, "task"),
    Column("任务名称", lambda s: s.task.reading.task.title),
    Column("具体目标要求", lambda s: s.reading.milestone.name, "text"),
    Column("责任部门", lambda s: _printed_departments(s.task)),
    *(Column(role.word, _step_with_role(role)) for role in Role if role.always),
    Column(
        "完成时间",
        lambda s: s.reading.milestone.deadline,
        "deadline",
        lambda s: _deadline(s.reading.deadline, s.reading.source),
    ),
    Column("最后一日", lambda s: s.reading.deadline.last_day),
    Column("进度", lambda s: s.standing.word),
    Column(None, lambda s: s.reached_on, "reached_on"),
    Column(None, lambda s: s.reading.name, "step"),
    Column(None, lambda s: s.dropped_on, "dropped_on"),
    Column("逾期天数", lambda s: s.days_late, "days_late", sparse=True),
)


_SIX_HEADS = frozenset({"序号", "任务名称", "具体目标要求", "责任部门", "完成时间", "备注"})


def of_tasks(document: PlanDocument, *, common: bool = False) -> Columns:
    """Return every column of a task: the plan's own heads and cells, then what is computed; or the heads all plans have."""
    roles = (Column(role.word, _with_role(role)) for role in _seldom(document, common=common))
    seldom = (*roles, *_links(document, common=common))
    if common:
        first = Column("序号", lambda t: document.names.cell(t.id))
        return (*(first if column.head == first.head else column for column in TASKS), *seldom)
    if not opened(document.plan):
        return (*TASKS, *seldom)
    form = (
        Column(None, lambda t: number(t.reading.task, document.plan), "number"),
        Column(None, None, "group", lambda t: _groups_above(t, document)),
        Column(None, None, "cells", lambda t: dict(t.reading.task.cells)),
    )
    return (*_own(document, lambda t: t.reading.task, lambda t: t.id), *form, *_computed(TASKS), *seldom)


def _links(document: PlanDocument, *, common: bool) -> Iterator[Column]:
    """Yield the links to other plans, where the plan has any; where a task was carried to, JSON says at that task."""
    if common or any(task.linked for task in document.plan.tasks):
        yield Column(
            "结转自", lambda t: "、".join(t.reading.task.from_), "from", lambda t: list(t.reading.task.from_)
        )
        yield Column(
            "承接",
            lambda t: "、".join(t.reading.task.carries),
            "carries",
            lambda t: list(t.reading.task.carries),
        )
    yield Column(None, None, "carried_to", lambda t: t.history.carried_to or Absent)


def _seldom(document: PlanDocument, *, common: bool) -> list[Role]:
    """Return the roles that only some plans know, and this one does; all of them among plans of ``common`` heads."""
    if common:
        return [role for role in Role if not role.always]
    had = {part.role for reading in document.readings for part in reading.departments}
    return [role for role in Role if role in had and not role.always]


def of_steps(document: PlanDocument, *, common: bool = False) -> Columns:
    """Return every column of a step."""
    if common:
        first = Column("序号", lambda s: document.names.cell(s.task.id))
        seldom = (Column(role.word, _step_with_role(role)) for role in _seldom(document, common=common))
        return (*(first if column.head == first.head else column for column in STEPS), *seldom)
    if not opened(document.plan):
        return STEPS
    cells: dict[Holds | None, Column] = {
        Holds.NUMBER: Column("", lambda s: _step_number(s, document.plan)),
        Holds.TITLE: Column("", lambda s: f"{s.task.reading.task.title}：{s.reading.milestone.name}"),
    }
    own = _own(document, lambda s: s.reading.milestone, lambda s: s.task.id, cells)
    title = Column(None, lambda s: s.reading.milestone.title, "title")
    party = Column(None, None, "departments", lambda s: list(map(_party, _step_parties(s))))
    seldom = (Column(role.word, _step_with_role(role)) for role in _seldom(document, common=False))
    return (*own, *_computed(STEPS), title, party, *seldom)


def _own(
    document: PlanDocument,
    row_of: Callable[[Any], Row],
    id_of: Callable[[Any], int],
    instead: Mapping[Holds | None, Column] = MappingProxyType({}),
) -> Columns:
    """Return the printed columns, by the plan's own heads; ``instead`` says what stands under some of them."""
    plan = document.plan
    found = [Column("编号", id_of)] if document.names.repeat else []
    for column in shown(plan):
        printed = instead.get(column.holds) or Column("", _printed(row_of, column, plan))
        found.append(printed._replace(head=own_head(column, document)))
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
    return group_path(task.reading.task, document)


def as_listed(document: PlanDocument) -> Callable[[ScheduledTask], Payload]:
    """Return what makes one task JSON."""
    return partial(record, of_tasks(document))


def sheet(selection: Selection, document: PlanDocument, *, common: bool = False) -> Table:
    """Return the table a spreadsheet takes."""
    carried = common or any(item.history.carried_to for item in selection.tasks)
    onward = (Column("结转到", lambda t: t.history.carried_to),) if carried else ()
    made = table(
        ((*of_tasks(document, common=common), *onward), selection.tasks),
        (of_steps(document, common=common), selection.milestones),
    )
    return made._replace(
        lights=chain(
            (item.light for item in selection.tasks),
            (step.standing.row.light for step in selection.milestones),
        )
    )


def brief(
    selection: Selection,
    document: PlanDocument,
    title: str,
    parts: Parts = NO_PARTS,
    *,
    steps: bool = False,
    common: bool = False,
) -> Table:
    """Return the table a person reads; with a department's ``parts``, its role instead of all departments.

    ``steps``: late steps have rows of their own, else their task says how late they are. ``common``: under the heads
    every plan has.
    """
    headings = None if common else under_groups(selection, document)
    grouped = bool(document.plan.groups) and headings is None and not common
    tasks = _read_tasks(document, parts, grouped=grouped, steps=steps, common=common)
    own_steps = _read_steps(document, parts, frozenset(item.id for item in selection.tasks), common=common)
    blocks = tuple(_blocks(selection))
    return table(
        *((own_steps if own else tasks, items) for own, items in blocks),
        title=title,
        standings=(item.standing for _, items in blocks for item in items),
        heads=tasks,
    )._replace(headings=headings or {})


Block = tuple[bool, Sequence[Any]]
"""Rows of one kind that stand together: whether they are steps, and they."""


def _blocks(selection: Selection) -> Iterator[Block]:
    """Yield tasks, and steps behind them; steps of their own stand under their tasks where those are listed."""
    if not any(step.reading.milestone.title for step in selection.milestones):
        yield from ((False, selection.tasks), (True, selection.milestones))
        return
    own: dict[int, list[ScheduledMilestone]] = {}
    for step in selection.milestones:
        own.setdefault(step.task.id, []).append(step)
    for task in selection.tasks:
        yield False, (task,)
        yield True, own.pop(task.id, ())
    yield True, [step for steps in own.values() for step in steps]


def answer(
    document: PlanDocument,
    today: date,
    selection: Selection,
    asked: str,
    *,
    steps: bool = False,
    together: Sequence[ScheduledTask] = (),
) -> View:
    """Return chosen tasks in every shape, with the notes on what was left out.

    ``asked`` names the conditions. ``steps``: the question was after steps too.
    ``together`` are the tasks collectives hold that the departments asked
    after are of; those not chosen are named.
    """
    body: dict[str, Any] = {"tasks": map(as_listed(document), selection.tasks)}  # made as they are written
    if steps:
        body["milestones"] = map(partial(record, of_steps(document)), selection.milestones)
    body["left_out"] = [{"id": item.task.id, "reason": item.reason.value} for item in selection.left_out]
    heading = _heading(asked, selection, today)

    def made(*, common: bool) -> View:
        return View(
            envelope("tasks", document, today, body),
            (brief(selection, document, str(heading), steps=steps, common=common),),
            sheet(selection, document, common=common),
            (
                *_of_collectives([t for t in together if t not in selection.tasks], document),
                *notes(selection, document),
            ),
            heading=heading,
        )

    return made(common=False)._replace(common=partial(made, common=True))


def _heading(asked: str, selection: Selection, today: date) -> Heading:
    """Return the title of a listing: 2020年11月到期：9 项任务，1 个节点（截至 2020-11-01）."""

    def words(asked: str, counts: Sequence[int]) -> str:
        tasks, steps = counts
        return f"{asked}{COLON if asked else ''}{_counted(tasks, steps)}（截至 {today}）"

    return Heading(words, asked, (len(selection.tasks), len(selection.milestones)))


def _of_collectives(items: Sequence[ScheduledTask], document: PlanDocument) -> Iterator[str]:
    """Yield which tasks are not listed because the departments asked after are only meant by a collective's name."""
    if items:
        yield f"未列入：{len(items)} 项由统称承担（{named_tasks(document, items)}）。"


def of_department(
    document: PlanDocument,
    today: date,
    department: Department,
    parts: Sequence[Part],
    everything: Sequence[ScheduledTask],
) -> View:
    """Return all one office has a part in, in every shape; what it has by a collective's name is told apart."""
    selection = Selection(tuple(p.task for p in parts), milestones=tuple(s for p in parts for s in p.steps))
    by_id = {part.task.id: part for part in parts}
    together = sum(bool(part.via) for part in parts)
    own = Selection(selection.tasks[: len(parts) - together], milestones=selection.milestones)
    heading = _department_heading(department.name, own, together, today)
    as_one = as_listed(document)
    body: dict[str, Any] = {"department": as_named(department)}
    body["tasks"] = (_with_via(as_one(part.task), part) for part in parts)
    if selection.milestones:
        body["milestones"] = map(partial(record, of_steps(document)), selection.milestones)
    body["left_out"] = []

    def made(*, common: bool) -> View:
        return View(
            envelope("tasks", document, today, body),
            (brief(selection, document, str(heading), by_id, common=common),),
            sheet(selection, document, common=common),
            tuple(filter(None, (*notes(selection, document), unnamed(document, everything)))),
            heading=heading,
        )

    return made(common=False)._replace(common=partial(made, common=True))


def _department_heading(name: str, own: Selection, together: int, today: date) -> Heading:
    """Return the title of a department's list: how many it has itself, and how many by a collective's name."""

    def words(asked: str, counts: Sequence[int]) -> str:
        tasks, steps, more = counts
        others = f"，另有 {more} 项由统称承担" if more else ""
        return f"{asked}：{_counted(tasks, steps)}{others}（截至 {today}）"

    return Heading(words, name, (len(own.tasks), len(own.milestones), together))


def _with_via(listed: Payload, part: Part) -> Payload:
    return {**listed, "via": part.via} if part.via else listed


def _counted(tasks: int, steps: int) -> str:
    """Return how many tasks, and steps if there are any: 2 项任务，1 个节点."""
    return f"{tasks} 项任务" + (f"，{steps} 个节点" if steps else "")


def notes(selection: Selection, document: PlanDocument) -> tuple[str, ...]:
    """Return the lines below a listing: what was left out and why, and which words have two readings."""
    lines = []
    for reason in Reason:
        found = [item for item in selection.left_out if item.reason is reason]
        if found:
            lines.append(f"未列入：{len(found)} 项{reason.word}（{_LISTED[reason](found, document)}）。")
    if any(item.standing is Standing.BEHIND for item in selection.tasks):
        lines.append("“滞后”后两个数，前为完成比例，后为时间进度。")
    two_ways = [item for item in selection.tasks if item.reading.deadline.ambiguous and not item.extended]
    if two_ways:
        told = SEMICOLON.join(_two_ways(document, item, item.reading.deadline) for item in two_ways)
        lines.append(f"时限有两种读法：{told}。")
    return tuple(lines)


def _undated(items: list[LeftOut], document: PlanDocument) -> str:
    return named_tasks(document, (item.task for item in items))


def _extended(items: list[LeftOut], document: PlanDocument) -> str:
    names = document.names
    return "、".join(f"任务 {names[item.task.id]} 延至 {iso(item.task.last_day)}" for item in items)


def _ambiguous(items: list[LeftOut], document: PlanDocument) -> str:
    return SEMICOLON.join(
        _two_ways(document, item.task, (item.step or item.task).reading.deadline) for item in items
    )


_LISTED: Mapping[Reason, Callable[[list[LeftOut], PlanDocument], str]] = {
    Reason.UNDATED: _undated,
    Reason.EXTENDED: _extended,
    Reason.AMBIGUOUS: _ambiguous,
}


def _two_ways(document: PlanDocument, item: ScheduledTask, deadline: Deadline) -> str:
    held, other = (spoken(day, document.plan.year) for day in (deadline.last_day, deadline.other_day))
    return f"任务 {document.names[item.id]} 印作“{deadline.raw}”，现按{held}掌握，也可能是{other}"
