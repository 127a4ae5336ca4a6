"""Two tasks bear the same name.

Why: most often a row was copied and only half rewritten.
Bad: tasks 4 and 9 both named ``深化基层规范化建设``.
Fix: give one its own name, or waive the finding if the document really says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.fold import fold
from ..manual import Manual

CODE, SEVERITY = "duplicate-task-title", Severity.WARNING
TITLE = "任务名称重复"
MANUAL = Manual(
    "多半是复制一行之后只改了一半。",
    "任务 4 和任务 9 都叫“深化基层规范化建设”。",
    "改回各自的名称；原件确实如此的，在 waivers 里认可。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for index, task in enumerate(document.plan.tasks):
        if (earlier := first.setdefault(fold(task.title), task.id)) != task.id:
            yield document.diagnostic(
                ("tasks", index, "title"),
                CODE,
                SEVERITY,
                f"任务 {document.called(task.id)} 与任务 {document.called(earlier)} 名称相同。",
                "核对是否重复录入。",
                task=task.id,
            )
