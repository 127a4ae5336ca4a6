"""``workplan points``: sections, points, and the tasks that carry each out."""

from __future__ import annotations

import csv
import io

from tests.conftest import Run

UNCOVERED = [10, 13, 16, 18]


def test_json(run: Run) -> None:
    sections = run("points -O json").data["sections"]
    assert [section["number"] for section in sections] == [1, 2, 3, 4, 5]
    assert all(set(section) >= {"number", "title", "points"} for section in sections)
    points = [point for section in sections for point in section["points"]]
    assert [point["id"] for point in points] == list(range(1, 20))
    assert all(set(point) >= {"id", "title", "text", "tasks"} for point in points)
    assert points[4]["title"] == "“证照分离”改革争走前列"
    assert sections[1]["title"] == "坚持争走前列,高质量打造“精业强局”特色业绩"


def test_points_and_tasks_say_the_same_of_each_other(run: Run) -> None:
    sections = run("points -O json").data["sections"]
    of_points = {(p["id"], task) for section in sections for p in section["points"] for task in p["tasks"]}
    tasks = run("list -O json").data["tasks"]
    assert of_points == {(point, task["id"]) for task in tasks for point in task["points"]}


def test_uncovered(run: Run) -> None:
    sections = run("points --uncovered -O json").data["sections"]
    points = [point for section in sections for point in section["points"]]
    assert [point["id"] for point in points] == UNCOVERED
    assert not any(point["tasks"] for point in points)
    assert [section["number"] for section in sections] == [3, 4, 5]


def test_the_screen_says_what_nobody_carries(run: Run) -> None:
    out = run("points").out
    assert out.count("没有任务") == len(UNCOVERED) + 1  # the note below names them again
    assert "10、13、16、18" in out
    assert "19 个要点" in out
    assert "4 个要点" in run("points --uncovered").out


def test_csv(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("points -O csv").out, newline="")))
    assert [row["要点"] for row in rows] == [str(n) for n in range(1, 20)]
    assert rows[8]["任务"] == "23、31、33、34、35"
    assert rows[0]["正文"].endswith("准入准营环境。")
