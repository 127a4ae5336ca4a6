"""A quotation mark in the text has no partner.

Why: usually a misprint, sometimes a sentence cut short.
Bad: ``"浙里检”`` in task 35, opened with a straight mark and closed with a curly one.
Fix: correct it, or waive the finding if the document is printed so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.fold import compiled
from ..holders import passages
from ..manual import Manual

CODE, SEVERITY = "unpaired-quotes", Severity.WARNING
TITLE = "引号不配对"
MANUAL = Manual(
    "引号不配对，多半是错字，有时是句子被截断。",
    '任务 35 的"浙里检”，以直引号开头、以弯引号结束。',
    "核对原件后改正；原件如此的，在 waivers 里认可。",
)
NEEDS_WHOLE = False


PAIRS = {"“": "”", "‘": "’", "《": "》", "「": "」"}
_MARKS = f'["{"".join(PAIRS)}{"".join(PAIRS.values())}]'
_APOSTROPHE = r"(?<![^\x00-\x7f])’(?![^\x00-\x7f])"


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for place in passages(document):
        if (mark := first_unpaired(place.text)) is not None:
            yield document.diagnostic(
                place.path,
                CODE,
                SEVERITY,
                f"{place.label}的引号 {mark} 没有配对。",
                "核对原件；原件如此的，在 waivers 里认可。",
                task=place.task,
                point=place.point,
            )


def first_unpaired(text: str) -> str | None:
    """Return the first quotation mark without a partner, or None where all are paired."""
    # it’s: an apostrophe, no mark
    marks = compiled(_MARKS).findall(compiled(_APOSTROPHE).sub("", text) if "’" in text else text)
    return _first_unpaired("".join(marks)) if marks else None


@lru_cache(1024)  # texts have many words, and few orders of marks
def _first_unpaired(marks: str) -> str | None:
    if marks.count('"') % 2:
        return '"'
    waiting: list[str] = []
    for char in marks:
        if char in PAIRS:
            waiting.append(char)
        elif char != '"' and (not waiting or PAIRS[waiting.pop()] != char):
            return char
    return waiting[0] if waiting else None
