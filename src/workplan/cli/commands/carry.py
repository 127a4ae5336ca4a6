"""``workplan carry``: a task that was not finished goes on as a task of another plan (结转)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...domain.errors import Misuse, NotFound
from ...domain.links import read_reference
from ...domain.neighbours import Found
from .. import frame, recording, streams
from ..plan import Case

app = frame.app()


@recording.records(
    app,
    help="结转：没有办结的任务转到另一份计划（多半是下一年的）继续办，从此不在这里催办。由督查登记，不算报进展。",
    epilog='workplan carry 5 --to 2021#8 --by 办公室\nworkplan carry 5 6 --to 2021#8 --note "两项合并" -f 2020/plan.yaml',
)
def carry(
    case: Case,
    today: date,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="计划#编号", help="转到哪份计划的哪项任务，如 2021#8；计划写它的文件夹名或文件名"
        ),
    ],
    note: recording.Note = "",
    evidence: recording.Evidence = "",
) -> recording.Told:
    """Record that tasks go on elsewhere."""
    reference = read_reference(to)
    if reference is None:
        raise Misuse(
            f"--to 应写成 计划#任务编号，这里是“{to}”。", "如 --to 2021#8：文件夹 2021 里的计划的任务 8。"
        )
    _refuse(case.neighbours().find(reference), case)
    return {"carried": str(reference), "note": note, "evidence": evidence}


def _refuse(found: Found, case: Case) -> None:
    """Refuse what leads nowhere; of a plan that is not at hand, say that nothing was looked up."""
    reference, plan = found.reference, found.plan
    if found.vague:
        raise Misuse(
            f"“{reference.plan}”可以指手边的 {len(found.places)} 份计划：{'、'.join(p.key for p in found.places)}。",
            "把计划写得更全，如 --to 市场监管局/2021#8。",
        )
    year = plan.document.plan.year if plan else reference.year
    if year is not None and year < case.document.plan.year:
        raise Misuse(
            f"{reference} 是 {year} 年的，早于这份 {case.document.plan.year} 年的计划。",
            "只能结转到同年或以后的计划；核对 --to。",
        )
    if plan is None:
        state = "不在手边" if found.absent else "读不出"
        streams.tell(f"“{reference.plan}”的计划{state}，没有核对任务 {reference.task}。")
    elif plan.document is case.document:
        raise Misuse(f"{reference} 就在这份计划里，不能结转到自己。", "写要转到的计划，如 --to 2021#8。")
    elif found.task is None:
        ids = plan.document.tasks
        raise NotFound(
            f"{plan.key} 的计划没有任务 {reference.task}。",
            f"它的任务编号为 {min(ids)} 至 {max(ids)}。" if ids else "先在那里写上这项任务。",
        )
