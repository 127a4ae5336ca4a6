"""The seal (封存): digests of the words as issued, and what of a plan is no longer as it was sealed.

A change is a warning, not an error: a plan may be amended lawfully, and the answers drawn from it stand either
way. ``validate --strict`` stops at it; a waiver in the plan accepts it for one task, with the reason, and so
keeps the amendment on record. Readings added later (points, targets, ``last_day``) are not sealed.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..domain.diagnostics import Diagnostic, Severity
from ..domain.document import PlanDocument
from ..domain.places import Path_
from ..domain.plan import Group, Milestone, Plan, Point, Publication, Task, Titles
from ..domain.printed import Groups
from .manual import Manual
from .plan import ISSUED_TEXT

if TYPE_CHECKING:
    from ..files.scalars import Digest, Digests, Number, Text, Version

CHANGED, DAMAGED = ISSUED_TEXT, "damaged-seal"
TITLES = {
    CHANGED: (Severity.WARNING, "封存之后改动了印发的文字"),
    DAMAGED: (Severity.ERROR, "封存文件损坏"),
}
MANUALS = {
    CHANGED: Manual(
        "计划是印发过的承诺，印发之后文字不应悄悄变动；封存（workplan seal）记下了当时的文字，这里与之不符。",
        "封存之后把任务 7 的完成时间从 11 改成 12。",
        "误改的，改回原文；确经批准调整的，在 waivers 里按任务写明理由，或重新封存（workplan seal --renew）。",
    ),
    DAMAGED: Manual(
        "封存文件读不出来，就无从知道印发的文字有没有变动。",
        "合并冲突时封存文件里多出了半行。",
        "从版本库取回原来的封存文件；实在没有，与原件核对之后运行 workplan seal --renew。",
    ),
}

_TASK_WORDS = {
    "title": "任务名称",
    "goals": "具体目标要求",
    "departments": "责任部门",
    "deadline": "完成时间",
    "remark": "备注",
}
_POINT_WORDS = {"title": "首句", "text": "正文"}
_MORE_WORDS = {"number": "编号", "group": "分组"}
_STEP_WORDS = {
    "title": "名称",
    "number": "编号",
    "goals": "目标要求",
    "departments": "责任部门",
    "deadline": "时间",
}
_GROUP_WORDS = {"title": "标题", "number": "编号", "departments": "责任部门", "deadline": "完成时间"}


class SealedStep(NamedTuple):
    """The digests of a printed step: a sub-task with text of its own."""

    title: Digest
    number: Digest | None = None
    goals: Digest | None = None
    departments: Digest | None = None
    deadline: Digest | None = None
    cells: Digests = {}  # noqa: RUF012 - never written to


class SealedTask(NamedTuple):
    """One task's digests. What the 2020 plan's list does not print stands only where it is printed."""

    id: Number
    title: Digest
    goals: Digest
    departments: Digest
    deadline: Digest
    remark: Digest
    number: Digest | None = None
    group: Digest | None = None
    cells: Digests = {}  # noqa: RUF012 - never written to
    steps: tuple[SealedStep, ...] = ()


class SealedGroup(NamedTuple):
    """One group's digests, by its id."""

    id: Text
    title: Digest
    number: Digest | None = None
    departments: Digest | None = None
    deadline: Digest | None = None
    cells: Digests = {}  # noqa: RUF012 - never written to


class SealedPoint(NamedTuple):
    """One point's digests."""

    id: Number
    title: Digest
    text: Digest


class SealedSection(NamedTuple):
    """One section's digest."""

    number: Number
    title: Digest


class Seal(NamedTuple):
    """The digests of a whole plan."""

    schema_version: Version
    header: dict[str, Digest]
    sections: tuple[SealedSection, ...]
    points: tuple[SealedPoint, ...]
    tasks: tuple[SealedTask, ...]
    columns: tuple[Digest, ...] = ()
    groups: tuple[SealedGroup, ...] = ()


def make(plan: Plan) -> Seal:
    """Return the seal of a plan as it stands."""
    return Seal(
        schema_version=1,
        header={name: digest(text) for name, (_, text) in header(plan).items()},
        sections=tuple(SealedSection(number=s.number, title=digest(s.title)) for s in plan.sections),
        points=tuple(SealedPoint(id=p.id, **_digests(p, _POINT_WORDS, always=True)) for p in plan.points),
        tasks=_sealed_tasks(plan),
        columns=tuple(digest(column.name) for column in plan.columns),
        groups=tuple(SealedGroup(id=g.id, **_digests(g, _GROUP_WORDS), cells=_cells(g)) for g in plan.groups),
    )


def _sealed_tasks(plan: Plan) -> tuple[SealedTask, ...]:
    groups = Groups(plan.groups)
    return tuple(
        SealedTask(
            id=task.id,
            **_digests(task, _TASK_WORDS, always=True),
            number=None if task.number is None else digest(task.number),
            group=_headings(task, groups),
            cells=_cells(task),
            steps=tuple(
                SealedStep(**_digests(step, _STEP_WORDS), cells=_cells(step))
                for step in task.milestones
                if step.title
            ),
        )
        for task in plan.tasks
    )


def _headings(task: Task, groups: Groups) -> str | None:
    """Return the digest of the headings above a task: another group is another promise."""
    return digest("\n".join(group.title for group in groups.above(task.group))) if task.group else None


def _cells(row: Task | Milestone | Group) -> dict[str, str]:
    return {head: digest(text) for head, text in row.cells.items() if text.strip()}


def digest(text: str) -> str:
    """Return the fingerprint of some words: layout does not count, every visible character does."""
    bare = "".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(bare.encode("utf-8")).hexdigest()[:16]


def changes(seal: Seal, document: PlanDocument, called: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield every part of the plan that is not as it was sealed; nothing where the plan was not read whole.

    ``called`` has what the texts round the lists are called, by their names in the seal's header.
    """
    if not document.whole:
        return
    plan = document.plan
    for name, (path, text) in header(plan).items():
        if digest(text) != seal.header.get(name):
            yield _changed(document, path, f"{called[name]}改动过。")
    yield from _sections(seal, document)
    points = {
        point.id: (("sections", s, "points", i), point)
        for s, section in reversed(list(enumerate(plan.sections)))
        for i, point in reversed(list(enumerate(section.points)))
    }
    sealed_points = {row.id: row for row in seal.points}
    for number, (path, point) in points.items():
        yield from _part(document, path, f"要点 {number} ", point, sealed_points.get(number), _POINT_WORDS)
    for number in sealed_points.keys() - points.keys():
        yield _changed(document, ("sections",), f"要点 {number} 不见了。", key=True, point=number)
    tasks = {task.id: (("tasks", i), task) for i, task in reversed(list(enumerate(plan.tasks)))}
    sealed_tasks = {row.id: row for row in seal.tasks}
    for number, (place, task) in tasks.items():
        yield from _part(
            document, place, f"任务 {document.called(number)} ", task, sealed_tasks.get(number), _TASK_WORDS
        )
    for number in sealed_tasks.keys() - tasks.keys():
        yield _changed(
            document, ("tasks",), f"任务 {document.called(number)} 不见了。", key=True, task=number
        )
    yield from _form(seal, document)


def _form(seal: Seal, document: PlanDocument) -> Iterator[Diagnostic]:
    """Yield what changed of the form of the list: heads, groups, and the cells and steps that not every list has."""
    plan = document.plan
    if (plan.columns or plan.groups) and not (seal.columns or seal.groups):
        yield _changed(document, ("columns",), "清单加写了各栏或分组，封存里没有这些文字。", key=True)
        return
    if tuple(digest(column.name) for column in plan.columns) != seal.columns:
        yield _changed(document, ("columns",), "清单的表头改动过。", key=True)
    yield from _groups(seal, document)
    now = {task.id: task for task in make(plan).tasks}
    sealed = {task.id: task for task in seal.tasks}
    for index, task in enumerate(plan.tasks):
        if (old := sealed.get(task.id)) is not None:
            yield from _row(document, ("tasks", index), task.id, now[task.id], old)


def _groups(seal: Seal, document: PlanDocument) -> Iterator[Diagnostic]:
    now = {group.id: group for group in make(document.plan).groups}
    sealed = {group.id: group for group in seal.groups}
    for index, group in enumerate(document.plan.groups):
        old = sealed.get(group.id)
        if old is None:
            yield _changed(document, ("groups", index, "id"), f"分组“{group.title}”是后加的。")
        elif old != now[group.id]:
            yield _changed(document, ("groups", index), f"分组“{group.title}”的文字改动过。")
    for name in sealed.keys() - now.keys():
        yield _changed(document, ("groups",), f"分组“{name}”不见了。", key=True)


def _row(
    document: PlanDocument, path: Path_, number: int, now: SealedTask, old: SealedTask
) -> Iterator[Diagnostic]:
    """Compare what a task prints besides the six columns: number, group, cells, steps."""
    for key, word in _MORE_WORDS.items():
        if getattr(now, key) != getattr(old, key):
            yield _changed(
                document, (*path, key), f"任务 {document.called(number)} 的{word}改动过。", task=number
            )
    for head in (*now.cells, *(head for head in old.cells if head not in now.cells)):
        if now.cells.get(head) != old.cells.get(head):
            yield _changed(
                document,
                (*path, "cells", head),
                f"任务 {document.called(number)} 的“{head}”改动过。",
                task=number,
            )
    if now.steps != old.steps:
        yield _changed(
            document, (*path, "milestones"), f"任务 {document.called(number)} 的子项改动过。", task=number
        )


def _sections(seal: Seal, document: PlanDocument) -> Iterator[Diagnostic]:
    sealed = {row.number: row.title for row in seal.sections}
    present: set[int] = set()
    for index, section in enumerate(document.plan.sections):
        present.add(section.number)
        if digest(section.title) != sealed.get(section.number):
            how = "的标题改动过" if section.number in sealed else "是后加的"
            yield _changed(document, ("sections", index, "title"), f"第 {section.number} 部分{how}。")
    for number in sealed.keys() - present:
        yield _changed(document, ("sections",), f"第 {number} 部分不见了。", key=True)


def _part(
    document: PlanDocument,
    path: Path_,
    label: str,
    part: Task | Point,
    sealed: SealedTask | SealedPoint | None,
    words: Mapping[str, str],
) -> Iterator[Diagnostic]:
    """Compare one task or point, field by field."""
    task, point = (part.id, None) if isinstance(part, Task) else (None, part.id)
    if sealed is None:
        yield _changed(document, (*path, "id"), f"{label}是后加的。", task=task, point=point)
        return
    for key, word in words.items():
        if digest(_printed(part, key)) != getattr(sealed, key):
            yield _changed(document, (*path, key), f"{label}的{word}改动过。", task=task, point=point)


def _changed(
    document: PlanDocument,
    path: Path_,
    message: str,
    *,
    task: int | None = None,
    point: int | None = None,
    key: bool = False,
) -> Diagnostic:
    return document.diagnostic(
        path,
        CHANGED,
        Severity.WARNING,
        f"封存之后，{message}",
        "误改的改回原文；经批准调整的，在 waivers 里写明理由，或重新封存（workplan seal --renew）。",
        task=task,
        point=point,
        key=key,
    )


def _digests(
    part: Task | Point | Milestone | Group, words: Mapping[str, str], *, always: bool = False
) -> dict[str, str]:
    """Return the digests of some printed keys; those that are blank only where they ``always`` stand there."""
    texts = {key: _printed(part, key) for key in words}
    return {key: digest(text) for key, text in texts.items() if always or text.strip()}


def _printed(part: Task | Point | Milestone | Group, key: str) -> str:
    """Return the text of a key; a time that is quoted from another cell is printed and sealed there."""
    quoted = key == "deadline" and isinstance(part, (Task, Milestone)) and part.deadline_from
    text: str = "" if quoted else getattr(part, key)
    return text


def header(plan: Plan) -> dict[str, tuple[Path_, str]]:
    """Return the texts round the lists, by name: where each stands, and its words."""
    parts: dict[str, Titles | Publication] = {"titles": plan.titles, "publication": plan.publication}
    found: dict[str, tuple[Path_, str]] = {"year": (("year",), str(plan.year))}
    for group, part in parts.items():
        found |= {f"{group}.{key}": ((group, key), str(getattr(part, key) or "")) for key in part._fields}
    found["preamble"] = (("preamble",), plan.preamble)
    found["footer"] = (("footer",), plan.footer)
    return found
