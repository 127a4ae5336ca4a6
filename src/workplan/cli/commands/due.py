"""``workplan due``: what falls due in a month, a quarter, a half year, by a day, or within some days."""

from __future__ import annotations

from typing import Annotated

import typer

from ...answers import tasks
from ...domain import periods, query, standing
from ...domain.errors import Misuse
from .. import options
from ..emit import emit
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="列出某一时段到期的任务和节点；不写时段则为 --as-of 所在的月。",
    epilog="workplan due --month 11\nworkplan due --within 30 --dept 许可处\nworkplan due --quarter 4 -o 四季度.csv",
)
def due(
    month: options.Month = None,
    quarter: options.Quarter = None,
    half: options.Half = None,
    by: options.By = None,
    within: Annotated[
        str | None, typer.Option("--within", metavar="天数", help="从 --as-of 起若干天内，如 30")
    ] = None,
    dept: options.Dept = None,
    file: options.File = None,
    as_of: options.AsOf = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> None:
    """Answer what falls due."""
    case = open_case(file)
    document = case.document
    today = options.today(as_of)
    asked = options.asked_periods(document.plan.year, month, quarter, half, by)
    if within is not None:
        asked.append(periods.within(today, options.number(within, "--within", 0, 100_000)))
    if len(asked) > 1:
        raise Misuse("一次只能问一个时段。", "--month、--quarter、--half、--by、--within 只写一个。")
    period = asked[0] if asked else periods.month(today.year, today.month)
    everything = case.tasks(today)
    wanted = query.Filter(department=options.department(dept, document), periods=(period,))
    chosen = query.due(everything, standing.milestones(everything, today), wanted)
    title = f"{period.label}到期：{tasks.counted(chosen)}"
    view = tasks.answer(document, today, chosen, title, steps=True)
    emit(view, format_, output, case.path)
