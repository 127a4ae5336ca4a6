"""Who has not reported: tasks still to be done that nobody told anything of in a month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..domain.document import PlanDocument
from ..domain.periods import Period
from ..domain.silence import Silence
from .columns import Column, View, plain, record, table
from .envelope import envelope

SILENCES = (
    Column("牵头部门", lambda s: s.task.reading.lead, flexible=True),
    Column("序号", lambda s: s.task.id, "task", numeric=True),
    Column("任务名称", lambda s: s.task.reading.task.title, "title", flexible=True),
    Column(None, lambda s: s.task.reading.lead, "department"),
    Column(
        "最近所报",
        lambda s: s.last.date if s.last else "从未报过",
        "last_report",
        lambda s: plain(s.last.date) if s.last else None,
    ),
)


def answer(
    document: PlanDocument, today: date, month: Period, found: Sequence[Silence], heading: str
) -> View:
    """Return the silent tasks of a month in every shape, under a heading."""
    start = document.plan.start
    body = {"month": f"{month.last:%Y-%m}", "missing": [record(SILENCES, silence) for silence in found]}
    title = f"{heading}：{len(found)} 项任务（截至 {today}）"
    return View(
        envelope("missing", document, today, body),
        (table((SILENCES, found), title=title),),
        table((SILENCES, found)),
        (f"计划 {start} 才印发，此前的月份不要求报进展。",) if month.last < start else (),
    )
