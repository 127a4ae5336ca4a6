"""A status cannot follow the one before it.

Why: closing (销号) is the office's verification of a report of completion (报结); without the report
there is nothing to verify. What was done goes back to work only by a return (退回), with its reason.
Bad: ``status: closed`` for a task that was never ``done``.
Fix: add the missing record, or write the return with ``returned``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import LedgerDocument, PlanDocument
from ...domain.history import admits, numbered_in_order, status_after
from ...domain.records import ProgressRecord
from ...domain.status import Status
from ..manual import Manual

CODE, SEVERITY = "status-out-of-order", Severity.ERROR
TITLE = "台账的状态前后不接"
MANUAL = Manual(
    "销号是对报结的核实，没有报结就无从核实；报结之后要重新推进，只能退回并写明理由。",
    "从未 done 的任务写 status: closed",
    "补上缺的那一条，或写 returned 退回。",
)


def check(ledger: LedgerDocument, document: PlanDocument) -> Iterator[Diagnostic]:
    standing: dict[int, Status] = {}
    for index, record in numbered_in_order(ledger.numbered()):
        before = standing.get(record.task, Status.NOT_STARTED)
        if admits(before, record):
            standing[record.task] = status_after(before, record)
            continue
        key = "returned" if record.returned else "carried" if record.carried else "status"
        yield ledger.diagnostic(
            (index, key), CODE, SEVERITY, *_explain(record, before, document.called(record.task))
        )


def _explain(record: ProgressRecord, before: Status, called: str) -> tuple[str, str]:
    now = before.word
    head = f"任务 {called} 到 {record.date} 为“{now}”，"
    if record.returned:
        return f"{head}没有报结，不能退回。", "先报结，才能退回。"
    wanted = (record.new_status or before).word
    if record.status is Status.CLOSED:
        return f"{head}没有报结，不能销号。", "先由部门报结（done），再销号（close）。"
    hint = "要重新推进，用退回（return），并写理由。" if before.finished else "核对这一条的日期和状态。"
    if before is Status.CARRIED:
        hint = "结转之后在那边的计划里登记；结转错了的，用 undo 撤销那一条。"
    return f"{head}不能再记为“{wanted}”。", hint
