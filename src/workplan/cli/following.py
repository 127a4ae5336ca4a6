"""What comes next in the year of a plan: one table, said where a command has ended and a person reads along.

A step is named by its command; where more than one thing may come next, by what came of the command besides.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from ..domain.characters import shell_word
from ..domain.errors import Unreadable
from ..domain.width import display_width, wrap
from . import nearby, options, streams
from .plan import FILE_NAME, find_plan

NEXT = {
    "init": ("用编辑器打开 {plan}，照原件改写，再检查", "validate{as_argument}"),
    "init, example": ("看各项办得怎样", "status --as-of 2020-11-01{file}"),
    "import": ("检查草稿", "validate {plans}"),
    "import, doubts": ("对照原件核对草稿里的“待核”，再检查", "validate {plans}"),
    "import, errors": ("改正草稿里的 {errors} 处错误，多在“待核”之处，再检查", "validate {plans}"),
    "validate, warnings": ("看这种警告怎样改、怎样认可", "validate --explain {code}"),
    "validate": ("与原件核对无误后，封存印发的文字", "seal{file}"),
    "validate, sealed": ("看本月到期的任务", "due{file}"),
    "seal": ("看本月到期的任务", "due{file}"),
    "due": ("请各部门填报{month}月进展", "sheet --month {month} -o {month}月发出{file}{day}"),
    "sheet": (
        "把“{folder}”里的表发给各部门；新建文件夹“{month}月收回”，交回的放进去，再登记",
        "collect {month}月收回 --month {month}{file}{day}",
    ),
    "collect": ("出{month}月的通报", "report bulletin --month {month} -o {month}月通报.docx{file}{day}"),
    "collect, dry run": ("看过无误，去掉 --dry-run 登记", "collect {places} --month {month}{file}{day}"),
    "report bulletin": ("下月照此再来一遍；到年终，出完成情况", "report account -o 完成情况.docx{file}{day}"),
    "report account": (
        "没有办结的，结转到下一年",
        "carry-over {plan} --to {next_year} -o {next_year}/plan.yaml{day}",
    ),
    "carry-over": ("逐项定下 {draft} 里“待定”的完成时间，再检查", "validate {draft}"),
    "status": ("看逾期的有哪些", "overdue{file}{day}"),
    "overdue": ("出督办单", "report slip --level 督办 -o 督办单.html{file}{day}"),
    "missing": ("出催办单", "report slip --level 催办 -o 催办单.html{file}{day}"),
    "done": ("督查核实后销号（核实不通过的用 return 退回）", "close {tasks}{file}{day}"),
    "return": ("整改以后再报结", "done {tasks}{file}{day}"),
}
"""What to say after each step, and the command that does it.

Blanks before an option that may be absent belong to it: `{file}` is ` -f …` or nothing.
"""

OF_SOMETHING = frozenset({"overdue", "missing"})
"""Steps that follow only where the answer found something."""

_BEGINNINGS = (
    "这里还没有计划。有印发的文件的，读成草稿：workplan import 附件.docx",
    "没有文件、从头写的：workplan init",
    "先看一个做好的例子：workplan init --example -o 例子/plan.yaml",
)


def tell(step: str, *, always: bool = False, **facts: object) -> None:
    """Say the next step on stderr: to a person at a terminal, or ``always`` where nothing else was to be shown."""
    if always or sys.stderr.isatty():
        streams.flush()  # the answer first
        words, command = (part.format(**facts) for part in NEXT[step])
        for line in _lines(words, command, streams.width()):
            streams.tell(line)


def _lines(words: str, command: str, width: int) -> list[str]:
    """Return the words with the command behind them, or below them where the screen is narrow: it is never broken."""
    lead, line = f"下一步，{words}：", f"workplan {command}"
    if display_width(lead + line) <= width:
        return [lead + line]
    return [*wrap(lead, width), f"  {line}"]


def of_plan(path: Path, year: int = 0, today: date | None = None, **more: object) -> dict[str, Any]:
    """Return the facts of a plan that the words ask for."""
    clock = options.today(None, 0)
    now = today or clock
    month = now.month if now.year == year else 12 if now.year > year else 1
    return {
        "plan": shell_word(str(path)),
        "file": file_option(path),
        "day": "" if now == clock else f" --as-of {now}",
        "month": month,
        "next_year": year + 1,
        **more,
    }


def file_option(path: Path) -> str:
    """Return the option that names a plan, with the blank before it; nothing where it is the one meant anyway."""
    return "" if _found_without(path) else f" -f {shell_word(str(path))}"


def _found_without(path: Path) -> bool:
    """Tell whether a plan is the one meant where none is named."""
    try:
        return os.path.realpath(find_plan(None)) == os.path.realpath(path)
    except Unreadable:
        return False


def first_screen() -> str:
    """Return what there is to begin with where no plan is: three lines. Empty where one is."""
    if os.environ.get("WORKPLAN_FILE"):
        return ""
    try:
        find_plan(None)
    except Unreadable:
        near = nearby.hint(Path(FILE_NAME))
        return "".join(f"{line}\n" for line in (near, *_BEGINNINGS) if line)
    return ""
