"""The phrase of a target or the text of a milestone does not stand in the text it is said to come from.

Why: a promise nobody printed must not be chased; most often the text or the phrase was retyped.
Bad: ``phrase: 网办率96%以上`` where the text says 95%.
Fix: copy the phrase from the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.characters import quote, told_apart
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.plan import Task
from ..holders import holders
from ..manual import Manual

CODE, SEVERITY = "phrase-not-in-text", Severity.ERROR
TITLE = "引用的字句不在原文中"
MANUAL = Manual(
    "原文里没有的承诺不能拿来督办，多半是抄录时改了字。",
    "原文是“网办率95%以上”，却写 phrase: 网办率96%以上",
    "从原文复制，一字不差，包括标点。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for holder in holders(document):
        text = holder.text
        quoted = [
            (("targets", i, key), getattr(target, key))
            for i, target in enumerate(holder.targets)
            for key in ("phrase", "commitment")
        ]
        if isinstance(holder.part, Task):
            quoted += [
                (("milestones", i, "text"), step.text)
                for i, step in enumerate(holder.part.milestones)
                if step.text
            ]
        for path, phrase in quoted:
            if phrase not in text:
                yield document.diagnostic(
                    (*holder.path, *path),
                    CODE,
                    SEVERITY,
                    f"{holder.label}的原文里没有{quote(phrase)}。",
                    told_apart(phrase, text) + "从原文复制，一字不差，包括标点。",
                    task=holder.task,
                    point=holder.point,
                )
