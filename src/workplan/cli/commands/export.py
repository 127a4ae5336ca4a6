"""``workplan export``: plans and how they stand on a day, as flat tables for other programs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...domain.errors import BrokenPlans, Conflict, ExitCode, InvalidPlan, Misuse, Unreadable, WorkplanError
from ...domain.worded import words
from ...files import atomic
from ...files.plan_folder import PlanFile
from ...library.export import Shape
from ...library.export import export as write
from ...library.opened import OpenedPlan
from .. import frame, options, streams, waiting
from ..beside import Beside
from ..help import Command
from ..plan import Case, case_of, find_plans, open_alone
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
    file: options.Files = None,
    skip_invalid: options.SkipInvalid = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
) -> ExitCode:
    """Write the tables."""
    if output in (None, "", "-"):
        raise Misuse("要写明表写入哪里。", "如 workplan export -o 数据，或 workplan export -o 计划.sqlite。")
    target = Path(str(output))
    shape = options.choice(format_, "--format", Shape, words(Shape)) or _by_suffix(target)
    plans = find_plans(file)
    for plan in plans:
        refuse_own(target, plan.path)
    _refuse_place(target, shape, [plan.path for plan in plans], force=force)
    replaced = target.is_file()
    chosen = _Chosen(plans, as_of, known_on, skip_invalid=skip_invalid)
    with waiting.shown():
        write(shape, target, chosen, replace=force)
    for plan, error in chosen.broken.items():
        streams.tell(f"跳过：{plan.key}：{error.message}")
    streams.tell(f"已写入 {target}（替换了原有的文件）。" if replaced else f"已写入 {target}。")
    return ExitCode.FINDINGS if chosen.broken else ExitCode.OK


def _by_suffix(target: Path) -> Shape:
    suffix = target.suffix.lower()
    found = next((shape for shape in Shape if suffix in shape.suffixes), None)
    if found is None and suffix in _SINGLE:
        raise Misuse(
            f"表有好几张，写不进“{target.name}”这一个文件。",
            "写一个文件夹的名称，加上 -O，如 -o 数据 -O csv。",
        )
    return found or Shape.CSV


def _refuse_place(target: Path, shape: Shape, plans: Iterable[Path], *, force: bool) -> None:
    """Refuse a place where something else stands: what was not named is not replaced without being asked.

    Where a plan lies nobody means its folder to be one of tables, whatever is asked.
    """
    if shape.in_a_folder and target.exists() and not target.is_dir():
        raise Misuse(f"{target} 是一个文件，{shape.value} 要写入文件夹。", "换一个名称，如 -o 数据。")
    if not shape.in_a_folder and target.is_dir():
        raise Misuse(f"{target} 是一个文件夹，{shape.value} 要写成文件。", f"如 -o {target}/计划.sqlite。")
    if shape.in_a_folder and any(_lies_in(plan, target) for plan in plans):
        raise Conflict(
            f"{target} 是放计划的文件夹，没有写入。", f"表另放一个文件夹，如 -o {target / '数据'}。"
        )
    if shape.in_a_folder and not force and atomic.holds_something(target):
        raise Conflict(
            f"{target} 里已经有东西，没有写入。", "换一个文件夹；确要替换其中同名的表，加 --force。"
        )


def _lies_in(plan: Path, folder: Path) -> bool:
    return os.path.realpath(plan.parent) == os.path.realpath(folder)


class _Chosen:
    """The plans to be written, one opened after another; what is wrong with any is known when all have been.

    Raises the error of a plan alone, else BrokenPlans with those of all, unless they may be skipped.
    """

    def __init__(
        self, plans: Sequence[PlanFile], as_of: str | None, known_on: str | None, *, skip_invalid: bool
    ) -> None:
        self.broken: dict[PlanFile, WorkplanError] = {}
        self._plans, self._as_of, self._known_on = plans, as_of, known_on
        self._skip_invalid = skip_invalid
        self._beside = Beside(plans)
        self._days: set[tuple[date, date | None]] = set()

    def __iter__(self) -> Iterator[Snapshot]:
        for plan in self._plans:
            case = self._opened(plan)
            if case is not None and (self._skip_invalid or not self.broken):
                yield self._snapshot(case)
        if self.broken and (not self._skip_invalid or len(self.broken) == len(self._plans)):
            wrong = {str(plan.path): error for plan, error in self.broken.items()}
            raise BrokenPlans(wrong, len(self._plans))

    def _opened(self, plan: PlanFile) -> Case | None:
        if len(self._plans) == 1:
            return open_alone(plan)
        try:
            case = case_of(plan)
        except (InvalidPlan, Unreadable) as error:
            self.broken[plan] = error
            return None
        self._beside.warn(plan, case)
        return case

    def _snapshot(self, case: Case) -> Snapshot:
        document = case.document
        today, known = options.days(self._as_of, self._known_on, document.plan.year)
        self._days.add((today, known))
        if len(self._days) > 1:
            raise Misuse("这些计划是几个年度的，--as-of、--known-on 要写明年份。", "如 --as-of 2020-11-30。")
        opened = OpenedPlan(document.plan_key, str(case.path), document.plan, case.ledger.records, known)
        return opened.at(today)
