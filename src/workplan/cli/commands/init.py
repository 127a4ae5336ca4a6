"""``workplan init``: the smallest plan that validates, to be filled in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ...domain.errors import ExitCode, Misuse
from ...files import belongings
from ...files import example as files
from .. import following, frame, options, streams
from ..help import Command
from ..plan import FILE_NAME
from ..saving import refuse_taken, save_new

app = frame.app()

_PLAN = """\
# 一份最小的计划，照着改。井号后面是说明，可以删去；改完运行：workplan validate
# 文字写在引号里，大段的写在 |- 下面、缩进两格；一律照印发的原文，不改标点、不改错字。

schema_version: 1
year: {year}

titles:
  document: "{year}年工作要点" # 改成文件的标题

# 部门名录：任务里写到的部门都要列在这里。文中另有简称的，写 aliases: ["简称"]。
departments:
  - name: "办公室"

# 任务清单，一项一段，编号不重复。完成时间照原文：“11”、“6月底前”、“三季度”；空白写 ""。
tasks:
  - id: 1
    title: "第一项任务的名称"
    goals: |-
      第一项任务要做到什么程度；一段一行。
    departments: "办公室"
    deadline: "11"
    remark: ""
"""


@app.command(
    cls=Command,
    help="写一份最小的计划，带说明，照着改。已有的文件不会被覆盖。手头有印发的文件的，用 workplan import 更快。",
    epilog="workplan init\nworkplan init --year 2021 -o 2021/plan.yaml\nworkplan init --example -o 例子/plan.yaml",
)
def init(
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="文件", help=f"写到哪里；不写则为 {FILE_NAME}")
    ] = FILE_NAME,
    year: Annotated[str | None, typer.Option("--year", metavar="年", help="计划年度；不写则为今年")] = None,
    example: Annotated[
        bool, typer.Option("--example", help="不写空的，写一份现成的例子：2020 年的计划和一本示范的台账")
    ] = False,
) -> int:
    """Write a new plan of one task, or the plan that comes with the program."""
    target = Path(output)
    refuse_taken(target)
    if example:
        return _example(target, year)
    this_year = options.today(None, 0).year
    number = this_year if year is None else options.number(year.removesuffix("年"), "--year", 1949, 2200)
    save_new(target, _PLAN.format(year=number))
    ledger = belongings.ledger_of(target)
    if os.path.lexists(ledger):
        streams.tell(f"注意：旁边已经有台账 {ledger}，从此作为这份计划的台账；不是的，先把它移走。")
    named = "" if target == Path(FILE_NAME) else f" {target}"
    following.tell("init", always=True, plan=target, as_argument=named)
    return ExitCode.OK


def _example(target: Path, year: str | None) -> int:
    """Write the plan of 2020 and its made ledger, where neither is yet."""
    if year is not None:
        raise Misuse("例子是 2020 年的，--year 用不上。", "去掉 --year，或去掉 --example。")
    ledger = belongings.ledger_of(target)
    if os.path.lexists(ledger):
        raise Misuse(f"{ledger} 已经有了，没有覆盖，什么也没有写。", "换一个文件夹，如 -o 例子/plan.yaml。")
    save_new(target, files.text(belongings.PLAN))
    save_new(Path(os.path.relpath(ledger)), files.text(belongings.LEDGER))
    following.tell("init, example", always=True, **following.of_plan(target))
    return ExitCode.OK
