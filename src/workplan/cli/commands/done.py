"""``workplan done``: the department reports tasks finished (报结)."""

from __future__ import annotations

from datetime import date

from ...domain.status import Status
from .. import frame, recording
from ..plan import Case

app = frame.app()


@recording.records(
    app,
    help="报结：部门报告任务已经完成。可写多个编号，要么都登记，要么都不登记。",
    epilog="workplan done 4 --by 许可处 --evidence 舟市监〔2020〕31号\nworkplan done 4 16 19 --date 2020-10-30",
)
def done(
    case: Case, today: date, note: recording.Note = "", evidence: recording.Evidence = ""
) -> recording.Told:
    """Record a report of completion."""
    return {"status": Status.DONE, "note": note, "evidence": evidence}
