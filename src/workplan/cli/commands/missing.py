"""``workplan missing``: tasks still to be done that nobody reported on in a month."""

from __future__ import annotations

from datetime import date

from ...answers import missing as answers
from ...answers.columns import View
from ...answers.conditions import conditions
from ...domain import periods
from ...domain.errors import Misuse
from ...domain.query import Filter
from ...domain.silence import silent, until_month_end, waited_for
from ...domain.standing import milestones
from .. import frame, options
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    help="列出某月没有报进展的任务及牵头部门；已完成、暂缓、取消的不算。不写月份则为 --as-of 所在的月。",
    epilog="workplan missing --month 6\nworkplan missing --month 6 --dept 许可处\nworkplan missing -o 催报.csv",
    then="missing",
)
def missing(
    case: Case,
    today: date,
    month: options.Month = None,
    dept: options.Dept = None,
) -> View:
    """Answer who has not reported."""
    document = case.document
    period = (
        options.month(month, document.plan.year)
        if month is not None
        else periods.month(today.year, today.month)
    )
    if period.first is not None and period.first > today:
        raise Misuse(
            f"{period.label}还没有到（截至 {today}）。", "月份到了才知道谁没有报；看更早的月份用 --month。"
        )
    names = options.departments(dept, document)
    judged = until_month_end(period, today)
    tasks = case.tasks(judged)
    waited = waited_for(silent(tasks, period, document.plan.start), milestones(tasks, judged))
    found = [w for w in waited if not names or w.department in names]
    heading = conditions(Filter(departments=names), f"{period.label}没有报进展")
    return answers.answer(document, today, period, found, heading)
