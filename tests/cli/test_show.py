"""``workplan show``: tasks and points, whole."""

from __future__ import annotations

import csv
import io

import pytest

from tests.conftest import Run


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("numbers", "ids"),
    [("7", [7]), ("34 33", [34, 33]), ("7 7", [7]), ("７", [7]), ("1 35 1", [1, 35])],
)
def test_tasks_come_in_the_order_asked(run: Run, numbers: str, ids: list[int]) -> None:
    assert run(f"show {numbers} -O json").ids == ids


def test_a_task_has_its_steps_and_targets(run: Run) -> None:
    [task] = run("show 7 -O json").data["tasks"]
    [step] = task["milestones"]
    assert step["deadline"].items() >= {"raw": "年底", "last_day": "2020-12-31"}.items()
    assert step["text"] in task["goals"]
    wanted = {"name": "掌上执法率", "comparison": "at_least", "value": 90, "unit": "%", "commitment": "达到"}
    assert any(target.items() >= wanted.items() for target in task["targets"])


@pytest.mark.slow
def test_nothing_printed_is_missing_on_the_screen(run: Run) -> None:
    for task in run("list -O json").data["tasks"]:
        shown = squeeze(run(f"show {task['id']}").out)
        for words in (task["title"], task["goals"], task["remark"], task["deadline"]["raw"]):
            assert squeeze(words) in shown, task["id"]
        for responsible in task["departments"]:
            assert responsible["printed"] in shown
        for target in task["targets"]:
            assert squeeze(target["phrase"]) in shown


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (3, "政策法规处"),  # printed 法规处
        (13, "2020-10-31"),  # the other reading of 10月前
        (21, "会同"),
        (27, "空白"),
        (33, "计量评管理处"),  # printed so; the register says 计量评管处
    ],
)
def test_readings_stand_beside_the_words(run: Run, number: int, words: str) -> None:
    assert words in run(f"show {number}").out


@pytest.mark.parametrize(
    ("line", "ids"), [("point 5", [5]), ("要点 5", [5]), ("point 9 1", [1, 9]), ("points ５", [5])]
)
def test_points(run: Run, line: str, ids: list[int]) -> None:
    sections = run(f"show {line} -O json").data["sections"]
    assert [point["id"] for section in sections for point in section["points"]] == ids


def test_a_point_whole(run: Run) -> None:
    [section] = run("show point 5 -O json").data["sections"]
    [point] = section["points"]
    assert (section["number"], point["tasks"]) == (2, [4])
    shown = squeeze(run("show point 5").out)
    assert point["title"] in shown
    assert squeeze(point["text"]) in shown
    assert "没有任务" in run("show point 10").out


def test_a_spreadsheet_takes_them_too(run: Run) -> None:
    tasks = list(csv.DictReader(io.StringIO(run("show 33 34 -O csv").out, newline="")))
    assert [(row["序号"], row["共同"]) for row in tasks] == [("33", "计量评管处"), ("34", "计量评管处")]
    points = list(csv.DictReader(io.StringIO(run("show point 1 -O csv").out, newline="")))
    assert [(row["要点"], row["任务"]) for row in points] == [("1", "5")]


@pytest.mark.parametrize(
    ("line", "status", "error", "hint"),
    [
        ("36", 4, "36", "1 至 35"),
        ("0", 4, "0", "1 至 35"),
        ("7 99", 4, "99", "1 至 35"),
        ("seven", 2, "seven", "show point 5"),
        ("-- -1", 2, "-1", "show 7"),
        ("point", 2, "要点", "show point 5"),
        ("point 20", 4, "20", "1 至 19"),
        ("point five", 2, "five", "5"),
    ],
)
def test_no_such_thing(run: Run, line: str, status: int, error: str, hint: str) -> None:
    said, advice = run(f"show {line}", status=status).complaint
    assert error in said
    assert hint in advice
