"""Who has not reported: tasks still to be done that nobody told anything of in a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ..domain.document import PlanDocument
from ..domain.periods import Period
from ..domain.silence import Waited
from .columns import Absent, Column, Columns, Heading, View, plain, record, table
from .envelope import envelope


def columns(document: PlanDocument) -> Columns:
    """Return the columns of what is waited for: the office, the task, what was last reported of it."""
    return (
        Column("牵头部门", lambda w: w.department, flexible=True),
        Column("序号", lambda w: document.names.cell(w.task.id), "task", lambda w: w.task.id, numeric=True),
        Column("任务名称", _title, "title", lambda w: w.task.reading.task.title, flexible=True),
        Column(None, lambda w: w.department, "department"),
        Column(
            "最近所报",
            lambda w: w.last.date if w.last else "从未报过",
            "last_report",
            lambda w: plain(w.last.date) if w.last else None,
        ),
        Column(None, None, "step", lambda w: w.step.reading.milestone.name if w.step else Absent),
    )


def _before_issue(document: PlanDocument, month: Period) -> Iterator[str]:
    if month.last < document.plan.start:
        yield f"计划 {document.plan.start} 才印发，此前的月份不要求报进展。"


def _title(waited: Waited) -> str:
    title = waited.task.reading.task.title
    return f"〔节点〕{title}：{waited.step.reading.milestone.name}" if waited.step else title


def answer(document: PlanDocument, today: date, month: Period, found: Sequence[Waited], heading: str) -> View:
    """Return whom the silent tasks of a month are waited for from in every shape, under a heading."""
    shown = columns(document)
    body = {"month": f"{month.last:%Y-%m}", "missing": (record(shown, waited) for waited in found)}
    tasks = {waited.task.id for waited in found if not waited.step}
    steps = sum(bool(waited.step) for waited in found)

    def words(asked: str, counts: Sequence[int]) -> str:
        more = f"，{counts[1]} 个节点" if counts[1] else ""
        return f"{asked}：{counts[0]} 项任务{more}（截至 {today}）"

    title = Heading(words, heading, (len(tasks), steps))
    return View(
        envelope("missing", document, today, body),
        (table((shown, found), title=str(title)),),
        table((shown, found)),
        (*_sums(found), *_before_issue(document, month)),
        heading=title,
    )


def _sums(found: Sequence[Waited]) -> Iterator[str]:
    """Say why there are more rows than tasks, where there are."""
    rows = Counter(waited.task.id for waited in found if not waited.step)
    several = sum(times > 1 for times in rows.values())
    if several:
        yield f"{several} 项任务由几个部门同时负责，在各部门名下都列出。"
