"""``workplan by``: tasks counted by what a column of the list holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import values
from ...answers.columns import View
from ...domain import choosing
from ...domain.fold import fold
from .. import frame
from ..complete import complete_column
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    help="按任务清单的一栏计数：这一栏每种写法各多少项任务，完成多少，逾期多少；按分组计数写 分组。",
    epilog="workplan by 责任部门\nworkplan by 备注 --as-of 2020-12-31\nworkplan by 完成时间 -O json",
)
def by(
    case: Case,
    today: date,
    column: Annotated[
        str, typer.Argument(metavar="栏", help="表头，照原文；或 分组", autocompletion=complete_column)
    ],
) -> View:
    """Answer how many tasks hold what."""
    document, tasks = case.document, case.tasks(today)
    if fold(column) in ("group", choosing.GROUP) and document.plan.groups:
        return values.answer(document, today, choosing.GROUP, values.by_group(tasks, document), len(tasks))
    found = choosing.column_named(column, document)
    counts = choosing.by_column(found, tasks, document)
    return values.answer(document, today, found.name, counts, len(tasks))
