"""A task goes on in this plan, while the plan it comes from still waits for it.

Why: both call it overdue and ask for it; the work is counted twice.
Bad: ``from: ["2020#5"]`` while the ledger of 2020 has task 5 neither finished nor carried over.
Fix: ``workplan carry 5 --to 2021#8`` in the old plan's ledger.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ..linked import Linked
from ..manual import Manual

CODE, SEVERITY = "open-and-carried", Severity.WARNING
TITLE = "已结转来的任务，原计划里还没有了结"
MANUAL = Manual(
    "同一件事，两份计划都在催、都算逾期，一件算成了两件。",
    'from: ["2020#5"]，而 2020 年的台账上任务 5 没有办结，也没有登记结转。',
    "在原计划的台账上登记结转：workplan carry 5 --to 2021#8 -f 2020/plan.yaml。",
)


def check(plan: Linked) -> Iterator[Diagnostic]:
    own = plan.neighbours.own
    for link in plan.links:
        earlier = link.found.plan
        if link.key != "from" or earlier is None or earlier is own or link.found.task is None:
            continue
        number = link.found.task.id
        if earlier.open(number):
            yield plan.diagnostic(
                link,
                CODE,
                SEVERITY,
                f"任务 {link.task} 由 {link.found.reference} 结转来，那边的台账上还没有了结。",
                f"在那边登记结转：workplan carry {number} --to {own.key}#{link.task} -f {earlier.document.source.file}。",
            )
