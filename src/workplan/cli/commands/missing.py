"""``workplan missing``: tasks still to be done that nobody reported on in a month."""

from __future__ import annotations

import typer

from ...answers import missing as answers
from ...domain import periods
from ...domain.errors import Misuse
from ...domain.silence import silent, until_month_end
from .. import options
from ..emit import emit
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="列出某月没有报进展的任务及牵头部门；已完成、暂缓、取消的不算。不写月份则为 --as-of 所在的月。",
    epilog="workplan missing --month 6\nworkplan missing --month 6 --dept 许可处\nworkplan missing -o 催报.csv",
)
def missing(
    month: options.Month = None,
    dept: options.Dept = None,
    file: options.File = None,
    as_of: options.AsOf = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> None:
    """Answer who has not reported."""
    case = open_case(file)
    document = case.document
    today = options.today(as_of)
    period = (
        options.month(month, document.plan.year)
        if month is not None
        else periods.month(today.year, today.month)
    )
    if period.first is not None and period.first > today:
        raise Misuse(
            f"{period.label}还没有到（截至 {today}）。", "月份到了才知道谁没有报；看更早的月份用 --month。"
        )
    name = options.department(dept, document)
    tasks = case.tasks(until_month_end(period, today))
    found = [s for s in silent(tasks, period) if name is None or s.task.reading.lead == name]
    emit(answers.answer(document, today, period, found), format_, output, case.path)
