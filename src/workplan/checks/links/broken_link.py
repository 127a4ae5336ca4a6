"""A link leads to a task the other plan does not have, or fits several plans, or this one, or comes from a later year.

Why: the task's life before, or what it carries out, would be lost without a word.
Bad: ``from: ["2019#72"]`` where the plan of 2019 has 35 tasks.
Fix: correct the number or the year; write more of the other plan's key where several fit.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ..linked import Link, Linked
from ..manual import Manual

CODE, SEVERITY = "broken-link", Severity.ERROR
TITLE = "连到别的计划的链接不对"
MANUAL = Manual(
    "结转自、承接、结转到写的任务在那份计划里没有，来龙去脉就断了，谁承接也查不到。",
    'from: ["2019#72"]，而 2019 年的计划只有 35 项任务。',
    "改正编号或年份；可以指几份计划的，把计划写得更全，如 市场监管局/2019#27。",
)


def check(plan: Linked) -> Iterator[Diagnostic]:
    for link in plan.links:
        if fault := _fault(link, plan):
            yield plan.diagnostic(
                link, CODE, SEVERITY, f"任务 {link.task} 的{link.word}：{fault[0]}", fault[1]
            )


def _fault(link: Link, plan: Linked) -> tuple[str, str] | None:
    found, named = link.found, link.found.reference
    if found.vague:
        several = "、".join(place.key for place in found.places)
        return (
            f"“{named.plan}”可以指 {len(found.places)} 份计划：{several}。",
            "把计划写得更全，从上一层文件夹写起。",
        )
    if found.plan is plan.neighbours.own:
        return f"{named} 就在这份计划里。", "链接是连到别的计划的；同一份计划里的不用写。"
    if link.key == "from" and found.year is not None and found.year >= (own := plan.document.plan.year):
        return (
            f"{named} 是 {found.year} 年的，不早于这份 {own} 年的计划。",
            "结转自写以前的计划；改正年份，写反了的删去。",
        )
    if found.plan is None:
        return None
    if found.task is None:
        return f"{found.plan.key} 的计划没有任务 {named.task}。", "改正编号；那边改过编号的，按现在的写。"
    return None
