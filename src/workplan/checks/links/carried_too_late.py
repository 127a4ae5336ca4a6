"""A task is due later than the superior's task it carries out; extensions of both count.

Why: kept to the day, it still makes the superior late.
Bad: ``deadline: 年底`` under a superior's task due in September.
Fix: an earlier deadline, or an extension of the superior's; waive the finding where the superior agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ..linked import Linked
from ..manual import Manual

CODE, SEVERITY = "carried-too-late", Severity.WARNING
TITLE = "承接的任务比上级的时限晚"
MANUAL = Manual(
    "照自己的时限按时完成，上级的任务也已经逾期了。",
    "上级的任务 9 月底到期，承接它的任务写“年底”。",
    "提前完成时间；上级已经同意延期的，请上级登记延期，或在 waivers 里认可。",
)


def check(plan: Linked) -> Iterator[Diagnostic]:
    own = plan.neighbours.own
    for link in plan.links:
        superior = link.found.plan
        if link.key != "carries" or superior is None or link.found.task is None:
            continue
        mine, theirs = own.last_day(link.task), superior.last_day(link.found.task.id)
        if mine and theirs and mine > theirs:
            yield plan.diagnostic(
                link,
                CODE,
                SEVERITY,
                f"任务 {link.task} 的最后一日 {mine} 晚于所承接的 {link.found.reference} 的 {theirs}。",
                "提前完成时间，或请上级登记延期。",
            )
