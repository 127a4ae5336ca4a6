"""``workplan extend``: a new last day, with its reason; the first one stays on record (延期)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...domain import deadlines
from ...domain.deadlines import DeadlineKind
from ...domain.errors import Misuse
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
    to: Annotated[
        str, typer.Option("--to", metavar="日期", help="延期到哪一天，如 2020-12-15；也可照批件写 12月底前")
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="为什么延期")],
    approval: Annotated[str, typer.Option("--approval", metavar="批准", help="批准人或批准文号")] = "",
    note: recording.Note = "",
) -> recording.Told:
    """Record an extension."""
    extension = {
        "to": _last_day(to, case, today),
        "reason": recording.required(reason, "--reason", "理由"),
        "approval": approval,
    }
    return {"extension": extension, "note": note}


_DAYS = (DeadlineKind.DAY, DeadlineKind.UNREADABLE)


def _last_day(text: str, case: Case, today: date) -> date:
    """Read the new last day as a day, or as the plan's deadlines are read: what was granted mostly says 12月底前."""
    words = deadlines.read(text, case.document.plan.year)
    if words.kind in _DAYS or words.last_day is None:
        return options.day(text, "--to", case.document.plan.year, today)
    if words.ambiguous:
        raise Misuse(
            f"--to “{text}”有两种读法：{words.last_day} 或 {words.other_day}。",
            f"写明是哪一天，如 --to {words.last_day}。",
        )
    return words.last_day
