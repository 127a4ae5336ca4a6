"""A task names the same task of another plan twice.

Why: one of them was meant to be another, or it was pasted twice.
Bad: ``from: ["2019#1", "2019#1"]``.
Fix: take one out, or correct its number.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ..linked import Linked
from ..manual import Manual

CODE, SEVERITY = "repeated-link", Severity.WARNING
TITLE = "同一个链接写了两遍"
MANUAL = Manual(
    "多半有一个本来要写别的编号，要结转、要承接的另一项就漏了。",
    'from: ["2019#1", "2019#1"]。',
    "删去多写的，或改正编号。",
)


def check(plan: Linked) -> Iterator[Diagnostic]:
    for link in plan.repeated:
        yield plan.diagnostic(
            link,
            CODE,
            SEVERITY,
            f"任务 {link.task} 的{link.word}把 {link.found.reference} 写了两遍。",
            "删去多写的，或改正编号。",
        )
