"""What is still open of a plan as the draft of a later one: each task linked to its earlier self, no time copied.

A draft promises nothing by itself: every deadline is 待定, which in a task with ``from`` is an error until someone
decides, and what was promised before stands in comments. The prose, the points and the seal are the new plan's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..answers.wording import COLON, SEMICOLON, figure, last_day_words, progress_words
from ..domain.characters import quote
from ..domain.document import PlanDocument
from ..domain.form import Layout
from ..domain.interpretation import MilestoneReading
from ..domain.links import Reference
from ..domain.plan import Department, Group, PrintedColumn, Settings, Target
from ..domain.query import UNFINISHED
from ..domain.standing import ScheduledTask, dropped_on, reached_on
from ..files.yaml_text import Block, Cells, Entry, Plain, written
from .plan_draft import TO_CHECK

UNDECIDED = "待定"
"""The deadline of everything that was carried over."""

_NEVER = frozenset({"default_deadline", "sealed"})
"""Settings that are a promise of the plan they stand in."""


def open_tasks(tasks: Sequence[ScheduledTask]) -> list[ScheduledTask]:
    """Return what a later plan takes over: all that is not finished, cancelled or carried over already."""
    return [task for task in tasks if task.standing in UNFINISHED]


def draft_text(document: PlanDocument, tasks: Sequence[ScheduledTask], year: int, key: str) -> str:
    """Return the text of a plan for ``year`` of a plan's open tasks; ``key`` is what links call the old plan."""
    return written(_plan(document, open_tasks(tasks), year, key))


def _plan(document: PlanDocument, tasks: Sequence[ScheduledTask], year: int, key: str) -> Entry:
    old = document.plan
    plan = Entry({"schema_version": 1, "year": year, "titles": Entry({"document": ""})})
    plan["titles"].note("document", f"{TO_CHECK}上年的标题是{quote(old.titles.document)}，写新文件的标题。")
    plan["publication"] = Entry({"issuer": old.publication.issuer} if old.publication.issuer else {})
    plan["settings"] = _changed(old.settings)
    used = _used(document, tasks) or {department.name for department in old.departments}
    plan["departments"] = [_department(each) for each in old.departments if each.name in used]
    if left := [each.name for each in old.departments if each.name not in used]:
        plan.note(
            "departments", f"{TO_CHECK}上年名录里的 {'、'.join(left)} 没有结转的任务，今年要用的写回名录。"
        )
    plan["columns"] = [_column(column) for column in old.columns]
    plan["layout"] = Plain(old.layout.value) if old.layout is not Layout.TABLE else ""
    above = {g.id for task in tasks for g in document.groups.above(task.reading.task.group)}
    plan["groups"] = [_group(group) for group in old.groups if group.id in above]
    plan["tasks"] = [_task(task, at, document, key) for at, task in enumerate(tasks, 1)]
    for name in ("publication", "settings", "columns", "layout", "groups"):
        if not plan[name]:
            del plan[name]
    plan.notes[""] = [
        f"由 {old.year} 年的计划结转的草稿：{len(tasks)} 项没有办结的任务。完成时间一律是“{UNDECIDED}”，逐项定下才能用。",
        f"原定的时间和上年的进度在“{TO_CHECK}”里，只供参考；核对一处，删去一行。改完运行：workplan validate",
    ]
    return plan


def _used(document: PlanDocument, tasks: Sequence[ScheduledTask]) -> set[str]:
    """Return the departments that what is carried over names, and the members of these."""
    used = {role.name for task in tasks for role in task.reading.departments}
    used |= {role.name for task in tasks for s in _kept_steps(task) for role in s.departments}
    register = document.register
    return used | {m.name for d in document.plan.departments if d.name in used for m in register.members(d)}


def _task(item: ScheduledTask, number: int, document: PlanDocument, key: str) -> Entry:
    old = item.reading.task
    task = Entry({"id": number, "from": [str(Reference(key, old.id))], "group": old.group})
    task["title"], task["goals"] = old.title, Block(old.goals)
    task["departments"], task["deadline"] = old.departments, UNDECIDED
    task["remark"], task["lead"] = old.remark, old.lead
    task["roles"] = Entry({role: list(names) for role, names in old.roles._asdict().items() if names})
    task["cells"] = Cells(old.cells)
    task["milestones"] = [_step(step) for step in _kept_steps(item)]
    task["targets"] = [_target(target) for target in old.targets]
    for name in [name for name, value in task.items() if not value]:
        del task[name]
    for words in _before(item, document):
        task.note("deadline", f"{TO_CHECK}{words}")
    return task


def _before(item: ScheduledTask, document: PlanDocument) -> Iterator[str]:
    """Yield what the old plan said that the new one does not promise: the time, how far it came, steps, points, superiors."""
    old, percent = item.reading.task, item.history.percent
    reported = f"，报到 {figure(percent)}%" if percent is not None else ""
    yield f"原定 {last_day_words(item, document.plan.year)}；上年进度：{progress_words(item)}{reported}。"
    for step in _open_steps(item):
        if not step.milestone.title:
            when = COLON.join((step.milestone.deadline, quote(step.milestone.text)))
            yield f"原有节点 {when}，仍要的写回 milestones。"
    if old.points:
        named = SEMICOLON.join(f"{n} {document.points[n].name}" for n in old.points if n in document.points)
        yield f"原落实要点 {named}。"
    if old.carries:
        yield f"原承接 {'、'.join(old.carries)}，看上级今年的计划再写 carries。"


def _open_steps(item: ScheduledTask) -> Iterator[MilestoneReading]:
    return (s for s in item.reading.milestones if not reached_on(item, s) and not dropped_on(item, s))


def _kept_steps(item: ScheduledTask) -> Iterator[MilestoneReading]:
    return (step for step in _open_steps(item) if step.milestone.title)


def _step(step: MilestoneReading) -> Entry:
    old = step.milestone
    made = Entry({"title": old.title, "number": old.number, "goals": Block(old.goals)})
    made["departments"] = old.departments
    made["deadline"] = "" if step.source == "task" else UNDECIDED
    made["cells"] = Cells(old.cells)
    for name in [name for name, value in made.items() if not value]:
        del made[name]
    if "deadline" in made:
        made.note("deadline", f"{TO_CHECK}原定 {old.deadline or old.last_day}。")
    return made


def _target(old: Target) -> Entry:
    made = Entry({"name": old.name, "phrase": old.phrase, "commitment": old.commitment})
    if old.value is not None and old.comparison is not None:
        made["comparison"], made["value"] = Plain(old.comparison.value), Plain(f"{old.value:f}")
    made["unit"] = old.unit
    return Entry({name: value for name, value in made.items() if value})


def _group(old: Group) -> Entry:
    made = Entry({"id": old.id, "title": old.title, "number": old.number, "parent": old.parent})
    made["departments"], made["cells"] = old.departments, Cells(old.cells)
    kept = Entry({name: value for name, value in made.items() if value})
    if old.deadline:
        kept.note("", f"{TO_CHECK}这个分组原定 {old.deadline}。")
    return kept


def _department(old: Department) -> Entry:
    made: dict[str, Any] = {"name": old.name, "aliases": list(old.aliases), "members": list(old.members)}
    return Entry({name: value for name, value in made.items() if value})


def _column(old: PrintedColumn) -> Entry:
    made = Entry({"head": old.head})
    if old.holds:
        made["holds"] = Plain(old.holds.value)
    if old.key:
        made["key"] = old.key
    return made


def _changed(old: Settings) -> Entry:
    """Return the readings and thresholds that are not the usual ones."""
    usual = Settings()
    made = Entry()
    for name, value in old._asdict().items():
        if name not in _NEVER and value != getattr(usual, name):
            made[name] = (
                value if isinstance(value, int | str) and not hasattr(value, "value") else Plain(value.value)
            )
    return made
