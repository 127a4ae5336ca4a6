"""Two columns bear the same name, or hold the same thing.

Why: a cell could not be told from the other one's.
Bad: two columns with the head 备注.
Fix: give one of them a ``key`` of its own, or leave ``holds`` out of the second.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.printed import KEYED
from ..manual import Manual

CODE, SEVERITY = "duplicate-column", Severity.ERROR
TITLE = "表头重复"
MANUAL = Manual(
    "同名的两栏分不清内容该归哪一栏；两栏都说是任务名称，也不知道以哪一栏为准。",
    "columns 里有两个“备注”。",
    "核对原件的表头；确有两栏同名的，其中一栏另写 key。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    names: set[str] = set()
    held = set()
    for index, column in enumerate(document.plan.columns):
        if column.name in names:
            yield document.diagnostic(
                ("columns", index, "head"),
                CODE,
                SEVERITY,
                f"清单有两栏都叫“{column.name}”。",
                "核对原件；确有两栏同名的，其中一栏另写 key。",
            )
        if column.holds in KEYED and column.holds in held:
            yield document.diagnostic(
                ("columns", index, "holds"),
                CODE,
                SEVERITY,
                f"清单有两栏都写 holds: {column.holds}。",
                "只留一栏；另一栏不写 holds，内容写进 cells。",
            )
        names.add(column.name)
        held.add(column.holds)
