"""``workplan validate``: everything wrong with a plan, in one run."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum, unique
from pathlib import Path
from typing import Annotated

import typer

from ... import checks, files, ledger, ledger_checks, payloads
from ...checks.waivers import TITLES, Waived
from ...diagnostics import Diagnostic, Severity
from ...errors import ExitCode, Unreadable
from ...load import load
from ...structure import CODES
from ...text import visible
from .. import options
from ..emit import refuse_own
from ..help import Command
from ..plan import find_plan

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@unique
class Shape(StrEnum):
    """Output formats of findings."""

    TEXT = "text"
    JSON = "json"


_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


@app.command(
    cls=Command,
    help="检查计划文件，一次列出全部问题：第几行第几列、是什么、怎么改。只检查，不改动任何文件。",
    epilog="workplan validate\nworkplan validate --strict\nworkplan validate 2020/plan.yaml 2021/plan.yaml -O json",
)
def validate(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="文件", help="要检查的计划；不写则与其他命令相同")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="有警告也算不通过")] = False,
    list_: Annotated[bool, typer.Option("--list", help="列出全部检查项")] = False,
    file: options.File = None,
    format_: Annotated[
        str | None, typer.Option("-O", "--format", metavar="格式", help="text 或 json")
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="写入文件；后缀为 .json 则写 JSON")
    ] = None,
) -> int:
    """Answer whether the plan can be trusted."""
    if list_:
        sys.stdout.write(_catalogue())
        return ExitCode.OK
    shape = options.choice(format_, "--format", Shape) or _shape_of(output)
    plans = [find_plan(name) for name in paths] if paths else [find_plan(file)]
    found: list[Diagnostic] = []
    waived: list[Waived] = []
    unreadable: list[Unreadable] = []
    for plan in plans:
        try:
            open_, accepted = examine(plan)
        except Unreadable as error:  # the other files are still worth checking
            unreadable.append(error)
            continue
        found += open_
        waived += accepted
    if len(unreadable) == len(plans):
        raise unreadable[0]
    found.sort(key=lambda diagnostic: diagnostic.sort_key)
    text = _json(found) if shape is Shape.JSON else _text(found, waived, len(plans) - len(unreadable))
    if output in (None, "-"):
        sys.stdout.write(text)
    else:
        refuse_own(Path(str(output)))
        files.write(Path(str(output)), text)
    if unreadable:
        raise unreadable[0]
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return ExitCode.FINDINGS if any(d.severity in failing for d in found) else ExitCode.OK


def examine(path: Path) -> tuple[list[Diagnostic], list[Waived]]:
    """Return everything found in one plan and the ledger beside it, and what its waivers accept."""
    loaded = load(path)
    if loaded.document is None:
        return list(loaded.diagnostics), []
    checked = checks.run(loaded.document)
    reported = ledger.load(ledger.beside(path), loaded.document)
    return [*loaded.diagnostics, *checked.open, *reported.diagnostics], list(checked.waived)


def _shape_of(output: str | None) -> Shape:
    return Shape.JSON if output and output.lower().endswith(".json") else Shape.TEXT


def _text(found: list[Diagnostic], waived: list[Waived], files_: int) -> str:
    lines: list[str] = []
    for diagnostic in found:
        lines.append(str(diagnostic))
        if diagnostic.hint:
            lines.append(f"    {diagnostic.hint}")
    lines.append(_total(found, waived, files_))
    return "\n".join(map(visible, lines)) + "\n"


def _total(found: Iterable[Diagnostic], waived: list[Waived], files_: int) -> str:
    counts = Counter(diagnostic.severity for diagnostic in found)
    parts = [f"{word} {counts[severity]} 处" for severity, word in _SEVERITIES.items() if counts[severity]]
    accepted = f"；另有 {len(waived)} 处已在 waivers 中认可" if waived else ""
    return f"检查了 {files_} 个文件：{'、'.join(parts) or '没有问题'}{accepted}。"


def _json(found: Iterable[Diagnostic]) -> str:
    import json

    body = {
        "schema_version": payloads.SCHEMA_VERSION,
        "kind": "findings",
        "findings": [payloads.finding(diagnostic) for diagnostic in found],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _catalogue() -> str:
    rows = [(code, Severity.ERROR, title) for code, title in CODES.items()]
    rows += [(rule.CODE, rule.SEVERITY, rule.TITLE) for rule in checks.RULES]
    rows += [(rule.CODE, rule.SEVERITY, rule.TITLE) for rule in ledger_checks.RULES]
    rows += [(code, severity, title) for code, (severity, title) in TITLES.items()]
    width = max(len(code) for code, _, _ in rows)
    return "".join(f"{code:<{width}}  {_SEVERITIES[severity]}  {title}\n" for code, severity, title in rows)
