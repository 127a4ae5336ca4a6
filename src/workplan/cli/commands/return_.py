"""``workplan return``: a report of completion did not stand; the task goes back to work (退回)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from .. import frame, recording
from ..plan import Case

app = frame.app()


@recording.records(
    app,
    help="退回：报结或销号的任务核实不通过，退回重新推进。理由必写。",
    fit=lambda task: task.status.finished,
    epilog='workplan return 4 --reason "佐证材料不全" --by 办公室',
    then="return",
)
def return_(
    case: Case,
    today: date,
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="为什么退回")],
    note: recording.Note = "",
) -> recording.Told:
    """Record a return."""
    return {"returned": recording.required(reason, "--reason", "理由"), "note": note}
