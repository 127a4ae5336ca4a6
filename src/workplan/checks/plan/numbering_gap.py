"""The numbers of sections, points or tasks skip one, or run backwards.

Why: a row may have been lost on the way from the document.
Bad: task 7 followed by task 9.
Fix: add the missing row, or waive the finding if the document itself skips a number.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.printed import opened
from ..manual import Manual

CODE, SEVERITY = "numbering-gap", Severity.WARNING
TITLE = "编号不连续"
MANUAL = Manual(
    "编号跳了一个或倒了回去，可能是从原件录入时漏了一行。",
    "任务 7 之后就是任务 9。",
    "补上漏录的一行；原件本来就跳号的，在 waivers 里认可。",
)
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    plan = document.plan
    sections = ((("sections", i, "number"), s.number) for i, s in enumerate(plan.sections))
    points = (
        (("sections", s, "points", i, "id"), point.id)
        for s, section in enumerate(plan.sections)
        for i, point in enumerate(section.points)
    )
    # Where numbers are printed otherwise, ids are this file's own.
    numbered = () if opened(plan) else plan.tasks
    tasks = ((("tasks", i, "id"), task.id) for i, task in enumerate(numbered))
    for word, numbers in (("部分", sections), ("要点", points), ("任务", tasks)):
        # A department's own sheet may begin at 22.
        expected = plan.tasks[0].id if word == "任务" and plan.tasks else 1
        for path, number in numbers:
            repeated = number == expected - 1 and word != "部分"  # another check's finding
            if number != expected and not repeated:
                yield document.diagnostic(
                    path,
                    CODE,
                    SEVERITY,
                    f"{word}编号应为 {expected}，这里是 {number}。",
                    "核对原件，看是否漏录或颠倒。",
                    task=number if word == "任务" else None,
                    point=number if word == "要点" else None,
                )
            expected = number + 1
