"""``workplan carry-over``: what a plan leaves open becomes the draft of a later one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ...answers.wording import bracketed, progress_words
from ...domain.characters import one_line, quote, shell_word
from ...domain.errors import ExitCode, Misuse, NotFound
from ...domain.standing import ScheduledTask
from ...files import at_hand
from .. import following, frame, options, remarks, streams
from ..help import Command
from ..plan import FILE_NAME, Case, open_case
from ..saving import refuse_taken, save_new

app = frame.app()


@app.command(
    cls=Command,
    help="把一份计划里没有办结的任务结转成下一份计划的草稿：每项写明结转自哪一项，完成时间一律待定，逐项定下才能用。"
    "已有的文件不会被覆盖，原来的计划和台账不改。",
    epilog="workplan carry-over 2020/plan.yaml --to 2021 -o 2021/plan.yaml\n"
    "workplan carry-over 2020/plan.yaml --to 2021 --dry-run",
)
def carry_over(
    plan: Annotated[str, typer.Argument(metavar="计划", help="哪一份计划，如 2020/plan.yaml")],
    to: Annotated[str, typer.Option("--to", metavar="年", help="结转到哪一年的计划，如 2021")],
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="文件", help="草稿写到哪里，如 2021/plan.yaml")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出要结转的任务，不写文件")] = False,
    as_of: options.AsOf = None,
) -> ExitCode:
    """Write a draft of all that is open."""
    from ...office.carried_draft import draft_text, open_tasks

    case = open_case(plan)
    old = case.document.plan.year
    today = options.today(as_of, old)
    year = options.number(to.removesuffix("年"), "--to", 1949, 2200)
    if year <= old:
        raise Misuse(f"--to {year} 不晚于这份计划的 {old} 年。", f"如 --to {old + 1}。")
    if output is None and not dry_run:
        raise Misuse("没有写草稿放在哪里。", f"如 -o {year}/{FILE_NAME}；只看看要结转哪些的，用 --dry-run。")
    target = Path(output or FILE_NAME)
    if not dry_run:
        refuse_taken(target)
    everything = case.tasks(today)
    tasks = open_tasks(everything)
    if not tasks:
        raise NotFound("这份计划没有要结转的任务，什么也没有写。", "已办结、取消、结转了的不再结转。")
    key = _called(case, target)
    for at, task in enumerate(tasks, 1):
        sys.stdout.write(one_line(f"{at} ← {key}#{task.id} {_words(task)}") + "\n")
    for line in remarks.far(today, {old}):
        streams.tell(line)
    sys.stdout.write(f"结转 {len(tasks)} 项，{len(everything) - len(tasks)} 项不结转（截至 {today}）。\n")
    if not dry_run:
        save_new(target, draft_text(case.document, everything, year, key))
        _next(target, case)
    return ExitCode.OK


def _words(task: ScheduledTask) -> str:
    return quote(task.reading.task.title) + bracketed(progress_words(task))


def _called(case: Case, target: Path) -> str:
    """Return what the draft's links call the old plan: the shortest end of its path that fits no other at hand there."""
    shelf = at_hand.around(case.path)
    old = shelf.place(str(case.path))
    assert old is not None
    return shelf.name(old, at_hand.place_of(target))


def _next(target: Path, case: Case) -> None:
    following.tell("carry-over", always=True, draft=target)
    streams.tell(f"印发以后，在 {case.document.plan.year} 年的台账上一次登记全部结转：")
    streams.tell(f"  workplan carry --from {shell_word(str(target))} -f {shell_word(str(case.path))}")
