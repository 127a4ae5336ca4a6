"""Where a task stands on a given day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import document, with_deadlines
from workplan.domain.standing import ScheduledTask, Standing, milestones, schedule
from workplan.domain.status import Status

any_day = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def stand(deadline: str, today: str, settings: str = "{}") -> ScheduledTask:
    (task,) = schedule(with_deadlines(deadline, settings=settings), date.fromisoformat(today))
    return task


@pytest.mark.parametrize(
    ("deadline", "today", "standing", "days_late", "days_left"),
    [
        ("11", "2020-01-01", Standing.ON_TRACK, 0, 334),
        ("11", "2020-10-30", Standing.ON_TRACK, 0, 31),
        ("11", "2020-10-31", Standing.DUE_SOON, 0, 30),
        ("11", "2020-11-29", Standing.DUE_SOON, 0, 1),
        # The deadline day itself is not overdue.
        ("11", "2020-11-30", Standing.DUE_SOON, 0, 0),
        ("11", "2020-12-01", Standing.OVERDUE, 1, None),
        ("11", "2021-12-01", Standing.OVERDUE, 366, None),
        ("2月底", "2020-02-29", Standing.DUE_SOON, 0, 0),
        ("2月底", "2020-03-01", Standing.OVERDUE, 1, None),
        ("10月前", "2020-09-30", Standing.DUE_SOON, 0, 0),
        ("10月前", "2020-10-01", Standing.OVERDUE, 1, None),
        ("持续推进", "2020-01-01", Standing.ONGOING, 0, None),
        ("每月", "2099-12-31", Standing.ONGOING, 0, None),
        ("", "2020-01-01", Standing.UNDATED, 0, None),
        ("", "2099-12-31", Standing.UNDATED, 0, None),
    ],
)
def test_standing(
    deadline: str, today: str, standing: Standing, days_late: int, days_left: int | None
) -> None:
    task = stand(deadline, today)
    assert (task.standing, task.days_late, task.days_left) == (standing, days_late, days_left)
    assert task.status is Status.NOT_STARTED


@pytest.mark.parametrize(
    ("days", "today", "standing"),
    [
        (0, "2020-11-29", Standing.ON_TRACK),
        (0, "2020-11-30", Standing.DUE_SOON),
        (7, "2020-11-22", Standing.ON_TRACK),
        (7, "2020-11-23", Standing.DUE_SOON),
        (400, "2020-01-01", Standing.DUE_SOON),
        (400, "2020-12-01", Standing.OVERDUE),
    ],
)
def test_the_plan_says_when_a_task_is_due_soon(days: int, today: str, standing: Standing) -> None:
    assert stand("11", today, f"{{due_soon_days: {days}}}").standing is standing


def test_lateness_follows_the_reading_the_plan_chose() -> None:
    late = stand("10月前", "2020-10-31", "{before_reading: before_period}")
    on_time = stand("10月前", "2020-10-31", "{before_reading: end_of_period}")
    assert (late.standing, late.days_late) == (Standing.OVERDUE, 31)
    assert (on_time.standing, on_time.days_late) == (Standing.DUE_SOON, 0)


def test_a_stated_last_day_counts() -> None:
    tasks = "  - {id: 4, title: 甲, goals: 一, departments: 工会, deadline: 10, last_day: 2020-12-15}"
    (task,) = schedule(document(tasks), date(2020, 12, 16))
    assert (task.id, task.last_day, task.days_late) == (4, date(2020, 12, 15), 1)


def test_tasks_stand_in_the_plans_order() -> None:
    tasks = schedule(with_deadlines("11", "", "3", "每月"), date(2020, 6, 1))
    assert [(task.id, task.standing.value) for task in tasks] == [
        (1, "on_track"),
        (2, "undated"),
        (3, "overdue"),
        (4, "ongoing"),
    ]


MILESTONES = """
  - id: 7
    title: 甲
    goals: 一
    departments: 工会
    deadline: 11
    milestones:
      - {text: 半, deadline: 上半年}
      - {text: 尾, deadline: 年底}
      - {text: 常, deadline: 每月}
"""


@pytest.mark.parametrize(
    ("today", "days_late"),
    [
        ("2020-06-30", [0, 0, 0]),
        ("2020-07-01", [1, 0, 0]),
        ("2020-12-31", [184, 0, 0]),
        ("2021-01-01", [185, 1, 0]),
    ],
)
def test_steps_are_late_by_their_own_time(today: str, days_late: list[int]) -> None:
    day = date.fromisoformat(today)
    steps = milestones(schedule(document(MILESTONES), day), day)
    assert [step.days_late for step in steps] == days_late
    assert [step.reading.milestone.text for step in steps] == ["半", "尾", "常"]
    assert {step.task.id for step in steps} == {7}


@given(any_day, st.integers(0, 400))
def test_time_only_makes_a_task_later(day: date, more: int) -> None:
    printed = with_deadlines("11", "10月前", "一季度", "2021-06-30", "每月", "")
    earlier, later = schedule(printed, day), schedule(printed, day + timedelta(days=more))
    for before, after in zip(earlier, later, strict=True):
        assert before.days_late <= after.days_late
        if before.standing is Standing.OVERDUE:
            assert after.standing is Standing.OVERDUE
            assert after.days_late == before.days_late + more


@given(any_day)
def test_a_dated_task_is_late_or_has_days_left(day: date) -> None:
    for task in schedule(with_deadlines("11", "10月前", "年底", "每月", ""), day):
        late, last = task.standing is Standing.OVERDUE, task.last_day
        assert late is (last is not None and last < day)
        assert late is (task.days_late > 0)
        if last is None:
            assert task.days_left is None
        else:
            assert (task.days_left is None) is late
            assert (task.days_left or 0) - task.days_late == (last - day).days
