"""``workplan points``: the prose's points and the tasks that carry each out."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import payloads, prose
from ...answers.tables import View
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
    document = case.document
    sections = prose.chosen_points(document, uncovered=uncovered)
    shown = sum(len(points) for _, points in sections)
    bare = [n for n, carriers in document.carriers.items() if not carriers]
    notes = [f"{shown} 个要点。" if shown else "没有这样的要点。"]
    if bare and not uncovered:
        notes.append(f"没有任务落实的要点：{'、'.join(map(str, bare))}。")
    return View(
        payloads.envelope("points", document, today, prose.points_payload(document, sections)),
        tuple(prose.points_tables(document, sections)),
        prose.points_data(document, sections),
        tuple(notes),
    )
