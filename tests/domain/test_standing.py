"""Where a task stands follows from plan, records and day, by rules that hold for any of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledgers import day, on, plan_of, stand
from tests.properties import tried
from workplan.domain.diagnostics import Severity
from workplan.domain.document import PlanDocument
from workplan.domain.history import histories
from workplan.domain.records import ProgressRecord
from workplan.domain.standing import Light, ScheduledTask, Standing, milestones, schedule
from workplan.domain.status import Status
from workplan.files.ledger_file import load_bytes
from workplan.files.ledger_text import to_yaml

OCTOBER = plan_of('deadline: "10"')
PATIENT = plan_of('deadline: "10"', "{silent_days: 999}")
"""Where what was reported once holds all year."""


def done(when: str) -> ProgressRecord:
    return on(when, status="done")


def closed(when: str) -> ProgressRecord:
    return on(when, status="closed")


def returned(when: str) -> ProgressRecord:
    return on(when, returned="材料不全")


@pytest.mark.parametrize(
    ("when", "standing", "late", "left", "light"),
    [
        ("07-23", "on_track", 0, 100, "none"),
        ("09-30", "on_track", 0, 31, "none"),
        ("10-01", "due_soon", 0, 30, "yellow"),
        ("10-31", "due_soon", 0, 0, "yellow"),
        ("11-01", "overdue", 1, None, "red"),
        ("2021-10-31", "overdue", 365, None, "red"),
    ],
)
def test_without_records_the_day_decides(when: str, standing: str, late: int, left: int | None, light: str):
    item = stand(OCTOBER, when)
    assert (item.standing, item.days_late, item.days_left, item.light) == (standing, late, left, light)
    assert item.status is Status.NOT_STARTED


@pytest.mark.parametrize(
    ("deadline", "when", "standing"),
    [
        ("", "2021-12-31", "undated"),
        ("持续推进", "2021-12-31", "ongoing"),
        ("10月前", "09-30", "due_soon"),
        ("10月前", "10-01", "overdue"),
    ],
)
def test_some_words_name_no_day_or_another(deadline: str, when: str, standing: str):
    item = stand(plan_of(f'deadline: "{deadline}"'), when)
    assert item.standing == standing
    assert (item.days_left is None) == (
        item.standing in (Standing.UNDATED, Standing.ONGOING, Standing.OVERDUE)
    )


@pytest.mark.parametrize(
    ("deadline", "status", "standing"),
    [
        ("10", "in_progress", "overdue"),
        ("10", "suspended", "suspended"),
        ("10", "cancelled", "cancelled"),
        ("10", "done", "done"),
        ("", "in_progress", "undated"),
        ("", "suspended", "suspended"),
        ("", "cancelled", "cancelled"),
        ("", "done", "done"),
        ("持续推进", "in_progress", "ongoing"),
        ("持续推进", "suspended", "suspended"),
        ("持续推进", "done", "done"),
    ],
)
def test_a_status_holds_whatever_the_day(deadline: str, status: str, standing: str):
    item = stand(plan_of(f'deadline: "{deadline}"'), "12-31", on("10-01", status=status))
    assert (item.standing, item.status) == (standing, status)
    assert item.light is {"overdue": Light.RED, "done": Light.GREEN}.get(standing, Light.NONE)


@pytest.mark.parametrize(
    ("records", "standing", "late", "done_on", "closed_on"),
    [
        ([done("10-31")], "done", 0, "10-31", None),
        ([done("11-01")], "done_late", 1, "11-01", None),
        ([done("10-31"), closed("12-01")], "done", 0, "10-31", "12-01"),
        ([done("11-20"), closed("12-01")], "done_late", 20, "11-20", "12-01"),
        # Reporting it done again, or more about it, does not move the day.
        ([done("10-31"), done("12-01")], "done", 0, "10-31", None),
        ([done("10-31"), on("12-01", note="补材料")], "done", 0, "10-31", None),
        # Suspended or cancelled and taken up again, it is judged by its day as ever.
        ([on("09-01", status="suspended"), done("11-02")], "done_late", 2, "11-02", None),
        ([on("09-01", status="cancelled"), on("11-02", status="in_progress")], "overdue", 61, None, None),
    ],
)
def test_done_stops_the_clock(
    records: Sequence[ProgressRecord], standing: str, late: int, done_on: str | None, closed_on: str | None
):
    item = stand(OCTOBER, "12-31", *records)
    assert (item.standing, item.days_late) == (standing, late)
    assert item.history.done_on == (day(done_on) if done_on else None)
    assert item.history.closed_on == (day(closed_on) if closed_on else None)


def extended(when: str, to: str) -> ProgressRecord:
    return on(when, extension={"to": f"2020-{to}"})


@pytest.mark.parametrize(
    ("records", "standing", "late", "last_day"),
    [
        # Granted before: the new day counts, whether granted in time or when already late.
        ([extended("10-20", "12-15")], "overdue", 16, "12-15"),
        ([extended("10-20", "12-15"), done("12-15")], "done", 0, "12-15"),
        ([extended("11-20", "12-15"), done("12-15")], "done", 0, "12-15"),
        ([extended("10-20", "12-15"), done("12-18")], "done_late", 3, "12-15"),
        ([extended("10-20", "11-15"), extended("11-10", "12-20"), done("12-18")], "done", 0, "12-20"),
        # Granted afterwards: late stays late, and what was in time is not moved.
        ([done("11-05"), extended("11-10", "12-15")], "done_late", 5, "10-31"),
        ([done("10-30"), extended("11-10", "12-15")], "done", 0, "10-31"),
        (
            [extended("10-20", "11-15"), done("11-20"), extended("11-25", "12-15")],
            "done_late",
            5,
            "11-15",
        ),
        # Nothing is overdue under an extension that still runs.
        ([extended("10-20", "12-31")], "due_soon", 0, "12-31"),
    ],
)
def test_extensions_count_from_the_day_they_are_granted(
    records: Sequence[ProgressRecord], standing: str, late: int, last_day: str
):
    item = stand(OCTOBER, "12-31", *records)
    assert (item.standing, item.days_late, item.last_day) == (standing, late, day(last_day))
    assert item.first_day == day("10-31")
    assert item.extended is (last_day != "10-31")


def test_before_it_was_granted_an_extension_is_not_known():
    records = (extended("11-10", "12-15"),)
    assert stand(OCTOBER, "11-09", *records).standing is Standing.OVERDUE
    assert stand(OCTOBER, "11-10", *records).standing is Standing.ON_TRACK


def test_an_extension_gives_a_blank_deadline_its_day():
    item = stand(plan_of('deadline: ""'), "12-16", extended("10-20", "12-15"))
    assert (item.standing, item.days_late, item.first_day) == (Standing.OVERDUE, 1, None)


@pytest.mark.parametrize(
    ("records", "standing", "late"),
    [
        ([done("10-20"), returned("10-25")], "overdue", 61),
        ([done("10-20"), returned("10-25"), done("10-30")], "done", 0),
        ([done("10-20"), returned("11-02"), done("11-05")], "done_late", 5),
        (
            [done("10-20"), closed("10-21"), returned("11-02"), done("11-05")],
            "done_late",
            5,
        ),
        # What was late and came back can still be saved by an extension granted before it is done again.
        (
            [
                done("11-02"),
                returned("11-03"),
                extended("11-04", "12-15"),
                done("11-05"),
            ],
            "done",
            0,
        ),
    ],
)
def test_a_return_reopens(records: Sequence[ProgressRecord], standing: str, late: int):
    item = stand(OCTOBER, "12-31", *records)
    assert (item.standing, item.days_late) == (standing, late)
    assert item.history.closed_on is None


@pytest.mark.parametrize(
    ("when", "percent", "standing", "light"),
    [
        ("09-11", 100, "on_track", "green"),  # half the time is gone
        ("09-11", 50, "on_track", "green"),
        ("09-11", "40.01", "on_track", "green"),
        ("09-11", 40, "behind", "yellow"),
        ("09-11", "20.01", "behind", "yellow"),
        ("09-11", 20, "behind", "red"),
        ("09-11", 0, "behind", "red"),
        ("10-31", 90, "behind", "yellow"),
        ("10-31", "90.01", "due_soon", "yellow"),
        ("11-01", 99, "overdue", "red"),
    ],
)
def test_pace_holds_percent_against_time(when: str, percent: Any, standing: str, light: str):
    item = stand(PATIENT, when, on("08-01", percent=percent))
    assert (item.standing, item.light) == (standing, light)
    assert (item.pace is None) == (standing == "overdue")
    if item.pace is not None:
        assert (item.pace.percent, item.pace.elapsed) == (Decimal(percent), (day(when) - day("07-23")).days)


@pytest.mark.parametrize("gone", range(101))
def test_a_threshold_is_met_exactly_on_every_day(gone: int):
    """As fractions of one, 29 of 100 days are 28.999… percent: a lag of ten points would be missed."""
    today = f"{day('07-23') + timedelta(days=gone):%m-%d}"
    for points, light in ((10, Light.YELLOW), (30, Light.RED)):
        if gone >= points:
            item = stand(PATIENT, today, on("07-23", percent=gone - points))
            assert (item.standing, item.light) == (Standing.BEHIND, light)
            item = stand(PATIENT, today, on("07-23", percent=f"{gone - points}.01"))
            assert item.light is not light or item.standing is Standing.DUE_SOON


def test_before_the_plan_was_issued_no_time_is_gone():
    pace = stand(OCTOBER, "07-01", on("06-30", percent=0)).pace
    assert pace is not None
    assert pace.elapsed == 0
    assert not pace.lags(0)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"percent": 0}, "in_progress"),
        ({"percent": 5}, "in_progress"),
        ({"percent": 0, "status": "not_started"}, "not_started"),
        ({"percent": 5, "status": "not_started"}, "in_progress"),
        ({"percent": 0, "status": "suspended"}, "suspended"),
        ({"note": "无进展"}, "in_progress"),
        ({"note": "无进展", "status": "not_started"}, "not_started"),
        ({"reached": ["上半年"]}, "in_progress"),
    ],
)
def test_who_reports_a_figure_has_started(told: dict[str, Any], status: str):
    assert stand(STEPS, "09-11", on("08-01", **told)).status == status


def test_the_last_percent_reported_counts_and_an_extension_gives_time():
    reported = (on("08-01", percent=20), on("09-01", percent=45), on("09-02", note="无新进展"))
    assert stand(PATIENT, "09-11", *reported).standing is Standing.ON_TRACK
    assert stand(OCTOBER, "10-11", *reported).standing is Standing.BEHIND
    later = stand(PATIENT, "10-11", *reported, extended("10-10", "12-31"))
    assert later.standing is Standing.ON_TRACK
    assert later.pace is not None
    assert later.pace.elapsed == 49.7  # of 161 days 80


@pytest.mark.parametrize(
    ("first", "second", "percent"),
    [
        (on("08-01", percent=20), on("09-01", percent=45), 45),
        (on("09-01", percent=45), on("08-01", percent=20), 45),  # written down late
        (on("09-01", percent=45), on("09-01", percent=20), 20),  # on one day, what was written last
    ],
)
def test_days_decide_what_came_last(first: ProgressRecord, second: ProgressRecord, percent: int):
    assert stand(OCTOBER, "09-11", first, second).history.percent == percent


@pytest.mark.parametrize(
    ("chosen", "when", "percent", "standing", "light"),
    [
        ("{due_soon_days: 10}", "10-20", None, "on_track", "none"),
        ("{due_soon_days: 10}", "10-21", None, "due_soon", "yellow"),
        ("{due_soon_days: 0}", "10-30", None, "on_track", "none"),
        ("{due_soon_days: 0}", "10-31", None, "due_soon", "yellow"),
        ("{behind_points: 25}", "09-11", 26, "on_track", "green"),
        ("{behind_points: 25}", "09-11", 25, "behind", "yellow"),
        ("{behind_points: 0}", "09-11", 50, "on_track", "green"),
        ("{behind_points: 0}", "09-11", 49, "behind", "yellow"),
        ("{far_behind_points: 12}", "09-11", 39, "behind", "yellow"),
        ("{far_behind_points: 12}", "09-11", 38, "behind", "red"),
        ("{behind_points: 60}", "09-11", 0, "on_track", "green"),
    ],
)
def test_thresholds_are_the_plans_own(chosen: str, when: str, percent: int | None, standing: str, light: str):
    records = () if percent is None else (on("08-01", percent=percent),)
    item = stand(plan_of('deadline: "10"', chosen), when, *records)
    assert (item.standing, item.light) == (standing, light)


def test_the_month_reading_is_the_plans_own():
    end = plan_of('deadline: "10月前"', "{before_reading: end_of_period}")
    assert stand(end, "10-31").standing is Standing.DUE_SOON
    assert stand(end, "11-01").standing is Standing.OVERDUE


STEPS = plan_of(
    'deadline: "10", milestones: [{deadline: 上半年, text: 上线}, {deadline: 三季度, text: 推广}]'
)


@pytest.mark.parametrize(
    ("records", "first", "second"),
    [
        ([], (None, 92, True), (None, 0, True)),
        ([on("06-30", reached=["上半年"])], ("06-30", 0, False), (None, 0, True)),
        ([on("07-05", reached=["上半年"])], ("07-05", 5, False), (None, 0, True)),
        ([on("06-30", reached=["上半年"]), on("09-01", reached=["上半年", "三季度"])], ("06-30", 0, False), ("09-01", 0, False)),
        # A finished task has no open steps; the day it was done is the day they were reached.
        ([done("07-10")], ("07-10", 10, False), ("07-10", 0, False)),
        ([on("06-20", reached=["上半年"]), done("07-10")], ("06-20", 0, False), ("07-10", 0, False)),
        # A return opens what only the report of completion had settled.
        ([done("07-10"), returned("07-20")], (None, 92, True), (None, 0, True)),
        # Nobody waits for the steps of a task that rests.
        ([on("07-10", status="suspended")], (None, 0, False), (None, 0, False)),
        ([on("07-10", status="cancelled")], (None, 0, False), (None, 0, False)),
    ],
)  # fmt: skip
def test_milestones(records: Sequence[ProgressRecord], first: Any, second: Any):
    item = stand(STEPS, "09-30", *records)
    seen = [
        (step.reached_on and f"{step.reached_on:%m-%d}", step.days_late, step.open)
        for step in milestones([item], day("09-30"))
    ]
    assert seen == [first, second]


def test_a_milestone_is_late_only_after_its_day():
    on_the_day, after = (milestones([stand(STEPS, when)], day(when))[0] for when in ("06-30", "07-01"))
    assert (on_the_day.days_late, after.days_late) == (0, 1)


# From here on: rules that hold for any plan, any ledger the checks accept, and any day.

DEADLINES = ("3", "6", "10", "10月前", "三季度", "年底", "持续推进", "", "2020年8月15日前")
FIRST, LAST = date(2020, 1, 1), date(2021, 12, 31)
DAYS = st.dates(FIRST, LAST)
MOVES = {
    "not_started": ("in_progress", "done", "suspended", "cancelled"),
    "in_progress": ("in_progress", "done", "suspended", "cancelled"),
    "done": ("done", "closed", "returned"),
    "closed": ("closed", "returned"),
    "suspended": ("in_progress", "done", "cancelled"),
    "cancelled": ("in_progress",),
}


@dataclass(frozen=True)
class World:
    plan: PlanDocument
    records: tuple[ProgressRecord, ...]

    def at(self, when: date, records: Sequence[ProgressRecord] | None = None) -> tuple[ScheduledTask, ...]:
        return schedule(self.plan, when, self.records if records is None else records)


@st.composite
def plans(draw: st.DrawFn) -> PlanDocument:
    printed = draw(st.lists(st.sampled_from(DEADLINES), min_size=1, max_size=3))
    step = "milestones: [{deadline: 上半年, text: 上线}]"
    tasks = "\n".join(f'deadline: "{words}", {step}' for words in printed)
    points = st.integers(0, 40)
    return plan_of(
        tasks,
        f"{{due_soon_days: {draw(points)}, behind_points: {draw(points)}, far_behind_points: {draw(points)}}}",
    )


@st.composite
def histories_of(draw: st.DrawFn, task: int, last_day: date | None) -> list[ProgressRecord]:
    """Return records of one task in the order of their days, each allowed to follow the one before."""
    status, found = "not_started", []
    for when in sorted(draw(st.lists(DAYS, max_size=6))):
        told: dict[str, Any] = {"note": "已报"}
        kind = draw(st.sampled_from(("status", "status", "percent", "reached", "extension")))
        if kind == "status":
            move = draw(st.sampled_from(MOVES[status]))
            told |= {"returned": "材料不全"} if move == "returned" else {"status": move}
            status = "in_progress" if move == "returned" else move
        elif kind == "extension":
            if (last_day or FIRST) >= LAST:
                continue
            last_day = draw(st.dates((last_day or FIRST) + timedelta(days=1), LAST))
            told |= {"extension": {"to": last_day}}
        else:
            told |= {"percent": draw(st.integers(0, 100))} if kind == "percent" else {"reached": ["上半年"]}
            status = "in_progress" if status == "not_started" else status
        found.append(on(when.isoformat(), task, **told))
    return found


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Return a plan and a ledger the checks accept; tasks interleaved at random, as offices report."""
    plan = draw(plans())
    queues = [draw(histories_of(r.task.id, r.deadline.last_day)) for r in plan.readings]
    mixed = []
    while any(queues):
        mixed.append(draw(st.sampled_from([queue for queue in queues if queue])).pop(0))
    return World(plan, tuple(mixed))


prove = tried(150)


@prove
@given(worlds())
def test_these_ledgers_are_valid_and_survive_the_file(world: World):
    read = load_bytes("".join(map(to_yaml, world.records)).encode("utf-8"), "progress.yaml", world.plan)
    assert [d for d in read.diagnostics if d.severity is Severity.ERROR] == []
    assert read.document.records == world.records


@prove
@given(worlds(), DAYS, DAYS)
def test_lateness_of_an_unfinished_task_only_grows(world: World, one: date, other: date):
    earlier, later = sorted((one, other))
    told = {r.task for r in world.records if earlier < r.date <= later}
    for before, after in zip(world.at(earlier), world.at(later), strict=True):
        if before.id in told or before.standing in (Standing.SUSPENDED, Standing.CANCELLED):
            continue
        if before.history.finished:
            assert before == after
        else:
            assert before.days_late <= after.days_late
        if before.standing is Standing.OVERDUE:
            assert after.standing is Standing.OVERDUE
            assert after.days_late - before.days_late == (later - earlier).days


@prove
@given(worlds(), DAYS)
def test_late_means_past_the_last_day(world: World, today: date):
    for item in world.at(today):
        stopped = item.history.done_on or today
        expected = max(0, (stopped - item.last_day).days) if item.last_day else 0
        if item.standing in (Standing.SUSPENDED, Standing.CANCELLED):
            expected = 0
        assert item.days_late == expected
        assert (item.days_late > 0) == (item.standing in (Standing.OVERDUE, Standing.DONE_LATE))
        assert item.history.finished == (item.standing in (Standing.DONE, Standing.DONE_LATE))


@prove
@given(worlds(), DAYS, st.dates(date(2021, 1, 1), LAST))
def test_late_stays_late_whatever_is_granted_afterwards(world: World, today: date, to: date):
    for item in world.at(today):
        if not item.history.finished:
            continue
        more = on(today.isoformat(), item.id, extension={"to": to})
        known = [r for r in world.records if r.date <= today]
        after = world.at(today, [*known, more])[item.id - 1]
        assert (after.standing, after.days_late, after.last_day) == (
            item.standing,
            item.days_late,
            item.last_day,
        )


@prove
@given(worlds(), DAYS)
def test_closing_needs_done(world: World, today: date):
    for history in histories(world.records, today).values():
        if history.status is Status.CLOSED:
            assert history.done_on is not None
            assert history.closed_on is not None
            assert history.done_on <= history.closed_on <= today


@prove
@given(st.lists(st.sampled_from(Status), min_size=1, max_size=5))
def test_no_ledger_that_closes_what_is_not_done_is_accepted(statuses: list[Status]):
    records = [
        on(f"2020-08-{n:02}", **({"carried": "2021#1"} if status is Status.CARRIED else {"status": status}))
        for n, status in enumerate(statuses, start=1)
    ]
    read = load_bytes("".join(map(to_yaml, records)).encode("utf-8"), "progress.yaml", OCTOBER)
    steps = zip([Status.NOT_STARTED, *statuses], statuses, strict=False)
    if any(after is Status.CLOSED and before not in (Status.DONE, Status.CLOSED) for before, after in steps):
        assert [d.code for d in read.diagnostics].count("status-out-of-order") >= 1


@prove
@given(worlds(), DAYS)
def test_time_travel_equals_a_truncated_ledger(world: World, today: date):
    known = [r for r in world.records if r.date <= today]
    assert world.at(today) == world.at(today, known)
    assert milestones(world.at(today), today) == milestones(world.at(today, known), today)


@prove
@given(worlds(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_records_of_different_tasks_does_not_matter(
    world: World, today: date, chance: random.Random
):
    queues = [[r for r in world.records if r.task == task] for task in world.plan.tasks]
    mixed = []
    while any(queues):
        mixed.append(chance.choice([queue for queue in queues if queue]).pop(0))
    assert world.at(today) == world.at(today, mixed)


@prove
@given(worlds(), DAYS, st.randoms(use_true_random=False))
def test_nor_does_that_of_different_days(world: World, today: date, chance: random.Random):
    days = sorted({r.date for r in world.records}, key=lambda _: chance.random())
    mixed = [r for when in days for r in world.records if r.date == when]
    assert world.at(today) == world.at(today, mixed)


@prove
@given(worlds(), DAYS)
def test_the_same_inputs_give_the_same_answer(world: World, today: date):
    assert world.at(today) == world.at(today)
