"""A link leads to a plan that is not at hand, or that cannot be read: whether it is right was not looked up.

Why: it may be right; but nobody should think that it was checked.
Bad: ``from: ["2017#3"]`` where no plan of 2017 lies beside this one.
Fix: nothing needs to be; to have it checked, put that plan into a folder beside, or name both.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ..linked import Link, Linked
from ..manual import Manual

CODE, SEVERITY = "link-not-checked", Severity.INFO
TITLE = "链接的计划不在手边，没有核对"
MANUAL = Manual(
    "链接也许是对的，只是那份计划不在手边，没有核对过。",
    'from: ["2017#3"]，而旁边的文件夹里没有 2017 年的计划。',
    "可以不管；要核对的，把那份计划放到旁边的文件夹里再检查。",
)


def check(plan: Linked) -> Iterator[Diagnostic]:
    unread: dict[tuple[str, ...], list[Link]] = {}
    for link in plan.links:
        if link.found.plan is None and not link.found.vague:
            unread.setdefault(link.found.reference.parts, []).append(link)
    for first, *others in unread.values():
        state = "不在手边" if first.found.absent else "有错误，读不出"
        many = f"，连到它的 {len(others) + 1} 处都没有核对" if others else "，这个链接没有核对"
        yield plan.diagnostic(
            first,
            CODE,
            SEVERITY,
            f"“{first.found.reference.plan}”的计划{state}{many}。",
            "要核对的，把它放到旁边的文件夹里。",
        )
