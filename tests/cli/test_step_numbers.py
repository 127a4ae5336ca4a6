"""A step by the number the document prints for it: taken where nothing else is called so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

PLAN = """\
schema_version: 1
year: 2020
titles: {document: "2020年任务清单"}
columns:
  - {head: 序号, holds: number}
  - {head: 任务, holds: title}
  - {head: 责任单位, holds: departments}
  - {head: 时限, holds: deadline}
departments: [{name: 办公室}]
tasks:
  - id: 5
    title: 甲
    departments: 办公室
    deadline: 年底
    milestones:
      - {number: "①", title: 调研, deadline: 3月}
      - {number: "②", title: 印发, deadline: 3月}
      - {number: "甲", title: 宣传, deadline: 6月}
      - {number: "甲", title: 总结, deadline: 9月}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_a_printed_number_is_recorded_as_the_step_s_name(run: Run, plan: Path) -> None:
    said = run(f"update 5 -f {plan} --reached ② --reached 5.2 --by 办公室 --date 2020-03-02")
    assert "节点“5.2”已完成" in said.out
    assert 'reached: ["5.2"]' in (plan.parent / "progress.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["③", "甲"])
def test_a_number_of_none_or_of_two_is_refused(run: Run, plan: Path, name: str) -> None:
    said = run(f"update 5 -f {plan} --reached {name} --by 办公室 --date 2020-03-02", status=2)
    assert f"没有时间为“{name}”的节点" in said.err
    assert not (plan.parent / "progress.yaml").exists()
