"""The title or the day of issue names another year than the plan's.

Why: one of them was left standing when the file was made from another year's. Where the day of issue is of another
year, time is counted from the first day of the plan's own.
Bad: ``issued: 2020-03-27`` in the plan for 2021.
Fix: correct what is wrong; waive it where the plan was indeed issued before its year.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.fold import compiled, fold
from ..manual import Manual

CODE, SEVERITY = "plan-year-mismatch", Severity.WARNING
TITLE = "标题或印发日期与计划年度不符"
MANUAL = Manual(
    "多半是拿别的年份的计划改的，漏改了一处。印发日期不在计划年度的，时间进度从计划年度的1月1日算起。",
    "2021 年的计划里写 issued: 2020-03-27",
    "改正年份；确实提前印发的，在 waivers 里认可。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if "year" in document.damaged:
        return
    plan = document.plan
    title = fold(plan.titles.document)
    named = {int(year) for year in compiled(r"(?<!\d)(\d{4})年").findall(title)}
    if named and str(plan.year) not in title:  # `2024-2026年` names the first year too
        yield document.diagnostic(
            ("titles", "document"),
            CODE,
            SEVERITY,
            f"标题写的是 {'、'.join(map(str, sorted(named)))} 年，计划年度是 {plan.year}。",
            "核对年份。",
        )
    issued = plan.publication.issued
    if issued and issued.year != plan.year:
        yield document.diagnostic(
            ("publication", "issued"),
            CODE,
            SEVERITY,
            f"印发日期 {issued} 不在计划年度 {plan.year}，时间进度改从 {plan.start} 算起。",
            "核对年份；确实不在当年印发的，在 waivers 里认可。",
        )
