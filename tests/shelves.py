"""Small plans side by side in folders, for tests of what leads from one to another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

BY = "--by 办公室"

PLAN = """\
year: {year}
titles: {{document: {year}年工作要点}}
publication: {{issuer: 甲局}}
departments: [{{name: 许可处}}, {{name: 办公室}}]
tasks:
"""
TASK = "  - {{id: {id}, title: 任务{id}, goals: 网办率95%以上, departments: 许可处, {more}}}\n"


def plan_text(year: int, tasks: Mapping[int, str]) -> str:
    """Return a plan with these tasks, each given as what it has besides; a `title` there stands instead."""
    rows = (TASK.format(id=number, more=more) for number, more in tasks.items())
    return PLAN.format(year=year) + "".join(
        re.sub(r"title: 任务\d+, (.*), title: ", r"\1, title: ", row) for row in rows
    )


def shelf(root: Path, plans: Mapping[str, Mapping[int, str]]) -> Path:
    """Write plans, each into the folder of its key, whose last four figures are its year; return the root."""
    for key, tasks in plans.items():
        folder = root / key
        folder.mkdir(parents=True, exist_ok=True)
        year = int(re.search(r"(\d{4})\D*$", key)[1])  # type: ignore[index]
        (folder / "plan.yaml").write_text(plan_text(year, tasks), encoding="utf-8")
    return root
