"""What a bulletin names as the next step."""

from __future__ import annotations

import pytest

from tests.ledgers import day, on, plan_of
from workplan.domain.records import ProgressRecord
from workplan.domain.standing import schedule
from workplan.reports.bulletin import build_bulletin


@pytest.mark.parametrize(
    ("task", "records", "when", "expected"),
    [
        ("deadline: 10", [], "08-01", "2020年10月31日前完成"),
        (
            "deadline: 10, milestones: [{text: 网办率, deadline: 9}]",
            [],
            "08-01",
            "2020年9月30日前完成节点“9”",
        ),
        # A step of the deadline's own day is nothing apart.
        ("deadline: 10, milestones: [{text: 网办率, deadline: 10}]", [], "08-01", "2020年10月31日前完成"),
        (
            'deadline: "", milestones: [{text: 网办率, deadline: 10}]',
            [],
            "08-01",
            "2020年10月31日前完成节点“10”",
        ),
        ("deadline: 10", [], "11-01", "尽快完成并报结，确需延期的报批"),
        ('deadline: ""', [], "08-01", "明确完成时间"),
        ("deadline: 持续推进", [], "08-01", "持续推进"),
        ("deadline: 10", [on("07-31", status="done")], "08-01", "待核实销号"),
        ("deadline: 10", [on("07-30", status="done"), on("07-31", status="closed")], "08-01", "—"),
        ("deadline: 10", [on("07-31", status="suspended")], "08-01", "—"),
    ],
)
def test_next_step(task: str, records: list[ProgressRecord], when: str, expected: str) -> None:
    plan = plan_of(task)
    told = tuple(records)
    bulletin = build_bulletin(plan, told, schedule(plan, day(when), told), day(when), None)
    assert bulletin.account[0].next_step == expected


def test_the_first_sentence_counts_every_task_once() -> None:
    plan = plan_of('deadline: 10\ndeadline: ""\ndeadline: 持续推进\ndeadline: 7\ndeadline: 12')
    records = (on("07-31", 5, status="suspended"), on("07-31", 1, status="done"))
    tasks = schedule(plan, day("08-01"), records)
    bulletin = build_bulletin(plan, records, tasks, day("08-01"), None)
    assert bulletin.finished + sum(heading.number for heading in bulletin.headings) == bulletin.total == 5
    assert [heading.word for heading in bulletin.headings][-1] == "暂缓或取消"
