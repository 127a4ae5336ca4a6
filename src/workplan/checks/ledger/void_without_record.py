"""A record takes back another that is not there, or that cannot be taken back.

Why: what was to be taken back would still count, and nobody would notice.
Bad: ``voids: [0123456789]`` where no record of the task before it is called so, or one that takes back another itself.
Fix: write what `workplan log` shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import LedgerDocument, PlanDocument
from ...domain.voids import kept
from ..manual import Manual

CODE, SEVERITY = "void-without-record", Severity.ERROR
TITLE = "撤销了没有的记录"
MANUAL = Manual(
    "编号对不上，要撤销的记录其实仍然算数；撤销本身不能再撤销，重新登记一条就是。",
    "台账写 voids: [0123456789]，而这项任务没有编号如此的记录",
    "写 workplan log 显示的编号。",
)


def check(ledger: LedgerDocument, document: PlanDocument) -> Iterator[Diagnostic]:
    if not any(record.voids for record in ledger.records):
        return
    known = {(k.record.task, k.id): k for k in kept(ledger.records)}
    for index, record in enumerate(ledger.records):
        for slot, name in enumerate(record.voids):
            found = known.get((record.task, name))
            path = (index, "voids", slot)
            if found is None:
                yield ledger.diagnostic(
                    path,
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(record.task)} 没有编号为“{name}”的记录。",
                    "编号见 workplan log。",
                )
            elif found.record.voids:
                yield ledger.diagnostic(
                    path, CODE, SEVERITY, f"“{name}”本身是撤销，不能再撤销。", "把原来的内容重新登记一条。"
                )
