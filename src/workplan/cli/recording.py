"""The frame of the commands that add to the ledger: for which tasks, who, when, and the writing itself.

A command is a function from its own options to what its records say. The options all such commands share stand
here: the tasks before its own, the rest after them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date as Date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..answers.wording import told
from ..domain.characters import quote, visible
from ..domain.errors import ExitCode, Misuse
from ..domain.records import ProgressRecord
from ..files import ledger_file, ledger_text
from . import options
from .frame import command, parameters
from .plan import Case, open_case

if TYPE_CHECKING:
    from pydantic import ValidationError

RecordDate = Annotated[
    str | None, typer.Option("--date", metavar="日期", help="所报情况是哪一天的；不写则为今天（--as-of）")
]
RecordBy = Annotated[
    str | None,
    typer.Option("--by", metavar="谁", help="哪个部门或谁报的；不写则用 WORKPLAN_BY，再不然用登录名"),
]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="进展情况")]
Evidence = Annotated[str, typer.Option("--evidence", metavar="文字", help="证明材料：文号、网址或文件名")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只显示将要追加的内容，不写入")]


Told = dict[str, Any]
"""What a record says, by the names of its fields."""


def records(
    app: typer.Typer, *, help: str, epilog: str
) -> Callable[[Callable[..., Told]], Callable[..., Told]]:
    """Make a command of a function that returns what is told of every task named."""

    def register(tell: Callable[..., Told]) -> Callable[..., Told]:
        def run(
            numbers: list[str],
            date: str | None,
            by: str | None,
            dry_run: bool,
            file: str | None,
            as_of: str | None,
            **own: Any,
        ) -> ExitCode:
            case = open_case(file)
            told = tell(**own)
            write(build(numbers, case, options.today(as_of), date, by, **told), case, dry_run=dry_run)
            return ExitCode.OK

        shared = (_of_tasks, tell, _recorded)
        command(app, run, [p for part in shared for p in parameters(part)], help=help, epilog=epilog)
        return tell

    return register


def _of_tasks(numbers: options.TaskNumbers) -> None:
    """Hold the argument of every command that records."""


def _recorded(
    date: RecordDate = None,
    by: RecordBy = None,
    dry_run: DryRun = False,
    file: options.File = None,
    as_of: options.WrittenOn = None,
) -> None:
    """Hold the options of every command that records."""


def reported_by(by: str | None) -> str:
    """Return who reports: --by, WORKPLAN_BY, or the name this machine knows the user by."""
    if by is not None:
        return required(by, "--by", "谁报的")
    if named := os.environ.get("WORKPLAN_BY"):
        return named
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise Misuse("不知道是谁报的。", "加上 --by，如 --by 许可处。") from None


def required(text: str, option: str, what: str) -> str:
    """Return a text that says something."""
    if not text.strip():
        raise Misuse(f"{option} 不能是空的。", f"写明{what}，台账上要留底。")
    return text


_OPTIONS = {"values": "--value", "returned": "--reason", "extension": "--reason"}


def record_day(text: str | None, today: Date) -> Date:
    """Return the day a record is true for; it cannot lie ahead."""
    if text is None:
        return today
    day = options.day(text, "--date")
    if day > today:
        raise Misuse(f"--date {day} 还没有到（今天是 {today}）。", "补登过去的情况才用 --date。")
    return day


def build(
    numbers: Sequence[str], case: Case, today: Date, day: str | None, by: str | None, **told_: Any
) -> list[ProgressRecord]:
    """Return one record for each task, all saying the same."""
    base = {"date": record_day(day, today), "recorded": today, "by": reported_by(by), **told_}
    tasks = dict.fromkeys(options.task_number(text, case.document) for text in numbers)
    from pydantic import ValidationError

    from ..files.gate import progress_record

    try:
        return [progress_record({"task": task, **base}) for task in tasks]
    except ValidationError as error:
        raise _misuse(error) from None


def _misuse(error: ValidationError) -> Misuse:
    problem = error.errors(include_url=False)[0]
    if not problem["loc"]:
        return Misuse(f"这次登记{problem['ctx']['error']}。", "运行 workplan update --help 查看用法。")
    key = str(problem["loc"][0])
    option = _OPTIONS.get(key, f"--{key}")
    if problem["type"] == "value_error":
        shown = f"，这里是“{problem['input']}”" if isinstance(problem["input"], str) else ""
        return Misuse(
            f"{option} {problem['ctx']['error']}{shown}。", "运行 workplan update --help 查看用法。"
        )
    if problem["type"] in ("greater_than_equal", "less_than_equal"):
        return Misuse(f"{option} 应在 0 到 100 之间，这里是 {problem['input']:f}。", "如 --percent 60。")
    return Misuse(f"{option} 不能是空的。", "写明内容。")


def write(records: Sequence[ProgressRecord], case: Case, *, dry_run: bool) -> None:
    """Add records to the ledger, or show what would be added; say what was done."""
    path = ledger_file.beside(case.path)
    if dry_run:
        ledger_file.check(path, case.document, records)
        sys.stdout.write(f"将追加到 {path}（没有写入）：\n" + "".join(map(ledger_text.to_yaml, records)))
        return
    case.remember(ledger_file.append(path, case.document, records))
    for record in records:
        title = case.document.tasks[record.task].title
        sys.stdout.write(
            visible(f"已登记：任务 {record.task}{quote(title)} {record.date} {told(record)}") + "\n"
        )
