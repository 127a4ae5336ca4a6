"""``workplan undo``: taking back what was mistaken, and asking what was known on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.ledgers import answer, folder_of, refusal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path)


def ids(run: Run, folder: Path, line: str = "log --as-of 2020-12-31") -> list[str]:
    """Return the names of the records, newest first."""
    return [record["id"] for record in answer(run, line, folder)["records"]]


def percent(run: Run, folder: Path, options: str) -> Any:
    return answer(run, f"show 5 {options}", folder)["tasks"][0]["percent"]


def test_the_last_record_is_taken_back_and_stays_in_the_file(run: Run, folder: Path):
    run("update 5 --percent 60 --as-of 2020-06-30 --by 许可处", cwd=folder)
    run("update 5 --percent 6 --as-of 2020-07-31 --by 许可处", cwd=folder)
    before = (folder / "progress.yaml").read_bytes()
    name = ids(run, folder)[0]
    said = run("undo --as-of 2020-08-03 --by 办公室 --note 少打了一个0", cwd=folder)
    assert f"撤销 {name}：2020-07-31 完成 6%" in said.out
    assert (folder / "progress.yaml").read_bytes().startswith(before)
    for when in ("2020-07-31", "2020-08-02", "2020-12-31"):
        assert percent(run, folder, f"--as-of {when}") == 60
    log = run("log --as-of 2020-12-31", cwd=folder).out
    assert "未列入：1 条已经撤销。" in log
    assert name not in ids(run, folder)


def test_what_was_known_on_a_day_comes_out_as_it_was_printed(run: Run, folder: Path):
    run("update 5 --percent 6 --date 2020-07-20 --as-of 2020-07-31 --by 许可处", cwd=folder)
    printed = run("report bulletin --as-of 2020-07-31", cwd=folder).out
    run("update 5 --percent 70 --date 2020-07-25 --as-of 2020-08-10 --by 许可处", cwd=folder)
    run("undo", ids(run, folder)[-1], "--as-of", "2020-08-11", "--by", "办公室", cwd=folder)
    assert percent(run, folder, "--as-of 2020-07-31") == 70
    assert percent(run, folder, "--as-of 2020-07-31 --known-on 2020-07-31") == 6
    assert percent(run, folder, "--known-on 2020-07-31") == 6
    assert percent(run, folder, "--as-of 2020-07-31 --known-on 2020-07-30") is None
    assert percent(run, folder, "--as-of 2020-07-31 --known-on 2020-08-10") == 70
    known = run("report bulletin --known-on 2020-07-31", cwd=folder).out
    assert known.replace("\n按2020年7月31日以前登记的台账。\n", "", 1) == printed
    whole = answer(run, "list --known-on 2020-07-31", folder)
    assert (whole["as_of"], whole["known_on"]) == ("2020-07-31", "2020-07-31")
    assert "known_on" not in answer(run, "list --as-of 2020-07-31", folder)
    assert "只按到 2020-07-31 为止已登记的台账。" in run("list --known-on 2020-07-31", cwd=folder).out


def test_without_a_name_others_that_say_the_same_are_told(run: Run, folder: Path):
    run("update 1 --note 已报 --as-of 2020-06-30 --by 办公室", cwd=folder)
    run("done 4 5 16 --as-of 2020-06-30 --by 办公室", cwd=folder)
    last, *others = ids(run, folder)[:3]
    said = run("undo --as-of 2020-07-01 --by 办公室", cwd=folder)
    assert last in said.out
    named = "、".join(f"{name}（任务 {task}）" for name, task in zip(reversed(others), (4, 5), strict=True))
    assert said.err == f"内容相同的另有 2 条，也许是同一条命令登记的，没有撤销：{named}。\n"
    run("undo", *others, "--as-of", "2020-07-01", "--by", "办公室", cwd=folder)
    assert [t["status"] for t in answer(run, "show 4 5 16 --as-of 2020-07-01", folder)["tasks"]] == [
        "not_started"
    ] * 3


def test_what_another_record_rests_on_goes_after_it(run: Run, folder: Path):
    run("done 5 --as-of 2020-06-30 --by 许可处", cwd=folder)
    run("close 5 --as-of 2020-07-01 --by 办公室", cwd=folder)
    closed, done = ids(run, folder)
    before = (folder / "progress.yaml").read_bytes()
    error, hint = refusal(run, f"undo {done} --as-of 2020-07-02 --by 办公室", folder, status=2)
    assert (closed in error, f"workplan undo {closed} {done}" in hint) == (True, True)
    assert (folder / "progress.yaml").read_bytes() == before
    run(f"undo {done[:6]} {closed} --as-of 2020-07-02 --by 办公室", cwd=folder)
    assert answer(run, "show 5 --as-of 2020-07-02", folder)["tasks"][0]["status"] == "not_started"


@pytest.mark.parametrize(("name", "status"), [("0123456789", 4), ("无", 4)])
def test_no_such_record(run: Run, folder: Path, name: str, status: int):
    assert f"“{name}”" in refusal(run, f"undo {name}", folder, status=status)[0]
    refusal(run, "undo", folder, status=4)


def test_taking_back_is_not_taken_back(run: Run, folder: Path):
    run("update 5 --percent 6 --as-of 2020-07-31 --by 许可处", cwd=folder)
    first = ids(run, folder)[0]
    run("undo --as-of 2020-08-01 --by 办公室", cwd=folder)
    error, hint = refusal(run, "undo --as-of 2020-08-02", folder, status=2)
    assert "不能再撤销" in error
    assert hint == "此前的记录都已经撤销，没有什么可以撤销。"
    assert "不能再撤销" in refusal(run, f"undo {ids(run, folder)[0]} --as-of 2020-08-02", folder, status=2)[0]
    again = refusal(run, f"undo {first} --as-of 2020-08-02", folder, status=2)[0]
    assert again == f"{first} 已经撤销过了（“办公室”2020-08-01 登记）。"


def test_two_commands_of_one_day_are_not_said_to_be_one(run: Run, folder: Path):
    run("done 1 2 --by 市监局 --as-of 2020-11-02", cwd=folder)
    for number in (1, 2):
        run(f"close {number} --by 办公室 --as-of 2020-11-03", cwd=folder)
    said = run("undo --by 办公室 --as-of 2020-11-03", cwd=folder).err
    assert "也许是同一条命令登记的" in said  # the ledger does not tell
    assert "workplan undo" not in said


def test_undo_again_names_the_record_before(run: Run, folder: Path):
    run("update 5 --percent 60 --as-of 2020-07-30 --by 许可处", cwd=folder)
    run("update 5 --percent 6 --as-of 2020-07-31 --by 许可处", cwd=folder)
    run("undo --as-of 2020-08-01 --by 办公室", cwd=folder)
    hint = refusal(run, "undo --as-of 2020-08-01 --by 办公室", folder, status=2)[1]
    name = ids(run, folder)[1]
    assert hint == (
        f"再前一条没有撤销的是 {name}（任务 5，2020-07-30 完成 60%）；要撤销它：workplan undo {name}。"
    )
    run(f"undo {name} --as-of 2020-08-01 --by 办公室", cwd=folder)


def test_the_log_says_what_was_taken_back(run: Run, folder: Path):
    run("update 5 --percent 6 --as-of 2020-07-31 --by 许可处", cwd=folder)
    name = ids(run, folder)[0]
    run("undo --as-of 2020-08-01 --by 办公室 --note 少打了0", cwd=folder)
    for tasks in ("", "5"):
        log = run(f"log {tasks} --as-of 2020-12-31 -O md", cwd=folder).out
        assert f"撤销 {name}（2020-07-31 完成 6%）；少打了0" in log
    assert answer(run, "log --as-of 2020-12-31", folder)["records"][0]["voids"] == [name]


def test_dry_run_writes_nothing(run: Run, folder: Path):
    run("update 5 --percent 6 --as-of 2020-07-31 --by 许可处", cwd=folder)
    before = (folder / "progress.yaml").read_bytes()
    assert "voids: [" in run("undo --dry-run --as-of 2020-08-01", cwd=folder).out
    assert (folder / "progress.yaml").read_bytes() == before


def test_long_after_the_plans_life(run: Run, folder: Path):
    run("done 5 --date 2021-12-20 --as-of 2022-01-05 --by 许可处", cwd=folder)
    run("undo --as-of 2023-01-05 --by 办公室", cwd=folder)
    assert answer(run, "show 5 --as-of 2021-12-31", folder)["tasks"][0]["done_on"] is None


def test_nothing_is_taken_back_before_it_was_written_down(run: Run, folder: Path):
    run("update 5 --percent 60 --date 2020-06-20 --as-of 2020-06-30 --by 许可处", cwd=folder)
    (name,), before = ids(run, folder), (folder / "progress.yaml").read_bytes()
    error, hint = run(f"undo {name} --as-of 2020-06-25 --by 办公室", status=2, cwd=folder).complaint
    assert error == f"{name} 是 2020-06-30 登记的，不能在 2020-06-25 撤销。"
    assert "--as-of" in hint
    assert (folder / "progress.yaml").read_bytes() == before
    run(f"undo {name} --as-of 2020-06-30 --by 办公室", cwd=folder)
