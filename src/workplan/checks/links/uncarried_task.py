"""A superior's task that none of the plans at hand carries out, though they carry out others.

Why: a task handed down and taken up by nobody is missed until it is due.
Bad: the city's task 14, which no bureau names in ``carries``.
Fix: add ``carries`` to the task that does it, or waive the finding where the office does it itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ..linked import Linked
from ..manual import Manual

CODE, SEVERITY = "uncarried-task", Severity.WARNING
TITLE = "上级的任务没有人承接"
MANUAL = Manual(
    "交下去的任务，没有一个下级的计划承接，到期才会发现没有人做。",
    "市政府的任务 14，各局的计划里都没有 carries 写它。",
    '在落实它的任务里加上 carries: ["市政府/2020#14"]；本级自己做的，在 waivers 里认可。',
)


def check(plan: Linked) -> Iterator[Diagnostic]:
    carried = {
        number for number, its in plan.neighbours.incoming.items() if any(each.carries for each in its)
    }
    if not carried:
        return
    for index, task in plan.tasks():
        if task.id not in carried and plan.neighbours.own.open(task.id):
            yield plan.document.diagnostic(
                ("tasks", index, "id"),
                CODE,
                SEVERITY,
                f"任务 {task.id} 没有人承接；手边的计划承接的是别的任务。",
                "在落实它的任务里加上 carries；本级自己做的，在 waivers 里认可。",
                task=task.id,
            )
