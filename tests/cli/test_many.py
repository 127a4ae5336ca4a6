"""One question over several plans: -f repeated, folders, what is said of plans that cannot be answered from."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from tests.conftest import PLAN, Run
from workplan.cli import many

SMALL = """\
year: {year}
titles: {{document: {title}}}
publication: {{issuer: {title}的机关, issued: {year}-01-10}}
departments: [{{name: {dept}}}, {{name: 办公室}}]
{more}tasks:
  - {{id: 1, title: 甲事, goals: 网办率95%以上, departments: {dept}, deadline: 6月底前{cell}}}
  - {{id: 2, title: 乙事, goals: 做好, departments: 办公室, deadline: 11月底前{cell}}}
  - {{id: 3, title: 丙事, goals: 做好, departments: 办公室, deadline: ''{cell}}}
"""
BROKEN = "year: 2020\ntitle: 坏\ntasks: [\n"
DAY = "--as-of 2020-07-01"


def small(
    folder: Path, key: str, *, year: int = 2020, dept: str = "许可处", more: str = "", cell: str = ""
) -> None:
    path = folder / f"{key}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    title = path.stem if path.stem != str(year) else path.parent.name
    text = SMALL.format(year=year, title=title, dept=dept, more=more, cell=cell)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A city's folder: two bureaus' plans of one year."""
    small(tmp_path, "教育局/2020", dept="基教处")
    small(tmp_path, "市场局/2020")
    return tmp_path


def test_the_plan_is_the_first_column(run: Run, city: Path) -> None:
    out = run(f"list {DAY} -f {city} -O csv").out
    heads, *rows = csv.reader(io.StringIO(out))
    assert heads[:4] == ["计划", "类别", "序号", "任务名称"]
    assert [row[0] for row in rows] == ["市场局/2020"] * 3 + ["教育局/2020"] * 3
    table = run(f"list {DAY} -f {city}").out.splitlines()
    assert table[0] == "2 份计划，6 项任务（截至 2020-07-01）"
    assert table[1].split()[:3] == ["计划", "序号", "任务名称"]
    assert run(f"list {DAY} -f {city} -O md").out.splitlines()[2].startswith("| 计划 | 序号 |")


def test_json_names_the_plans_and_every_item_its_own(run: Run, city: Path) -> None:
    answer = run(f"due --month 6 {DAY} -f {city} -O json").data
    assert answer["plan"] is None
    assert answer["plans"][0] == {
        "title": "市场局",
        "year": 2020,
        "key": "市场局/2020",
        "file": str(city / "市场局" / "2020.yaml"),
        "issuer": "市场局的机关",
    }
    assert [(task["plan"], task["id"]) for task in answer["tasks"]] == [
        ("市场局/2020", 1),
        ("教育局/2020", 1),
    ]
    assert [item["plan"] for item in answer["left_out"]] == ["市场局/2020", "教育局/2020"]


@pytest.mark.parametrize(
    ("line", "lists"),
    [
        ("list", ["tasks", "left_out"]),
        ("due --month 6", ["tasks", "milestones", "left_out"]),
        ("overdue", ["tasks", "milestones", "left_out"]),
        ("by-dept", ["departments"]),
        ("by-dept 办公室", ["tasks", "left_out"]),
        ("by 责任部门", ["values"]),
        ("points", ["sections"]),
        ("targets", ["targets"]),
        ("search 甲事", ["points", "tasks"]),
        ("missing --month 6", ["missing"]),
        ("log", ["records"]),
        ("status", ["departments"]),
    ],
)
@pytest.mark.parametrize("held", [many.MAX_HELD, 0, 3])
def test_every_answer_is_that_of_each_plan_one_behind_the_other(
    run: Run, city: Path, monkeypatch: pytest.MonkeyPatch, line: str, lists: list[str], held: int
) -> None:
    monkeypatch.setattr(many, "MAX_HELD", held)
    (city / "市场局" / "2020.progress.yaml").write_text(
        "- {task: 1, date: 2020-05-03, recorded: 2020-05-03, by: 许可处, percent: 40}\n", encoding="utf-8"
    )
    together = run(f"{line} {DAY} -f {city} -O json").data
    keys = ["市场局/2020", "教育局/2020"]
    each = [run(f"{line} {DAY} -f {city / key}.yaml -O json").data for key in keys]
    for name in lists:
        assert together[name] == [
            {"plan": key, **item} for key, one in zip(keys, each, strict=True) for item in one[name]
        ]
    for format_ in ("csv", "table", "md"):
        assert run(f"{line} {DAY} -f {city} -O {format_}").out


def test_status_has_a_line_for_each_plan(run: Run, city: Path) -> None:
    answer = run(f"status {DAY} -f {city} -O json").data
    assert (answer["total"], answer["standings"]["overdue"]) == (6, 2)
    assert [(line["plan"], line["total"]) for line in answer["by_plan"]] == [
        ("市场局/2020", 3),
        ("教育局/2020", 3),
    ]
    assert answer["months"][0] == {"month": "2020-06", "tasks": 2, "done": 0, "overdue": 2}
    assert "2 份计划，6 项任务" in run(f"status {DAY} -f {city}").out


def test_files_may_be_named_one_by_one(run: Run, city: Path) -> None:
    answer = run(f"list {DAY} -f {city / '市场局' / '2020.yaml'} -f {city / '教育局'} -O json").data
    assert [plan["key"] for plan in answer["plans"]] == ["市场局/2020", "教育局/2020"]


def test_a_folder_with_one_plan_is_that_plan(run: Run, tmp_path: Path) -> None:
    small(tmp_path, "深/2020")
    one = run(f"list {DAY} -f {tmp_path} -O json").data
    assert one["plan"]["key"] == "深/2020"
    run("update 1 --percent 40 --by 许可处 --as-of 2020-05-01", "-f", str(tmp_path))
    assert (tmp_path / "深" / "2020.progress.yaml").exists()


def test_departments_are_asked_of_each_plan(run: Run, city: Path) -> None:
    answer = run(f"list --dept 基教处 {DAY} -f {city}").out
    assert "基教处：1 项任务" in answer
    assert "未列入：1 份计划（市场局/2020）：" in answer
    run(f"list --dept 海事处 {DAY} -f {city}", status=4)
    assert "部门" in run(f"by-dept 海事处 {DAY} -f {city}", status=4).complaint[0]


def test_a_month_over_several_years_wants_the_year(run: Run, city: Path) -> None:
    small(city, "市场局/2021", year=2021)
    for asked in (
        "due --month 11",
        "list --quarter 4",
        "list --half 2",
        "due --by 11月30日",
        "missing --month 6",
    ):
        wrong, hint = run(f"{asked} {DAY} -f {city}", status=2).complaint
        assert "要写明年份" in wrong
        assert "2020-" in hint
    run(f"list --as-of 11月30日 -f {city}", status=2)
    for asked in ("due --month 2020-11", "list --quarter 2020-4", "due --half 2020-2", "due --by 2020-11-30"):
        ids = run(f"{asked} {DAY} -f {city} -O json").data["tasks"]
        assert {task["plan"] for task in ids} == {"市场局/2020", "教育局/2020"}


def test_a_broken_plan_stops_the_answer_with_all_its_findings(run: Run, city: Path) -> None:
    (city / "坏.yaml").write_text(BROKEN, encoding="utf-8")
    small(
        city,
        "重/2020",
        dept="甲",
        more="sections: [{title: 子, points: [{id: 1, text: 丑}, {id: 1, text: 寅}]}]\n",
    )
    stopped = run(f"list {DAY} -f {city}", status=3)
    assert stopped.out == ""
    assert "坏.yaml:" in stopped.err
    assert "重/2020.yaml:" in stopped.err
    assert "4 份计划中有 2 份不能用" in stopped.err


@pytest.mark.parametrize("format_", ["table", "csv", "json", "md"])
def test_a_broken_plan_may_be_skipped_and_is_named(run: Run, city: Path, format_: str) -> None:
    (city / "坏.yaml").write_text(BROKEN, encoding="utf-8")
    result = run(f"list --skip-invalid {DAY} -f {city} -O {format_}", status=1)
    assert "教育局/2020" in result.out
    assert "坏.yaml" in (result.err if format_ == "csv" else result.out)
    assert "坏" not in (result.out if format_ == "csv" else result.err)
    if format_ == "json":
        assert [plan["key"] for plan in result.data["skipped"]] == ["坏"]


def test_where_all_plans_are_broken_nothing_is_skipped(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(BROKEN, encoding="utf-8")
    run(f"list --skip-invalid -f {tmp_path}", status=3)


@pytest.mark.parametrize(
    "line",
    [
        "update 1 --percent 3",
        "done 1",
        "extend 1 --to 2020-12-01 --reason a",
        "undo",
        "seal",
        "sheet --month 6 -o x",
        "collect x --month 6",
        "report",
    ],
)
def test_what_writes_wants_one_plan_and_names_them(run: Run, city: Path, line: str) -> None:
    wrong, hint = run(f"{line} -f {city}", status=2).complaint
    assert "2020.yaml" in wrong
    assert "-f" in hint


def test_a_task_is_shown_by_its_plans_key(run: Run, city: Path) -> None:
    answer = run(f"show 市场局/2020#2 {DAY} -f {city} -O json").data
    assert [(task["plan"], task["id"]) for task in answer["tasks"]] == [("市场局/2020", 2)]
    assert run(f"show 市场局/2020#2 {DAY} -f {city}").out.startswith("市场局/2020：任务 2")
    for typed, status in (("2", 2), ("#2", 2), ("2020#2", 2), ("2019#2", 4), ("市场局/2020#9", 4)):
        run(f"show {typed} {DAY} -f {city}", status=status)


def test_own_heads_stand_where_all_plans_print_them(run: Run, tmp_path: Path) -> None:
    heads = (
        "columns: [{head: 序号, holds: number}, {head: 事项, holds: title}, {head: 要求, holds: goals}, "
        "{head: 责任部门, holds: departments}, {head: 时限, holds: deadline}, {head: 分管领导}]\n"
    )
    cell = ", cells: {分管领导: 张}"
    for name in ("a", "b"):
        small(tmp_path, name, more=heads, cell=cell)
    assert (
        run(f"list {DAY} -f {tmp_path} -O csv")
        .out.split("\r\n")[0]
        .startswith("计划,序号,事项,要求,责任部门,时限,分管领导")
    )
    small(tmp_path, "c")
    result = run(f"list {DAY} -f {tmp_path} -O csv").out.split("\r\n")
    assert result[0].startswith("计划,类别,序号,任务名称,具体目标要求,责任部门")
    assert result[1].startswith("a,任务,1,甲事,网办率95%以上,许可处")
    below = run(f"list {DAY} -f {tmp_path}").out
    assert "没有列出的有 分管领导" in below
    assert run(f"list --where 分管领导=张 {DAY} -f {tmp_path} -O json").data["tasks"][0]["cells"] == {
        "分管领导": "张"
    }


def test_validate_checks_every_plan_of_a_folder(run: Run, city: Path) -> None:
    (city / "坏.yaml").write_text(BROKEN, encoding="utf-8")
    for line in (f"validate {city}", f"validate -f {city}"):
        result = run(line, status=1)
        assert "坏.yaml" in result.out
        assert "3 份计划" in result.out or "教育局" in result.out


def test_a_calendar_tells_the_plans_apart_or_is_refused(run: Run, city: Path) -> None:
    calendar = run(f"list {DAY} -f {city} -O ics").out
    assert calendar.count("BEGIN:VEVENT") == 4
    titles = [line for line in calendar.replace("\r\n ", "").split("\r\n") if line.startswith("SUMMARY:")]
    assert all("/" in title.partition(" 任务")[0] for title in titles), titles
    shutil.copy(city / "市场局" / "2020.yaml", city / "市场局" / "民生.yaml")
    assert "分不清" in run(f"list {DAY} -f {city} -O ics", status=2).complaint[0]


def test_the_same_plan_named_twice_is_answered_as_one(run: Run) -> None:
    assert run("list -O json", "-f", "plan.yaml", "-f", str(PLAN)).data["plan"]["key"] == "plan"


def test_what_lies_beside_a_plan_is_told_with_its_key(run: Run, city: Path) -> None:
    (city / "市场局" / "2020.progress (1).yaml").write_text("", encoding="utf-8")
    assert "注意：市场局/2020：" in run(f"list {DAY} -f {city}").err


@pytest.mark.parametrize(
    ("where", "typed", "key"),
    [
        ("市场局", "2020/plan.yaml", "2020"),
        ("", "市场局/2020", "2020"),
        ("市场局/2020", "plan.yaml", "plan"),
        ("市场局/2020/下级", "../plan.yaml", "plan"),
        ("", "市场局/民生.yaml", "民生"),
    ],
)
def test_a_plan_alone_is_called_by_what_was_typed(
    run: Run, tmp_path: Path, where: str, typed: str, key: str
) -> None:
    small(tmp_path, "市场局/2020/plan")
    small(tmp_path, "市场局/民生")
    (tmp_path / "市场局" / "2020" / "下级").mkdir()
    answer = run(f"list {DAY} -O json", "-f", typed, cwd=tmp_path / where).data
    assert answer["plan"]["key"] == key


def test_the_command_that_is_offered_can_be_typed_as_it_stands(run: Run, tmp_path: Path) -> None:
    for name in ("城管 局", "市监局"):
        (tmp_path / name).mkdir()
        shutil.copy(PLAN, tmp_path / name / "plan.yaml")
    hint = run("done 1 -f .", status=2, cwd=tmp_path).complaint[1]
    assert hint == '用 -f 写明是哪一份，如 -f "城管 局/plan.yaml"。'
