"""``workplan targets``: every promise, with the words it comes from."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.conftest import Run


def promises(run: Run, options: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(f"targets {options} -O json").data["targets"]
    return found


@pytest.mark.parametrize(
    ("point", "task", "name", "promise"),
    [
        (1, None, "网办率", ("力争", "at_least", 95, "%")),
        (None, 5, "网办率", ("力争", "at_least", 95, "%")),
        (None, 5, "企业开办环节", ("确保", "at_most", 3, "个")),
        (15, None, "基本药物抽检合格率", ("力争", "at_least", 99.5, "%")),
        (14, None, "应用安全分类评价系统的企业", ("达到", "at_least", 2000, "家")),
        (None, 31, "检验检测和科研装备投入", ("", "at_least", 250, "万元")),
        (None, 17, "接入平台的小餐饮", ("", "about", 2000, "家")),
        (None, 10, "全省首项区域地方标准", ("争取", None, None, "")),
        (5, None, "国务院办公厅现场会", ("争取", None, None, "")),
    ],
)
def test_what_was_promised(
    run: Run, point: int | None, task: int | None, name: str, promise: tuple[Any, ...]
) -> None:
    [one] = [
        t for t in promises(run) if t["name"] == name and (t.get("point"), t.get("task")) == (point, task)
    ]
    assert tuple(one[key] for key in ("commitment", "comparison", "value", "unit")) == promise


def test_every_phrase_is_in_the_text(run: Run) -> None:
    sections = run("points -O json").data["sections"]
    points = {p["id"]: p["title"] + "。" + p["text"] for section in sections for p in section["points"]}
    tasks = {t["id"]: t["title"] + "\n" + t["goals"] for t in run("list -O json").data["tasks"]}
    found = promises(run)
    for target in found:
        text = points[target["point"]] if target["point"] else tasks[target["task"]]
        assert target["phrase"] in text, target["name"]
    assert any(target["value"] is None for target in found)


def test_unowned_are_promises_of_the_prose_alone(run: Run) -> None:
    found = promises(run, "--unowned")
    assert found
    assert all(target["point"] and target["task"] is None for target in found)
    names = {target["name"] for target in found}
    assert {"新建智能阳光厨房", "安全责任险投保电梯占比"} <= names
    assert not {"网办率", "星级所创建率"} & names


def test_the_screen_and_the_spreadsheet(run: Run) -> None:
    found = promises(run)
    heading = run("targets").out.splitlines()[0]
    measured = sum(target["value"] is not None for target in found)
    assert f"{len(found)} 项" in heading
    assert f"{measured} 项" in heading
    rows = list(csv.DictReader(io.StringIO(run("targets -O csv").out, newline="")))
    assert [row["原文"] for row in rows] == [target["phrase"] for target in found]
    [row] = [row for row in rows if row["指标"] == "基本药物抽检合格率"]
    assert (row["出处"], row["目标"], row["承诺"]) == ("要点 15", "不低于 99.5%", "力争")
