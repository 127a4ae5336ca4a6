"""A task goes on in this plan, while the plan it comes from still waits for it.

Why: both call it overdue and ask for it; the work is counted twice.
Bad: ``from: ["2020#5"]`` while the ledger of 2020 has task 5 neither finished nor carried over.
Fix: ``workplan carry --from 2021/plan.yaml`` in the old plan's ledger, for all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.neighbours import Neighbour, Neighbours
from ..linked import Link, Linked
from ..manual import Manual

CODE, SEVERITY = "open-and-carried", Severity.WARNING
TITLE = "已结转来的任务，原计划里还没有了结"
MANUAL = Manual(
    "同一件事，两份计划都在催、都算逾期，一件算成了两件。",
    'from: ["2020#5"]，而 2020 年的台账上任务 5 没有办结，也没有登记结转。',
    "在原计划的台账上登记结转：workplan carry 5 --to 2021#8 -f 2020/plan.yaml；"
    "全部登记：workplan carry --from 2021/plan.yaml -f 2020/plan.yaml。",
)


def check(plan: Linked) -> Iterator[Diagnostic]:
    own = plan.neighbours.own
    for link in plan.links:
        earlier = link.found.plan
        if link.key != "from" or earlier is None or earlier is own or link.found.task is None:
            continue
        later = earlier.document.plan.year >= plan.document.plan.year  # which is a finding of its own
        if earlier.open(link.found.task.id) and not later:
            yield plan.diagnostic(
                link,
                CODE,
                SEVERITY,
                f"任务 {link.task} 由 {link.found.reference} 结转来，那边的台账上还没有了结。",
                _remedy(plan.neighbours, link, earlier),
            )


def _remedy(neighbours: Neighbours, link: Link, earlier: Neighbour) -> str:
    """Return the command for this task and the one for all, as they are typed for the earlier plan."""
    own, file = neighbours.own, earlier.document.source.file
    one = f"{link.found.reference.task} --to {neighbours.name(own, earlier)}#{link.task}"
    return (
        f"在那边登记结转：workplan carry {one} -f {file}；"
        f"全部登记：workplan carry --from {own.document.source.file} -f {file}。"
    )
