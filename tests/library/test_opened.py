"""The documented doors: what they open, what they answer, and what they leave alone."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import workplan
from tests.conftest import PLAN, ROOT, Run
from tests.process import python
from workplan import InvalidPlan, NotFound, OpenedPlan, WorkplanError, open_plan, periods, read_plan
from workplan.answers.columns import plain
from workplan.library.rows import StandingRow
from workplan.library.tables import TABLES, Kind

LEDGER = ROOT / "examples" / "2020-progress.yaml"
DAYS = [date(2020, 4, 1), date(2020, 7, 31), date(2020, 11, 1), date(2021, 1, 31)]
OTHERS = sorted(ROOT.glob("examples/*.progress.yaml"))
NOVEMBER = DAYS[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("many") / "2020"
    made.mkdir()
    shutil.copy(PLAN, made)
    shutil.copy(LEDGER, made / "progress.yaml")
    return made


@pytest.fixture(scope="module")
def plan(folder: Path) -> OpenedPlan:
    return open_plan(folder)


def test_a_plan_opens_by_path_by_folder_and_from_bytes(folder: Path, plan: OpenedPlan) -> None:
    assert (plan.key, plan.year, plan.issuer) == ("2020", 2020, "市市场监督管理局")
    assert open_plan(str(folder / "plan.yaml")) == plan
    assert open_plan(folder, "舟山/2020").key == "舟山/2020"
    read = read_plan(PLAN.read_bytes(), LEDGER.read_bytes(), "舟山/2020")
    assert (read.key, read.plan, read.ledger) == ("舟山/2020", plan.plan, plan.ledger)
    assert read_plan(PLAN.read_bytes(), None, "舟山/2020").ledger == ()


def test_a_plan_of_another_name_has_its_own_ledger() -> None:
    livelihood = open_plan(ROOT / "examples" / "livelihood.yaml")
    assert livelihood.key == "livelihood"
    assert livelihood.ledger


def test_it_is_frozen_and_goes_through_a_pickle(plan: OpenedPlan) -> None:
    before = plan.standings(NOVEMBER)
    again = pickle.loads(pickle.dumps(plan))
    assert again == plan
    assert again.standings(NOVEMBER) == before
    assert pickle.loads(pickle.dumps(before)) == before
    with pytest.raises(AttributeError):
        plan.key = "other"  # type: ignore[misc]


def test_what_was_computed_does_not_go_into_the_pickle(folder: Path) -> None:
    fresh = open_plan(folder)
    bare = pickle.dumps(fresh)
    fresh.rows("roles", NOVEMBER)
    assert pickle.dumps(fresh) == bare


@pytest.mark.parametrize("day", DAYS)
def test_standings_are_what_list_says(plan: OpenedPlan, folder: Path, run: Run, day: date) -> None:
    said = run(f"list --as-of {day} -O json -f {folder}").data["tasks"]
    names = ("status", "standing", "light", "days_late", "days_left")
    days = ("last_day", "done_on", "closed_on", "last_report", "last_record")
    ours = [
        (row.task, *(getattr(row, name) for name in names), *(iso(getattr(row, name)) for name in days))
        for row in plan.standings(day)
    ]
    assert ours == [(task["id"], *(task[name] for name in (*names, *days))) for task in said]
    figures = [(plain(row.percent), plain(row.elapsed)) for row in plan.standings(day)]
    assert figures == [(task["percent"], task["elapsed"]) for task in said]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize("month", [6, 7, 10, 11])
def test_due_is_what_due_says(plan: OpenedPlan, folder: Path, run: Run, month: int) -> None:
    said = run(f"due --month {month} --as-of 2020-07-31 -O json -f {folder}").data
    assert_same(plan.due(periods.month(2020, month), DAYS[1]), said)


@pytest.mark.parametrize("day", DAYS)
def test_overdue_is_what_overdue_says(plan: OpenedPlan, folder: Path, run: Run, day: date) -> None:
    assert_same(plan.overdue(day), run(f"overdue --as-of {day} -O json -f {folder}").data)


def assert_same(ours: workplan.Listing, said: Any) -> None:
    assert [row.task for row in ours.tasks] == [task["id"] for task in said["tasks"]]
    steps = [(row.step, iso(row.reached_on), row.days_late) for row in ours.milestones]
    assert steps == [(s["step"], s["reached_on"], s["days_late"]) for s in said["milestones"]]
    assert [(row.task, row.reason) for row in ours.left_out] == [
        (left["id"], left["reason"]) for left in said["left_out"]
    ]


def test_records_are_what_log_says(plan: OpenedPlan, folder: Path, run: Run) -> None:
    said = run(f"log --as-of {NOVEMBER} -O json -f {folder}").data["records"]
    ours = {row["record"]: row for row in plan.rows("records", NOVEMBER)}
    assert set(ours) == {record["id"] for record in said}
    for record in said:
        row = ours[record["id"]]
        assert (row["task"], row["reported_by"], row["note"]) == (
            record["task"],
            record["by"],
            record["note"],
        )
        assert json.loads(str(row["figures"]) or "{}") == record["values"]


def test_targets_are_what_targets_says(plan: OpenedPlan, folder: Path, run: Run) -> None:
    said = run(f"targets --as-of {NOVEMBER} -O json -f {folder}").data["targets"]
    rows = plan.rows("targets", NOVEMBER)
    keys = ("point", "task", "name", "comparison", "value", "unit", "phrase", "outcome")
    ours = [tuple(plain(row[key]) for key in keys) for row in rows]
    assert ours == [tuple(target[key] for key in keys) for target in said]


@pytest.mark.parametrize("ledger", OTHERS, ids=lambda path: path.name.partition(".")[0])
@pytest.mark.parametrize("table", TABLES)
def test_cells_are_of_the_type_their_column_names(ledger: Path, table: str) -> None:
    opened = open_plan(ledger.with_name(ledger.name.replace(".progress", "")))
    for row in opened.rows(table, date(opened.year, 11, 1)):
        assert list(row) == [column.name for column in TABLES[table].columns]
        for column in TABLES[table].columns:
            value = row[column.name]
            assert (value is None and column.nullable) or type(value) is column.type.python, column


def test_the_printed_list_can_be_put_together_from_its_cells() -> None:
    opened = open_plan(ROOT / "examples" / "score-sheet.yaml")
    cells = opened.rows("cells", date(2020, 1, 1))
    heads = [column.name for column in opened.plan.columns]
    first = [row["cell"] for row in cells if row["task"] == opened.plan.tasks[0].id and not row["step"]]
    assert [row["head"] for row in cells][: len(heads)] == heads
    assert {str(text) for text in opened.plan.tasks[0].cells.values()} <= set(map(str, first))


def test_names_and_types_are_told_with_their_meaning() -> None:
    standings = {column.name: column for column in TABLES["standings"].columns}
    assert list(standings) == list(StandingRow._fields)
    assert (standings["last_day"].type, standings["last_day"].nullable) == (Kind.DATE, True)
    assert all(column.meaning for table in TABLES.values() for column in table.columns)


def test_a_broken_plan_raises_all_its_findings(tmp_path: Path) -> None:
    text = PLAN.read_text(encoding="utf-8").replace("year: 2020", "year: 二零", 1)
    with pytest.raises(InvalidPlan) as raised:
        read_plan(text.encode(), None, "坏的")
    assert [found.code for found in raised.value.diagnostics]
    with pytest.raises(InvalidPlan):
        read_plan(PLAN.read_bytes(), b"- task: 999\n", "坏的台账")
    with pytest.raises(WorkplanError):
        open_plan(tmp_path / "none.yaml")


def test_an_unknown_table_names_the_nearest(plan: OpenedPlan) -> None:
    with pytest.raises(NotFound) as raised:
        plan.rows("standing", NOVEMBER)
    assert "standings" in raised.value.hint


def test_what_was_recorded_later_can_be_left_out(plan: OpenedPlan) -> None:
    early = OpenedPlan(plan.key, plan.file, plan.plan, plan.ledger, known_on=date(2020, 6, 30))
    assert len(early.rows("records", NOVEMBER)) < len(plan.rows("records", NOVEMBER))


def test_nothing_is_written_no_cache_either(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys, datetime, workplan; "
        "print(len(workplan.open_plan(sys.argv[1]).standings(datetime.date(2020, 11, 1))))"
    )
    os.environ["WORKPLAN_CACHE"], kept = str(tmp_path / "cache"), os.environ["WORKPLAN_CACHE"]
    try:
        assert python("-c", code, str(folder)).stdout.strip() == "35"
    finally:
        os.environ["WORKPLAN_CACHE"] = kept
    assert sorted(path.name for path in folder.iterdir()) == ["plan.yaml", "progress.yaml"]
    assert not (tmp_path / "cache").exists()


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys, workplan; print([m for m in sys.modules if m.startswith('workplan.')], dir(workplan))"
    loaded, _, names = python("-c", code).stdout.partition("] ")
    assert loaded == "["
    assert all(name in names for name in workplan.__all__)


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "src" / "workplan" / "py.typed").exists()


def test_every_name_of_the_package_is_there() -> None:
    assert all(getattr(workplan, name) for name in workplan.__all__)
    with pytest.raises(AttributeError):
        _ = workplan.open_plam


def test_links_are_told_by_kind_with_what_they_point_to() -> None:
    text = (
        "year: 2021\ntitles: {document: 2021年计划}\ndepartments: [{name: 工会}]\ntasks:\n"
        "  - {id: 1, title: 甲, departments: 工会, deadline: '11', from: ['2020#27', '市局/2020#3']}\n"
        "  - {id: 2, title: 乙, departments: 工会, deadline: '11', carries: ['省局/2021#14']}\n"
    )
    ledger = (
        "- {task: 2, date: 2021-12-01, recorded: 2021-12-01, by: 工会, status: carried, carried: '2022#8'}\n"
    )
    plan = read_plan(text.encode(), ledger.encode(), "市局/2021")
    rows = plan.rows("links", date(2021, 12, 31))
    assert [(r["task"], r["kind"], r["link"], r["linked_plan"], r["linked_task"]) for r in rows] == [
        (1, "from", "2020#27", "2020", 27),
        (1, "from", "市局/2020#3", "市局/2020", 3),
        (2, "carries", "省局/2021#14", "省局/2021", 14),
        (2, "carried", "2022#8", "2022", 8),
    ]
    assert len(plan.rows("links", date(2021, 11, 30))) == 3


def test_what_is_wrong_can_be_sent_to_another_process(tmp_path: Path):
    (tmp_path / "plan.yaml").write_text("year: 2020\ntasks: 1\n", encoding="utf-8")
    with pytest.raises(InvalidPlan) as caught:
        open_plan(tmp_path / "plan.yaml")
    back = pickle.loads(pickle.dumps(caught.value))
    assert type(back) is InvalidPlan
    assert (back.message, back.hint) == (caught.value.message, caught.value.hint)
    assert back.diagnostics == caught.value.diagnostics
    assert str(back) == str(caught.value)
