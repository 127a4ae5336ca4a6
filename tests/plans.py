"""Small plans for tests, written as short YAML."""

from __future__ import annotations

from workplan.domain.document import PlanDocument
from workplan.files.plan_file import load_bytes

HEAD = """
year: 2020
titles: {document: 计划}
departments:
  - {name: 许可处}
  - {name: 餐饮处}
  - {name: 工会}
  - {name: 妇委会}
  - {name: 产品监管(食品抽检)处, aliases: [产品监管处, 食品抽检处]}
"""


def document(tasks: str, settings: str = "{}") -> PlanDocument:
    """Load a plan for 2020 with these tasks, each an item of a YAML list."""
    text = f"{HEAD}\nsettings: {settings}\ntasks:\n{tasks}"
    loaded = load_bytes(text.encode("utf-8"), "plan.yaml")
    assert loaded.document is not None, loaded.diagnostics
    assert not loaded.diagnostics, loaded.diagnostics
    return loaded.document


def with_deadlines(*printed: str, settings: str = "{}") -> PlanDocument:
    """Load a plan with one task for each of these deadlines, numbered from 1."""
    tasks = (
        f'  - {{id: {number}, title: 任务{number}, goals: 做好, departments: 工会, deadline: "{words}"}}'
        for number, words in enumerate(printed, start=1)
    )
    return document("\n".join(tasks), settings)
