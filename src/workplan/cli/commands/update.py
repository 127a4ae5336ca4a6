"""``workplan update``: add what was reported of tasks to the ledger."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...domain.errors import Misuse
from ...domain.status import Status
from ...domain.worded import words
from .. import frame, options, recording, said
from ..complete import complete_choice, complete_step
from ..plan import Case

app = frame.app()
_TYPED = [status for status in Status if status is not Status.CARRIED]  # `carry` says where to


@recording.records(
    app,
    help="登记任务的进展：状态、百分比、指标值、节点、情况。追加到计划旁边的 progress.yaml，从不改动原有内容。",
    epilog='workplan update 5 --percent 60 --note "平台已上线"\n'
    "workplan update 5 --value 网办率=96.2\n"
    "workplan update 35 --reached 上半年 --date 2020-06-28\n"
    'workplan update 5 --problems "接口未通" --next "月底前联调"',
)
def update(
    case: Case,
    today: date,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="状态",
            help="未启动、推进中、报结、暂缓或取消",
            autocompletion=complete_choice(_TYPED, words(Status), said.STATUS),
        ),
    ] = None,
    percent: Annotated[
        str | None, typer.Option("--percent", metavar="数", help="完成的百分比，0 至 100")
    ] = None,
    value: recording.Values = None,
    reached: recording.Reached = None,
    drop: Annotated[
        list[str] | None,
        typer.Option(
            "--drop", metavar="节点", help="不再要求的节点，写法同 --reached", autocompletion=complete_step
        ),
    ] = None,
    note: recording.Note = "",
    evidence: recording.Evidence = "",
    problems: Annotated[str, typer.Option("--problems", metavar="文字", help="存在问题")] = "",
    next_: Annotated[str, typer.Option("--next", metavar="文字", help="下一步打算")] = "",
) -> recording.Told:
    """Record progress."""
    recorded = options.choice(status, "--status", Status, words(Status), said.STATUS)
    if recorded is Status.CARRIED:
        raise Misuse("结转要写明转到哪里。", "用 workplan carry，如 workplan carry 5 --to 2021#8。")
    return {
        "status": recorded,
        "percent": _percent(percent) if percent is not None else None,
        "values": recording.values(value),
        "reached": recording.steps(reached),
        "dropped": recording.steps(drop),
        "note": note,
        "evidence": evidence,
        "problems": problems,
        "next": next_,
    }


def _percent(text: str) -> str:
    """Return a percentage as a record takes it; `-0` is one to a machine only."""
    figure = recording.half_width(text).removesuffix("%").rstrip()
    if figure.startswith("-") and not figure.strip("-0."):
        raise Misuse(f"--percent 应在 0 到 100 之间，这里是 {figure}。", "如 --percent 60。")
    return figure
