"""A figure is reported for a target, or a step for a milestone, that the task does not have.

Why: the figure would be shown nowhere, and the target would stay without one.
Bad: ``values: {网办理率: 96.2}`` where the target is 网办率.
Fix: use the target's name as the plan has it; a promise without a figure takes 是 or 否.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import LedgerDocument, PlanDocument
from ...domain.fold import fold
from ...domain.interpretation import steps_named
from ...domain.percent import Share
from ...domain.suggest import nearest
from ..manual import Manual

CODE, SEVERITY = "unknown-target", Severity.ERROR
TITLE = "台账所报的指标或节点不存在"
MANUAL = Manual(
    "指标或节点的名称对不上，所报的数字哪里也看不到，真正的指标仍是空的。",
    "指标叫“网办率”，台账写 values: {网办理率: 96.2}",
    "用计划里的名称；没有数字的承诺报 是 或 否。",
)


def check(ledger: LedgerDocument, document: PlanDocument) -> Iterator[Diagnostic]:
    for index, record in ledger.numbered():
        if (
            not (record.values or record.reached or record.dropped)
            or (task := document.tasks.get(record.task)) is None
        ):
            continue
        targets = {fold(target.name): target for target in task.targets}
        for name, value in record.values.items():
            target = targets.get(fold(name))
            path = (index, "values", name)
            if target is None:
                guess = nearest(name, [t.name for t in task.targets])
                known = "、".join(t.name for t in task.targets) or "无"
                yield ledger.diagnostic(
                    path,
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(task.id)} 没有指标“{name}”。",
                    f"是不是“{guess}”？" if guess else f"它的指标有：{known}。",
                    key=True,
                )
            elif target.measured is not isinstance(value, Decimal):
                yield ledger.diagnostic(
                    path,
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(task.id)} 的指标“{target.name}”"
                    + ("要报数字。" if target.measured else "没有数字，只能报 是 或 否。"),
                    f"原文：{target.phrase}。",
                )
            elif isinstance(value, Share) and fold(target.unit) != "%":
                unit = f"是“{target.unit}”" if target.unit else "不是 %"
                yield ledger.diagnostic(
                    path,
                    CODE,
                    SEVERITY,
                    f"任务 {task.id} 的指标“{target.name}”单位{unit}，这里是“{value:f}%”。",
                    "写数量；百分比只用于单位是 % 的指标。",
                )
        for key in ("reached", "dropped"):
            for slot, step in enumerate(getattr(record, key)):
                if not steps_named(task, step):
                    known = "、".join(s.deadline for s in task.milestones) or "无"
                    yield ledger.diagnostic(
                        (index, key, slot),
                        CODE,
                        SEVERITY,
                        f"任务 {document.called(task.id)} 没有时间为“{step}”的节点。",
                        f"它的节点有：{known}。",
                    )
