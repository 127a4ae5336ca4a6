"""``workplan overdue``: order, shapes and the exit code. Every day of 2020 is in test_real_plan.py."""

from __future__ import annotations

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("as_of", "late"),
    [
        ("2020-05-31", []),  # the deadline day itself is not overdue
        ("2020-06-01", [(18, 1)]),
        ("2020-09-30", [(18, 122), (14, 92), (22, 92), (32, 30)]),
        ("2020-10-01", [(18, 123), (14, 93), (22, 93), (32, 31), (10, 1), (13, 1)]),
    ],
)
def test_days_late_the_longest_first(run: Run, as_of: str, late: list[tuple[int, int]]) -> None:
    tasks = run(f"overdue --as-of {as_of} -O json").data["tasks"]
    assert [(task["id"], task["days_late"]) for task in tasks] == late
    assert {task["standing"] for task in tasks} <= {"overdue"}


def test_steps_are_late_by_themselves(run: Run) -> None:
    answer = run("overdue --as-of 2020-10-01 --dept 市特检院 -O json").data
    assert answer["tasks"] == []
    steps = [(s["task"], s["deadline"]["raw"], s["days_late"]) for s in answer["milestones"]]
    assert steps == [(35, "上半年", 93), (35, "三季度", 1)]
    out = run("overdue --as-of 2020-10-01 --dept 市特检院").out
    assert out.count("〔节点〕") == 2
    assert "■ 逾期 93 天" in out


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("overdue --as-of 2020-12-01", 0),
        ("overdue --as-of 2020-12-01 --exit-code", 1),
        ("overdue --as-of 2020-05-31 --exit-code", 0),
        ("overdue --as-of 2020-12-01 --exit-code --dept 知识产权处", 0),
        ("overdue --as-of 2020-07-01 --exit-code --dept 市特检院", 1),  # a step only
        ("overdue --as-of 2021-12-01 --exit-code --dept 综合执法队", 0),  # undated is never overdue
    ],
)
def test_findings_exit_1_when_asked(run: Run, line: str, status: int) -> None:
    for format_ in ("table", "json", "csv", "md"):
        assert run(f"{line} -O {format_}", status=status).err == ""


def test_the_undated_are_always_mentioned(run: Run) -> None:
    for as_of in ("2020-01-01", "2021-12-31"):
        answer = run(f"overdue --as-of {as_of} -O json").data["left_out"]
        assert answer == [{"id": n, "reason": "undated"} for n in (27, 28, 29)]
        assert "27、28、29" in run(f"overdue --as-of {as_of}").out


def test_the_heading_counts(run: Run) -> None:
    heading = run("overdue --as-of 2020-10-05").out.splitlines()[0]
    assert "6 项任务" in heading
    assert "2 个节点" in heading
    assert "2020-10-05" in heading
    assert "0 项任务" in run("overdue --as-of 2020-01-01").out


def test_a_department_nobody_knows(run: Run) -> None:
    _, hint = run("overdue --dept 许可科 --exit-code", status=4).complaint
    assert "许可处" in hint
