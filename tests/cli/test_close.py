"""``workplan close``: the office has verified what was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, added, folder_of, refusal, task


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


def test_what_is_done_can_be_closed(run: Run, folder: Path):
    run("close 5 19 --note 现场核验通过 --by 办公室 --as-of 2020-12-03", cwd=folder)
    assert added(folder).count("  status: closed\n") == 2
    for number, standing, late in ((5, "done", 0), (19, "done_late", 13)):
        seen = task(run, number, "2020-12-31", folder)
        assert (seen["status"], seen["standing"], seen["days_late"]) == ("closed", standing, late)
        assert seen["closed_on"] == "2020-12-03"
    assert task(run, 5, "2020-12-02", folder)["status"] == "done"


@pytest.mark.parametrize("again", ["close 5", "close 19 5", "update 5 --status 已销号 --note 再核一遍"])
def test_what_is_closed_is_not_closed_again(run: Run, folder: Path, again: str):
    run("close 5 --by 办公室 --as-of 2020-12-03", cwd=folder)
    said, remedy = refusal(run, f"{again} --by 办公室 --as-of 2020-12-04", folder)
    assert said == "任务 5 已经销号（“办公室”2020-12-03 登记），没有再登记。"
    assert "undo" in remedy
    run("undo --by 办公室 --as-of 2020-12-04", cwd=folder)
    run(f"{again} --by 办公室 --as-of 2020-12-04", cwd=folder)


def test_an_office_that_closes_its_own_task_is_told(run: Run, folder: Path):
    said = run("close 5 --by 许可处 --as-of 2020-12-03", cwd=folder).err
    assert said.startswith("警告：“许可处”是任务 5 的责任部门")
    assert "责任部门" not in run("close 19 --by 办公室 --as-of 2020-12-03", cwd=folder).err


@pytest.mark.parametrize(
    ("line", "now"),
    [
        ("close 2", "推进中"),
        ("close 1", "未启动"),
        ("close 8", "暂缓"),
        ("close 34", "取消"),
        ("close 5 9 2", "推进中"),  # none of them
        ("close 19 --date 2020-11-12", "推进中"),  # it was done the day after
    ],
)
def test_only_what_is_done_can_be_closed(run: Run, folder: Path, line: str, now: str):
    said, remedy = refusal(run, f"{line} --by 办公室 --as-of 2020-12-03", folder)
    assert f"为“{now}”" in said
    assert "不能销号" in said
    assert "先由部门报结" in remedy
