"""``workplan due``: what falls due in a month, a quarter, a half year, by a day, or within some days."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import calendar, tasks
from ...answers.columns import View
from ...answers.conditions import conditions
from ...domain import periods, query, standing
from ...domain.errors import Misuse
from ...domain.voids import moves
from .. import frame, options
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    calendar=True,
    help="列出某一时段到期的任务和节点；不写时段则为 --as-of 所在的月。",
    epilog="workplan due --month 11\nworkplan due --within 30 --dept 许可处\nworkplan due --quarter 4 -o 四季度.csv",
    then="due",
)
def due(
    case: Case,
    today: date,
    month: options.Months = None,
    quarter: options.Quarters = None,
    half: options.Halves = None,
    by: options.By = None,
    within: Annotated[
        str | None, typer.Option("--within", metavar="天数", help="从 --as-of 起若干天内，如 30")
    ] = None,
    dept: options.Dept = None,
    where: options.Where = None,
    group: options.InGroup = None,
) -> View:
    """Answer what falls due."""
    document = case.document
    asked = options.asked_periods(document, today, month, quarter, half, by)
    if within is not None:
        asked.append((periods.within(today, options.number(within, "--within", 0, 100_000)),))
    if len(asked) > 1:
        raise Misuse("一次只能问一种时段。", "--month、--quarter、--half、--by、--within 只写一种。")
    period = asked[0] if asked else (periods.month(today.year, today.month),)
    everything = case.tasks(today)
    wanted = query.Filter(
        departments=options.departments(dept, document),
        periods=(period,),
        year=document.plan.year,
        chosen=options.chosen(where, group, document),
    )
    chosen = query.due(everything, standing.milestones(everything, today), wanted)
    others = options.by_collectives(wanted, document)
    together = query.select(everything, others).tasks if others else ()
    view = tasks.answer(document, today, chosen, conditions(wanted), steps=True, together=together)
    return view._replace(
        calendar=lambda: calendar.of(
            document, today, chosen.tasks, chosen.milestones, moves(case.ledger.records), period
        )
    )
