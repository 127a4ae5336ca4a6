"""``workplan done``: the department reports tasks finished (报结)."""

from __future__ import annotations

import typer

from ...domain.status import Status
from .. import options, recording
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="报结：部门报告任务已经完成。可写多个编号，要么都登记，要么都不登记。",
    epilog="workplan done 4 --by 许可处 --evidence 舟市监〔2020〕31号\nworkplan done 4 16 19 --date 2020-10-30",
)
def done(
    numbers: options.TaskNumbers,
    note: recording.Note = "",
    evidence: recording.Evidence = "",
    date: recording.RecordDate = None,
    by: recording.RecordBy = None,
    dry_run: recording.DryRun = False,
    file: options.File = None,
    as_of: options.WrittenOn = None,
) -> None:
    """Record a report of completion."""
    case = open_case(file)
    told = {"status": Status.DONE, "note": note, "evidence": evidence}
    records = recording.build(numbers, case, options.today(as_of), date, by, **told)
    recording.write(records, case, dry_run=dry_run)
