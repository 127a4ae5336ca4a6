"""``workplan extend``: a new last day, with its reason; the first one stays on record (延期)."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import options, recording
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="延期：给任务一个新的最后一日。原定的日子仍在计划里，报告中两个日子都显示。",
    epilog="workplan extend 16 --to 2020-12-15 --reason 招标流标",
)
def extend(
    numbers: options.TaskNumbers,
    to: Annotated[str, typer.Option("--to", metavar="日期", help="延期到哪一天")],
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="为什么延期")],
    approval: Annotated[str, typer.Option("--approval", metavar="批准", help="批准人或批准文号")] = "",
    note: recording.Note = "",
    date: recording.RecordDate = None,
    by: recording.RecordBy = None,
    dry_run: recording.DryRun = False,
    file: options.File = None,
    as_of: options.WrittenOn = None,
) -> None:
    """Record an extension."""
    case = open_case(file)
    extension = {
        "to": options.day(to, "--to"),
        "reason": recording.required(reason, "--reason", "理由"),
        "approval": approval,
    }
    records = recording.build(numbers, case, options.today(as_of), date, by, extension=extension, note=note)
    recording.write(records, case, dry_run=dry_run)
