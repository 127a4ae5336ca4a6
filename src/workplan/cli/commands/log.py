"""``workplan log``: the ledger, newest first."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import log as answers
from ...answers.columns import View
from ...domain.voids import kept
from .. import frame
from .. import numbers as numbers_
from ..complete import complete_task
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    help="列出台账，最近的在前；写了任务编号，就只列这些任务的。",
    epilog="workplan log\nworkplan log 5\nworkplan log --as-of 2020-09-30 -o 台账.csv",
)
def log(
    case: Case,
    today: date,
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="编号", help="任务编号", autocompletion=complete_task)
    ] = None,
) -> View:
    """Answer what was reported."""
    document = case.document
    wanted = numbers_.tasks(numbers or (), document)
    asked = [k for k in kept(case.ledger.records, case.known_on) if not wanted or k.record.task in wanted]
    return answers.answer(document, today, asked, wanted)
