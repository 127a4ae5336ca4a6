"""``workplan log``: the ledger, newest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, answer, folder_of, refusal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


def test_one_task_newest_first(run: Run, folder: Path):
    told = answer(run, "log 22 --as-of 2020-12-31", folder)["records"]
    assert [(r["date"], r["by"], r["status"]) for r in told] == [
        ("2020-07-17", "办公室", "closed"),
        ("2020-07-10", "计量评管处", "done"),
        ("2020-07-06", "办公室", None),
        ("2020-06-28", "计量评管处", "done"),
        ("2020-04-20", "计量评管处", "in_progress"),
    ]
    assert told[2]["returned"]


def test_the_shape_of_a_record(run: Run, folder: Path):
    whole = answer(run, "log 14 --as-of 2020-12-31", folder)
    assert (whole["schema_version"], whole["kind"], whole["as_of"]) == (1, "log", "2020-12-31")
    assert whole["plan"]["year"] == 2020
    done, extended, _ = whole["records"]
    assert done == {
        "task": 14,
        "date": "2020-07-24",
        "recorded": "2020-07-27",
        "by": "产品监管处",
        "status": "done",
        "percent": 100,
        "values": {"全省首个食品抽检工作规范地方标准": "是"},
        "reached": [],
        "extension": None,
        "returned": "",
        "note": "",
        "evidence": "市级地方标准发布公告",
        "problems": "",
        "next": "",
        "finished": None,
        "carried": "",
        "dropped": [],
        "voids": [],
        "id": "9f77a27c9b",
        "sheet": "",
    }
    assert extended["extension"]["to"] == "2020-07-31"
    assert set(extended["extension"]) == {"to", "reason", "approval"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("log --as-of 2020-12-31", 62),
        ("log --as-of 2020-04-30", 5),
        ("log --as-of 2020-04-19", 0),
        ("log 5 22 --as-of 2020-12-31", 8),
        ("log 1 --as-of 2020-12-31", 0),
    ],
)
def test_how_many(run: Run, folder: Path, line: str, expected: int):
    assert len(answer(run, line, folder)["records"]) == expected
    assert f"{expected} 条" in run(line, cwd=folder).out


def test_days_decide_and_on_one_day_what_was_written_last_comes_first(run: Run, folder: Path):
    run("update 1 --note 甲 --date 2020-11-30 --as-of 2020-12-30 --by 办公室", cwd=folder)
    run("update 1 --note 乙 --date 2020-11-30 --as-of 2020-12-30 --by 办公室", cwd=folder)
    run("update 1 --note 丙 --date 2020-10-31 --as-of 2020-12-30 --by 办公室", cwd=folder)
    assert [r["note"] for r in answer(run, "log 1 --as-of 2020-12-30", folder)["records"]] == [
        "乙",
        "甲",
        "丙",
    ]


def test_what_lies_ahead_is_counted_below(run: Run, folder: Path):
    assert "57 条" in run("log --as-of 2020-04-30", cwd=folder).out.splitlines()[-1]
    assert "未列入" not in run("log --as-of 2020-12-31", cwd=folder).out


def test_no_ledger_is_an_empty_one(run: Run, tmp_path: Path):
    assert answer(run, "log", folder_of(tmp_path))["records"] == []


def test_no_such_task(run: Run, folder: Path):
    error, hint = refusal(run, "log 36", folder, status=4)
    assert "没有任务 36" in error
    assert "1 至 35" in hint


def test_a_spreadsheet_takes_it(run: Run, folder: Path):
    lines = run("log 22 --as-of 2020-12-31 -O tsv", cwd=folder).out.splitlines()
    assert lines[0].split("\t") == ["日期", "序号", "任务名称", "谁报的", "内容", "登记日", "编号"]
    assert len(lines) == 6
