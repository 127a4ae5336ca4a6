"""``workplan close``: the office has verified finished tasks and closes them (销号)."""

from __future__ import annotations

import typer

from ...domain.status import Status
from .. import options, recording
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="销号：督查核实后办结。只有报结了的任务可以销号；核实不通过的用 return 退回。",
    epilog="workplan close 4 --by 办公室\nworkplan close 4 16 19 --note 现场核验通过",
)
def close(
    numbers: options.TaskNumbers,
    note: recording.Note = "",
    evidence: recording.Evidence = "",
    date: recording.RecordDate = None,
    by: recording.RecordBy = None,
    dry_run: recording.DryRun = False,
    file: options.File = None,
    as_of: options.WrittenOn = None,
) -> None:
    """Record a verification."""
    case = open_case(file)
    told = {"status": Status.CLOSED, "note": note, "evidence": evidence}
    records = recording.build(numbers, case, options.today(as_of), date, by, **told)
    recording.write(records, case, dry_run=dry_run)
