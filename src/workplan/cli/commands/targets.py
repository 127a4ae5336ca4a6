"""``workplan targets``: every promise of the plan, with the words it comes from."""

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
    help="列出要点和任务中的全部指标和承诺，及其原文；没有数字的承诺凭证明材料销号。",
    epilog="workplan targets\nworkplan targets --unowned\nworkplan targets -o 指标.csv",
)
def targets(
    case: Case,
    today: date,
    unowned: Annotated[bool, typer.Option("--unowned", help="只列要点中承诺了、却没有任务承担的")] = False,
) -> View:
    """Answer what was promised."""
    document = case.document
    found = prose.promises(document, case.tasks(today), unowned=unowned)
    measured = sum(p.target.measured for p in found)
    what = "没有任务承担的指标" if unowned else "指标"
    title = f"{what} {len(found)} 项：有数字的 {measured} 项，凭证明材料的 {len(found) - measured} 项"
    table = prose.promises_table(found, title)
    body = prose.promises_payload(found)
    return View(payloads.envelope("targets", document, today, body), (table,), table)
