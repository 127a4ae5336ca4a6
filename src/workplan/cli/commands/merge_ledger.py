"""``workplan merge-ledger``: two sides of a ledger put together, by hand or as git's merge driver."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ...domain.diagnostics import Diagnostic
from ...domain.errors import ExitCode, Misuse, WorkplanError
from ...files import belongings, ledger_file, ledger_merge
from .. import options, streams
from ..help import Command
from ..plan import find_plan, open_plan

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="合并两边都追加过的台账：把对方多出来的记录一条条接在自己这边的后面，写入“自己”。"
    "按记录合并，不按行；合并之后有错的照样写入，问题写在标准错误里，返回 1。",
    epilog="workplan merge-ledger 共同.yaml progress.yaml 对方.yaml",
)
def merge_ledger(
    base: Annotated[str, typer.Argument(metavar="共同", help="两边分开之前的台账；git 的 %O")],
    ours: Annotated[str, typer.Argument(metavar="自己", help="自己这边的台账，合并写在这里；git 的 %A")],
    theirs: Annotated[str, typer.Argument(metavar="对方", help="对方的台账；git 的 %B")],
    name: Annotated[
        str | None, typer.Argument(metavar="名称", help="台账本来的路径，据此找到计划；git 的 %P")
    ] = None,
    file: options.File = None,
) -> int:
    """Append theirs minus base to ours."""
    target = Path(ours)
    if target.suffix.lower() in belongings.SUFFIXES and belongings.looks_like_a_plan(target):
        raise Misuse(
            f"{ours} 是计划，不是台账。", "如 workplan merge-ledger 共同.yaml progress.yaml 对方.yaml。"
        )
    merged = ledger_merge.merge(Path(base), target, Path(theirs))
    if merged.added:
        ledger_merge.write(target, merged)
    streams.tell(f"{name or ours}：并入 {len(merged.added)} 条记录。")
    if merged.gone:
        said = f"对方改动或删去了 {merged.gone} 条共有的记录，这里仍留着原来的；请与对方核对。"
        streams.tell(f"注意：{said}")
    found = _findings(merged.content, name or ours, file)
    for diagnostic in found:
        streams.tell(f"{diagnostic}{diagnostic.hint}")
    failed = merged.gone or any(diagnostic.severity == "error" for diagnostic in found)
    return ExitCode.FINDINGS if failed else ExitCode.OK


def _findings(content: bytes, name: str, file: list[str] | None) -> list[Diagnostic]:
    """Return what the merged ledger has wrong beside its plan, as far as there is a plan that can be read."""
    try:
        plan = None if file else belongings.plan_of(Path(name))
        document = open_plan(plan or find_plan(file))
    except WorkplanError:
        if file:
            raise
        return []
    found = ledger_file.load_bytes(content, name, document).diagnostics
    return sorted(found, key=lambda diagnostic: diagnostic.sort_key)
