"""What a report is, who was silent, and what a return and a finish leave behind."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.ledgers import day, on, plan_of, stand
from workplan.answers.wording import reported
from workplan.domain import query
from workplan.domain.percent import rounded
from workplan.domain.periods import month
from workplan.domain.records import ProgressRecord
from workplan.domain.silence import silent
from workplan.domain.standing import Heading, Light, Standing, milestones, schedule
from workplan.domain.status import Status

DONE = on("08-01", status="done")
TWO = plan_of('deadline: "12"\ndeadline: "12"')
OTHER = on("07-24", 2, note="已报")
"""A report of another task: the ledger is kept."""


@pytest.mark.parametrize(
    ("told", "reports"),
    [
        ({"status": "in_progress"}, True),
        ({"status": "done"}, True),
        ({"status": "suspended"}, True),
        ({"status": "not_started"}, False),
        ({"status": "not_started", "note": "尚未动工"}, True),
        ({"percent": 0}, True),
        ({"values": {"网办率": 90}}, True),
        ({"reached": ["上半年"]}, True),
        ({"note": "已报"}, True),
        ({"evidence": "舟市监〔2020〕1号"}, True),
        ({"problems": "缺资金"}, True),
        ({"next": "招标"}, True),
        ({"status": "closed", "note": "核实"}, False),
        ({"status": "cancelled", "note": "并入他项"}, False),
        ({"returned": "材料不全", "note": "补正"}, False),
        ({"extension": {"to": "2020-12-31"}, "note": "同意"}, False),
        ({"dropped": ["上半年"], "note": "不再要求"}, False),
        ({"voids": ["0123456789"], "note": "误报"}, False),
    ],
)
def test_a_report_says_something_of_the_work(told: dict[str, Any], reports: bool) -> None:
    assert on("08-01", **told).reports is reports


@pytest.mark.parametrize(
    ("records", "when", "standing", "light"),
    [
        ([], "08-01", Standing.ON_TRACK, Light.NONE),  # nobody keeps a ledger
        ([on("07-24", extension={"to": "2021-02-28"})], "11-30", Standing.ON_TRACK, Light.NONE),
        ([OTHER], "08-01", Standing.UNREPORTED, Light.NONE),
        ([OTHER], "07-23", Standing.ON_TRACK, Light.NONE),  # the day before the first report
        ([OTHER], "09-23", Standing.UNREPORTED, Light.NONE),  # 62 days after the issue
        ([OTHER], "09-24", Standing.UNREPORTED, Light.YELLOW),
        ([OTHER], "11-30", Standing.UNREPORTED, Light.YELLOW),  # 31 days left
        ([OTHER], "12-01", Standing.UNREPORTED, Light.RED),
        ([OTHER], "2021-01-01", Standing.OVERDUE, Light.RED),
        ([on("09-01", note="已报")], "11-02", Standing.ON_TRACK, Light.GREEN),
        ([on("09-01", note="已报")], "11-03", Standing.UNREPORTED, Light.YELLOW),
        ([on("11-01", note="已报")], "12-01", Standing.DUE_SOON, Light.YELLOW),
        ([on("09-01", percent=1)], "12-20", Standing.BEHIND, Light.RED),
        ([OTHER, on("09-01", status="suspended")], "12-20", Standing.SUSPENDED, Light.NONE),
    ],
)
def test_silence(records: list[ProgressRecord], when: str, standing: Standing, light: Light) -> None:
    plan = plan_of('deadline: "12"\ndeadline: "12"')
    item = stand(plan, when, *records)
    assert (item.standing, item.light) == (standing, light)
    assert item.unkept == (not any(r.reports and r.date <= day(when) for r in records))


def test_where_nobody_keeps_a_ledger_the_word_says_so() -> None:
    assert (stand(TWO, "08-01").word, stand(TWO, "08-01", OTHER).word) == ("未到时限", "未报")
    assert stand(TWO, "08-01", on("07-24", note="已报")).word == "正常"
    assert stand(TWO, "12-10").word == "临期"


def test_on_pace_is_said_only_where_a_percent_keeps_pace() -> None:
    assert stand(TWO, "08-01", on("07-24", percent=50)).heading is Heading.ON_PACE
    assert stand(TWO, "08-01", on("07-24", percent=50)).evaluation == "按进度推进"
    for records in ([], [OTHER], [on("07-24", note="已报")], [on("07-24", percent=0), OTHER]):
        item = stand(TWO, "09-20", *records)
        assert (item.heading is Heading.ON_PACE, item.evaluation == "按进度推进") == (False, False)


def test_red_silence_is_more_pressing_than_a_near_day() -> None:
    plan = plan_of("\n".join(f'deadline: "{d}"' for d in ("12", "12", "10", "年底", "11", "持续推进")))
    records = [on("11-10", 1, note="已报"), on("11-20", 5, note="已报"), on("11-20", 4, percent=90)]
    tasks = schedule(plan, day("12-05"), records)
    order = query.sort(tasks, query.Order.STANDING)
    assert [(t.id, t.standing.value) for t in order] == [
        (3, "overdue"),
        (5, "overdue"),
        (2, "unreported"),
        (1, "due_soon"),
        (4, "due_soon"),
        (6, "ongoing"),
    ]


@pytest.mark.parametrize(
    ("reported", "when", "standing", "light"),
    [
        (None, "08-31", "ongoing", "none"),  # issued on 23 July: August is the first whole round
        (None, "09-01", "unreported", "none"),
        (None, "09-24", "unreported", "yellow"),
        ("08-15", "09-30", "ongoing", "none"),
        ("08-15", "10-01", "unreported", "none"),
        ("10-01", "10-01", "ongoing", "none"),  # late, but reported
        ("12-05", "2021-06-30", "ongoing", "none"),  # the year's last round is the last there is
        ("11-05", "2021-06-30", "unreported", "yellow"),
    ],
)
def test_a_recurring_duty_is_unreported_once_a_whole_round_went_by(
    reported: str | None, when: str, standing: str, light: str
) -> None:
    plan = plan_of('deadline: "每月25日前"\ndeadline: "12"')
    records = [on("07-24", 2, note="已报"), *([on(reported, note="已报")] if reported else [])]
    item = stand(plan, when, *records)
    assert (item.standing, item.light) == (standing, light)
    assert stand(plan, when).standing == "ongoing"  # where nobody keeps a ledger


def test_a_return_keeps_the_percent_reported_before() -> None:
    plan = plan_of('deadline: "10"')
    records = [on("08-01", percent=10), on("10-10", status="done"), on("10-12", returned="不实")]
    item = stand(plan, "10-20", *records)
    assert (item.history.percent, item.standing) == (Decimal(10), Standing.BEHIND)
    own = stand(plan, "10-20", *records[:2], on("10-12", returned="不实", percent=60))
    assert own.history.percent == 60
    twice = [*records, on("10-13", status="done", percent=95), on("10-14", returned="仍不实")]
    assert stand(plan, "10-20", *twice).history.percent == 10


def test_a_percent_after_it_was_done_changes_nothing_beside_finished() -> None:
    plan = plan_of("deadline: '10'")
    records = [on("08-01", percent=10), on("10-10", status="done"), on("10-12", percent=80)]
    assert stand(plan, "10-20", *records).history.percent == 100
    assert stand(plan, "10-20", *records, on("10-13", status="closed")).history.percent == 100
    assert stand(plan, "10-20", *records, on("10-13", returned="不实")).history.percent == 10
    own = on("10-14", status="done", percent=95)  # told with a report of completion, it is meant
    assert stand(plan, "10-20", *records, own).history.percent == 95


def test_evidence_that_comes_after_the_words_is_shown() -> None:
    plan = plan_of("deadline: '10'")
    records = [
        on("10-10", status="done", note="已建成", evidence="验收单"),
        on("10-12", evidence="舟市监〔2020〕31号"),
        on("10-13", note="无"),
        on("10-14", status="closed", note="已核"),
    ]
    shown = "10月10日报：已建成；证明材料：验收单；10月12日报证明材料：舟市监〔2020〕31号"
    assert reported(stand(plan, "10-20", *records).history) == shown
    assert reported(stand(plan, "10-11", *records).history) == "10月10日报：已建成；证明材料：验收单"
    alone = [on("10-09", evidence="照片")]
    assert reported(stand(plan, "10-20", *alone).history) == "10月9日报证明材料：照片"
    assert reported(stand(plan, "10-20", *alone, on("10-11", note="已报")).history) == "10月11日报：已报"
    assert reported(stand(plan, "10-20").history) == ""


def test_lateness_is_counted_by_the_day_the_work_was_finished() -> None:
    plan = plan_of('deadline: "10"')
    item = stand(plan, "11-30", on("11-10", status="done", finished="2020-10-31"))
    assert (item.standing, item.history.done_on) == (Standing.DONE, day("10-31"))
    item = stand(plan, "11-30", on("11-10", status="done", finished="2020-11-02"))
    assert (item.standing, item.days_late) == (Standing.DONE_LATE, 2)
    assert (
        stand(plan, "11-09", on("11-10", status="done", finished="2020-10-31")).standing is Standing.OVERDUE
    )
    granted = on("11-05", extension={"to": "2020-12-31"})
    late = stand(plan, "11-30", granted, on("11-10", status="done", finished="2020-11-02"))
    assert (late.standing, late.last_day) == (Standing.DONE_LATE, day("10-31"))  # it was granted after that


def test_only_a_report_counts_as_one_for_a_month() -> None:
    plan = plan_of('deadline: "12"\ndeadline: "12"\ndeadline: "12"')
    records = [
        on("08-05", note="已报"),
        on("08-06", 2, extension={"to": "2021-01-31"}, note="同意延期"),
        on("08-07", 3, status="done"),
        on("08-08", 3, returned="不实"),
    ]
    found = silent(schedule(plan, day("08-31"), records), month(2020, 8), plan.plan.start)
    assert [(s.task.id, s.last) for s in found] == [(2, None)]


def test_what_is_shown_of_a_finished_task_is_what_finished_it() -> None:
    plan = plan_of('deadline: "10"')
    done = on("09-01", status="done", evidence="舟市监〔2020〕31号")
    records = [on("08-01", note="正在招标"), done, on("09-02", note="补充材料"), on("09-03", status="closed")]
    history = stand(plan, "09-30", *records).history
    assert (history.shown, history.report, history.last) == (done, records[2], records[3])
    history = stand(plan, "08-15", *records).history
    assert history.shown == records[0]


STEPS = plan_of(
    'deadline: "12", milestones: [{deadline: 上半年, text: 上线}, {deadline: 上半年, text: 推广}, {deadline: 8, text: 验收}]'
)


def test_a_late_step_is_known_by_its_task() -> None:
    item = stand(STEPS, "09-10", on("09-01", note="已报"))
    assert [(s.reading.name, s.days_late) for s in item.late_steps] == [
        ("1.1", 72),
        ("1.2", 72),
        ("1.3", 10),
    ]
    item = stand(STEPS, "09-10", on("09-01", reached=["1.2"]), on("09-02", dropped=["8"]))
    assert [s.reading.name for s in item.late_steps] == ["1.1"]
    steps = milestones([item], day("09-10"))
    assert [(s.open, s.standing.value) for s in steps] == [
        (True, "overdue"),
        (False, "done_late"),
        (False, "cancelled"),
    ]
    assert stand(STEPS, "09-10", on("09-01", status="done")).late_steps == ()


def test_a_step_that_was_cancelled_may_be_reached_after_all() -> None:
    item = stand(STEPS, "09-10", on("08-01", dropped=["8"]), on("08-20", reached=["8"]))
    assert milestones([item], day("09-10"))[2].standing is Standing.DONE


@pytest.mark.parametrize(
    ("part", "whole", "places", "shown"),
    [
        (299, 300, 0, "99"),
        (300, 300, 0, "100"),
        (1, 300, 0, "1"),
        (0, 300, 0, "0"),
        (1, 8, 0, "13"),
        (9, 16, 1, "56.3"),
        (9999, 10000, 1, "99.9"),
        (3, 2, 0, "150"),
    ],
)
def test_percentages(part: int, whole: int, places: int, shown: str) -> None:
    assert rounded(part, whole, places) == Decimal(shown)


def test_time_runs_from_the_years_first_day_where_the_plan_was_issued_in_another() -> None:
    plan = plan_of('deadline: "10"')
    other = plan.plan._replace(publication=plan.plan.publication._replace(issued=day("2019-07-23")))
    assert (plan.plan.start, other.start) == (day("07-23"), day("01-01"))
    assert plan.plan.start + timedelta(100) == day("10-31")
    assert Status.DONE.reported
