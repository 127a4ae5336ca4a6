"""What is recorded already is not recorded once more: acts that change nothing are refused, with when and by whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import folder_of, refusal

DAY = "--as-of 2020-10-08"
CLOSED = ("done 5 --by 许可处 --as-of 2020-10-07", f"close 5 --by 办公室 {DAY}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path)


@pytest.mark.parametrize(
    ("before", "line", "said"),
    [
        (CLOSED, "close 5 --by 办公室", "任务 5 已经销号（“办公室”2020-10-08 登记），没有再登记。"),
        (CLOSED, "close 5 --by 办公室 --note 再核", "已经销号"),
        (CLOSED, "update 5 --status 已销号 --by 办公室", "已经销号"),
        (CLOSED, "close 5 --by 办公室 --as-of 2020-10-20", "已经销号（“办公室”2020-10-08 登记）"),
        (CLOSED[:1], "done 5 --by 许可处", "已经报结（“许可处”2020-10-07 登记）"),
        (CLOSED[:1], "update 5 --status 完成 --percent 100 --by 许可处", "已经报结"),
        (
            ("done 5 --date 2020-09-30 --by 许可处 --as-of 2020-10-07",),
            "done 5 --finished 2020-09-20 --by 许可处",
            "已经报结（2020-09-30，“许可处”2020-10-07 登记）",
        ),
        (("update 5 --status 取消 --by 办公室 --as-of 2020-10-07",), "update 5 --status 取消", "已经取消"),
        (("update 5 --status 暂缓 --note 等 --as-of 2020-10-07",), "update 5 --status 暂缓", "已经暂缓"),
        (
            ("update 5 --status 暂缓 --note 等 --as-of 2020-10-07",),
            "update 5 --status 暂缓 --note 等",
            "已经暂缓",
        ),
        (
            (f"carry 5 --to 2021#8 --by 办公室 {DAY}",),
            "carry 5 --to 2021#8",
            "已经登记结转到 2021#8（“办公室”2020-10-08 登记）",
        ),
        (
            (*CLOSED, f"return 5 --reason 不全 --by 办公室 {DAY}"),
            "return 5 --reason 不全",
            "任务 5 已经退回（“办公室”2020-10-08 登记）",
        ),
        (
            (f"extend 5 --to 2020-12-15 --reason 流标 --by 许可处 {DAY}",),
            "extend 5 --to 2020-12-15 --reason 另批",
            "已经延至 2020-12-15（“许可处”2020-10-08 登记）",
        ),
        (
            ("update 35 --reached 上半年 --by 市特检院 --as-of 2020-10-07",),
            "update 35 --reached 35.1",
            "节点“35.1”已经报过完成（“市特检院”2020-10-07 登记）",
        ),
    ],
)
def test_what_stands_is_not_recorded_again(
    run: Run, folder: Path, before: tuple[str, ...], line: str, said: str
):
    for step in before:
        run(step, cwd=folder)
    line = line if "--as-of" in line else f"{line} {DAY}"
    written = (folder / "progress.yaml").read_bytes()
    for more in ("", " --dry-run"):
        *_, error, hint = run(line + more, status=2, cwd=folder).err.splitlines()
        assert said in error
        assert "workplan undo " in hint
        assert (folder / "progress.yaml").read_bytes() == written


def test_all_that_stand_are_named_and_nothing_is_written(run: Run, folder: Path):
    for line in ("done 4 5 --by 许可处", "done 16 --by 食品生产处", "close 4 5 --by 办公室"):
        run(f"{line} {DAY}", cwd=folder)
    error, hint = refusal(run, f"close 4 5 16 --by 办公室 {DAY}", folder)
    assert error == (
        "任务 4 已经销号（“办公室”2020-10-08 登记），任务 5 已经销号（“办公室”2020-10-08 登记），没有再登记。"
    )
    run(hint.partition("撤销：workplan ")[2].rstrip("。") + f" {DAY} --by 办公室", cwd=folder)
    run(f"close 4 16 --by 办公室 {DAY}", cwd=folder)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (CLOSED, "update 5 --note 补记 --by 办公室"),
        (CLOSED, "close 5 --date 2020-10-07 --by 办公室"),  # earlier than it was
        (CLOSED[:1], "done 5 --evidence 舟市监〔2020〕31号 --by 许可处"),
        (CLOSED[:1], "done 5 --value 网办率=96 --by 许可处"),
        (("update 5 --percent 60 --by 许可处 --as-of 2020-10-07",), "update 5 --percent 60 --by 许可处"),
        (("update 5 --status 推进中 --by 许可处 --as-of 2020-10-07",), "update 5 --status 推进中"),
        (
            (f"update 5 --percent 60 {DAY} --by 许可处", f"update 5 --percent 6 {DAY} --by 许可处"),
            "update 5 --percent 60 --by 许可处",
        ),
        ((f"carry 5 --to 2021#8 --by 办公室 {DAY}",), "carry 5 --to 2021#9"),
        ((*CLOSED, f"return 5 --reason 不全 {DAY}", f"done 5 {DAY}"), "return 5 --reason 不全"),
        ((*CLOSED, f"undo --by 办公室 {DAY}"), "close 5 --by 办公室"),
        ((f"update 35 --reached 上半年 {DAY}",), "update 35 --reached 上半年 --date 2020-06-30"),
    ],
)
def test_what_says_anything_new_is_recorded(run: Run, folder: Path, before: tuple[str, ...], line: str):
    for step in before:
        run(step, cwd=folder)
    written = (folder / "progress.yaml").read_text("utf-8")
    run(f"{line} {DAY}", cwd=folder)
    assert (folder / "progress.yaml").read_text("utf-8").removeprefix(written).count("- task:") == 1
