"""``workplan export``: plans and how they stand on a day, as flat tables for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...domain.errors import Conflict, Misuse
from ...domain.worded import words
from ...files import atomic
from ...library.doors import key_of
from ...library.export import Shape
from ...library.export import export as write
from ...library.opened import OpenedPlan
from .. import frame, options, streams, waiting
from ..help import Command
from ..plan import Case, open_case
from ..saving import refuse_own

if TYPE_CHECKING:
    from ...library.snapshot import Snapshot

app = frame.app()
_FORMATS = "、".join(shape.value for shape in Shape)
_SINGLE = (".csv", ".tsv", ".json", ".jsonl", ".parquet", ".xlsx", ".md", ".txt")
"""Suffixes of single files, which no folder of tables should bear."""


@app.command(
    cls=Command,
    help="把计划和截至某一天的进度写成若干张表，供数据库和别的程序用。csv、jsonl、parquet 写入一个文件夹，"
    "sqlite 写成一个文件。每张表有哪些栏，见 docs/data.md。",
    epilog="workplan export -o 数据 --as-of 2020-11-01\nworkplan export -o 计划.sqlite\nworkplan export -o 数据 -O jsonl",
)
def export(
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="文件夹或文件", help="写入哪里；后缀 .sqlite、.db 的是数据库"),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("-O", "--format", metavar="格式", help=f"{_FORMATS}；不写则看后缀，文件夹为 csv"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="替换文件夹里同名的表")] = False,
    file: options.File = None,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
) -> None:
    """Write the tables."""
    if output in (None, "", "-"):
        raise Misuse("要写明表写入哪里。", "如 workplan export -o 数据，或 workplan export -o 计划.sqlite。")
    target = Path(str(output))
    shape = options.choice(format_, "--format", Shape, words(Shape)) or _by_suffix(target)
    case = open_case(file)
    refuse_own(target, case.path)
    _refuse_place(target, shape, force=force)
    today, known = options.days(as_of, known_on, case.document.plan.year)
    replaced = target.is_file()
    with waiting.shown():
        write(shape, target, _snapshots(case, today, known), replace=force)
    streams.tell(f"已写入 {target}（替换了原有的文件）。" if replaced else f"已写入 {target}。")


def _by_suffix(target: Path) -> Shape:
    suffix = target.suffix.lower()
    found = next((shape for shape in Shape if suffix in shape.suffixes), None)
    if found is None and suffix in _SINGLE:
        raise Misuse(
            f"表有好几张，写不进“{target.name}”这一个文件。",
            "写一个文件夹的名称，加上 -O，如 -o 数据 -O csv。",
        )
    return found or Shape.CSV


def _refuse_place(target: Path, shape: Shape, *, force: bool) -> None:
    """Refuse a place where something else stands: what was not named is not replaced without being asked."""
    if shape.in_a_folder and target.exists() and not target.is_dir():
        raise Misuse(f"{target} 是一个文件，{shape.value} 要写入文件夹。", "换一个名称，如 -o 数据。")
    if not shape.in_a_folder and target.is_dir():
        raise Misuse(f"{target} 是一个文件夹，{shape.value} 要写成文件。", f"如 -o {target}/计划.sqlite。")
    if shape.in_a_folder and not force and atomic.holds_something(target):
        raise Conflict(
            f"{target} 里已经有东西，没有写入。", "换一个文件夹；确要替换其中同名的表，加 --force。"
        )


def _snapshots(case: Case, today: date, known: date | None) -> Iterator[Snapshot]:
    opened = OpenedPlan(key_of(case.path), str(case.path), case.document.plan, case.ledger.records, known)
    yield opened.at(today)
