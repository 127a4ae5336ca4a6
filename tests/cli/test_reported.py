"""What listings say once progress is recorded: late, extended, met, shared out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, answer, folder_of, snapshot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


def outcome(run: Run, when: str, folder: Path) -> dict[tuple[int, str], tuple[object, str]]:
    promised = answer(run, f"targets --as-of {when}", folder)["targets"]
    return {(t["task"], t["name"]): (t["reported"], t["outcome"]) for t in promised if t["task"]}


@pytest.mark.parametrize(
    ("number", "name", "reported", "met"),
    [
        (5, "网办率", 96.2, "met"),  # at least 95
        (5, "营商环境测评全省名次", 4, "unmet"),  # at most 3
        (5, "企业开办环节", 2, "met"),
        (5, "简易注销试点区域", "是", "met"),
        (4, "国务院办公厅现场会", "否", "unmet"),
        (12, "诉调对接消费投诉案件", 17, "unmet"),
        (17, "接入平台的小餐饮", 1863, "met"),  # about 2000
        (2, "基层所规范化创建率", 100, "met"),
        (6, "监管事项覆盖率", 100, "met"),  # reported in June and not again
        (22, "告知承诺审批办理占比", 61.8, "met"),  # the later of two
        (1, "信息考核进位", None, "no_value"),
    ],
)
def test_targets_are_held_against_the_last_value(
    run: Run, folder: Path, number: int, name: str, reported: object, met: str
):
    assert outcome(run, "2020-12-31", folder)[number, name] == (reported, met)


@pytest.mark.parametrize(
    ("when", "reported", "met"),
    [
        ("2020-05-28", None, "no_value"),
        ("2020-05-29", 91.5, "pending"),
        ("2020-09-30", 94.6, "pending"),
        ("2020-11-24", 94.6, "pending"),
        ("2020-11-25", 96.2, "met"),
    ],
)
def test_targets_as_of_a_day(run: Run, folder: Path, when: str, reported: object, met: str):
    assert outcome(run, when, folder)[5, "网办率"] == (reported, met)


def test_promises_of_the_prose_stand_as_their_tasks_report_them(run: Run, folder: Path):
    found = answer(run, "targets --as-of 2020-12-31", folder)["targets"]
    of_points = {(t["point"], t["name"]): t for t in found if t["point"]}
    carried = of_points[1, "网办率"]
    assert (carried["tasks"], carried["reported"], carried["outcome"]) == ([5], 96.2, "met")
    unowned = [t for t in of_points.values() if not t["tasks"]]
    assert {(t["reported"], t["outcome"]) for t in unowned} == {(None, None)}


def test_outcomes_are_words_in_the_table(run: Run, folder: Path):
    lines = run("targets --as-of 2020-12-31 -O md", cwd=folder).out.splitlines()
    row = next(line for line in lines if "任务 5 " in line and "营商环境" in line)
    assert "4名 ■ 未达到" in row
    assert any("96.2% √ 达到" in line for line in lines)
    assert any("○ 未报" in line for line in lines)


def reasons(run: Run, line: str, folder: Path) -> tuple[list[int], dict[int, str]]:
    seen = answer(run, line, folder)
    left = {item["id"]: item["reason"] for item in seen["left_out"] if item["reason"] != "undated"}
    return [t["id"] for t in seen["tasks"]], left


@pytest.mark.parametrize(
    ("line", "listed", "left_out"),
    [
        # Task 16, printed 10, was moved to 15 December on 20 October.
        ("due --month 10 --as-of 2020-10-19", [4, 16, 19], {13: "ambiguous"}),
        ("due --month 10 --as-of 2020-10-20", [4, 19], {13: "ambiguous", 16: "extended"}),
        ("due --month 12 --as-of 2020-10-19", [23, 31], {}),
        ("due --month 12 --as-of 2020-10-20", [16, 23, 31], {}),
        # Task 14, printed 7月前, was moved to 31 July on 22 June.
        ("due --month 6 --as-of 2020-06-21", [14, 22], {}),
        ("due --month 6 --as-of 2020-06-22", [22], {14: "extended"}),
        ("due --month 7 --as-of 2020-06-22", [14], {}),
        ("list --month 10 --as-of 2020-10-20", [4, 19], {13: "ambiguous", 16: "extended"}),
    ],
)
def test_due_follows_extensions(
    run: Run, folder: Path, line: str, listed: list[int], left_out: dict[int, str]
):
    assert reasons(run, line, folder) == (listed, left_out)


def test_extended_tasks_are_named_below_the_list(run: Run, folder: Path):
    shown = run("due --month 10 --as-of 2020-10-20 -o 十月.txt", cwd=folder)
    assert shown.err == "已写入 十月.txt。\n"
    assert "任务 16 延至 2020-12-15" in (folder / "十月.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2020-06-30", {}),
        ("2020-07-08", {22: 8}),  # sent back, and its day was 30 June
        ("2020-10-10", {13: 10}),
        ("2020-11-10", {19: 10}),
        ("2020-12-01", {1: 1, 2: 1, 3: 1, 7: 1, 11: 1, 15: 1, 17: 1, 26: 1}),
    ],
)
def test_overdue_is_what_is_unfinished(run: Run, folder: Path, when: str, expected: dict[int, int]):
    seen = answer(run, f"overdue --as-of {when}", folder)["tasks"]
    assert {t["id"]: t["days_late"] for t in seen} == expected
    assert {t["standing"] for t in seen} <= {"overdue"}


def test_overdue_milestones(run: Run, folder: Path):
    late = answer(run, "overdue --as-of 2020-10-10", folder)["milestones"]
    assert [(m["task"], m["deadline"]["raw"], m["days_late"], m["reached_on"]) for m in late] == [
        (35, "三季度", 10, None)
    ]
    assert answer(run, "overdue --as-of 2020-10-12", folder)["milestones"] == []  # reached that day, late
    assert "√ 逾期完成 12 天" in run("show 35 --as-of 2020-10-12", cwd=folder).out


@pytest.mark.parametrize(("when", "status"), [("2020-06-30", 0), ("2020-10-10", 1), ("2020-12-10", 1)])
def test_exit_code_on_findings(run: Run, folder: Path, when: str, status: int):
    run(f"overdue --exit-code --as-of {when}", status=status, cwd=folder)
    run(f"overdue --as-of {when}", cwd=folder)


@pytest.mark.parametrize(
    ("department", "expected"),
    [
        ("许可处", (2, 2, 0)),
        ("办公室", (1, 0, 1)),
        ("药品生产(械化监管)处", (2, 2, 0)),
        ("综合执法队", (3, 0, 0)),
        ("市质检院", (2, 1, 0)),  # the other one was cancelled
        ("信用监管处", (1, 1, 0)),  # 7 is overdue, but another leads it
        ("计量评管处", (1, 1, 0)),
        ("妇委会", (0, 0, 0)),
    ],
)
def test_by_dept_counts_done_and_overdue_of_what_each_leads(
    run: Run, folder: Path, department: str, expected: tuple[int, int, int]
):
    seen = {d["name"]: d for d in answer(run, "by-dept --as-of 2020-12-10", folder)["departments"]}
    assert (seen[department]["lead"], seen[department]["done"], seen[department]["overdue"]) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--standing overdue", [1, 2, 3, 7, 11, 15, 17, 26]),
        ("--standing 逾期完成", [13, 19, 22]),
        ("--standing behind", [16, 23, 31]),
        ("--status 已销号", [4, 10, 18, 22]),
        ("--status suspended", [8]),
        ("--status cancelled", [34]),
        ("--status 推进中 --standing 逾期", [2, 7, 17]),
        ("--dept 产品监管处 --status done", [13, 14, 21]),
    ],
)
def test_list_by_standing_and_status(run: Run, folder: Path, options: str, expected: list[int]):
    assert [t["id"] for t in answer(run, f"list {options} --as-of 2020-12-10", folder)["tasks"]] == expected


def test_pace_is_shown_with_both_numbers(run: Run, folder: Path):
    (seen,) = answer(run, "show 23 --as-of 2020-11-10", folder)["tasks"]
    assert (seen["percent"], seen["elapsed"], seen["standing"], seen["light"]) == (
        60,
        81.7,
        "behind",
        "yellow",
    )
    shown = run("show 23 --as-of 2020-11-10", cwd=folder).out
    for words in ("完成 60%", "时间 82%", "▲ 滞后", "黄灯"):
        assert words in shown


@pytest.mark.parametrize(
    "command", ["list", "overdue", "targets", "status", "by-dept", "missing", "log", "due"]
)
@pytest.mark.parametrize("when", ["2020-04-25", "2020-07-08", "2020-10-20"])
def test_a_past_day_is_answered_as_it_was_then(
    run: Run, folder: Path, tmp_path: Path, command: str, when: str
):
    """A ledger cut off on that day gives the same bytes; only `log` also says what it leaves out."""
    whole = EXAMPLE.read_text(encoding="utf-8")
    blocks = whole.split("- task: ")
    known = [b for b in blocks[1:] if b.split("date: ")[1][:10] <= when]
    assert 0 < len(known) < len(blocks) - 1
    then = folder_of(tmp_path / "then", "".join(f"- task: {b}" for b in known).encode())
    for shape in ("json", "tsv"):
        line = f"{command} --as-of {when} -O {shape}"
        assert run(line, cwd=folder).out == run(line, cwd=then).out


def test_the_same_question_gives_the_same_bytes(run: Run, folder: Path):
    before = snapshot(folder)
    for line in ("list", "status", "report", "targets", "by-dept"):
        once, again = (run(f"{line} --as-of 2020-12-10", cwd=folder).out for _ in range(2))
        assert once == again
    assert snapshot(folder) == before


def test_targets_are_named_by_all_that_was_reported_until_now(run: Run, tmp_path: Path):
    """A report of completion may be dated before the figures."""
    folder = folder_of(tmp_path)
    run("update 5 --value 网办率=96 --by 许可处 --as-of 2020-09-10", cwd=folder)
    said = run("done 5 --date 2020-09-01 --by 许可处 --as-of 2020-09-11", cwd=folder)
    assert "企业开办环节" in said.err
    assert "网办率" not in said.err
