"""``workplan extend``: a new last day; the first stays on record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, added, folder_of, refusal, task


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


def test_both_days_are_shown(run: Run, folder: Path):
    run(
        "extend 2 --to 2020年12月31日 --reason 待省局评定 --approval 局长办公会 --by 组织人事处 --as-of 2020-12-03",
        cwd=folder,
    )
    assert added(folder).endswith(
        '  extension:\n    to: 2020-12-31\n    reason: "待省局评定"\n    approval: "局长办公会"\n'
    )
    seen = task(run, 2, "2020-12-03", folder)
    assert (seen["deadline"]["last_day"], seen["last_day"]) == ("2020-11-30", "2020-12-31")
    assert seen["extensions"] == [{"to": "2020-12-31", "reason": "待省局评定", "approval": "局长办公会"}]
    assert seen["standing"] != "overdue"
    assert task(run, 2, "2020-12-02", folder)["standing"] == "overdue"
    shown = run("list --status 推进中 --as-of 2020-12-03", cwd=folder).out
    assert "11(11-30)→12-31" in shown


def test_what_was_done_late_stays_late(run: Run, folder: Path):
    run("extend 19 --to 2020-12-31 --reason 补办手续 --by 办公室 --as-of 2020-12-03", cwd=folder)
    seen = task(run, 19, "2020-12-31", folder)
    assert (seen["standing"], seen["days_late"], seen["last_day"]) == ("done_late", 13, "2020-10-31")


@pytest.mark.parametrize(
    ("line", "error", "hint"),
    [
        ("extend 2 --to 2020-11-30 --reason 流标", "没有往后延", "核对"),
        ("extend 16 --to 2020-12-15 --reason 流标", "现定 2020-12-15", "核对"),
        ("extend 2 23 --to 2020-12-31 --reason 流标", "任务 23", "核对"),
        ("extend 2 --to 2022-01-01 --reason 流标", "不在计划期内", "年份"),
        ("extend 2 --to 年底 --reason 流标", "--to", "2020-11-30"),
        ("extend 2 --to 2020-12-31 --reason=", "--reason 不能是空的", "写明理由"),
        ("extend 2 --reason 流标", "没有写 --to", "--help"),
        ("extend 2 --to 2020-12-31", "没有写 --reason", "--help"),
    ],
)
def test_what_is_no_extension(run: Run, folder: Path, line: str, error: str, hint: str):
    said, remedy = refusal(run, f"{line} --by 办公室 --as-of 2020-12-03", folder)
    assert error in said
    assert hint in remedy
