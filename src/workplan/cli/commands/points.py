"""``workplan points``: the prose's points and the tasks that carry each out."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import links
from ...answers import points as answers
from ...answers.columns import View
from .. import frame
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    dated=False,
    help="列出工作要点，以及落实每个要点的任务。",
    epilog="workplan points\nworkplan points --uncovered\nworkplan points -O json",
)
def points(
    case: Case,
    today: date,
    uncovered: Annotated[bool, typer.Option("--uncovered", help="只列没有任务落实的要点")] = False,
) -> View:
    """Answer which tasks carry out which points."""
    view = answers.answer(case.document, today, uncovered=uncovered)
    return view._replace(
        notes=(*view.notes, *links.notes(case.links(today), case.tasks(today), case.document))
    )
