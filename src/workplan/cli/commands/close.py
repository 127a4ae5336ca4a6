"""``workplan close``: the office has verified finished tasks and closes them (销号)."""

from __future__ import annotations

from datetime import date

from ...domain.status import Status
from .. import frame, recording
from ..plan import Case

app = frame.app()


@recording.records(
    app,
    help="销号：督查核实后办结。只有报结了的任务可以销号；核实不通过的用 return 退回。",
    fit=lambda task: task.status is Status.DONE,
    epilog='workplan close 4 --by 办公室\nworkplan close 4 16 19 --note "现场核验通过"',
)
def close(
    case: Case, today: date, note: recording.Note = "", evidence: recording.Evidence = ""
) -> recording.Told:
    """Record a verification."""
    return {"status": Status.CLOSED, "note": note, "evidence": evidence}
