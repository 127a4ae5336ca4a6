"""``workplan list``: tasks by any conditions, all of which must hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import tasks
from ...answers.columns import View
from ...domain import query
from ...domain.plan import Role
from ...domain.standing import Standing
from ...domain.status import Status
from ...domain.worded import words
from .. import frame, options
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    help="列出任务；写了几个条件，就列出同时符合的。",
    epilog="workplan list --dept 综合执法队\nworkplan list --section 2 --quarter 4 --sort deadline\n"
    "workplan list --search 甬舟 -o 甬舟.csv",
)
def list_(
    case: Case,
    today: date,
    dept: options.Dept = None,
    role: Annotated[str | None, typer.Option("--role", metavar="角色", help="牵头、共同或会同")] = None,
    month: options.Month = None,
    quarter: options.Quarter = None,
    half: options.Half = None,
    by: options.By = None,
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="状态", help="登记的状态，如 未启动、推进中、报结、已销号"),
    ] = None,
    standing: Annotated[
        str | None, typer.Option("--standing", metavar="进度", help="算出的进度，如 正常、临期、逾期、完成")
    ] = None,
    point: options.PointNumber = None,
    section: options.SectionNumber = None,
    search: Annotated[
        str | None, typer.Option("--search", metavar="词", help="名称、目标要求等处含有的字词")
    ] = None,
    undated: Annotated[bool, typer.Option("--undated", help="只列没有完成时间的")] = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort", metavar="次序", help="id、deadline（时限）、department（部门）或 standing（进度）"
        ),
    ] = "id",
) -> View:
    """Answer which tasks meet the conditions."""
    document = case.document
    asked = options.asked_periods(document.plan.year, month, quarter, half, by)
    points: frozenset[int] | None = None
    if point is not None:
        points = frozenset([options.point_number(point, document)])
    if section is not None:
        in_section = options.section_points(section, document)
        points = in_section if points is None else points & in_section
    wanted = query.Filter(
        department=options.department(dept, document),
        role=options.choice(role, "--role", Role, words(Role)),
        periods=tuple(asked),
        status=options.choice(status, "--status", Status, words(Status)),
        standing=options.choice(standing, "--standing", Standing, words(Standing)),
        points=points,
        words=options.search_words([search] if search is not None else []),
        undated=undated,
    )
    order = options.choice(sort, "--sort", query.Order) or query.Order.ID
    chosen = query.select(case.tasks(today), wanted)
    chosen = query.Selection(
        query.sort(chosen.tasks, order, [d.name for d in document.plan.departments]), chosen.left_out
    )
    return tasks.answer(document, today, chosen, tasks.counted(chosen))
