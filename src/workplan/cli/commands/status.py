"""``workplan status``: the bureau at a glance as of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ...answers import status as answers
from ...answers.columns import View
from .. import frame
from ..plan import Case

if TYPE_CHECKING:
    from ...answers.many import Answers

app = frame.app()


def _over(answers: Answers) -> View:
    """Put the states of several plans together."""
    from ...answers import portfolio

    return portfolio.answer(answers)


@frame.answers(
    app,
    help="全局一览：各种进度各多少项，按到期月和部门各多少项。",
    epilog="workplan status\nworkplan status --as-of 2020-09-30\nworkplan status -O json",
    over=_over,
    then="status",
)
def status(case: Case, today: date) -> View:
    """Answer how things stand."""
    return answers.answer(case.document, today, case.tasks(today))
