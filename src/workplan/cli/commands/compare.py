"""``workplan compare``: two plans side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from ...answers import comparison
from ...domain.comparing import compare as compared
from ...domain.errors import ExitCode, Misuse
from .. import frame, options
from ..emit import emit
from ..help import Command
from ..plan import open_case

app = frame.app()


@app.command(
    cls=Command,
    help="两份计划对照：哪些任务沿用、结转，哪些是新增的，哪些不再有，指标改了多少。先看链接（结转自、台账上的结转），"
    "再看名称相同；名称只是相像的不当作同一项。",
    epilog="workplan compare 2020/plan.yaml 2021/plan.yaml\nworkplan compare 2020 2021 -o 对照.csv",
)
def compare(
    before: Annotated[str, typer.Argument(metavar="原计划", help="早的一份，如 2020/plan.yaml")],
    after: Annotated[str, typer.Argument(metavar="现计划", help="晚的一份，如 2021/plan.yaml")],
    as_of: options.AsOf = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> ExitCode:
    """Answer what is otherwise."""
    old, new = open_case(before), open_case(after)
    if old.path.resolve() == new.path.resolve():
        raise Misuse(
            "两份计划是同一个文件。", "写两份不同的，如 workplan compare 2020/plan.yaml 2021/plan.yaml。"
        )
    today = options.today(as_of, new.document.plan.year)
    documents = (old.document, new.document)
    found = compared(old.tasks(today), new.tasks(today), documents, new.beside(old))
    emit(comparison.answer(documents, today, found), format_, output, new.path)
    return ExitCode.OK
