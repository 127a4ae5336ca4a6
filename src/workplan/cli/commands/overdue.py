"""``workplan overdue``: what is past its last day and not finished."""

from __future__ import annotations

from typing import Annotated

import typer

from ...answers import tasks
from ...domain import query, standing
from ...domain.errors import ExitCode
from .. import options
from ..emit import emit
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="列出逾期未完成的任务和节点，逾期最久的在前。完成时间当天不算逾期。",
    epilog="workplan overdue\nworkplan overdue --as-of 2020-12-01 --dept 许可处\nworkplan overdue --exit-code",
)
def overdue(
    dept: options.Dept = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有逾期时以状态 1 退出，供脚本使用")] = False,
    file: options.File = None,
    as_of: options.AsOf = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> int:
    """Answer what is late."""
    case = open_case(file)
    document = case.document
    today = options.today(as_of)
    everything = case.tasks(today)
    wanted = query.Filter(department=options.department(dept, document))
    asked = query.select(everything, wanted).tasks
    chosen = query.overdue(asked, standing.milestones(asked, today), today)
    view = tasks.answer(document, today, chosen, f"逾期：{tasks.counted(chosen)}", steps=True)
    emit(view, format_, output, case.path)
    late = chosen.tasks or chosen.milestones
    return ExitCode.FINDINGS if exit_code and late else ExitCode.OK
