"""Words of time that are said to stand in another cell do not stand there.

Why: a time nobody printed must not be chased.
Bad: ``deadline: 9月底前`` with ``deadline_from: goals`` where the goals say 10月底前.
Fix: copy the words from where they stand, or correct ``deadline_from``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.form import Quoted
from ...domain.places import Path_
from ...domain.plan import Milestone, Task
from ...domain.printed import office_cells
from ..manual import Manual

CODE, SEVERITY = "deadline-not-quoted", Severity.ERROR
TITLE = "时间不在所说的地方"
MANUAL = Manual(
    "写明引自别处的时间要能在那里找到，原文里没有的时间不能拿来督办。",
    "deadline: 9月底前，deadline_from: goals，而目标要求里写的是“10月底前”。",
    "从原文复制时间的字句；印在别处的，改 deadline_from。",
)
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for index, task in enumerate(document.plan.tasks):
        rows: list[tuple[Path_, Task | Milestone]] = [(("tasks", index), task)]
        rows += [(("tasks", index, "milestones", at), step) for at, step in enumerate(task.milestones)]
        for path, row in rows:
            if row.deadline_from and row.deadline not in _text(row, task, document):
                yield document.diagnostic(
                    (*path, "deadline"),
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(task.id)} 的时间“{row.deadline}”不在{_WORDS[row.deadline_from]}里。",
                    "从原文复制，一字不差；印在别处的，改 deadline_from。",
                    task=task.id,
                )


_WORDS = {
    Quoted.GOALS: "任务名称和目标要求",
    Quoted.DEPARTMENTS: "责任部门",
    Quoted.GROUP: "分组标题",
    Quoted.NOTICE: "正文",
}


def _text(row: Task | Milestone, task: Task, document: PlanDocument) -> str:
    plan = document.plan
    match row.deadline_from:
        case Quoted.GOALS:
            own = [row.title, row.goals]
            return "\n".join([*own, task.title, task.goals] if isinstance(row, Milestone) else own)
        case Quoted.DEPARTMENTS:
            cells = [*office_cells(row, plan, document.groups), *office_cells(task, plan, document.groups)]
            return "\n".join(cell.text for cell in cells)
        case Quoted.GROUP:
            above = document.groups.above(task.group)
            return "\n".join(
                text for group in above for text in (group.title, group.deadline, *group.cells.values())
            )
        case _:
            prose = [plan.preamble, *(point.title + point.text for point in plan.points)]
            return "\n".join([*plan.titles, *prose, plan.footer])
