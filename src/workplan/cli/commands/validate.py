"""``workplan validate``: everything wrong with a plan, in one run."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from ...answers.wording import COLON, bracketed
from ...checks import catalogue
from ...domain.characters import visible
from ...domain.diagnostics import Severity
from ...domain.errors import ExitCode, Misuse, Unreadable
from ...domain.neighbours import Shelf
from ...domain.suggest import nearest
from ...files import at_hand, belongings, plan_folder
from ...files.examination import Examination, choose, combine, examine, examine_bytes, graver
from ...files.intake import max_bytes, too_large
from ...output.findings import FORMATS, SUFFIXES, Format
from ...output.findings.text import to_terminal
from .. import following, frame, options, streams, waiting
from ..complete import complete_choice
from ..help import Command
from ..plan import find_plans
from ..saving import refuse_own, save

app = frame.app()

STDIN = "-"
STDIN_NAME = "stdin"

Codes = list[str] | None


@app.command(
    cls=Command,
    help="检查计划文件，一次列出全部问题：第几行第几列、是什么、怎么改。只检查，不改动任何文件。",
    epilog="workplan validate\nworkplan validate --strict\nworkplan validate --explain missing-deadline\n"
    "workplan validate 2020/plan.yaml 2021/plan.yaml -O json\ncat plan.yaml | workplan validate -",
)
def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="文件", help="要检查的计划，或放着计划的文件夹；- 为标准输入；不写则与其他命令相同"
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="有警告也算不通过")] = False,
    select: Annotated[
        Codes, typer.Option("--select", metavar="代码", help="只报这些检查；可写多次，或以逗号隔开")
    ] = None,
    ignore: Annotated[
        Codes, typer.Option("--ignore", metavar="代码", help="不报这些检查；可写多次，或以逗号隔开")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="不列提示，只列错误和警告")] = False,
    list_: Annotated[bool, typer.Option("--list", help="列出全部检查项")] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="代码", help="说明一项检查：为什么、错例、改法")
    ] = None,
    file: options.Files = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "-O", "--format", metavar="格式", help="、".join(Format), autocompletion=complete_choice(Format)
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="文件", help="写入文件；.json、.xml(junit)、.sarif 按后缀定格式"
        ),
    ] = None,
) -> int:
    """Answer whether the plan can be trusted."""
    if list_:
        sys.stdout.write(_catalogue())
        return ExitCode.OK
    if explain is not None:
        sys.stdout.write(_manual(_code(explain, "--explain")))
        return ExitCode.OK
    if paths and file:
        raise Misuse("要检查的文件写了两处：-f 和参数。", "只写一处，如 workplan validate a.yaml b.yaml。")
    selected, ignored = _codes(select, "--select"), _codes(ignore, "--ignore")
    shape = options.choice(format_, "--format", Format) or _shape_of(output)
    parts, unreadable = _examined(paths or file or [None])
    if not parts:
        raise _all(unreadable)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    examined = choose(combine(parts, frozenset(failing)), selected, ignored)
    _hand_over(graver(examined) if quiet else examined, shape, output)
    unreadable.extend(examined.unread)
    if unreadable:
        raise _all(unreadable)
    if examined.failed:
        return ExitCode.FINDINGS
    if not quiet and shape is Format.TEXT:
        _lead_on(paths or file or [None], examined)
    return ExitCode.OK


def _lead_on(names: Sequence[str | None], examined: Examination) -> None:
    """Say what comes after a plan that passed: of a warning what to do about it; of several plans at once nothing."""
    warned = next((each.code for each in examined.found if each.severity is Severity.WARNING), None)
    if warned:
        following.tell("validate, warnings", code=warned)
    plans = _plans_of(names[0]) if len(names) == 1 else []
    if len(plans) == 1 and (plan := plans[0]) is not None:
        step = "validate, sealed" if belongings.seal_of(plan).is_file() else "validate"
        following.tell(step, **following.of_plan(plan))


def _examined(names: Sequence[str | None]) -> tuple[list[Examination], list[Unreadable]]:
    """Check each plan once, and say what could not be read: the others are still worth checking."""
    found: dict[Path | None, None] = {}
    unreadable: list[Unreadable] = []
    for name in names:
        try:
            found |= dict.fromkeys(_plans_of(name))
        except Unreadable as error:
            unreadable.append(error)
    files = [plan for plan in found if plan is not None]
    shelf = at_hand.shelf(plan_folder.plans_at(files).plans) if len(files) > 1 else None
    parts: list[Examination] = []
    for plan in found:
        try:
            parts.append(_examine(plan, shelf))
        except Unreadable as error:
            unreadable.append(error)
    return parts, unreadable


def _all(errors: list[Unreadable]) -> Unreadable:
    messages = dict.fromkeys(error.message for error in errors)  # two plans may share a ledger
    return Unreadable("".join(messages), errors[0].hint)


def _plans_of(name: str | None) -> list[Path | None]:
    """Return the plans a name stands for: a folder's are all it holds, a ledger's or a seal's is the plan beside it.

    Stdin's is None. A hook that runs on changed files hands over ledgers and seals as well.
    """
    if name == STDIN:
        return [None]
    found = [plan.path for plan in find_plans(None if name is None else [name])]
    return list(found) if name is None else [_near(belongings.plan_of(path) or path) for path in found]


def _near(path: Path) -> Path:
    """Return a path as seen from here, where it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def _examine(plan: Path | None, shelf: Shelf | None) -> Examination:
    if plan is None:
        raw = _standard_input()
        with waiting.shown():
            return examine_bytes(raw, STDIN_NAME)
    with waiting.shown():
        return examine(plan, shelf)


def _standard_input() -> bytes:
    limit = max_bytes()
    raw = sys.stdin.buffer.read(limit + 1) if sys.stdin is not None else b""
    if len(raw) > limit:
        raise too_large("标准输入", 0, limit)
    return raw


def _shape_of(output: str | None) -> Format:
    """Return the format where none is asked for: the file name's; on GitHub's runners, GitHub's own."""
    if output not in (None, "-"):
        return SUFFIXES.get(Path(str(output)).suffix.lower(), Format.TEXT)
    if os.environ.get("GITHUB_ACTIONS") == "true" and not sys.stdout.isatty():
        return Format.GITHUB
    return Format.TEXT


def _hand_over(examined: Examination, shape: Format, output: str | None) -> None:
    if output in (None, "-"):
        if shape is Format.TEXT and sys.stdout.isatty():
            columns, ambiguous = shutil.get_terminal_size().columns, streams.ambiguous()
            colour = streams.coloured(sys.stdout)
            sys.stdout.write(to_terminal(examined, columns, colour=colour, ambiguous=ambiguous))
        else:
            sys.stdout.write(FORMATS[shape](examined))
        return
    target = Path(str(output))
    refuse_own(target)
    # A file name may hold bytes that are no text; stdout spells them the same way.
    save(target, FORMATS[shape](examined).encode("utf-8", "backslashreplace"))


def _codes(given: list[str] | None, option: str) -> frozenset[str]:
    words = [word.strip() for text in given or () for word in re.split("[,\uff0c]", text)]
    return frozenset(_code(word, option).code for word in words if word)


def _code(word: str, option: str) -> catalogue.Entry:
    known = {entry.code: entry for entry in catalogue.entries()}
    if word.strip().lower() in known:
        return known[word.strip().lower()]
    guess = nearest(word, known)
    raise Misuse(
        f"{option}：没有名为“{word}”的检查。",
        f"是不是 {guess}？" if guess else "运行 workplan validate --list 查看全部检查。",
    )


def _catalogue() -> str:
    entries = catalogue.entries()
    width = max(len(entry.code) for entry in entries)
    return "".join(f"{e.code:<{width}}  {e.severity.word}  {e.title}\n" for e in entries)


def _manual(entry: catalogue.Entry) -> str:
    parts = (("为什么", entry.manual.why), ("错例", entry.manual.bad), ("改法", entry.manual.fix))
    head = COLON.join((entry.code + bracketed(entry.severity.word), entry.title))
    lines = [head, "", *(COLON.join(part) for part in parts)]
    return visible("\n".join([*lines, *_acceptance(entry)]) + "\n")


def _acceptance(entry: catalogue.Entry) -> Iterator[str]:
    """Yield what accepts a finding, as it is written at the end of a plan; nothing for what cannot be accepted."""
    if "waivers" in entry.manual.fix and entry.severity is not Severity.ERROR:
        items = "points" if entry.code.startswith("point-") else "tasks"
        yield from (
            "",
            "认可的写法（plan.yaml 末尾，编号和理由照实写）：",
            "waivers:",
            f"  - code: {entry.code}",
        )
        yield from (f"    {items}: [27]", '    reason: "原件如此。"')
