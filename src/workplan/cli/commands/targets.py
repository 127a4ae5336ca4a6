"""``workplan targets``: every promise of the plan, with the words it comes from."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import targets as answers
from ...answers.columns import View
from ...domain.promises import promises
from .. import frame
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    help="列出要点和任务中的全部指标和承诺，及其原文；没有数字的承诺以佐证材料为准。",
    epilog="workplan targets\nworkplan targets --unowned\nworkplan targets -o 指标.csv",
)
def targets(
    case: Case,
    today: date,
    unowned: Annotated[bool, typer.Option("--unowned", help="只列要点中承诺了、却没有任务承担的")] = False,
) -> View:
    """Answer what was promised."""
    document = case.document
    found = promises(document, case.tasks(today), unowned=unowned)
    return answers.answer(document, today, found, unowned=unowned)
