"""plan.yaml holds the published document, every character once, misprints included."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PLAN
from workplan.answers.wording import ordinal
from workplan.domain.plan import Plan
from workplan.files.plan_file import load

PUBLISHED = Path(__file__).parent / "published" / "2020-work-plan.txt"

# What the page adds around the document and plan.yaml leaves out.
CHROME = (
    "当前位置:舟山市市场监督管理局>法定主动公开内容>规划计划>工作计划与总结>",
    "访问次数:字号:[]",
    "序号任务名称具体目标要求责任部门完成时间备注",
)


def squeeze(text: str) -> str:
    return "".join(text.split())


def rebuild(plan: Plan) -> str:
    """Put the document together from the plan alone, in the order it was published."""
    p, t = plan.publication, plan.titles
    parts = [
        f"索引号{p.index_number}组配分类{p.category}发布机构{p.issuer}",
        f"生成日期{p.generated}公开方式{p.disclosure}",
        t.page,
        f"发布日期:{p.published}来源:{p.source}",
        t.document,
        plan.preamble,
    ]
    for section in plan.sections:
        parts.append(f"{ordinal(section.number)}、{section.title}")
        parts += [f"{point.id}.{point.title}{point.text}" for point in section.points]
    parts += [t.annex_line, t.annex_label, t.annex_head]
    for task in plan.tasks:
        parts += [str(task.id), task.title, task.goals, task.departments, task.deadline, task.remark]
    return squeeze("".join([*parts, plan.footer]))


@pytest.fixture(scope="module")
def plan() -> Plan:
    loaded = load(PLAN)
    assert loaded.document is not None, loaded.diagnostics
    return loaded.document.plan


def published() -> str:
    text = squeeze(PUBLISHED.read_text(encoding="utf-8"))
    for chrome in CHROME:
        assert text.count(chrome) == 1, chrome
        text = text.replace(chrome, "")
    return text


def test_every_character_is_there_once_and_in_order(plan: Plan) -> None:
    rebuilt, expected = rebuild(plan), published()
    at = next((i for i, (a, b) in enumerate(zip(rebuilt, expected, strict=False)) if a != b), None)
    assert at is None, f"…{rebuilt[at - 20 : at + 20]}… is published as …{expected[at - 20 : at + 20]}…"
    assert len(rebuilt) == len(expected)


@pytest.mark.parametrize(
    "misprint", ["GPS认证", "契入点", "计量评管理处", '"浙里检”', "2020年全市市场监督管重点工作任务清单"]
)
def test_misprints_are_kept(misprint: str) -> None:
    assert misprint in PLAN.read_text(encoding="utf-8")


def test_it_has_the_parts_the_document_has(plan: Plan) -> None:
    assert [len(section.points) for section in plan.sections] == [4, 4, 3, 4, 4]
    assert [point.id for point in plan.points] == list(range(1, 20))
    assert [task.id for task in plan.tasks] == list(range(1, 36))
    assert plan.tasks[26].title == "创新综合执法体系"
    assert [task.id for task in plan.tasks if not task.deadline] == [27, 28, 29]
    issued = plan.publication.issued
    assert issued is not None
    assert f"{issued.year}年{issued.month}月{issued.day}日" in plan.footer
