"""The document has no title.

Why: pages and bulletins would have no name.
Bad: ``titles: {}``.
Fix: write the title as printed, or waive the finding if there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "missing-title", Severity.WARNING
TITLE = "没有标题"
MANUAL = Manual(
    "没有标题，印出来的页面和通报都没有名称。",
    "titles: {}",
    "照原件写上 titles.document；原件确实没有标题的，在 waivers 里认可。",
)
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if not document.plan.titles.document.strip():
        yield document.diagnostic(
            ("titles", "document"),
            CODE,
            SEVERITY,
            "计划没有标题。",
            "照原件写上 titles.document；原件没有标题的，在 waivers 里认可。",
        )
