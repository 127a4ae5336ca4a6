"""Answers about a list of another form: its columns, groups, numbers, steps with offices, several who lead."""

from __future__ import annotations

import contextlib
import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.ledgers import refusal
from workplan.cli.complete import complete_column, complete_group, complete_task, complete_where
from workplan.cli.numbers import tasks as numbered
from workplan.domain.document import PlanDocument
from workplan.domain.errors import Misuse
from workplan.domain.fold import fold
from workplan.domain.holding import holder_names
from workplan.domain.load import by_department
from workplan.domain.plan import Role
from workplan.domain.standing import schedule
from workplan.files.plan_file import load_bytes

PLAN = """\
year: 2024
titles: {document: 民生实事}
settings: {default_department: 办公室}
departments:
  - {name: 办公室}
  - {name: 许可处}
  - {name: 餐饮处}
  - {name: 各科室, members: [许可处, 餐饮处]}
columns:
  - {head: 序号, holds: number}
  - {head: 项目, holds: title}
  - {head: 分管领导}
  - {head: 责任单位, holds: departments}
  - {head: 完成时限, holds: deadline}
groups:
  - {id: 一, title: 优化环境, number: "一、", deadline: 6月底前}
  - {id: 一下, title: 企业开办, number: "(一)", parent: 一}
  - {id: 二, title: 食品安全, number: "二、"}
tasks:
  - {id: 1, number: "1", group: 一下, title: 一窗受理, departments: 许可处、餐饮处牵头, cells: {分管领导: 张三}}
  - {id: 2, number: "2", group: 一下, title: 网上办理, departments: 各科室, deadline: 11月, cells: {分管领导: 李四}}
  - id: 3
    number: "1"
    group: 二
    title: 阳光厨房
    departments: 餐饮处
    deadline: 每季度
    milestones:
      - {title: 改造食堂, number: (1), departments: 许可处, deadline: 3月底}
      - {title: 验收, departments: 餐饮处, deadline: 10月底}
  - {id: 4, number: "3", group: 二, title: 抽检, deadline: 年底, cells: {分管领导: 张三}}
"""
DAY = "--as-of 2024-05-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    return tmp_path


def document() -> PlanDocument:
    loaded = load_bytes(PLAN.encode("utf-8"), "plan.yaml")
    assert loaded.document is not None, loaded.diagnostics
    return loaded.document


def ids(run: Run, folder: Path, line: str) -> list[int]:
    return run(f"{line} {DAY} -O json", cwd=folder).ids


# By what is printed.


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("list --where 分管领导=张", [1, 4]),
        ("list --where 分管领导=", [3]),
        ("list --where 分管领导=张 --where 分管领导=李", [1, 2, 4]),
        ("list --where 分管领导=张 --where 分管领导=", [1, 3, 4]),
        ("list --where 分管领导=张 --where 项目=窗", [1]),
        ("list --where 完成时限=6月", [1]),  # taken over from the group
        ("list --where 责任单位=许可", [1, 3]),  # a step's own
        ("list --group 一", [1, 2]),
        ("list --group 食品", [3, 4]),
        ("list --group (一)", [1, 2]),
        ("list --group 一下 --group 二", [1, 2, 3, 4]),
        ("list --group 二 --where 分管领导=张", [4]),
        ("due --month 11 --group 一", [2]),
        ("due --month 11 --where 分管领导=张", []),
        ("overdue --as-of 2024-12-01 --where 分管领导=李", [2]),
    ],
)
def test_columns_and_groups_choose(run: Run, folder: Path, line: str, found: list[int]) -> None:
    as_of = "" if "--as-of" in line else DAY
    assert run(f"{line} {as_of} -O json", cwd=folder).ids == found


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("list --where 分管领=张", 4, "是不是“分管领导”"),
        ("list --where 分管领导", 2, "栏=字词"),
        ("list --group 三", 4, "优化环境、企业开办、食品安全"),
        ("list --group 、", 4, "不止一个分组"),
        ("by 领导", 4, "分管领导"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest(
    run: Run, folder: Path, line: str, status: int, said: str
) -> None:
    assert said in "".join(refusal(run, line, folder, status))


def test_headings_name_the_conditions(run: Run, folder: Path) -> None:
    shown = run(f"list --where 分管领导=张 --where 分管领导= --group 二 {DAY}", cwd=folder).out
    assert shown.startswith("分管领导含“张”或为空、“食品安全”一组：2 项任务")


def test_a_column_is_counted_by_whole_cells(run: Run, folder: Path) -> None:
    data = run("by 分管领导 --as-of 2024-12-01 -O json", cwd=folder).data
    assert (data["kind"], data["column"]) == ("values", "分管领导")
    assert data["values"] == [
        {"value": "张三", "tasks": 2, "done": 0, "overdue": 1},
        {"value": "李四", "tasks": 1, "done": 0, "overdue": 1},
        {"value": "", "tasks": 1, "done": 0, "overdue": 0},
    ]
    groups = run("by 分组 -O json", cwd=folder).data["values"]
    assert [(v["value"], v["tasks"]) for v in groups] == [("优化环境 > 企业开办", 2), ("食品安全", 2)]
    assert "（空白）" in run("by 分管领导", cwd=folder).out


# Numbers.


@pytest.mark.parametrize(
    ("typed", "found"), [("2", [2]), ("#3", [3]), ("3", [4]), ("#1-2", [1, 2]), ("2-3", [2, 4])]
)
def test_a_number_is_first_the_printed_one(typed: str, found: list[int]) -> None:
    assert list(numbered([typed], document())) == found


def test_what_fits_two_tasks_is_refused_and_both_are_shown(run: Run, folder: Path) -> None:
    error, hint = refusal(run, "update 1 --note 好 --by 许可处", folder)
    assert "#1“一窗受理”" in error
    assert "#3“阳光厨房”" in error
    assert "#1" in hint


@given(st.lists(st.text("一二1234.-()（）、", min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_printed_number_finds_its_task_or_is_told_to_be_of_several(numbers: list[str]) -> None:
    plan = document()
    first = plan.plan.tasks[0]
    made = tuple(first._replace(id=at, number=text) for at, text in enumerate(numbers, 1))
    plan = PlanDocument(plan.plan._replace(tasks=made), plan.source)
    for task in made:
        assert numbered([plan.names.typed(task.id)], plan) == (task.id,)
        assert numbered([f"#{task.id}"], plan) == (task.id,)
        alike = [other for other in made if fold(other.number or "") == fold(task.number or "")]
        if len(alike) == 1:
            assert numbered([task.number or ""], plan) == (task.id,)
        else:
            with pytest.raises(Misuse):
                numbered([task.number or ""], plan)


def test_messages_name_a_task_by_its_printed_number(run: Run, folder: Path) -> None:
    said = run(f"update '#3' --note 好 --by 餐饮处 {DAY}", cwd=folder).out
    assert "任务 1（#3）“阳光厨房”" in said
    assert "任务 3“抽检”" in run(f"update 3 --note 好 --by 办公室 {DAY}", cwd=folder).out
    assert [row.split(",")[1] for row in run("log -O csv", cwd=folder).out.splitlines()[1:]] == [
        "3",
        "1（#3）",
    ]
    assert "任务 1（#3）" in run("search 阳光", cwd=folder).out


def test_a_step_is_no_task(run: Run, folder: Path) -> None:
    assert "节点" in refusal(run, "show 3.2", folder)[0]


# Who holds what.


def test_an_office_finds_its_step_under_the_task(run: Run, folder: Path) -> None:
    data = run(f"by-dept 许可处 {DAY} -O json", cwd=folder).data
    assert [(t["id"], t.get("via")) for t in data["tasks"]] == [(1, None), (3, None), (2, "各科室")]
    assert [(s["task"], s["title"]) for s in data["milestones"]] == [(3, "改造食堂")]
    lines = run(f"by-dept 许可处 {DAY}", cwd=folder).out.splitlines()
    assert lines[0] == "许可处：2 项任务，1 个节点，另有 1 项由统称承担（截至 2024-05-01）"
    at = next(i for i, line in enumerate(lines) if "阳光厨房" in line)
    assert "〔节点〕" in lines[at + 1]
    assert any("牵头（各科室）" in line for line in lines[at + 2 :])
    assert any(
        line == "1 项任务没有写责任部门，按 default_department 由办公室负责（任务 3）。" for line in lines
    )


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("due --month 3 --dept 许可处", ["改造食堂"]),
        ("overdue --dept 许可处", ["改造食堂"]),
        ("overdue --dept 办公室", []),
        ("due --month 10 --dept 许可处", []),
    ],
)
def test_a_step_is_found_by_its_own_office(run: Run, folder: Path, line: str, steps: list[str]) -> None:
    found = run(f"{line} {DAY} -O json", cwd=folder).data["milestones"]
    assert [step["title"] for step in found] == steps


@pytest.mark.parametrize("line", ["list", "due --month 11", "overdue --as-of 2024-12-01"])
def test_what_a_collective_holds_is_named_as_left_out(run: Run, folder: Path, line: str) -> None:
    as_of = "" if "--as-of" in line else DAY
    assert "未列入：1 项由统称承担（任务 2）。" in run(f"{line} --dept 许可处 {as_of}", cwd=folder).out
    assert "统称" not in run(f"{line} --dept 许可处 --dept 各科室 {as_of}", cwd=folder).out
    assert "统称" not in run(f"{line} --dept 办公室 {as_of}", cwd=folder).out


def test_a_step_away_from_its_task_names_it(run: Run, folder: Path) -> None:
    assert "〔节点〕阳光厨房：改造食堂" in run(f"overdue {DAY}", cwd=folder).out.replace("\n", "")


def test_who_did_not_report_is_every_holder(run: Run, folder: Path) -> None:
    found = run(f"missing --month 4 {DAY} -O json", cwd=folder).data["missing"]
    assert [(m["department"], m["task"], m.get("step")) for m in found] == [
        ("许可处", 1, None),
        ("许可处", 3, "改造食堂"),
        ("餐饮处", 1, None),
        ("餐饮处", 3, None),
        ("各科室", 2, None),
        ("办公室", 4, None),
    ]
    shown = run(f"missing --month 4 {DAY}", cwd=folder).out
    assert "4 项任务，1 个节点" in shown
    assert "1 项任务由几个部门同时负责" in shown


def test_counts_by_department_say_that_they_sum_to_more(run: Run, folder: Path) -> None:
    for line in ("by-dept", "status"):
        shown = run(f"{line} --as-of 2024-07-01", cwd=folder).out.replace("\n", "")
        assert "1 项任务由几个部门同时负责，各部门都计一次，各栏合计会多于任务总数 4 项。" in shown
        assert "1 项任务没有写责任部门" in shown
    assert "3 个部门、1 个统称" in run("by-dept", cwd=folder).out
    late = {
        d["name"]: d["overdue"]
        for d in run("by-dept --as-of 2024-07-01 -O json", cwd=folder).data["departments"]
    }
    assert late == {"办公室": 0, "许可处": 1, "餐饮处": 1, "各科室": 0}


@given(
    st.lists(
        st.sampled_from(["许可处牵头", "许可处、餐饮处牵头", "许可处、餐饮处按职责分工负责", "餐饮处", ""]),
        max_size=8,
    )
)
def test_each_holder_is_counted_once_for_each_task(cells: list[str]) -> None:
    text = (
        PLAN[: PLAN.index("tasks:")]
        + "tasks:\n"
        + "".join(
            f'  - {{id: {at}, title: 任务{at}, departments: "{cell}"}}\n' for at, cell in enumerate(cells, 1)
        )
    )
    made = load_bytes(
        (text if cells else text.replace("tasks:\n", "tasks: []\n")).encode("utf-8"), "plan.yaml"
    ).document
    assert made is not None
    tasks = schedule(made, date(2024, 5, 1))
    counts = {c.department.name: c for c in by_department(made, tasks)}
    for name, counted in counts.items():
        held = [t for t in tasks if name in holder_names(t.reading)]
        assert counted.held == len(held)
        assert counted.held >= counted.roles[Role.LEAD]
    assert sum(c.held for c in counts.values()) == sum(len(t.reading.holders) for t in tasks)


def test_slips_go_to_every_holder_with_its_steps(run: Run, folder: Path) -> None:
    run("report slip --level 督办 --as-of 2024-07-01 -o slips.md", cwd=folder)
    pages = (folder / "slips.md").read_text("utf-8")
    first, second = pages.split("\n餐饮处：", 1)
    assert "一窗受理" in first
    assert "〔节点〕阳光厨房" in first
    assert "一窗受理" in second


@pytest.mark.parametrize(
    ("task", "by", "warned"), [("#3", "许可处", False), ("2", "餐饮处", False), ("2", "办公室", True)]
)
def test_who_holds_a_step_or_is_meant_by_a_collective_may_report(
    run: Run, folder: Path, task: str, by: str, warned: bool
) -> None:
    assert ("责任部门" in run(f"update '{task}' --note 好 --by {by} {DAY}", cwd=folder).err) == warned


def test_a_step_in_a_file_of_cells_has_its_number_its_task_and_its_own_office(run: Run, folder: Path) -> None:
    head, row, *_ = csv.reader(run(f"overdue {DAY} -O csv", cwd=folder).out.lstrip("\ufeff").splitlines())
    cells = dict(zip(head, row, strict=True))
    assert (cells["编号"], cells["序号"], cells["项目"]) == ("3", "1 (1)", "阳光厨房：改造食堂")
    assert (cells["类别"], cells["牵头"], cells["分组"]) == ("节点", "许可处", "食品安全")


# When, and how it looks.


@pytest.mark.parametrize(
    ("line", "found"),
    [("due --month 3", [3]), ("due --month 4", []), ("due --quarter 2", [3, 1]), ("due --by 2024-02-28", [])],
)
def test_what_recurs_is_due_in_the_periods_it_falls_in(
    run: Run, folder: Path, line: str, found: list[int]
) -> None:
    data = run(f"{line} {DAY} -O json", cwd=folder).data
    assert sorted(t["id"] for t in data["tasks"]) == sorted(found)
    assert all(t["standing"] == "ongoing" for t in data["tasks"] if t["id"] == 3)


def test_group_headings_are_rows_where_the_order_is_the_plans(run: Run, folder: Path) -> None:
    lines = run(f"list {DAY}", cwd=folder).out.splitlines()
    assert lines[3:5] == ["一、优化环境（6月底前）", "(一)企业开办"]
    assert "二、食品安全" in lines
    assert "分组" not in lines[1]
    sorted_ = run(f"list --sort 时限 {DAY}", cwd=folder).out.splitlines()
    assert "分组" in sorted_[1]
    assert "二、食品安全" not in sorted_
    assert "| **二、食品安全** |  |" in run(f"list {DAY} -O md", cwd=folder).out
    head, *rows = run(f"list {DAY} -O csv", cwd=folder).out.splitlines()
    assert "分组" in head.split(",")
    assert len(rows) == 4


def test_show_prints_every_cell_and_marks_what_is_taken_over(run: Run, folder: Path) -> None:
    shown = run(f"show '#1' {DAY}", cwd=folder).out
    assert "任务 1（#1）" in shown
    assert "(一)企业开办" in shown
    assert "6月底前(06-30)（取自分组）" in shown
    assert "张三" in shown
    assert "办公室（默认）" in run(f"show 3 {DAY}", cwd=folder).out
    assert "(1) 改造食堂（许可处）" in run(f"show '#3' {DAY}", cwd=folder).out


@pytest.mark.parametrize(
    ("words", "found"),
    [("张三", [1, 4]), ("食品安全", [3, 4]), ("改造食堂", [3]), ("每季度", [3]), ("6月底", [1, 2])],
)
def test_a_search_looks_in_cells_groups_and_steps(
    run: Run, folder: Path, words: str, found: list[int]
) -> None:
    data = run(f"search {words} -O json", cwd=folder).data
    assert [hit["id"] for hit in data["tasks"]] == found
    assert ids(run, folder, f"list --search {words}") == found


def test_more_than_all_is_told_by_a_value_or_a_note(run: Run, folder: Path) -> None:
    error, hint = refusal(run, "update 2 --percent 119 --by 许可处 --as-of 2024-06-30", folder)
    assert "0 到 100" in error
    assert "--value" in hint
    assert "--note" in hint


# Completion.


class _Context:
    def __init__(self, plan: Path) -> None:
        self.params = {"file": str(plan)}


@pytest.mark.parametrize(
    ("complete", "typed", "offered"),
    [
        (complete_column, "分", ["分管领导", "分组"]),
        (complete_where, "分管", ["分管领导="]),
        (complete_where, "分管领导=", ["分管领导=张三", "分管领导=李四", "分管领导="]),
        (complete_group, "一", ["一", "一下"]),
        (complete_task, "", ["#1", "2", "#3", "3"]),
    ],
)
def test_heads_values_groups_and_numbers_are_completed(
    folder: Path, complete: object, typed: str, offered: list[str]
) -> None:
    with contextlib.redirect_stderr(io.StringIO()):
        found = complete(_Context(folder / "plan.yaml"), typed)  # type: ignore[operator]
    assert [value for value, _ in found] == offered
