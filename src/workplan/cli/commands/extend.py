"""``workplan extend``: a new last day, with its reason; the first one stays on record (延期)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from .. import frame, options, recording
from ..plan import Case

app = frame.app()


@recording.records(
    app,
    help="延期：给任务一个新的最后一日。原定的日子仍在计划里，报告中两个日子都显示。",
    epilog='workplan extend 16 --to 2020-12-15 --reason "招标流标"',
)
def extend(
    case: Case,
    today: date,
    to: Annotated[str, typer.Option("--to", metavar="日期", help="延期到哪一天；也可写 12月底前、明年3月")],
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="为什么延期")],
    approval: Annotated[str, typer.Option("--approval", metavar="批准", help="批准人或批准文号")] = "",
    note: recording.Note = "",
) -> recording.Told:
    """Record an extension."""
    extension = {
        "to": options.last_day(to, "--to", case.document.plan.year, today),
        "reason": recording.required(reason, "--reason", "理由"),
        "approval": approval,
    }
    return {"extension": extension, "note": note}
