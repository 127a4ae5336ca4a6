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
        ("extend 16 --to 2020-12-15 --reason 流标", "已经延至 2020-12-15", "核对"),
        ("extend 2 23 --to 2020-12-31 --reason 流标", "任务 23", "核对"),
        ("extend 2 --to 2022-01-01 --reason 流标", "不在计划期内", "年份"),
        ("extend 2 --to 尽快 --reason 流标", "--to 的日期“尽快”读不出", "2020-11-30"),
        ("extend 2 --to 2020-12-32 --reason 流标", "没有这一天", "核对"),
        ("extend 2 --to 12月前 --reason 流标", "可以读作 2020-11-30 或 2020-12-31", "--to 2020-12-31"),
        ("extend 2 --to 每月 --reason 流标", "读不出", "2020-11-30"),
        ("extend 2 --to 长期坚持 --reason 流标", "读不出", "2020-11-30"),
        ("extend 2 --to 一季度末 --reason 流标", "延期到 2020-03-31 并没有往后延", "核对"),
        ("extend 2 --to 2020-12-31 --reason=", "--reason 不能是空的", "写明理由"),
        ("extend 2 --reason 流标", "没有写 --to", "--help"),
        ("extend 2 --to 2020-12-31", "没有写 --reason", "--help"),
    ],
)
def test_what_is_no_extension(run: Run, folder: Path, line: str, error: str, hint: str):
    said, remedy = refusal(run, f"{line} --by 办公室 --as-of 2020-12-03", folder)
    assert error in said
    assert hint in remedy


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12月", "2020-12-31"),
        ("12月底", "2020-12-31"),
        ("12月底前", "2020-12-31"),
        ("12月15日前", "2020-12-15"),
        ("明年3月", "2021-03-31"),
        ("2021年一季度末", "2021-03-31"),
        ("2021Q1", "2021-03-31"),
        ("年底", "2020-12-31"),
        ("20201215", "2020-12-15"),
        ("12月15日", "2020-12-15"),
    ],
)
def test_the_day_is_read_as_a_plan_prints_it(run: Run, folder: Path, typed: str, day: str):
    said = run(f"extend 2 --to {typed} --reason 待评定 --by 组织人事处 --as-of 2020-12-03", cwd=folder)
    assert f"延至 {day}（待评定）" in said.out
    assert f"    to: {day}\n" in added(folder)


def test_other_days_are_not_read_so(run: Run, folder: Path):
    for line in ("update 2 --note 好 --date 11月底", "done 2 --finished 11月底", "status --as-of 11月底"):
        assert "读不出" in run(line, status=2, cwd=folder).complaint[0]
