"""``workplan collect``: the month's forms that came back, judged together and recorded at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from enum import StrEnum, unique
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...domain.characters import one_line, shell_word
from ...domain.errors import ExitCode, Misuse
from ...domain.records import ProgressRecord
from ...files import atomic, ledger_file, ledger_text
from .. import following, frame, options, said, slips, streams, waiting
from ..emit import emit
from ..help import Command
from ..plan import Case, open_case
from ..recording import short_of
from ..saving import refuse_own, save

if TYPE_CHECKING:
    from ...office.collecting import Collected
    from ...office.faults import Refusal
    from ...office.source import Place

app = frame.app()

_CELLS = 5
"""How many cells of a return are named in one line."""


@unique
class Shape(StrEnum):
    """Formats of what came of collecting."""

    TABLE = "table"
    JSON = "json"


@app.command(
    cls=Command,
    help="收填报表：核对每一格，全部无误才一次登记；有一处不对，什么也不写，列出文件和单元格。"
    "同一份表收两遍，只登记一遍。",
    epilog="workplan collect 收回 --month 11 --dry-run\nworkplan collect 收回 --month 11 -o 退回.csv\n"
    "workplan collect 收回 --month 11 --partial",
)
def collect(
    places: Annotated[list[str], typer.Argument(metavar="文件夹或文件", help="各部门交回的填报表")],
    month: options.Month = None,
    partial: Annotated[bool, typer.Option("--partial", help="有退回的，其余各份照样登记；返回 1")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示将要追加的内容，不写入")] = False,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="退回的写成一张表（CSV），发给部门")
    ] = None,
    format_: Annotated[
        str | None, typer.Option("-O", "--format", metavar="格式", help="table 或 json")
    ] = None,
    file: options.File = None,
    as_of: options.WrittenOn = None,
) -> ExitCode:
    """Collect the returns."""
    if not all(place.strip() for place in places):
        raise Misuse("填报表的文件夹是空的。", "如 workplan collect 收回 --month 11。")
    if month is None:
        raise Misuse("要写明收的是哪个月的填报表。", "如 workplan collect 收回 --month 11。")
    shape = options.choice(format_, "--format", Shape) or Shape.TABLE
    case = open_case(file)
    document = case.document
    today = options.today(as_of, document.plan.year)
    period = options.month(month, document.plan.year)
    if period.first is not None and today < period.first:
        raise Misuse(f"{period.label}还没有到（截至 {today}）。", "核对 --month 和 --as-of。")
    target = _target(output, case)
    from ...office import collected_view, collecting, returned_files

    asked = collecting.Month(document, case.records, period, today)
    with waiting.shown():
        found = returned_files.found(places)
        collected = collecting.collect(asked, found.files, said.STATUS, partial=partial, dry_run=dry_run)
    written = bool(collected.records) and not dry_run
    ledger: tuple[ProgressRecord, ...] = ()
    if written:
        after = ledger_file.append(ledger_file.beside(case.path), document, collected.records)
        case.remember(after)
        ledger = after.records
    with streams.already(f"已登记 {len(collected.records)} 条。") if written else nullcontext():
        view = collected_view.view(asked, collected, written=written, passed=found.passed)
        emit(view, shape.value, None, case.path)
        if shape is Shape.TABLE:
            _tell(collected.records, case, refused=bool(collected.refusals), dry_run=dry_run)
    _warn(collected, case, ledger)
    if target is not None:
        _send_back(collected.refusals, target)
    if not collected.refusals:
        if shape is Shape.TABLE:
            named = " ".join(map(shell_word, places))
            facts = {"month": period.last.month, "places": named}
            step = "collect, dry run" if dry_run and collected.records else "collect"
            following.tell(step, **following.of_plan(case.path, document.plan.year, today, **facts))
        return ExitCode.OK
    return ExitCode.CONFLICT if collected.only_stale and not partial else ExitCode.FINDINGS


def _target(output: str | None, case: Case) -> Path | None:
    """Return the file for what is sent back. Raises Misuse where it is no CSV, or one of the plan's own.

    Whether it can be written is asked now: later the ledger has its records, and the command would end as if not.
    """
    if output in (None, "-"):
        return None
    target = Path(str(output))
    if target.suffix.lower() != ".csv":
        raise Misuse(f"退回的清单是 CSV，这里是“{target.name}”。", "如 -o 退回.csv。")
    refuse_own(target, case.path)
    atomic.refuse_unwritable(target)
    return target


def _tell(records: tuple[ProgressRecord, ...], case: Case, *, refused: bool, dry_run: bool) -> None:
    """Say what was written, or would be."""
    path = ledger_file.beside(case.path)
    if dry_run and records:
        ledger_file.check(path, case.document, records)
        lines = f"将追加到 {path}（没有写入）：\n" + "".join(map(ledger_text.to_yaml, records))
    elif records:
        lines = one_line(f"已登记 {len(records)} 条，写入 {path}。") + "\n"
    elif refused:
        lines = "有退回的，什么也没有登记；其余各份要先登记的，加 --partial。\n"
    else:
        lines = "没有新的内容要登记。\n"
    sys.stdout.write(f"\n{lines}")


def _warn(collected: Collected, case: Case, ledger: tuple[ProgressRecord, ...]) -> None:
    """Say on stderr what update would say of the same: likely slips, and targets that what is done does not meet.

    ``ledger`` is what was written, nothing where it was not.
    """
    records = collected.records
    streams.warn(_empty(office, places) for office, places in collected.empty)
    found = slips.of_returns(records, case.document, case.records)
    streams.warn(slips.told(found, ledger, len(records), case.path if ledger else None))
    for line in short_of(records, case) if records else ():
        streams.tell(line)


def _empty(office: str, places: Sequence[Place]) -> str:
    cells = "、".join(f"{place.sheet}!{place.cell}" for place in places[:_CELLS])
    more = f"等 {len(places)} 格" if len(places) > _CELLS else " "
    return f"“{office}”的 {cells}{more}只填了“无”“/”“同上”一类，没有当作进展；有情况的，请写明再交。"


def _send_back(refusals: tuple[Refusal, ...], target: Path) -> None:
    """Write the list of what goes back; where nothing does it has no more than its heads."""
    from ...office.collected_view import returned
    from ...output.export import Format, to_csv

    save(target, to_csv(returned(refusals)), encoding=Format.CSV.encoding)
