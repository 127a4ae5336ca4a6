"""``workplan done``: departments report tasks finished."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, added, folder_of, refusal, task


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


@pytest.mark.parametrize(
    ("line", "standing", "late"),
    [
        ("done 2 --date 2020-11-30", "done", 0),
        ("done 2 --date 2020-12-03", "done_late", 3),
        ("done 2", "done_late", 30),
        ("done 27", "done", 0),  # it has no day to be late for
        ("done 8", "done_late", 30),  # it had been suspended
    ],
)
def test_done_as_of_its_day(run: Run, folder: Path, line: str, standing: str, late: int):
    number = int(line.split()[1])
    run(f"{line} --as-of 2020-12-30 --by 办公室", cwd=folder)
    seen = task(run, number, "2021-06-30", folder)
    assert (seen["status"], seen["standing"], seen["days_late"]) == ("done", standing, late)


def test_many_at_once(run: Run, folder: Path):
    said = run("done 1 3 15 --evidence 总结.pdf --by 办公室 --as-of 2020-11-30", cwd=folder).out
    assert [f"任务 {n}" in line for n, line in zip((1, 3, 15), said.splitlines(), strict=True)] == [True] * 3
    assert added(folder).count("  status: done\n") == 3
    assert added(folder).count('  evidence: "总结.pdf"\n') == 3


@pytest.mark.parametrize(
    ("line", "status", "error", "hint"),
    [
        ("done 1 3 99", 4, "没有任务 99", "1 至 35"),
        ("done 34 1", 2, "为“取消”", "核对"),
        ("done 1 18", 2, "为“已销号”", "return"),
        ("done 1 --date 2021-01-01", 2, "还没有到", "补登过去"),
        ("done 1 --finished 2020-12-01 --date 2020-11-30", 2, "--finished 2020-12-01 晚于", "核对"),
        ("done 1 --finished 2019-12-01", 2, "--finished 2019-12-01 不在计划期内", "年份"),
        ("done", 2, "没有写编号", "--help"),
    ],
)
def test_what_cannot_be_done_is_refused_whole(
    run: Run, folder: Path, line: str, status: int, error: str, hint: str
):
    said, remedy = refusal(run, f"{line} --as-of 2020-12-30 --by 办公室", folder, status)
    assert error in said
    assert hint in remedy
