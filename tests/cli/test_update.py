"""``workplan update``: what was reported of tasks is added to the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, added, answer, folder_of, refusal, task


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


def test_all_that_can_be_told_is_written_and_said(run: Run, folder: Path):
    said = run(
        "update 23 --status 推进中 --percent 80% --value 定性任务全部完成=是 --evidence 自评报告.pdf"
        " --date 2020-11-30 --by 知识产权处 --as-of 2020-12-02",
        "--note",
        '第一行: "好"\n第二行',
        cwd=folder,
    )
    assert added(folder) == (
        "- task: 23\n"
        "  date: 2020-11-30\n"
        "  recorded: 2020-12-02\n"
        '  by: "知识产权处"\n'
        "  status: in_progress\n"
        "  percent: 80\n"
        "  values:\n"
        '    "定性任务全部完成": 是\n'
        '  note: "第一行: \\"好\\"\\n第二行"\n'
        '  evidence: "自评报告.pdf"\n'
    )
    assert said.err == ""
    for words in ("任务 23", "2020-11-30", "推进中", "完成 80%", "定性任务全部完成 是", "自评报告.pdf"):
        assert words in said.out


@pytest.mark.parametrize(
    ("options", "key", "expected"),
    [
        ("--percent 0", "percent", 0),
        ("--percent 100", "percent", 100),
        ("--percent 62.5", "percent", 62.5),
        ("--percent 80%", "percent", 80),
        ("--status in_progress", "status", "in_progress"),
        ("--status in-progress", "status", "in_progress"),
        ("--status 推进中", "status", "in_progress"),
        ("--status 暂缓", "status", "suspended"),
        ("--status 取消", "status", "cancelled"),
        ("--status 报结", "status", "done"),
    ],
)
def test_what_is_reported_shows(run: Run, folder: Path, options: str, key: str, expected: object):
    run(f"update 11 {options} --as-of 2020-09-30 --by 质量发展处", cwd=folder)
    assert task(run, 11, "2020-09-30", folder)[key] == expected
    assert task(run, 11, "2020-09-29", folder)[key] != expected


@pytest.mark.parametrize(
    ("given", "name", "reported"),
    [
        ("网办率=96.2", "网办率", 96.2),
        ("网办率=96.20%", "网办率", 96.2),
        ("网办率\uff1d96", "网办率", 96),
        (" 网办 率 = 96 ", "网办率", 96),
        ("企业开办环节=-1", "企业开办环节", -1),
        ("简易注销试点区域=否", "简易注销试点区域", "否"),
    ],
)
def test_values_of_targets(run: Run, folder: Path, given: str, name: str, reported: object):
    run("update 5 --as-of 2020-12-30 --by 许可处", "--value", given, cwd=folder)
    (seen,) = [
        t
        for t in answer(run, "targets --as-of 2020-12-30", folder)["targets"]
        if (t["task"], t["name"]) == (5, name)
    ]
    assert seen["reported"] == reported


def test_milestones(run: Run, folder: Path):
    run("update 7 --reached 年底 --as-of 2020-12-10 --by 信用监管处", cwd=folder)
    assert added(folder).splitlines()[-1] == '  reached: ["年底"]'
    assert "√ 已完成" in run("show 7 --as-of 2020-12-10", cwd=folder).out


def test_many_tasks_say_the_same_and_each_once(run: Run, folder: Path):
    said = run("update 11 26 11 --note 已报 --as-of 2020-11-30 --by 办公室", cwd=folder).out
    assert [line for line in added(folder).splitlines() if line.startswith("-")] == [
        "- task: 11",
        "- task: 26",
    ]
    assert len(said.splitlines()) == 2


@pytest.mark.parametrize(
    ("environment", "option", "expected"),
    [
        ("许可处", "", "许可处"),
        ("许可处", "--by 办公室", "办公室"),
        (None, "", "me"),
    ],
)
def test_who_reports(
    run: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: str | None,
    option: str,
    expected: str,
):
    monkeypatch.setattr("getpass.getuser", lambda: "me")
    if environment is None:
        monkeypatch.delenv("WORKPLAN_BY", raising=False)
    else:
        monkeypatch.setenv("WORKPLAN_BY", environment)
    run(f"update 11 --note 已报 --as-of 2020-11-30 {option}", cwd=folder)
    assert f'  by: "{expected}"\n' in added(folder)


def test_who_reports_must_be_known(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch):
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    monkeypatch.delenv("WORKPLAN_BY", raising=False)
    error, hint = refusal(run, "update 11 --note 已报 --as-of 2020-11-30", folder)
    assert "谁报的" in error
    assert "--by" in hint


@pytest.mark.parametrize(
    ("line", "error", "hint"),
    [
        ("update 11 --percent 120", "0 到 100", "--percent 60"),
        ("update 11 --percent=-1", "0 到 100", "--percent 60"),
        ("update 11 --percent 过半", "应为数字", "--help"),
        ("update 11", "没有内容", "--help"),
        ("update 11 --note 好 --by ' '", "--by 不能是空的", "写明"),
        ("update 11 --status 逾期", "没有“逾期”", "推进中"),
        ("update 11 --status 推进", "没有“推进”", "是不是 推进中"),
        ("update 11 --status 已销号", "不能销号", "先由部门报结"),
        ("update 5 --status 推进中", "不能再记为“推进中”", "return"),
        ("update 11 --note 好 --date 2020-12-31", "还没有到", "补登过去"),
        ("update 11 --note 好 --date 2019-12-31", "不在计划期内", "年份"),
        ("update 11 --note 好 --date 6月底", "读不出", "2020-11-30"),
        ("update 5 --value 网办率", "指标=值", "网办率=96.2"),
        ("update 5 --value =96", "指标=值", "网办率=96.2"),
        ("update 5 --value 网办率=九成", "应为数字", "--help"),
        ("update 5 --value 网办率=是", "要报数字", "原文"),
        ("update 5 --value 简易注销当场办理=100", "只能报 是 或 否", "原文"),
        ("update 5 --value 网办理率=96", "没有指标“网办理率”", "是不是“网办率”"),
        ("update 35 --reached 年底", "没有时间为“年底”的节点", "上半年、三季度"),
        ("update --note 好", "没有写编号", "--help"),
        ("update 十一 --note 好", "应为数字", "workplan show 7"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, folder: Path, line: str, error: str, hint: str):
    said, remedy = refusal(run, f"{line} --as-of 2020-12-30", folder)
    assert error in said
    assert hint in remedy


def test_no_such_task(run: Run, folder: Path):
    error, hint = refusal(run, "update 36 --note 好", folder, status=4)
    assert "没有任务 36" in error
    assert "1 至 35" in hint


def test_a_broken_ledger_is_not_added_to(run: Run, folder: Path):
    (folder / "progress.yaml").write_text("- task: 5\n  note: 好\n", encoding="utf-8")
    refused = run("update 11 --note 好 --as-of 2020-12-30", status=3, cwd=folder)
    assert "progress.yaml:1:3: error[missing-key]" in refused.err
    assert "workplan validate" in refused.err
    assert (folder / "progress.yaml").read_text(encoding="utf-8") == "- task: 5\n  note: 好\n"


def test_a_dry_run_shows_the_record_only(run: Run, folder: Path):
    said = run("update 11 --percent 60 --by 质量发展处 --as-of 2020-11-30 --dry-run", cwd=folder).out
    assert "没有写入" in said.splitlines()[0]
    assert said.splitlines()[1:] == [
        "- task: 11",
        "  date: 2020-11-30",
        "  recorded: 2020-11-30",
        '  by: "质量发展处"',
        "  percent: 60",
    ]
    assert added(folder) == ""


def test_control_characters_are_refused(run: Run, folder: Path):
    line = "update 11 --as-of 2020-11-30 --by 办公室"
    refused = run(line, "--note", "红\x1b[31m字", status=2, cwd=folder)
    assert "\x1b" not in refused.err
    assert "U+001B" in refused.err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("update 5 --percent nan", "--percent 应为数字"),
        ("update 5 --percent=", "--percent"),
        ("update 5 --value 网办率=abc", "--value"),
        ("update 5", "这次登记没有内容"),
        ("update 5 --percent 5", "今天 2030-01-05 不在计划期内"),
    ],
)
def test_what_was_typed_is_told_before_the_day_that_was_not(run: Run, folder: Path, line: str, said: str):
    assert said in refusal(run, f"{line} --by 许可处 --as-of 2030-01-05", folder)[0]
