"""``workplan return``: a report of completion did not stand; the task goes back to work (退回)."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import options, recording
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="退回：报结或销号的任务核实不通过，退回重新推进。理由必写。",
    epilog="workplan return 4 --reason 佐证材料不全 --by 办公室",
)
def return_(
    numbers: options.TaskNumbers,
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="为什么退回")],
    note: recording.Note = "",
    date: recording.RecordDate = None,
    by: recording.RecordBy = None,
    dry_run: recording.DryRun = False,
    file: options.File = None,
    as_of: options.WrittenOn = None,
) -> None:
    """Record a return."""
    case = open_case(file)
    reason = recording.required(reason, "--reason", "理由")
    records = recording.build(numbers, case, options.today(as_of), date, by, returned=reason, note=note)
    recording.write(records, case, dry_run=dry_run)
