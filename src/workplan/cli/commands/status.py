"""``workplan status``: the bureau at a glance as of a day."""

from __future__ import annotations

from datetime import date

from ...answers import status as answers
from ...answers.columns import View
from .. import frame
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    help="全局一览：各种进度各多少项，按到期月和部门各多少项。",
    epilog="workplan status\nworkplan status --as-of 2020-09-30\nworkplan status -O json",
)
def status(case: Case, today: date) -> View:
    """Answer how things stand."""
    return answers.answer(case.document, today, case.tasks(today))
