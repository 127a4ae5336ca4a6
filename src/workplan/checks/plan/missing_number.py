"""A task prints no number although the list has a column for numbers.

Why: the row may have been joined to the one above it.
Bad: ``number: ""`` in a list with a column 序号.
Fix: write the printed number, or waive the finding if the document prints none.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.form import Holds
from ...domain.printed import column_holding
from ..manual import Manual

CODE, SEVERITY = "missing-number", Severity.WARNING
TITLE = "没有印刷编号"
MANUAL = Manual(
    "清单有编号一栏而这一行没有，可能是上一行的续行。",
    'number: ""，而清单有“序号”一栏。',
    "照原件写上编号；原件空白的，在 waivers 里认可。",
)
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if column_holding(document.plan, Holds.NUMBER) is None:
        return
    for index, task in enumerate(document.plan.tasks):
        if task.number is not None and not task.number.strip():
            yield document.diagnostic(
                ("tasks", index, "number"),
                CODE,
                SEVERITY,
                f"任务 {document.called(task.id)} 没有印刷编号。",
                "照原件写上 number；原件空白的，在 waivers 里认可。",
                task=task.id,
            )
