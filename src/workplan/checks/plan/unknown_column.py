"""A cell stands under a head that the list does not print.

Why: it would be shown in no table, and a misspelt head would hide a whole column.
Bad: ``cells: {分管领到: 张副局长}`` where the head is 分管领导.
Fix: write the head as ``columns`` has it, or add the column.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.places import Path_
from ...domain.plan import Group, Milestone, Task
from ...domain.printed import free
from ...domain.suggest import nearest
from ..manual import Manual

CODE, SEVERITY = "unknown-column", Severity.ERROR
TITLE = "写在没有的一栏里"
MANUAL = Manual(
    "不在 columns 里的一栏，哪张表也印不出来；表头写错一个字，整栏就不见了。",
    "cells: {分管领到: 张副局长}，而表头是“分管领导”。",
    "照 columns 里的表头写；确有这一栏的，在 columns 里加上。",
)
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    known = [column.name for column in free(document.plan)]
    for path, label, row, task in _rows(document):
        for head in row.cells:
            if head not in known:
                guess = nearest(head, known)
                yield document.diagnostic(
                    (*path, "cells", head),
                    CODE,
                    SEVERITY,
                    f"{label}的“{head}”不是清单的一栏。",
                    f"是不是“{guess}”？" if guess else _hint(known),
                    task=task,
                    key=True,
                )


def _hint(known: list[str]) -> str:
    return f"cells 里可写的栏有：{'、'.join(known)}。" if known else "先在 columns 里列出清单的各栏。"


def _rows(document: PlanDocument) -> Iterator[tuple[Path_, str, Task | Milestone | Group, int | None]]:
    for index, group in enumerate(document.plan.groups):
        yield ("groups", index), f"分组“{group.title}”", group, None
    for index, task in enumerate(document.plan.tasks):
        yield ("tasks", index), f"任务 {document.called(task.id)} ", task, task.id
        for at, step in enumerate(task.milestones):
            yield ("tasks", index, "milestones", at), f"任务 {document.called(task.id)} 的节点", step, task.id
