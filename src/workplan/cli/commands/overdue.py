"""``workplan overdue``: what is past its last day and not finished."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import tasks
from ...answers.conditions import conditions
from ...domain import query, standing
from ...domain.errors import ExitCode
from .. import frame, options
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    help="列出逾期未完成的任务和节点，逾期最久的在前。完成时间当天不算逾期。",
    epilog="workplan overdue\nworkplan overdue --as-of 2020-12-01 --dept 许可处\nworkplan overdue --exit-code",
    then="overdue",
)
def overdue(
    case: Case,
    today: date,
    dept: options.Dept = None,
    where: options.Where = None,
    group: options.InGroup = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有逾期的返回 1，供别的程序判断")] = False,
) -> frame.Answer:
    """Answer what is late."""
    document = case.document
    everything = case.tasks(today)
    wanted = query.Filter(
        departments=options.departments(dept, document), chosen=options.chosen(where, group, document)
    )
    asked = query.select(everything, wanted).tasks
    steps = [step for step in standing.milestones(everything, today) if wanted.admits_step(step)]
    chosen = query.overdue(asked, steps, today)
    others = options.by_collectives(wanted, document)
    together = query.overdue(query.select(everything, others).tasks, (), today).tasks if others else ()
    view = tasks.answer(document, today, chosen, conditions(wanted, "逾期"), steps=True, together=together)
    late = chosen.tasks or chosen.milestones
    return view, ExitCode.FINDINGS if exit_code and late else ExitCode.OK
