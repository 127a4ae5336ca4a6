"""The frame of the commands that add to the ledger: for which tasks, who, when, and the writing itself.

A command is a function from the case, the day and its own options to what its records say. The options all such
commands share stand here: the tasks before its own, the rest after them.
"""

from __future__ import annotations

import inspect
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..answers.wording import aim, promise_words, told
from ..domain.characters import quote, shell_word, visible
from ..domain.errors import ExitCode, Misuse
from ..domain.fold import fold
from ..domain.interpretation import step_numbered, steps_named
from ..domain.plan import Target, Task
from ..domain.promises import wanting
from ..domain.records import ProgressRecord
from ..domain.standing import ScheduledTask, schedule
from ..domain.status import Status
from ..files import ledger_file, ledger_text
from . import again, following, options, slips, streams
from . import numbers as numbers_
from .complete import complete_department, complete_step, complete_tasks, complete_value
from .frame import command, parameters
from .help import Recording
from .plan import Case, open_case
from .reporter import Reporter, reporter

if TYPE_CHECKING:
    from pydantic import ValidationError

RecordDate = Annotated[
    str | None, typer.Option("--date", metavar="日期", help="所报情况是哪一天的；不写则为今天（--as-of）")
]
RecordBy = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="谁",
        help="哪个部门或谁报的；不写则用 WORKPLAN_BY，再不然用登录名",
        autocompletion=complete_department,
    ),
]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="进展情况")]
Evidence = Annotated[str, typer.Option("--evidence", metavar="文字", help="证明材料：文号、网址或文件名")]
Values = Annotated[
    list[str] | None,
    typer.Option(
        "--value",
        metavar="指标=值",
        help="指标的实际值，可写多次；没有数字的写 是 或 否",
        autocompletion=complete_value,
    ),
]
Reached = Annotated[
    list[str] | None,
    typer.Option(
        "--reached",
        metavar="节点",
        help="已完成的节点，写节点的时间，如 上半年；几个同时的写号，如 5.2，或原件所印的编号",
        autocompletion=complete_step,
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只显示将要追加的内容，不写入")]


Told = dict[str, Any]
"""What a record says, by the names of its fields."""


def records(
    app: typer.Typer,
    *,
    help: str,
    epilog: str,
    fit: Callable[[ScheduledTask], bool] = lambda _: True,
    then: str = "",
) -> Callable[[Callable[..., Told]], Callable[..., Told]]:
    """Make a command of a function that returns what is told of every task named.

    Completion offers the tasks that ``fit``; ``then`` names the step of the year it is.
    """

    def register(tell: Callable[..., Told]) -> Callable[..., Told]:
        def run(
            numbers: list[str],
            date: str | None,
            by: str | None,
            dry_run: bool,
            file: list[str] | None,
            as_of: str | None,
            **own: Any,
        ) -> ExitCode:
            case = open_case(file)
            today = options.today(as_of, case.document.plan.year)
            who = reporter(by, case.document.register)
            made = build(numbers, case, today, date, who.name, **tell(case, today, **own))
            refuse_settled(made, case)
            again.refuse(made, case)
            written = write(made, case, dry_run=dry_run)
            remark(made, case, who, written, named=by is not None, dry_run=dry_run)
            for line in short_of(made, case):
                streams.tell(line)
            if then and not dry_run:
                named = " ".join(shell_word(case.document.names[record.task]) for record in made)
                facts = following.of_plan(case.path, case.document.plan.year, today, tasks=named)
                following.tell(then, **facts)
            return ExitCode.OK

        shared = [_tasks_that(fit), *parameters(tell, after=2), *parameters(_recorded)]
        command(app, run, shared, cls=Recording, help=help, epilog=epilog)
        return tell

    return register


def remark(
    made: Sequence[ProgressRecord],
    case: Case,
    who: Reporter,
    written: Sequence[ProgressRecord],
    *,
    named: bool,
    dry_run: bool,
) -> None:
    """Say on stderr who was recorded, and what looks mistaken; ``named``: who reports was said on the line."""
    who.tell()
    found = slips.of(made, case.document, case.records, who.name if named else None)
    streams.warn(slips.told(found, written, len(made), None if dry_run else case.path))


def _tasks_that(fit: Callable[[ScheduledTask], bool]) -> inspect.Parameter:
    """Return the argument of every command that records."""
    argument = typer.Argument(metavar="编号", help="任务编号", autocompletion=complete_tasks(fit))
    return inspect.Parameter(
        "numbers", inspect.Parameter.KEYWORD_ONLY, annotation=Annotated[list[str], argument]
    )


def _recorded(
    date: RecordDate = None,
    by: RecordBy = None,
    dry_run: DryRun = False,
    file: options.File = None,
    as_of: options.WrittenOn = None,
) -> None:
    """Hold the options of every command that records."""


def steps(typed: Sequence[str] | None) -> tuple[str, ...]:
    """Return the steps named, each once."""
    return tuple({fold(step): step for step in reversed(typed or ())}.values())[::-1]


def values(texts: Sequence[str] | None) -> dict[str, str]:
    """Read 指标=值, once for each target."""
    found: dict[str, str] = {}
    for text in texts or ():
        name, sign, value = text.replace("\uff1d", "=").partition("=")
        if not (sign and name.strip() and value.strip()):
            raise Misuse(f"--value 应写成 指标=值，这里是“{text}”。", "如 --value 网办率=96.2。")
        if fold(name) in map(fold, found):
            raise Misuse(f"--value 里“{name.strip()}”写了两次。", "一次登记，一个指标只报一个值。")
        found[name.strip()] = half_width(value)
    return found


def half_width(text: str) -> str:
    """Return a figure in half width: a Chinese keyboard may be in either."""
    return unicodedata.normalize("NFKC", text).strip()


def required(text: str, option: str, what: str) -> str:
    """Return a text that says something."""
    if not text.strip():
        raise Misuse(f"{option} 不能是空的。", f"写明{what}，台账上要留底。")
    return text


_WHOLE = Decimal(100)

_LONG = 1_000
"""Nobody types more: shorter texts are recorded without asking the reader, which takes time to load, for its limit."""

_OPTIONS = {
    "dropped": "--drop",
    "values": "--value",
    "returned": "--reason",
    "extension": "--reason",
    "carried": "--to",
}


def record_day(text: str | None, year: int, today: Date) -> Date:
    """Return the day a record is true for; it cannot lie ahead."""
    if text is None:
        return today
    day = options.day(text, "--date", year, today)
    if day > today:
        raise Misuse(f"--date {day} 还没有到（今天是 {today}）。", "补登过去的情况才用 --date。")
    return day


def build(
    numbers: Sequence[str], case: Case, today: Date, day: str | None, by: str, **told_: Any
) -> list[ProgressRecord]:
    """Return one record for each task, all saying the same."""
    when = record_day(day, case.document.plan.year, today)
    base = {"date": when, "recorded": today, "by": by, **told_}
    _refuse_long(base)
    tasks = numbers_.tasks(numbers, case.document)
    _refuse_unfinished(base)
    _refuse_shares(told_.get("values", {}), [case.document.tasks[task].targets for task in tasks])
    for option in ("reached", "dropped"):
        for task in tasks:
            _refuse_vague(told_.get(option, ()), f"--{_STEPS[option]}", case.document.tasks[task])
    from pydantic import ValidationError

    from ..files.gate import progress_record

    try:
        named = ((task, _numbered(base, case.document.tasks[task])) for task in tasks)
        made = [progress_record({"task": task, **said}) for task, said in named]
    except ValidationError as error:
        raise _misuse(error) from None
    _refuse_days(base, case)
    return made


def _refuse_days(said: Told, case: Case) -> None:
    """Refuse days nothing can be recorded of, by the options they were typed after; last, for nobody types today's."""
    first, last = case.document.life
    days = {
        "--date": said["date"],
        "--finished": said.get("finished"),
        "--to": said.get("extension", {}).get("to"),
    }
    for option, day in days.items():
        if day and not first <= day <= last:
            named = "今天" if option == "--date" and day == said["recorded"] else option
            raise Misuse(f"{named} {day} 不在计划期内（{first} 至 {last}）。", _outside(option, day < first))


def _refuse_unfinished(said: Told) -> None:
    """Refuse work that is reported done before it was."""
    if (finished := said.get("finished")) and finished > said["date"]:
        raise Misuse(
            f"--finished {finished} 晚于所报的日子 {said['date']}（--date）。",
            "报结之前工作应已完成；核对两个日子。",
        )


def _outside(option: str, early: bool) -> str:
    """Say what to do with a day outside the plan's life."""
    if option != "--date":
        return "核对年份。"
    return (
        "核对年份；计划期还没有开始的，到时再登记。"
        if early
        else "核对年份；计划期过后补记，用 --date 写明是期内哪一天的。"
    )


def _refuse_long(said: Told) -> None:
    """Refuse a text the ledger could not be read with: whoever typed it must hear of the option, not of the file."""
    for option, text in _texts(said):
        if len(text) > _LONG:
            from ..files.parsing import MAX_CHARACTERS

            if len(text) > MAX_CHARACTERS:
                raise Misuse(
                    f"{option} 太长：{len(text)} 字，最多 {MAX_CHARACTERS} 字。",
                    "写要点；全文另存文件，用 --evidence 写明文件名。",
                )


def _texts(said: Told) -> Iterator[tuple[str, str]]:
    """Yield all texts a record is to hold, each with the option it was typed after."""
    for key, value in said.items():
        option = _OPTIONS.get(key, f"--{key}")
        if isinstance(value, str):
            yield option, value
        elif isinstance(value, tuple):
            yield from ((option, text) for text in value)
        elif key == "extension":
            yield from _texts(value)
        elif isinstance(value, dict):
            yield from ((option, text) for pair in value.items() for text in pair)


def _refuse_shares(values: Mapping[str, str], targets: Iterable[Sequence[Target]]) -> None:
    """Refuse a percentage where the target counts something else: 50% of 家 is not 50 家."""
    units = {fold(target.name): target for own in targets for target in own if fold(target.unit) != "%"}
    for name, value in values.items():
        if value.endswith("%") and (target := units.get(fold(name))) and target.measured:
            raise Misuse(
                f"--value 指标“{target.name}”的单位{f'是“{target.unit}”' if target.unit else '不是 %'}，这里是“{value}”。",
                f"写数量，如 --value {target.name}={target.value:f}；百分比只用于单位是 % 的指标。",
            )


_STEPS = {"reached": "reached", "dropped": "drop"}


def _numbered(said: Told, task: Task) -> Told:
    """Put the ledger's name for a step, 5.2, where its printed number was typed."""
    found = dict(said)
    for key in _STEPS:
        typed = found.get(key, ())
        found[key] = tuple(
            dict.fromkeys(f"{task.id}.{n}" if (n := step_numbered(task, name)) else name for name in typed)
        )
    return found


def _refuse_vague(names: Iterable[str], option: str, task: Task) -> None:
    """Refuse a step's printed time where several of the task have it."""
    for name in names:
        if len(meant := steps_named(task, name)) > 1:
            each = "、".join(f"{task.id}.{n}（{quote(task.milestones[n - 1].name)}）" for n in meant)
            raise Misuse(
                f"任务 {task.id} 有 {len(meant)} 个时间为“{name}”的节点。",
                f"写节点的号：{each}，如 {option} {task.id}.{meant[0]}。",
            )


def refuse_settled(records: Iterable[ProgressRecord], case: Case) -> None:
    """Refuse a report of completion dated before the task's last return: the return would undo it at once."""
    for record in records:
        returns = [r.date for r in case.records if r.task == record.task and r.returned]
        if record.status is Status.DONE and returns and record.date < max(returns):
            raise Misuse(
                f"任务 {record.task} 在 {max(returns)} 被退回，{record.date} 的报结已经不算数。",
                f"报结写退回当天或以后的日子；工作哪一天完成的，用 --finished {record.date}。",
            )


def short_of(records: Sequence[ProgressRecord], case: Case) -> Iterator[str]:
    """Name the targets that tasks reported done or closed do not meet, or that nothing was reported of."""
    ended = {record.task for record in records if record.status and record.status.finished}
    if not ended:
        return
    # By all that was reported until now: a report of completion may be dated before the figures.
    stand = schedule(case.document, max(r.recorded for r in records), (*case.records, *records))
    for task in stand:
        for promise in wanting(task) if task.id in ended else ():
            yield f"任务 {task.id} 的指标“{promise.target.name}”（{aim(promise.target)}）：{promise_words(promise)}。"


def _misuse(error: ValidationError) -> Misuse:
    problem = error.errors(include_url=False)[0]
    if not problem["loc"]:
        return Misuse(
            "这次登记没有内容。", "至少写 --percent、--value、--note 中的一项；update --help 列出全部选项。"
        )
    key = str(problem["loc"][0])
    option = _OPTIONS.get(key, f"--{key}")
    if problem["type"] == "value_error":
        shown = f"，这里是“{problem['input']}”" if isinstance(problem["input"], str) else ""
        return Misuse(
            f"{option} {problem['ctx']['error']}{shown}。", "运行 workplan update --help 查看用法。"
        )
    if problem["type"] in ("greater_than_equal", "less_than_equal"):
        return Misuse(
            f"{option} 应在 0 到 100 之间，这里是 {problem['input']:f}。", _percent_hint(problem["input"])
        )
    return Misuse(f"{option} 不能是空的。", "写明内容。")


def _percent_hint(figure: Decimal) -> str:
    if figure <= _WHOLE:
        return "如 --percent 60。"
    return "如 --percent 60；超额完成的报 --percent 100，实际完成多少写在 --value（如 --value 投资额=119）或 --note 里。"


def write(
    records: Sequence[ProgressRecord],
    case: Case,
    *,
    dry_run: bool,
    said: Callable[[ProgressRecord], str] | None = None,
) -> tuple[ProgressRecord, ...]:
    """Add records to the ledger, or show what would be added; say what was done, each in its own words or in ``said``.

    Returns all that the ledger holds then, these last; nothing where it is only shown.
    """
    path = ledger_file.beside(case.path)
    if dry_run:
        ledger_file.check(path, case.document, records)
        sys.stdout.write(f"将追加到 {path}（没有写入）：\n" + "".join(map(ledger_text.to_yaml, records)))
        return ()
    done = f"已登记 {len(records)} 条，写入 {path}。"
    try:
        after = ledger_file.append(path, case.document, records)
    except BaseException:
        if _stand(records, case):  # what went wrong came after them: an interrupt, a lock that is not let go
            streams.tell(done)
        raise
    case.remember(after)
    names = case.document.names
    with streams.already(done):
        for record in records:
            title = case.document.tasks[record.task].title
            say = said or told
            sys.stdout.write(
                visible(f"已登记：任务 {names[record.task]}{quote(title)} {record.date} {say(record)}") + "\n"
            )
    return after.records


def _stand(records: Sequence[ProgressRecord], case: Case) -> bool:
    """Tell whether records stand in the ledger, behind those it held when it was opened."""
    try:
        path = ledger_file.beside(case.path)
        now = ledger_file.load(path, case.document).document.records
    except Exception:
        return False
    new = now[len(case.ledger.records) :]  # others may have added theirs
    return all(record in new for record in records)
