"""One side of a carrying over names the other, which is not named back.

Why: ``carried`` in the old plan's ledger and ``from`` in the new plan tell one and the same thing; where they differ, one of
them is a slip, and the task goes on under a stranger's number.
Bad: ``carried: "2020#3"`` in the ledger of 2019 for task 1, while ``from: ["2019#1"]`` stands in task 1 of 2020.
Fix: correct ``from``, or void the record and carry the task over again.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.links import ends_in, parts_of, references
from ...domain.neighbours import Neighbour, Neighbours
from ..linked import Link, Linked
from ..manual import Manual

CODE, SEVERITY = "carry-mismatch", Severity.WARNING
TITLE = "结转的两边对不上"
MANUAL = Manual(
    "台账写结转到哪里，新计划写结转自哪里，说的是一件事；对不上的，多半有一边写错了编号，任务就接到了别的任务上。",
    '2019 年的台账上任务 1 结转到 2020#3，2020 年却是任务 1 写着 from: ["2019#1"]。',
    "核对哪一边对：新计划写错的，改 from；台账登记错的，用 workplan undo 撤销，再登记。",
)


def check(plan: Linked) -> Iterator[Diagnostic]:
    for link in plan.links:
        said = _onward(link, plan) if link.key == "carried" else _back(link, plan)
        if said:
            yield plan.diagnostic(link, CODE, SEVERITY, *said)


def _onward(link: Link, plan: Linked) -> tuple[str, str] | None:
    """Say that the task a record carries to does not name this one; a plan of the same year need not."""
    neighbours, found = plan.neighbours, link.found
    own, task = neighbours.own, found.task
    if found.plan is None or task is None or found.plan is own or found.year == own.document.plan.year:
        return None
    last = references(own.carried(link.task)[-1:])  # of several, those before it were put right by it
    if found.reference not in last or neighbours.names_back(found, own, link.task):
        return None
    name = f"{neighbours.name(own, found.plan)}#{link.task}"
    return (
        f"任务 {link.task} 登记结转到 {found.reference}“{task.title}”，那边没有写结转自 {name}。",
        f'核对编号；没有错的，在那边的任务里写 from: ["{name}"]；登记错了的，用 undo 撤销。',
    )


def _back(link: Link, plan: Linked) -> tuple[str, str] | None:
    """Say that the earlier task was carried over, but not to this one."""
    neighbours, earlier = plan.neighbours, link.found.plan
    own, task = neighbours.own, link.found.task
    if link.key != "from" or earlier is None or task is None or earlier is own:
        return None
    onward = earlier.carried(task.id)
    if not onward or any(_leads_to(text, earlier, link.task, neighbours) for text in onward):
        return None
    return (
        f"任务 {link.task} 写结转自 {link.found.reference}，那边登记的是结转到 {'、'.join(onward)}。",
        "核对哪一边对：这里写错的，改 from；那边登记错的，用 undo 撤销，再登记。",
    )


def _leads_to(text: str, earlier: Neighbour, number: int, neighbours: Neighbours) -> bool:
    """Tell whether a record's words lead to a task of this plan, or may: from there it may not be at hand."""
    for reference in references((text,)):
        found = neighbours.find(reference, earlier)
        may = any(ends_in(parts_of(name), reference.parts) for name in neighbours.own.place.names)
        if reference.task == number and (found.plan is neighbours.own or (found.plan is None and may)):
            return True
    return False
