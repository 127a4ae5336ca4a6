"""A list with several columns of offices: under each head who has that role, whoever says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

PLAN = """\
year: 2024
titles: {document: 民生实事}
departments: [{name: 许可处}, {name: 餐饮处}, {name: 办公室}, {name: 法规处}]
columns:
  - {head: 序号, holds: number}
  - {head: 项目, holds: title}
  - {head: 牵头单位, holds: lead}
  - {head: 配合单位, holds: assist}
  - {head: 完成时限, holds: deadline}
groups: [{id: 一, title: 甲, cells: {牵头单位: 法规处}}]
tasks:
  - id: 1
    title: 厨房
    cells: {牵头单位: 餐饮处, 配合单位: 办公室}
    deadline: 年底
    milestones:
      - {title: 改造, departments: "许可处牵头,法规处配合", deadline: 3月底}
      - {title: 验收, deadline: 3月底}
      - {title: 回访, cells: {牵头单位: 办公室}, deadline: 3月底}
      - {title: 核算, departments: 许可处、法规处, deadline: 3月底}
  - {id: 2, title: 食堂, group: 一, deadline: 3月底}
"""


def cells(run: Run, folder: Path, plan: str, line: str, title: str) -> list[str]:
    (folder / "plan.yaml").write_text(plan, "utf-8")
    shown = run(f"{line} --as-of 2024-03-01", cwd=folder).out
    return next(row for row in shown.splitlines() if title in row).split()


@pytest.mark.parametrize(
    ("title", "offices"),
    [
        ("改造", ["许可处", "法规处"]),  # a step's own
        ("验收", ["餐饮处", "办公室"]),  # its task's
        ("回访", ["办公室"]),  # as printed
        ("核算", ["许可处；法规处"]),  # no head says joint
        ("食堂", ["法规处"]),  # its group's
    ],
)
def test_offices_stand_under_their_role(run: Run, tmp_path: Path, title: str, offices: list[str]) -> None:
    found = cells(run, tmp_path, PLAN, "due --month 3", title)
    time = next(at for at, cell in enumerate(found) if cell.startswith("3月底"))
    assert found[time - len(offices) : time] == offices
    assert title in found[time - len(offices) - 1]


def test_offices_are_not_named_twice(run: Run, tmp_path: Path) -> None:
    """Beside a head of its own an office does not stand under 责任单位 again, unless it is printed there alone."""
    plan = PLAN.replace("holds: assist", "holds: departments").replace("配合单位: 办公室", "牵头单位: 餐饮处")
    plan = plan.replace(
        "cells: {牵头单位: 餐饮处, 牵头单位: 餐饮处}", "cells: {牵头单位: 餐饮处}, departments: 办公室"
    )
    plan = plan.replace(
        "    cells: {牵头单位: 餐饮处}, departments: 办公室",
        "    cells: {牵头单位: 餐饮处}\n    departments: 办公室",
    )
    assert cells(run, tmp_path, plan, "list", "厨房")[2:4] == ["餐饮处", "办公室"]
    assert cells(run, tmp_path, plan, "due --month 3", "食堂")[2:3] == ["法规处"]
