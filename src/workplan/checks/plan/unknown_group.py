"""A task names a group, or a group a parent, that is not in ``groups``; or groups stand above each other in a circle.

Why: the task would be printed under no heading.
Bad: ``group: 三`` where there are only 一 and 二.
Fix: correct the id, or add the group.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.suggest import nearest
from ..manual import Manual

CODE, SEVERITY = "unknown-group", Severity.ERROR
TITLE = "没有这个分组"
MANUAL = Manual(
    "引了没有的分组，任务就不知道印在哪个标题下。",
    "group: 三，而 groups 里只有 一 和 二。",
    "改正分组的 id，或在 groups 里加上它。",
)
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    known = [group.id for group in document.plan.groups]
    for index, group in enumerate(document.plan.groups):
        if group.parent and group.parent not in known:
            guess = nearest(group.parent, known)
            yield document.diagnostic(
                ("groups", index, "parent"),
                CODE,
                SEVERITY,
                f"没有 id 为“{group.parent}”的分组。",
                f"是不是“{guess}”？" if guess else "改正 parent，或在 groups 里加上它。",
            )
        elif group.id in (above.parent for above in document.groups.above(group.id)) and group.parent:
            yield document.diagnostic(
                ("groups", index, "parent"),
                CODE,
                SEVERITY,
                f"分组“{group.id}”绕了一圈又归到自己名下。",
                "最外一层的分组不写 parent。",
            )
    for index, task in enumerate(document.plan.tasks):
        if task.group and task.group not in document.groups:
            guess = nearest(task.group, known)
            yield document.diagnostic(
                ("tasks", index, "group"),
                CODE,
                SEVERITY,
                f"任务 {document.called(task.id)} 的分组“{task.group}”不在 groups 里。",
                f"是不是“{guess}”？" if guess else "改正 group，或在 groups 里加上它。",
                task=task.id,
            )
