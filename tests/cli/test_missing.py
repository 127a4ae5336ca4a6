"""``workplan missing``: who has not reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, answer, folder_of, refusal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


def ids(run: Run, line: str, folder: Path) -> list[int]:
    return sorted(m["task"] for m in answer(run, f"missing {line}", folder)["missing"])


REPORTED_IN_SEPTEMBER = {4, 5, 7, 10, 16, 17, 23, 34}
SETTLED_BY_SEPTEMBER = {8, 10, 14, 18, 22, 32, 34}


def test_who_did_not_report_in_a_month(run: Run, folder: Path):
    silent = set(range(1, 36)) - REPORTED_IN_SEPTEMBER - SETTLED_BY_SEPTEMBER
    assert ids(run, "--month 9 --as-of 2020-12-31", folder) == sorted(silent)


def test_the_month_is_judged_on_its_last_day(run: Run, folder: Path):
    # Task 18 was done in May; 22 was done in June, sent back and done again in July.
    assert {18, 22} & set(ids(run, "--month 8 --as-of 2020-12-31", folder)) == set()
    assert 18 in ids(run, "--month 3 --as-of 2020-12-31", folder)


def test_while_a_month_runs_it_is_judged_by_today(run: Run, folder: Path):
    assert 14 in ids(run, "--month 7 --as-of 2020-07-23", folder)
    assert 14 not in ids(run, "--month 7 --as-of 2020-07-24", folder)
    assert ids(run, "--as-of 2020-07-23", folder) == ids(run, "--month 7 --as-of 2020-07-23", folder)


def test_the_shape(run: Run, folder: Path):
    whole = answer(run, "missing --month 9 --dept 信用监管处 --as-of 2020-12-31", folder)
    assert (whole["schema_version"], whole["kind"], whole["as_of"]) == (1, "missing", "2020-12-31")
    assert whole["missing"] == [
        {
            "task": 6,
            "title": "探索建立自贸区油气贸易企业“双随机、一公开”监管机制",
            "department": "信用监管处",
            "last_report": "2020-06-30",
        }
    ]


def test_silence_is_named(run: Run, folder: Path):
    whole = answer(run, "missing --month 11 --as-of 2020-12-31", folder)["missing"]
    assert {m["last_report"] for m in whole if m["task"] in (1, 28)} == {None}
    assert "从未报过" in run("missing --month 11 --as-of 2020-12-31", cwd=folder).out


def test_the_tasks_of_a_department_stand_together(run: Run, tmp_path: Path):
    tasks = ((1, "许可处"), (2, "餐饮处"), (3, "许可处"))
    (tmp_path / "plan.yaml").write_text(
        "year: 2020\ntitles: {document: 要点}\ndepartments: [{name: 许可处}, {name: 餐饮处}]\ntasks:\n"
        + "".join(
            f"  - {{id: {n}, title: 任务{n}, goals: 做好, departments: {d}, deadline: 11}}\n"
            for n, d in tasks
        ),
        encoding="utf-8",
    )
    assert [m["task"] for m in answer(run, "missing --month 6", tmp_path)["missing"]] == [1, 3, 2]


def test_a_report_ends_the_silence(run: Run, folder: Path):
    assert 1 in ids(run, "--month 11 --as-of 2020-12-31", folder)
    run("update 1 --note 已报 --date 2020-11-30 --by 办公室 --as-of 2020-12-31", cwd=folder)
    assert 1 not in ids(run, "--month 11 --as-of 2020-12-31", folder)
    assert 1 in ids(run, "--month 10 --as-of 2020-12-31", folder)


def test_without_a_ledger_all_are_missing(run: Run, tmp_path: Path):
    assert ids(run, "--month 6", folder_of(tmp_path)) == list(range(1, 36))


@pytest.mark.parametrize(
    ("line", "status", "error", "hint"),
    [
        ("missing --month 13", 2, "1 至 12", "--month"),
        ("missing --dept 不存在的处", 4, "不存在的处", ""),
    ],
)
def test_what_makes_no_sense(run: Run, folder: Path, line: str, status: int, error: str, hint: str):
    said, remedy = refusal(run, line, folder, status)
    assert error in said
    assert hint in remedy
