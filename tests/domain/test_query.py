"""Choosing tasks, what is left out and why, and the orders a list can stand in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import document, with_deadlines
from workplan.domain import periods, query
from workplan.domain.periods import Period
from workplan.domain.plan import Role
from workplan.domain.query import Filter, Order, Selection
from workplan.domain.standing import ScheduledTask, Standing, milestones, schedule
from workplan.domain.status import Status
from workplan.files.gate import progress_record

PLAN = document(
    """
  - {id: 1, title: 跑改升级, goals: 网办率95%以上, departments: 许可处, deadline: 11, points: [1]}
  - {id: 2, title: 餐饮整治, goals: 推进 “阳光厨房”, departments: 餐饮处、许可处, deadline: 6, points: [1, 2]}
  - {id: 3, title: 抽检, goals: 4批次/千人, departments: 产品监管处, deadline: 10月前, points: [3]}
  - {id: 4, title: 阵地建设, goals: 建成, departments: 工会、妇委会, deadline: "", remark: 会同许可处实施}
  - {id: 5, title: 宣传, goals: 持续开展, departments: 妇委会, deadline: 每月, points: [2]}
  - id: 6
    title: 品牌
    goals: 上半年立项,年底评选
    departments: 工会
    deadline: 11
    milestones: [{text: 上半年立项, deadline: 上半年}, {text: 年底评选, deadline: 年底}]
"""
)
DAY = date(2020, 11, 15)
REGISTERED = [department.name for department in PLAN.plan.departments]
TASKS = schedule(PLAN, DAY)
STEPS = milestones(TASKS, DAY)


def ids(tasks: tuple[ScheduledTask, ...]) -> list[int]:
    return [task.id for task in tasks]


def left_out(selection: Selection) -> list[tuple[int, str]]:
    return [(left.task.id, left.reason.value) for left in selection.left_out]


def month(number: int) -> tuple[Period, ...]:
    return (periods.month(2020, number),)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), [1, 2, 3, 4, 5, 6]),
        (Filter(departments=frozenset({"许可处"})), [1, 2, 4]),
        (Filter(departments=frozenset({"许可处"}), roles=frozenset({Role.LEAD})), [1]),
        (Filter(departments=frozenset({"许可处"}), roles=frozenset({Role.JOINT})), [2]),
        (Filter(departments=frozenset({"许可处"}), roles=frozenset({Role.ASSIST})), [4]),
        (Filter(departments=frozenset({"产品监管(食品抽检)处"})), [3]),
        (Filter(departments=frozenset({"产品监管处"})), []),
        (Filter(roles=frozenset({Role.JOINT})), [2, 4]),
        (Filter(roles=frozenset({Role.ASSIST})), [4]),
        (Filter(statuses=frozenset({Status.NOT_STARTED})), [1, 2, 3, 4, 5, 6]),
        (Filter(statuses=frozenset({Status.DONE})), []),
        (Filter(standings=frozenset({Standing.OVERDUE})), [2, 3]),
        (Filter(standings=frozenset({Standing.DUE_SOON})), [1, 6]),
        (Filter(standings=frozenset({Standing.ONGOING})), [5]),
        (Filter(points=frozenset({2})), [2, 5]),
        (Filter(points=frozenset({1, 3})), [1, 2, 3]),
        (Filter(points=frozenset()), []),
        (Filter(undated=True), [4]),
        (Filter(words=("网办率",)), [1]),
        (Filter(words=('"阳光 厨房"',)), [2]),
        (Filter(words=("\uff14批次",)), [3]),
        (Filter(words=("会同",)), [4]),
        (Filter(words=("工会",)), [4, 6]),
        (Filter(words=("工会", "妇委会")), [4]),
        (Filter(words=("工会", "网办率")), []),
        (Filter(departments=frozenset({"许可处"}), words=("厨房",), points=frozenset({1})), [2]),
        (Filter(departments=frozenset({"许可处"}), standings=frozenset({Standing.OVERDUE})), [2]),
        (Filter(departments=frozenset({"妇委会"}), undated=True), [4]),
        (Filter(departments=frozenset({"餐饮处"}), undated=True), []),
    ],
)
def test_all_conditions_must_hold(wanted: Filter, expected: list[int]) -> None:
    selection = query.select(TASKS, wanted)
    assert ids(selection.tasks) == expected
    assert selection.left_out == ()


@pytest.mark.parametrize(
    ("asked", "expected", "others"),
    [
        # What is ongoing falls in every period, what has no time in none.
        (month(11), [1, 5, 6], [(4, "undated")]),
        (month(1), [5], [(4, "undated")]),
        # 10月前 ends in September by its first reading and in October by its other.
        (month(9), [3, 5], [(4, "undated")]),
        (month(10), [5], [(3, "ambiguous"), (4, "undated")]),
        ((periods.quarter(2020, 4),), [1, 5, 6], [(3, "ambiguous"), (4, "undated")]),
        ((periods.half(2020, 2),), [1, 3, 5, 6], [(4, "undated")]),
        ((periods.by(date(2020, 9, 29)),), [2, 5], [(4, "undated")]),
        ((periods.by(date(2020, 9, 30)),), [2, 3, 5], [(4, "undated")]),
        ((periods.within(date(2020, 10, 31), 30),), [1, 5, 6], [(3, "ambiguous"), (4, "undated")]),
        ((periods.within(date(2020, 10, 30), 30),), [5], [(3, "ambiguous"), (4, "undated")]),
        # Two periods must both hold.
        ((periods.half(2020, 2), periods.by(date(2020, 10, 31))), [3, 5], [(4, "undated")]),
    ],
)
def test_periods_choose_by_the_last_day(
    asked: tuple[Period, ...], expected: list[int], others: list[tuple[int, str]]
) -> None:
    selection = query.select(TASKS, Filter(periods=tuple((period,) for period in asked)))
    assert ids(selection.tasks) == expected
    assert left_out(selection) == others


def test_of_one_kind_any_will_do_and_of_two_kinds_both() -> None:
    months = (*month(6), *month(11))
    assert ids(query.select(TASKS, Filter(periods=(months,))).tasks) == [1, 2, 5, 6]
    assert ids(query.select(TASKS, Filter(periods=(months, (periods.half(2020, 1),)))).tasks) == [2, 5]
    both = frozenset({"许可处", "工会"})
    assert ids(query.select(TASKS, Filter(departments=both)).tasks) == [1, 2, 4, 6]
    assert ids(query.select(TASKS, Filter(departments=both, roles=frozenset({Role.LEAD}))).tasks) == [1, 4, 6]
    late = frozenset({Standing.OVERDUE, Standing.ONGOING})
    assert ids(query.select(TASKS, Filter(standings=late)).tasks) == [2, 3, 5]


def test_only_what_meets_the_other_conditions_is_named_as_left_out() -> None:
    assert left_out(query.select(TASKS, Filter(departments=frozenset({"工会"}), periods=(month(10),)))) == [
        (4, "undated")
    ]
    assert (
        left_out(query.select(TASKS, Filter(departments=frozenset({"餐饮处"}), periods=(month(10),)))) == []
    )


def test_the_reading_the_plan_chose_decides_what_is_left_out() -> None:
    tasks = schedule(with_deadlines("10月前", settings="{before_reading: end_of_period}"), DAY)
    assert ids(query.select(tasks, Filter(periods=(month(10),))).tasks) == [1]
    assert left_out(query.select(tasks, Filter(periods=(month(9),)))) == [(1, "ambiguous")]


def test_a_stated_day_is_no_longer_ambiguous() -> None:
    task = "  - {id: 1, title: 甲, goals: 一, departments: 工会, deadline: 10月前, last_day: 2020-08-31}"
    for number in (9, 10):
        assert query.select(schedule(document(task), DAY), Filter(periods=(month(number),))) == Selection(())


def test_due_puts_tasks_by_deadline_and_ongoing_ones_last() -> None:
    asked = Filter(periods=((periods.by(date(2020, 12, 31)),),))
    assert ids(query.due(TASKS, STEPS, asked).tasks) == [2, 3, 1, 6, 5]


@pytest.mark.parametrize(
    ("wanted", "steps"),
    [
        (Filter(periods=(month(6),)), ["上半年立项"]),
        (Filter(periods=(month(12),)), ["年底评选"]),
        (Filter(periods=(month(11),)), []),
        (Filter(periods=(month(6),), departments=frozenset({"工会"})), ["上半年立项"]),
        (Filter(periods=(month(6),), departments=frozenset({"许可处"})), []),
    ],
)
def test_due_has_steps_by_their_own_time(wanted: Filter, steps: list[str]) -> None:
    found = query.due(TASKS, STEPS, wanted)
    assert [step.reading.milestone.text for step in found.milestones] == steps


def test_overdue_has_the_latest_first_and_names_what_has_no_time() -> None:
    found = query.overdue(TASKS, STEPS, DAY)
    assert [(task.id, task.days_late) for task in found.tasks] == [(2, 138), (3, 46)]
    assert [(step.task.id, step.days_late) for step in found.milestones] == [(6, 138)]
    assert left_out(found) == [(4, "undated")]


def test_equally_late_tasks_stand_by_number() -> None:
    tasks = schedule(with_deadlines("6", "3", "6", "上半年", "3月31日"), DAY)
    assert ids(query.overdue(reversed(tasks), (), DAY).tasks) == [2, 5, 1, 3, 4]


def test_steps_of_finished_tasks_are_not_overdue() -> None:
    for status in Status:
        record = {"date": "2020-11-01", "recorded": "2020-11-01", "by": "工会", "status": status}
        records = [
            progress_record(
                {
                    "task": task.id,
                    **record,
                    **({"carried": "2021#1"} if s is Status.CARRIED else {"status": s}),
                }
            )
            for task in TASKS
            for s in (["done", "closed"] if status is Status.CLOSED else [status])
        ]
        tasks = schedule(PLAN, DAY, records)
        found = query.overdue(tasks, milestones(tasks, DAY), DAY).milestones
        assert bool(found) is (status in (Status.NOT_STARTED, Status.IN_PROGRESS)), status


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.ID, [1, 2, 3, 4, 5, 6]),
        (Order.DEADLINE, [2, 3, 1, 6, 4, 5]),
        (Order.DEPARTMENT, [1, 2, 4, 6, 5, 3]),
        (Order.STANDING, [2, 3, 1, 6, 5, 4]),
    ],
)
def test_orders(order: Order, expected: list[int]) -> None:
    assert ids(query.sort(TASKS, order, REGISTERED)) == expected
    assert ids(query.sort(reversed(TASKS), order, REGISTERED)) == expected


def test_every_standing_has_its_place_in_the_order() -> None:
    tasks = [TASKS[0]._replace(standing=standing) for standing in Standing]
    found = [task.standing for task in query.sort(tasks, Order.STANDING)]
    assert set(found) == set(Standing)
    assert (found[0], found[-1]) == (Standing.OVERDUE, Standing.DONE)


def test_a_department_has_what_it_leads_first() -> None:
    assert ids(query.of_department(TASKS, "许可处")) == [1, 2, 4]
    assert ids(query.of_department(reversed(TASKS), "妇委会")) == [5, 4]
    assert ids(query.of_department(TASKS, "市质检院")) == []


deadlines = st.lists(
    st.sampled_from(["1", "6", "11", "10月前", "三季度前", "次年1月前", "年底", "每月", "持续推进", ""]),
    max_size=8,
)
asked_periods = st.one_of(
    st.integers(1, 12).map(lambda number: periods.month(2020, number)),
    st.integers(1, 4).map(lambda number: periods.quarter(2020, number)),
    st.dates(date(2019, 11, 1), date(2021, 3, 1)).map(periods.by),
    st.builds(periods.within, st.dates(date(2019, 11, 1), date(2021, 3, 1)), st.integers(0, 90)),
)


@given(
    deadlines,
    st.lists(asked_periods, max_size=2),
    st.dates(date(2019, 11, 1), date(2021, 3, 1)),
    st.booleans(),
)
def test_a_task_is_listed_once_or_left_out_for_a_reason(
    printed: list[str], asked: list[Period], day: date, undated: bool
) -> None:
    tasks = schedule(with_deadlines(*printed), day) if printed else ()
    wanted = Filter(periods=tuple((period,) for period in asked), undated=undated, year=2020)
    selection = query.select(tasks, wanted)
    ends = [periods.month_end(year, month) for year in range(2020, 2023) for month in range(1, 13)]
    monthly = all(
        _has_end(period) if period.first else any(map(period.__contains__, ends)) for period in asked
    )
    listed, others = ids(selection.tasks), [left.task.id for left in selection.left_out]
    assert listed == sorted(set(listed))
    assert others == sorted(set(others))
    assert not set(listed) & set(others)
    assert asked or not others
    for task in tasks:
        if asked and task.standing is Standing.UNDATED:
            assert task.id in others
        if task.standing is Standing.ONGOING:
            falls = monthly or printed[task.id - 1] == "持续推进"
            assert (task.id in listed) is (falls and not undated)


def _has_end(period: Period) -> bool:
    """Tell whether a month ends in a stretch of days that has a beginning."""
    assert period.first
    days = (period.first + timedelta(at) for at in range((period.last - period.first).days + 1))
    return any((day + timedelta(1)).day == 1 for day in days)


conditions = st.fixed_dictionaries(
    {},
    optional={
        "departments": st.frozensets(st.sampled_from(["许可处", "工会", "妇委会"]), max_size=2),
        "periods": st.lists(st.lists(asked_periods, min_size=1, max_size=2).map(tuple), max_size=2).map(
            tuple
        ),
        "standings": st.frozensets(st.sampled_from(Standing), max_size=3),
        "points": st.frozensets(st.integers(1, 3)),
        "words": st.lists(st.sampled_from(["工会", "推进", "许可", "上半年"]), max_size=2).map(tuple),
        "undated": st.booleans(),
    },
)


@given(conditions)
def test_conditions_together_choose_what_each_would(wanted: dict[str, object]) -> None:
    together = ids(query.select(TASKS, Filter(**wanted)).tasks)  # type: ignore[arg-type]
    each = [
        ids(query.select(TASKS, Filter(**{name: value})).tasks)  # type: ignore[arg-type]
        for name, value in wanted.items()
    ]
    assert together == [task.id for task in TASKS if all(task.id in chosen for chosen in each)]
