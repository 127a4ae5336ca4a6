"""``workplan sheet``: the month's forms, a workbook for each department."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...domain.errors import Conflict, Misuse, Unreadable, reason
from ...domain.periods import Period
from ...files import atomic
from .. import following, frame, options, streams
from ..complete import complete_department
from ..help import Command
from ..plan import Case, open_case
from ..saving import refuse_own

if TYPE_CHECKING:
    from ...office.posting import Posting

app = frame.app()


@app.command(
    cls=Command,
    help="给每个有未完成任务的部门做一份 Excel 填报表，另有一张发送清单（CSV）。灰色的格子锁定，白色的由部门填写；"
    "收回来用 collect 登记。",
    epilog="workplan sheet --month 11 -o 发出\nworkplan sheet 许可处 --month 11 -o 发出 --force\n"
    "workplan sheet --month 11 -o 发出 --all\nworkplan sheet --month 11 -o 发出 --reply-by 11月25日",
)
def sheet(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="部门", help="只做这些部门的；不写则全做", autocompletion=complete_department),
    ] = None,
    month: options.Month = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件夹", help="写入哪个文件夹；没有的会建立")
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="共同、会同的部门也各做一份；不写则只做牵头的（没有牵头的，分工的）")
    ] = False,
    reply_by: Annotated[
        str | None, typer.Option("--reply-by", metavar="日期", help="哪一天以前发回，写进发送清单的正文")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="替换文件夹里同名的填报表")] = False,
    file: options.File = None,
    as_of: options.AsOf = None,
) -> None:
    """Make the forms."""
    if month is None:
        raise Misuse("要写明是哪个月的填报表。", "如 workplan sheet --month 11 -o 发出。")
    if output in (None, "", "-"):
        raise Misuse("要写明填报表写入哪个文件夹。", "如 workplan sheet --month 11 -o 发出。")
    case = open_case(file)
    document = case.document
    today = options.today(as_of, document.plan.year)
    period = options.month(month, document.plan.year)
    answered = options.reply_by(reply_by, document.plan.year, today)
    from ...office import form_book, posting
    from ...output.export import Format, to_csv

    tasks = case.tasks(today)
    wanted = options.departments(names, document)
    found = posting.postings(document, tasks, case.records, period, wanted=wanted, every_role=all_)
    folder = Path(str(output))
    files = {folder / p.file: form_book.to_xlsx(p.form, period, today) for p in found}
    listed = folder / f"发送清单-{period.last:%Y-%m}.csv"
    _write(folder, files, [listed] if found else [], case, force=force)
    if found:
        atomic.write(listed, to_csv(posting.mail(found, answered)), encoding=Format.CSV.encoding)
    with streams.already(f"{len(found)} 份填报表已写入 {folder}。"):
        _tell(found, case, wanted, listed, period, [t.id for t in tasks if not t.reading.departments])
    if found:
        facts = following.of_plan(
            case.path, document.plan.year, today, month=period.last.month, folder=folder
        )
        following.tell("sheet", **facts)


def _write(
    folder: Path, files: dict[Path, bytes], beside: Sequence[Path], case: Case, *, force: bool
) -> None:
    """Write all forms or none; what is there already may have been filled in.

    Nothing is written either where what is written ``beside`` them could not be.
    """
    for target in (*files, *beside):
        refuse_own(target, case.path)
    there = [target.name for target in files if os.path.lexists(target)]
    if there and not force:
        shown = "、".join(there[:3]) + ("等" if len(there) > 3 else "")
        raise Conflict(
            f"{folder} 里已有 {shown}，共 {len(there)} 份，没有写入。",
            "里面可能已经填了东西：换一个文件夹；确要替换的，加 --force。",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unreadable(f"无法建立文件夹 {folder}：{reason(error)}。", "换一个名称，或检查权限。") from None
    for target in (*files, *beside):
        atomic.refuse_unwritable(target)
    for target, content in files.items():
        atomic.write_bytes(target, content)


def _tell(
    found: Sequence[Posting],
    case: Case,
    wanted: frozenset[str],
    listed: Path,
    period: Period,
    nobody: Sequence[int],
) -> None:
    """Say what was made and who got nothing, with the reason."""
    write = sys.stdout.write
    write(f"{period.label}的填报表：{len(found)} 份，写入 {listed.parent}。\n")
    for one in found:
        write(f"  {one.file}  {one.tasks} 项任务\n")
    if found:
        write(f"发送清单：{listed}\n")
    had = {one.department.name for one in found}
    asked = [d.name for d in case.document.plan.departments if not wanted or d.name in wanted]
    if none := [name for name in asked if name not in had]:
        write(f"没有要填报的任务、未出表的：{'、'.join(none)}。\n")
    if nobody:
        write(f"没有写明部门、不在任何一份表里的：任务 {'、'.join(map(str, nobody))}。\n")
