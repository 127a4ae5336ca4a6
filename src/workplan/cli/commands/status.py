"""``workplan status``: the bureau at a glance as of a day."""

from __future__ import annotations

from datetime import date

from ...answers import department_load, overview, payloads
from ...answers.tables import View
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
    document = case.document
    tasks = case.tasks(today)
    seen = overview.overview(tasks, department_load.by_department(document, tasks))
    tables = overview.overview_tables(seen, f"{len(tasks)} 项任务（截至 {today}）")
    body = overview.overview_payload(seen)
    return View(payloads.envelope("status", document, today, body), tables, overview.overview_data(seen))
