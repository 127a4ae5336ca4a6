"""A record names a task the plan does not have.

Why: what was reported would be counted for nobody.
Bad: ``- task: 36`` beside a plan of 35 tasks.
Fix: correct the number.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import LedgerDocument, PlanDocument
from ..manual import Manual

CODE, SEVERITY = "unknown-ledger-task", Severity.ERROR
TITLE = "台账所记的任务不存在"
MANUAL = Manual(
    "台账记在一个不存在的任务名下，所报的进展就不算任何人的。",
    "计划有 35 项任务，台账写 - task: 36",
    "改正编号。",
)


def check(ledger: LedgerDocument, document: PlanDocument) -> Iterator[Diagnostic]:
    for index, record in enumerate(ledger.records):
        if record.task not in document.tasks:
            yield ledger.diagnostic(
                (index, "task"),
                CODE,
                SEVERITY,
                f"计划里没有任务 {document.called(record.task)}。",
                f"任务编号为 {min(document.tasks)} 至 {max(document.tasks)}。" if document.tasks else "",
            )
