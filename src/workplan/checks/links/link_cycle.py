"""Links lead in a circle: a task comes, over other plans, from itself.

Why: nobody could say where it began, or who carries out what.
Bad: ``from: ["2021#1"]`` in the plan of 2020, whose task the plan of 2021 comes from.
Fix: a link leads to the earlier plan, or to the superior's; take out the one that leads the other way.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.neighbours import Found
from ..linked import Linked
from ..manual import Manual

CODE, SEVERITY = "link-cycle", Severity.ERROR
TITLE = "链接绕成了圈"
MANUAL = Manual(
    "从一项任务出发，沿着结转自和承接又回到它自己，就说不清从哪里来、谁承接谁。",
    '2020 年的任务 1 写 from: ["2021#1"]，2021 年的任务 1 又写 from: ["2020#1"]。',
    "结转自只写以前的计划，承接只写上级的计划；删去方向反了的那一处。",
)


def check(plan: Linked) -> Iterator[Diagnostic]:
    own = plan.neighbours.own
    for link in plan.links:
        if link.key == "carried" or link.found.plan is own:
            continue
        if way := _way_back(link.found, (own.key, link.task), plan):
            shown = " → ".join((f"{own.key}#{link.task}", *way))
            yield plan.diagnostic(
                link, CODE, SEVERITY, f"任务 {link.task} 的链接绕成了圈：{shown}。", "删去方向反了的那一处。"
            )


def _way_back(first: Found, home: tuple[str, int], plan: Linked) -> tuple[str, ...]:
    """Return the tasks on the way from a link back to where it stands; nothing where no way leads back."""
    waiting: list[tuple[Found, tuple[str, ...]]] = [(first, ())]
    seen: set[tuple[str, int]] = set()
    while waiting:
        found, way = waiting.pop(0)
        if found.plan is None or found.task is None:
            continue
        here = (found.plan.key, found.task.id)
        way = (*way, f"{here[0]}#{here[1]}")
        if here == home:
            return way
        if here not in seen:
            seen.add(here)
            further = plan.neighbours.find_all((*found.task.from_, *found.task.carries), found.plan)
            waiting += [(each, way) for each in further]
    return ()
