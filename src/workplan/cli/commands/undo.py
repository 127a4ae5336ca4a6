"""``workplan undo``: take back records that were mistaken; they stay in the file, and count no more (撤销)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import typer

from ...answers.wording import COLON, SEMICOLON, told
from ...domain.characters import inner_quotes
from ...domain.errors import ExitCode, Misuse, NotFound
from ...domain.fold import fold
from ...domain.records import ProgressRecord
from ...domain.voids import Kept, kept, stranded
from .. import frame, options, recording, streams
from ..complete import complete_record
from ..help import Command
from ..plan import open_case
from ..reporter import reporter

app = frame.app()

_SHORTEST = 4
"""So many characters of a record's name will do, where no other begins so."""


@app.command(
    cls=Command,
    help="撤销登记错了的记录：台账里仍留底，但不再算数。不写编号，则撤销台账的最后一条；编号由 workplan log 显示。",
    epilog='workplan undo\nworkplan undo 9f77a27c9b --note "百分比少打了一个 0"\nworkplan undo --dry-run',
)
def undo(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="编号", help="记录的编号，可写多个；前几位也可", autocompletion=complete_record
        ),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="为什么撤销")] = "",
    by: recording.RecordBy = None,
    dry_run: recording.DryRun = False,
    file: options.File = None,
    as_of: options.WrittenOn = None,
) -> ExitCode:
    """Take back records."""
    case = open_case(file)
    today = options.today(as_of, case.document.plan.year)
    ledger = kept(case.ledger.records)
    chosen = [_named(name, ledger) for name in names] if names else [_last(ledger)]
    chosen = list({item.id: item for item in chosen}.values())
    _refuse_earlier(chosen, today)
    _refuse_stranding(chosen, ledger)
    who = reporter(by, case.document.register)
    made = [
        ProgressRecord(
            task,
            today,
            today,
            who.name,
            note=note,
            voids=tuple(k.id for k in chosen if k.record.task == task),
        )
        for task in dict.fromkeys(item.record.task for item in chosen)
    ]
    recording.write(made, case, dry_run=dry_run, said=lambda void: _taken_back(void, chosen))
    who.tell()
    if not names:
        _name_others(chosen[0], ledger)
    return ExitCode.OK


def _last(ledger: Sequence[Kept]) -> Kept:
    """Return the last record of the file."""
    if not ledger:
        raise NotFound("台账里还没有记录。", "没有什么可以撤销。")
    last = ledger[-1]
    if last.record.voids:
        raise Misuse(f"台账的最后一条 {last.id} 是撤销，不能再撤销。", _before(ledger))
    return last


def _before(ledger: Sequence[Kept]) -> str:
    """Return what to do who would take back one record more: the last of those that still count."""
    last = next((k for k in reversed(ledger) if not k.void and not k.record.voids), None)
    if last is None:
        return "此前的记录都已经撤销，没有什么可以撤销。"
    said = f"{last.id}（任务 {last.record.task}，{last.record.date} {told(last.record)}）"
    return f"再前一条没有撤销的是 {said}；要撤销它：workplan undo {last.id}。"


def _named(typed: str, ledger: Sequence[Kept]) -> Kept:
    """Return the record of that name, or of which it is the beginning."""
    name = fold(typed).removeprefix("#")
    found = [k for k in ledger if k.id == name or (len(name) >= _SHORTEST and k.id.startswith(name))]
    if not found:
        raise NotFound(f"台账里没有编号为“{typed}”的记录。", "编号见 workplan log 的最后一列。")
    if len(found) > 1:
        raise Misuse(
            f"有 {len(found)} 条记录的编号以“{typed}”开头。", f"写全：{'、'.join(k.id for k in found)}。"
        )
    _refuse_void(found[0], ledger)
    return found[0]


def _refuse_void(item: Kept, ledger: Iterable[Kept]) -> None:
    if item.record.voids:
        raise Misuse(
            f"{item.id} 本身是一次撤销，不能再撤销。",
            "把原来的内容重新登记一条；要撤销别的记录，写它的编号，编号见 workplan log。",
        )
    if item.void:
        by = next(k.record for k in ledger if item.id in k.record.voids and k.record.task == item.record.task)
        raise Misuse(
            f"{item.id} 已经撤销过了（“{inner_quotes(by.by)}”{by.recorded} 登记）。", "编号见 workplan log。"
        )


def _refuse_earlier(chosen: Iterable[Kept], today: date) -> None:
    """Refuse to take back on a day when the record was not yet written down."""
    for item in chosen:
        if item.record.recorded > today:
            raise Misuse(
                f"{item.id} 是 {item.record.recorded} 登记的，不能在 {today} 撤销。",
                "撤销的日子（--as-of）不早于登记的日子；不写就是今天。",
            )


def _refuse_stranding(chosen: Iterable[Kept], ledger: Iterable[Kept]) -> None:
    """Refuse to take back what another record rests on: closing rests on a report of completion."""
    names = [item.id for item in chosen]
    left = stranded(k._replace(void=k.void or k.id in names) for k in ledger if not k.record.voids)
    if left is not None:
        raise Misuse(
            f"撤销以后，任务 {left.record.task} 的记录 {left.id}（{left.record.date} {told(left.record)}）就没有依据了。",
            f"先撤销它，或一并撤销：workplan undo {' '.join([left.id, *names])}。",
        )


def _taken_back(void: ProgressRecord, chosen: Iterable[Kept]) -> str:
    """Return what was taken back, in words."""
    return SEMICOLON.join(
        COLON.join((f"撤销 {k.id}", f"{k.record.date} {told(k.record)}"))
        for k in chosen
        if k.id in void.voids
    )


def _name_others(last: Kept, ledger: Sequence[Kept]) -> None:
    """Name the records before it that say the same of other tasks.

    One command may have written them all, or several on one day: the ledger does not tell.
    """
    others: list[Kept] = []
    for item in reversed(ledger[:-1]):
        if item.void or item.record._replace(task=last.record.task) != last.record:
            break
        others.insert(0, item)
    if others:
        each = "、".join(f"{k.id}（任务 {k.record.task}）" for k in others)
        streams.tell(f"内容相同的另有 {len(others)} 条，也许是同一条命令登记的，没有撤销{COLON}{each}。")
