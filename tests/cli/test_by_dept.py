"""``workplan by-dept``: shapes and names. Who has what is in test_real_plan.py."""

from __future__ import annotations

import csv
import io

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("计量评管处", "计量评管处"),
        ("计量评管理处", "计量评管处"),
        ("计量", "计量评管处"),
        ("消保处\uff08消保委\uff09", "消保处(消保委)"),
        ("消保", "消保处(消保委)"),
        (" 许 可 处 ", "许可处"),
        ("专班", "舟山市应用推广省行政执法平台工作专班"),
        ("工会", "工会"),
    ],
)
def test_names(run: Run, typed: str, name: str) -> None:
    answer = run("by-dept -O json", typed).data
    assert answer["kind"] == "tasks"
    assert answer["department"]["name"] == name


@pytest.mark.parametrize(
    ("typed", "error", "hint"),
    [
        ("许可科", "许可科", "“许可处”"),
        ("办工室", "办工室", "“办公室”"),
        ("药品", "药品生产(械化监管)处、药品流通处、药品认证检查中心", "完整"),
        ("财政局", "财政局", ""),
        ("abc", "abc", "workplan by-dept"),
    ],
)
def test_no_such_department(run: Run, typed: str, error: str, hint: str) -> None:
    said, advice = run("by-dept", typed, status=4).complaint
    assert error in said
    assert hint in advice


def test_the_role_stands_in_the_table(run: Run) -> None:
    lines = run("by-dept 计量评管处 --as-of 2020-07-01").out.splitlines()
    assert "4 项任务" in lines[0]
    roles = {line.split()[0]: line for line in lines[3:] if line[:4].strip().isdigit()}
    assert {n: next(r for r in ("牵头", "共同", "会同") if r in line) for n, line in roles.items()} == {
        "22": "牵头",
        "33": "共同",
        "34": "共同",
        "21": "会同",
    }
    assert "■ 逾期 1 天" in roles["22"]


def test_all_departments(run: Run) -> None:
    answer = run("by-dept -O json --as-of 2020-10-05").data["departments"]
    assert len(answer) == 29
    assert all(set(d) >= {"name", "lead", "joint", "assist", "done", "overdue"} for d in answer)
    [one] = [d for d in answer if d["name"] == "产品监管(食品抽检)处"]
    counts = {"lead": 2, "joint": 0, "assist": 1, "done": 0, "overdue": 2}
    assert one.items() >= counts.items()
    rows = list(csv.DictReader(io.StringIO(run("by-dept -O csv --as-of 2020-10-05").out, newline="")))
    assert [row["部门"] for row in rows] == [d["name"] for d in answer]
    [row] = [row for row in rows if row["部门"] == one["name"]]
    assert (row["牵头"], row["会同"], row["逾期"]) == ("2", "1", "2")


def test_one_department_at_a_time(run: Run) -> None:
    assert "网监处" in run("by-dept 许可处 网监处", status=2).complaint[0]
