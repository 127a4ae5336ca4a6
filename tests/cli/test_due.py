"""``workplan due``: options, shapes and notes. Which tasks fall due when is in test_real_plan.py."""

from __future__ import annotations

import csv
import io

import pytest

from tests.conftest import Run, WritePlan


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("--month 9", [10, 13]),
        ("--month 九", [10, 13]),
        ("--month 2020-09", [10, 13]),
        ("--month 2020年9月", [10, 13]),
        ("--month 2021-09", []),
        ("--quarter 三", [32, 10, 13]),
        ("--quarter Q3", [32, 10, 13]),
        ("--quarter 2020q3", [32, 10, 13]),
        ("--quarter 2020-Q3", [32, 10, 13]),
        ("--half 1", [18, 14, 22]),
        ("--by 2020年6月30日", [18, 14, 22]),
        ("--within 5 --as-of 2020-09-25", [10, 13]),
        ("--within 100000 --as-of 2021-01-01", []),
        ("--as-of 2020-09-01", [10, 13]),
        ("--as-of 2021-09-01", []),
        ("--quarter 3 --dept 市食药检院", [32]),
        ("--month 11 --dept 计量评管处", [21, 33, 34]),
    ],
)
def test_periods(run: Run, asked: str, ids: list[int]) -> None:
    assert run(f"due {asked} -O json").ids == ids


def test_steps_stand_apart_from_tasks(run: Run) -> None:
    answer = run("due --month 12 -O json --as-of 2021-01-02").data
    assert [task["id"] for task in answer["tasks"]] == [23, 31]
    assert [step["task"] for step in answer["milestones"]] == [7, 24]
    for step in answer["milestones"]:
        assert set(step) >= {"task", "text", "deadline"}
        assert step["deadline"].items() >= {"raw": "年底", "last_day": "2020-12-31", "kind": "period"}.items()


def test_steps_obey_the_department_too(run: Run) -> None:
    answer = run("due --month 12 --dept 财务科技处 -O json").data
    assert (answer["tasks"], [step["task"] for step in answer["milestones"]]) == ([], [24])


def test_steps_are_marked_in_every_format(run: Run) -> None:
    assert run("due --month 12").out.count("〔节点〕") == 2
    assert run("due --month 12 -O md").out.count("〔节点〕") == 2
    rows = list(csv.DictReader(io.StringIO(run("due --month 12 -O csv").out, newline="")))
    assert [(row["类别"], row["序号"]) for row in rows] == [
        *(("任务", "23"), ("任务", "31")),
        *(("节点", "7"), ("节点", "24")),
    ]


def test_the_heading_counts(run: Run) -> None:
    heading = run("due --month 11 --as-of 2020-10-31").out.splitlines()[0]
    assert "2020年11月" in heading
    assert "21 项任务" in heading
    assert "2020-10-31" in heading


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        ("--month 11", [(27, "undated"), (28, "undated"), (29, "undated")]),
        ("--month 7", [(14, "ambiguous"), (27, "undated"), (28, "undated"), (29, "undated")]),
        ("--half 2 --dept 产品监管处", [(14, "ambiguous")]),
        ("--month 11 --dept 许可处", []),
        ("--month 1 --dept 综合执法队", [(27, "undated"), (28, "undated"), (29, "undated")]),
    ],
)
def test_what_is_left_out(run: Run, asked: str, left_out: list[tuple[int, str]]) -> None:
    answer = run(f"due {asked} -O json").data["left_out"]
    assert [(item["id"], item["reason"]) for item in answer] == left_out
    screen = run(f"due {asked}").out
    assert ("未列入" in screen) == bool(left_out)
    assert all(str(number) in screen.partition("未列入")[2] for number, _ in left_out)


def test_both_readings_are_told(run: Run) -> None:
    out = run("due --month 10").out
    assert "10月前" in out.partition("未列入")[2]
    assert "9月30日" in out.partition("未列入")[2]
    assert "两种读法" in run("due --month 9").out


def test_an_ongoing_task_is_due_in_every_period(run: Run, write_plan: WritePlan) -> None:
    plan = write_plan(
        "year: 2020\ntitles: {document: 小计划}\ndepartments: [{name: 办公室}]\ntasks:\n"
        "- {id: 1, title: 甲, goals: 乙, departments: 办公室, deadline: 持续推进}\n"
        "- {id: 2, title: 丙, goals: 丁, departments: 办公室, deadline: 11}\n"
    )
    assert run("due --month 3 -O json -f", str(plan)).ids == [1]
    assert run("due --month 11 -O json -f", str(plan)).ids == [2, 1]
    assert run("overdue --as-of 2022-01-01 -O json -f", str(plan)).ids == [2]


@pytest.mark.parametrize(
    ("asked", "status", "error", "hint"),
    [
        ("--month 13", 2, "1 至 12", "--month 1"),
        ("--month 十三", 2, "1 至 12", "--month 1"),
        ("--quarter 0", 2, "1 至 4", "--quarter 1"),
        ("--quarter Q5", 2, "这里是“Q5”", "--quarter 1"),
        ("--quarter 2020Q", 2, "这里是“2020Q”", "--quarter 1"),
        ("--half 3半年", 2, "这里是“3半年”", "--half 1"),
        ("--month 13月", 2, "这里是“13月”", "--month 1"),
        ("--half 3", 2, "1 至 2", "--half 1"),
        ("--by 2020-11-31", 2, "2020-11-31", "2020-11-30"),
        ("--within -1", 2, "--within", "--within"),
        ("--within soon", 2, "soon", "--within"),
        ("--month 11 --quarter 4", 2, "一种时段", "--within"),
        ("--half 1 --within 3", 2, "一种时段", "--month"),
        ("--dept 许可科", 4, "许可科", "许可处"),
    ],
)
def test_what_makes_no_sense(run: Run, asked: str, status: int, error: str, hint: str) -> None:
    said, advice = run(f"due {asked}", status=status).complaint
    assert error in said
    assert hint in advice
