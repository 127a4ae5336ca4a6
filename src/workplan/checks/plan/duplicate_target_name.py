"""Two targets of one task or point bear the same name.

Why: reported figures are recorded by the target's name, so they could mean either.
Bad: two targets ``网办率`` in task 5.
Fix: name each by what the text says of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.fold import fold
from ..holders import holders
from ..manual import Manual

CODE, SEVERITY = "duplicate-target-name", Severity.ERROR
TITLE = "指标名称重复"
MANUAL = Manual(
    "实际值按指标名称登记，两个指标同名就分不清报的是哪一个。",
    "任务 5 有两个指标都叫“网办率”。",
    "按原文各取一个名称。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for holder in holders(document):
        if len(holder.targets) < 2:
            continue
        seen: set[str] = set()
        for index, target in enumerate(holder.targets):
            if (name := fold(target.name)) in seen:
                yield document.diagnostic(
                    (*holder.path, "targets", index, "name"),
                    CODE,
                    SEVERITY,
                    f"{holder.label}有两个指标都叫“{target.name}”。",
                    "各取一个名称。",
                    task=holder.task,
                    point=holder.point,
                )
            seen.add(name)
