"""The state of several plans at a glance: how each stands, and all together by standing and by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..domain.load import MonthCount
from ..domain.standing import Standing
from . import many, status
from .columns import Column, Columns, Payload, Share, View, record, table
from .many import Answers, Items, Member

_SHOWN = (Standing.OVERDUE, Standing.BEHIND, Standing.UNREPORTED, Standing.DUE_SOON)
"""What a leader must ask about, each a column of its own."""


class Line(NamedTuple):
    """How one plan stands: which it is, its counts as :mod:`~.status` has them, and the heads of its rows."""

    about: Payload
    body: Payload
    data: Columns

    def stands(self, standing: Standing) -> int:
        """Return how many of its tasks stand so."""
        return int(self.body["standings"].get(standing.value, 0))

    @property
    def share(self) -> Share | None:
        """The part of its tasks that is done."""
        return Share(self.body["done"] / self.body["total"]) if self.body["total"] else None


def _counted(standing: Standing) -> Column:
    return Column(standing.word, lambda line: line.stands(standing), numeric=True)


PLANS = (
    Column(many.PLAN, lambda line: line.about["key"], "plan"),
    Column("标题", lambda line: line.about["title"], "title", flexible=True),
    Column("年度", lambda line: line.about["year"], "year", numeric=True),
    Column("任务", lambda line: line.body["total"], "total", numeric=True),
    Column("完成", lambda line: line.body["done"], "done", numeric=True),
    Column("完成率", lambda line: line.share, "done_share", numeric=True),
    *map(_counted, _SHOWN),
    Column(None, None, "standings", lambda line: line.body["standings"]),
    Column(None, lambda line: line.body["done_unmet"], "done_unmet"),
    Column(None, None, "unkept", lambda line: line.body["unkept"]),
)


def answer(answers: Answers) -> View:
    """Return the state of all plans in every shape: a table by plan, then all together."""
    lines = list(map(_line, answers()))
    as_of = lines[0].body["as_of"]
    total, done, short = (_sum(lines, key) for key in ("total", "done", "done_unmet"))
    unkept = all(line.body["unkept"] for line in lines)
    standings = [
        status.Count(s, number, total, unkept)
        for s in Standing
        if (number := sum(line.stands(s) for line in lines))
    ]
    months = list(_months(lines))
    body = {
        "total": total,
        "standings": {count.standing.value: count.number for count in standings},
        "departments": Items(answers, ["departments"]).of("departments"),
        "months": [record(status.MONTHS, month) for month in months],
        "done": done,
        "done_unmet": short,
        "unkept": unkept,
        "by_plan": [record(PLANS, line) for line in lines],
    }
    return View(
        {**many.envelope(lines[0].body, [line.about for line in lines]), **body},
        (
            table((PLANS, lines), title=f"{len(lines)} 份计划，{total} 项任务（截至 {as_of}）"),
            status.standings_read(standings, "按进度"),
            status.months_read(months),
        ),
        many.one(answers, many.heads(line.data for line in lines), data=True),
        (*status.notes(done, short, unkept=unkept), "各计划的部门不合并，各部门的情况见 workplan by-dept。"),
    )


def _line(member: Member) -> Line:
    body = {key: value for key, value in member.view.payload.items() if key != "departments"}
    return Line(member.about, body, member.view.data.columns)


def _sum(lines: Sequence[Line], key: str) -> int:
    return sum(int(line.body[key]) for line in lines)


def _months(lines: Sequence[Line]) -> Iterator[MonthCount]:
    """Yield the months of all plans together, those without one last."""
    counts: dict[str, Counter[str]] = {}
    for line in lines:
        for month in line.body["months"]:
            counts.setdefault(month["month"] or "", Counter()).update(
                {key: month[key] for key in ("tasks", "done", "overdue")}
            )
    for name in sorted(counts, key=lambda name: (not name, name)):
        yield MonthCount(name, counts[name]["tasks"], counts[name]["done"], counts[name]["overdue"])
