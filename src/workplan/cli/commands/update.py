"""``workplan update``: add what was reported of tasks to the ledger."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Annotated

import typer

from ...domain.errors import Misuse
from ...domain.fold import fold
from ...domain.status import Status
from ...domain.worded import words
from .. import frame, options, recording, said
from ..plan import Case

app = frame.app()


@recording.records(
    app,
    help="登记任务的进展：状态、百分比、指标值、节点、情况。追加到计划旁边的 progress.yaml，从不改动原有内容。",
    epilog="workplan update 5 --percent 60 --note 平台已上线\n"
    "workplan update 5 --value 网办率=96.2\n"
    "workplan update 35 --reached 上半年 --date 2020-06-28",
)
def update(
    case: Case,
    today: date,
    status: Annotated[
        str | None, typer.Option("--status", metavar="状态", help="未启动、推进中、报结、暂缓或取消")
    ] = None,
    percent: Annotated[
        str | None, typer.Option("--percent", metavar="数", help="完成的百分比，0 至 100")
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option("--value", metavar="指标=值", help="指标的实际值，可写多次；没有数字的写 是 或 否"),
    ] = None,
    reached: Annotated[
        list[str] | None,
        typer.Option("--reached", metavar="节点", help="已完成的节点，写节点的时间，如 上半年"),
    ] = None,
    note: recording.Note = "",
    evidence: recording.Evidence = "",
) -> recording.Told:
    """Record progress."""
    return {
        "status": options.choice(status, "--status", Status, words(Status), said.STATUS),
        "percent": _percent(percent) if percent is not None else None,
        "values": _values(value or []),
        "reached": tuple({fold(step): step for step in reversed(reached or ())}.values())[::-1],
        "note": note,
        "evidence": evidence,
    }


def _percent(text: str) -> str:
    """Return a percentage as a record takes it; `-0` is one to a machine only."""
    figure = _folded(text).removesuffix("%").rstrip()
    if figure.startswith("-") and not figure.strip("-0."):
        raise Misuse(f"--percent 应在 0 到 100 之间，这里是 {figure}。", "如 --percent 60。")
    return figure


def _values(texts: list[str]) -> dict[str, str]:
    """Read 指标=值, once for each target."""
    values: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.replace("\uff1d", "=").partition("=")
        if not (sign and name.strip() and value.strip()):
            raise Misuse(f"--value 应写成 指标=值，这里是“{text}”。", "如 --value 网办率=96.2。")
        if fold(name) in map(fold, values):
            raise Misuse(f"--value 里“{name.strip()}”写了两次。", "一次登记，一个指标只报一个值。")
        values[name.strip()] = _folded(value)
    return values


def _folded(text: str) -> str:
    """Return a figure in half width: a Chinese keyboard may be in either."""
    return unicodedata.normalize("NFKC", text).strip()
