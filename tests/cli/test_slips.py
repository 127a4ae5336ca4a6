"""Slips of the hand: recorded all the same, told on stderr, with the command that takes the record back; who reports."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import answer, folder_of

DAY = "--as-of 2020-10-08"
SINCE = ("update 5 --percent 60 --by 许可处 --as-of 2020-10-07",)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path)


def last(run: Run, folder: Path, key: str = "id") -> str:
    return str(answer(run, "log --as-of 2020-12-31", folder)["records"][0][key])


def stopped(status: str) -> tuple[str, ...]:
    return (f"update 5 --status {status} --by 办公室 --as-of 2020-10-07",)


@pytest.mark.parametrize(
    ("before", "line", "said"),
    [
        (SINCE, "update 5 --percent 6 --by 许可处", "比原来低"),
        ((), "update 5 --percent 0.6 --by 许可处", "不到百分之一"),
        ((), "update 5 --percent 6 --by 许克处", "不在部门名录里"),
        ((), "update 5 --percent 6 --by 餐饮处", "不是任务 5 的责任部门"),
        ((), "update 5 --percent 6 --date 2020-01-05 --by 许可处", "在计划印发"),
        ((), "done 5 --by 许可处", ""),
        ((), "update 5 --status 完成 --percent 90 --by 许可处", "完成比例却是 90%"),
        ((), "update 5 --percent 100 --by 许可处", "没有报结；确已完成的，用 done 报结"),
        (("done 5 --by 许可处 --as-of 2020-10-07",), "close 5 --by 许可处", "部门只报结"),
        (("done 5 --by 许可处 --as-of 2020-10-07",), "update 5 --status 销号 --by 许可", "部门只报结"),
        (("done 5 --by 许可处 --as-of 2020-10-07",), "close 5 --by 办公室", ""),
        (stopped("取消"), "update 5 --percent 20 --by 许可处", "为“取消”，这次登记以后仍是“取消”"),
        (stopped("暂缓"), "update 5 --note 有新情况 --by 许可处", "恢复办理的，写 --status 推进中"),
        (stopped("暂缓"), "update 5 --percent 100 --by 许可处", "仍是“暂缓”"),
        (stopped("暂缓"), "update 5 --percent 20 --status 推进中 --by 许可处", ""),
        (stopped("取消"), "extend 5 --to 2020-12-15 --reason 流标 --by 办公室", ""),
        ((f"carry 5 --to 2021#8 --by 办公室 {DAY}",), "update 5 --percent 20 --by 许可处", "结转到的计划"),
    ],
)
def test_a_slip_is_told_with_what_takes_it_back(
    run: Run, folder: Path, before: tuple[str, ...], line: str, said: str
):
    for step in before:
        run(step, cwd=folder)
    warned = [row for row in run(f"{line} {DAY}", cwd=folder).err.splitlines() if row.startswith("警告")]
    assert len(warned) == bool(said)
    if said:
        assert said in warned[0]
        assert warned[0].endswith(
            f"；登记错了的，撤销再报：workplan undo {last(run, folder)}。".removeprefix(
                "；" if "？" in warned[0] else ""
            )
        )
        run(f"undo {warned[0].rpartition(' ')[2][:-1]} --by 办公室 {DAY}", cwd=folder)


def test_an_office_that_closes_what_others_did_may_close_its_own(run: Run, folder: Path):
    """It is known to follow up by what the ledger says, not by its name."""
    for line in ("done 5 --by 许可处", "done 27 --by 办公室", "close 5 --by 办公室"):
        run(f"{line} {DAY}", cwd=folder)
    assert "警告" not in run(f"close 27 --by 办公室 {DAY}", cwd=folder).err


def test_the_command_names_the_plan_where_it_must(
    run: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory
):
    away = tmp_path_factory.mktemp("away")
    err = run(f"update 5 --percent 6 --by 许克处 {DAY} -f", str(folder / "plan.yaml"), cwd=away).err
    assert f"workplan undo {last(run, folder)} -f {folder / 'plan.yaml'}。" in err


def test_where_nothing_is_written_there_is_nothing_to_take_back(run: Run, folder: Path):
    err = run(f"update 5 --percent 0.6 --by 许可处 {DAY} --dry-run", cwd=folder).err
    assert err == "警告：所报的是 0.6%，不到百分之一。\n"


@pytest.mark.parametrize(
    ("typed", "name", "echoed"),
    [
        ("许可", "许可处", True),
        ("食品生产处", "食品生产处", False),
        ("许可处", "许可处", False),
        ("许可处张三", "许可处张三", False),
        ("监管", "监管", False),  # several offices
        ("老王", "老王", False),
    ],
)
@pytest.mark.parametrize("way", ["--by", "WORKPLAN_BY", "undo"])
def test_a_part_of_a_name_is_recorded_as_the_office(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str, name: str, echoed: bool, way: str
):
    if way == "undo":
        run(f"update 5 --percent 6 --by 许可处 {DAY}", cwd=folder)
    elif way == "WORKPLAN_BY":
        monkeypatch.setenv("WORKPLAN_BY", typed)
    line = f"undo --by {typed}" if way == "undo" else "update 5 --percent 6"
    err = run(f"{line} {DAY}{f' --by {typed}' if way == '--by' else ''}", cwd=folder).err
    assert last(run, folder, "by") == name
    assert (f"谁报的：{name}（写的是“{typed}”）。" in err) is echoed


def test_who_named_nobody_is_told_whose_name_was_taken(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("WORKPLAN_BY", raising=False)
    monkeypatch.setattr(getpass, "getuser", lambda: "Administrator")
    said = "谁报的：Administrator（没有写 --by，也没有设 WORKPLAN_BY，用的是登录名）。\n"
    assert run(f"update 4 5 --percent 6 {DAY}", cwd=folder).err == said
    assert run(f"undo {DAY}", cwd=folder).err.startswith(said)
