"""Two groups bear the same id.

Why: nobody could tell which of them a task belongs to.
Bad: two groups with ``id: 一``.
Fix: give each an id of its own; the printed number goes into ``number`` and may repeat.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "duplicate-group", Severity.ERROR
TITLE = "分组的 id 重复"
MANUAL = Manual(
    "两个分组同一个 id，任务就不知道归哪一个。",
    "groups 里有两个 id: 一。",
    "各写各的 id；印刷编号写在 number 里，可以重复。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for index, group in enumerate(document.plan.groups):
        if group.id in seen:
            yield document.diagnostic(
                ("groups", index, "id"),
                CODE,
                SEVERITY,
                f"分组的 id“{group.id}”已经用过。",
                "换一个 id；印刷编号写在 number 里。",
            )
        seen.add(group.id)
