"""The plans of examples/: each is good, holds the words of the form it was copied from, and answers as its ledger says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.office.forms import truths

FORMS = {
    "score-sheet": "07-scores",
    "prose-points": "01-points-with-brackets",
    "livelihood": "10-progress-page",
    "dated-steps": "16-dated-steps",
    "two-offices": "17-two-lists",
}
SAID = {
    "score-sheet": (
        "2022-06-30",
        [
            "未定时限6项（任务1.2、2.1、",
            "| 序 | 评分项目 | 权重 | 牵头部门 | 评价 | 进展 | 办理要求 |",
            "| **二 隐患整治** | | | | | | |",
            "| 2.1 | 沿街店铺 | 20 | 市消防救援支队 | ○未定时限 | 推进中；完成45%；",
            "| 2.3 | 新增充电口 | 不低于500个 | ",
        ],
    ),
    "prose-points": (
        "2023-08-31",
        [
            "1.任务4“打通断头路”（县交通局）完成60%，时间71%，黄灯；打通断头路应不低于12条，所报7条。",
            "8月到期2项，都还没有完成；",
            "| 2 | 推行一张表填报 | 县数据中心 | 8月31日 | 未报 |",
            "| **二、让道路更好走** |",
            "| 6 | 整治飞线充电。 | 县住建局 | ○未定时限 |",
        ],
    ),
    "livelihood": (
        "2019-10-31",
        [
            "| 序号 | 实事项目 | 1-9月完成数 | 完成进度 | 牵头部门 | 评价 | 进展 | 办理要求 |",
            "| 4 | 村卫生室提档 | 38 | 100% | 卫健局 | √完成 |",
            "按进度推进2项（任务1、6）",
            "| 交通局 |  |  |  |  |  |  |  | 1 |",
        ],
    ),
    "dated-steps": (
        "2022-07-31",
        [
            "| 事项号 | 督办事项 | 牵头部门 | 评价 | 进展 | 办理要求 |",
            "| 307 | 节点：修订制度 | 综合部 | 8月31日 | 未完成 |",
            "| 301 | 站房搬迁 | 综合部 |",
        ],
    ),
    "two-offices": (
        "2021-09-30",
        [
            "| 1 | 改造农贸市场3个 | 县市场监管局 | 10月31日 | 完成 |",
            "任务3“为老年人免费体检2万人”（县卫健局）完成70%，时间87%，黄灯",
        ],
    ),
}
DUE = {
    "score-sheet": ("--month 3 --as-of 2022-02-28", [1], []),
    "prose-points": ("--month 10 --as-of 2023-09-01", [3], [6]),
    "livelihood": ("--month 12 --as-of 2019-10-31", [1, 2, 3, 4, 5, 6, 7], [6, 6, 6]),
    "dated-steps": ("--month 6 --as-of 2022-06-01", [], [301, 302]),
    "two-offices": ("--month 10 --as-of 2021-09-30", [1, 2, 3], []),
}


@pytest.mark.parametrize("name", FORMS)
def test_an_example_is_good(run: Run, name: str) -> None:
    run(f"validate --strict examples/{name}.yaml")


def test_every_example_is_named_where_people_look() -> None:
    plans = {path.name for path in (ROOT / "examples").glob("*.yaml") if "progress" not in path.name}
    assert plans == {f"{name}.yaml" for name in FORMS}
    for page in ("docs/tour.md", "docs/plan-format.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert not [name for name in plans if f"`examples/{name}`" not in text]


@pytest.mark.parametrize("name", FORMS)
def test_an_example_has_the_words_of_its_form(run: Run, name: str) -> None:
    rows = [r for r in truths()[FORMS[name]]["rows"] if r.get("list") != "2021年重点工作分工"]
    tasks = run(f"list -O json -f examples/{name}.yaml --as-of {SAID[name][0]}").data["tasks"]
    assert list(map(of_task, tasks)) == list(map(of_row, rows))


def of_row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "goals": row["goals"],
        "remark": row["remark"],
        "offices": sorted((o["name"], o["role"]) for o in row["departments"]),
        "last_day": row["deadline"]["last_day"],
        "cells": {head: text for head, text in row["cells"].items() if text},
    }


def of_task(task: dict[str, Any]) -> dict[str, Any]:
    stated = task["deadline"].get("from") != "default"
    return {
        "title": task["title"],
        "goals": task["goals"],
        "remark": task["remark"],
        "offices": sorted((o["printed"], o["role"]) for o in task["departments"]),
        "last_day": task["deadline"]["last_day"] if stated else None,
        "cells": {head: text for head, text in task.get("cells", {}).items() if head != "牵头单位"},
    }


@pytest.mark.parametrize("name", SAID)
def test_a_bulletin_of_an_example(run: Run, name: str) -> None:
    day, lines = SAID[name]
    bulletin = run(f"report bulletin -O md -f examples/{name}.yaml --as-of {day}").out
    assert not [line for line in lines if line not in bulletin], bulletin


@pytest.mark.parametrize("name", DUE)
def test_what_is_due_in_an_example(run: Run, name: str) -> None:
    line, tasks, steps = DUE[name]
    due = run(f"due {line} -O json -f examples/{name}.yaml").data
    assert [task["id"] for task in due["tasks"]] == tasks
    assert [step["task"] for step in due["milestones"]] == steps
