"""``workplan done``: the department reports tasks finished (报结)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...domain.status import Status
from .. import frame, options, recording
from ..plan import Case

app = frame.app()


@recording.records(
    app,
    help="报结：部门报告任务已经完成。可写多个编号，要么都登记，要么都不登记。",
    fit=lambda task: not task.status.finished and task.status.admits(Status.DONE),
    epilog='workplan done 4 --by 许可处 --evidence "舟市监〔2020〕31号"\nworkplan done 4 16 19 --date 2020-10-30\n'
    "workplan done 5 --value 网办率=96.2 --finished 2020-09-28",
    then="done",
)
def done(
    case: Case,
    today: date,
    value: recording.Values = None,
    reached: recording.Reached = None,
    finished: Annotated[
        str | None,
        typer.Option(
            "--finished", metavar="日期", help="工作本身哪一天完成；不写则为 --date，是否逾期完成按它算"
        ),
    ] = None,
    note: recording.Note = "",
    evidence: recording.Evidence = "",
) -> recording.Told:
    """Record a report of completion."""
    year = case.document.plan.year
    return {
        "status": Status.DONE,
        "values": recording.values(value),
        "reached": recording.steps(reached),
        "finished": options.day(finished, "--finished", year, today) if finished is not None else None,
        "note": note,
        "evidence": evidence,
    }
