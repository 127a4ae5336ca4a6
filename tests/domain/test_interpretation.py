"""What the printed words of a task mean: deadlines in their plan, departments and their roles."""

from __future__ import annotations

from datetime import date

import pytest

from tests.plans import document, with_deadlines
from workplan.domain.deadlines import DeadlineKind
from workplan.domain.departments import Register
from workplan.domain.interpretation import TaskReading
from workplan.domain.offices import assisting
from workplan.domain.plan import Department


def only(task: str, settings: str = "{}") -> TaskReading:
    (reading,) = document(f"  - {{id: 1, title: 甲, goals: 一, {task}}}", settings).readings
    return reading


def roles(task: str) -> list[str]:
    return [f"{r.role} {r.name}" for r in only(f"deadline: 11, {task}").departments]


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("departments: 工会", ["lead 工会"]),
        ("departments: 工会、妇委会、许可处", ["lead 工会", "joint 妇委会", "joint 许可处"]),
        ("departments: 工会, remark: 会同许可处实施", ["lead 工会", "assist 许可处"]),
        (
            "departments: 工会、妇委会, remark: 会同许可处、餐饮处实施",
            ["lead 工会", "joint 妇委会", "assist 许可处", "assist 餐饮处"],
        ),
        ("departments: 工会、妇委会, lead: 妇委会", ["lead 妇委会", "joint 工会"]),
        ("departments: 工会、产品监管处, lead: 食品抽检处", ["lead 产品监管(食品抽检)处", "joint 工会"]),
        # Who leads neither joins nor assists; who joins does not assist.
        ("departments: 工会、工会", ["lead 工会"]),
        ("departments: 产品监管处、工会、食品抽检处", ["lead 产品监管(食品抽检)处", "joint 工会"]),
        ("departments: 工会, remark: 会同工会、许可处实施", ["lead 工会", "assist 许可处"]),
        ("departments: 工会、妇委会, remark: 会同妇委会实施", ["lead 工会", "joint 妇委会"]),
        ("departments: 工会、妇委会、妇委会, lead: 妇委会", ["lead 妇委会", "joint 工会"]),
        # A body outside the bureau has no role in its plan; one misspelt in 责任部门 is kept for the check.
        ("departments: 工会, remark: 会同市公安局、许可处实施", ["lead 工会", "assist 许可处"]),
        ("departments: 工会、许可科", ["lead 工会", "joint 许可科"]),
        ("departments: 工会, remark: 由许可处配合", ["lead 工会", "assist 许可处"]),
    ],
)
def test_each_department_has_one_role(task: str, expected: list[str]) -> None:
    assert roles(task) == expected


def test_the_words_of_the_plan_stay_beside_the_register_name() -> None:
    first, second = only("deadline: 11, departments: 产品监管处、许可科").departments
    assert (first.name, first.printed, first.known) == ("产品监管(食品抽检)处", "产品监管处", True)
    assert (second.name, second.printed, second.known) == ("许可科", "许可科", False)


def test_a_department_has_its_role_by_register_name_only() -> None:
    reading = only("deadline: 11, departments: 产品监管处")
    assert reading.role_of("产品监管(食品抽检)处") == "lead"
    assert reading.role_of("产品监管处") is None
    assert reading.role_of("工会") is None


REGISTERED = ("产品监管处", "计量评管处", "餐饮处", "许可处", "消保处(消保委)", "质量推进")


@pytest.mark.parametrize(
    ("remark", "names"),
    [
        ("会同产品监管处、计量评管处、餐饮处实施", ["产品监管处", "计量评管处", "餐饮处"]),
        ("会同许可处", ["许可处"]),
        ("会同许可处共同组织实施", ["许可处"]),
        ("会同许可处联合推进。会同餐饮处落实", ["许可处", "餐饮处"]),
        ("会同许可处实施,年底前总结", ["许可处"]),
        ("会同许可处实施\uff0c年底前总结", ["许可处"]),
        ("新增任务;会同消保处(消保委)办理", ["消保处(消保委)"]),
        ("会同许可处和餐饮处抓好落实", ["许可处", "餐饮处"]),
        ("会同质量推进", ["质量推进"]),  # an office may be called what looks like a verb
        ("会同市人和局办理", ["市人和局"]),
        ("结转", []),
        ("会同", []),
        ("", []),
    ],
)
def test_who_assists_stands_after_its_word_in_the_remark(remark: str, names: list[str]) -> None:
    register = Register(map(Department, REGISTERED))
    assert list(assisting(remark, register.knows)) == names


def test_a_stated_last_day_overrules_the_words() -> None:
    deadline = only("departments: 工会, deadline: 10月前, last_day: 2020-10-15").deadline
    assert (deadline.raw, deadline.kind) == ("10月前", DeadlineKind.STATED)
    assert (deadline.last_day, deadline.ambiguous) == (date(2020, 10, 15), False)


@pytest.mark.parametrize(
    ("settings", "last_day"),
    [
        ("{}", date(2020, 9, 30)),
        ("{before_reading: before_period}", date(2020, 9, 30)),
        ("{before_reading: end_of_period}", date(2020, 10, 31)),
    ],
)
def test_the_plan_says_how_it_reads_before(settings: str, last_day: date) -> None:
    step = "milestones: [{text: 一, deadline: 10月前}]"
    reading = only(f"departments: 工会, deadline: 10月前, {step}", settings)
    assert reading.deadline.last_day == last_day
    assert [milestone.deadline.last_day for milestone in reading.milestones] == [last_day]


def test_milestones_are_read_in_the_plans_year_and_order() -> None:
    steps = "milestones: [{text: 乙, deadline: 三季度}, {text: 甲, deadline: 上半年}]"
    reading = only(f"departments: 工会, deadline: 11, {steps}")
    assert [(m.milestone.text, m.deadline.last_day) for m in reading.milestones] == [
        ("乙", date(2020, 9, 30)),
        ("甲", date(2020, 6, 30)),
    ]


def test_every_task_is_read_in_the_plans_order() -> None:
    readings = with_deadlines("11", "", "每月").readings
    assert [(r.task.id, r.deadline.raw, r.deadline.kind.value) for r in readings] == [
        (1, "11", "month"),
        (2, "", "undated"),
        (3, "每月", "recurring"),
    ]
