"""The 2020 plan against the printed table, copied out by hand row by row: number, 责任部门, 完成时间, 备注.

Nothing here is computed by workplan. Where a test fails, look at the published page first.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import PLAN, Run
from workplan.files.plan_file import load

ASSISTING = "会同产品监管处、计量评管处、餐饮处实施"

PRINTED: dict[int, tuple[list[str], str]] = {
    1: (["办公室"], "11"),
    2: (["组织人事处"], "11"),
    3: (["法规处"], "11"),
    4: (["许可处"], "10"),
    5: (["许可处"], "11"),
    6: (["信用监管处"], "11"),
    7: (["舟山市应用推广省行政执法平台工作专班", "信用监管处"], "11"),
    8: (["网监处"], "11"),
    9: (["市合广告处"], "11"),
    10: (["标准化处"], "9"),
    11: (["质量发展处"], "11"),
    12: (["消保处(消保委)"], "11"),
    13: (["产品监管(食品抽检)处"], "10月前"),
    14: (["产品监管(食品抽检)处"], "7月前"),
    15: (["食品安全协调处"], "11"),
    16: (["食品生产(流通)处"], "10"),
    17: (["餐饮处"], "11"),
    18: (["药品生产(械化监管)处"], "5"),
    19: (["药品生产(械化监管)处"], "10月份"),
    20: (["药品流通处"], "11"),
    21: (["特种设备处"], "11"),
    22: (["计量评管处"], "6"),
    23: (["知识产权处"], "12"),
    24: (["财务科技处"], "11"),
    25: (["机关党委"], "11"),
    26: (["药品认证检查中心"], "11"),
    27: (["综合执法队"], ""),
    28: (["综合执法队"], ""),
    29: (["综合执法队"], ""),
    30: (["工会", "妇委会"], "11"),
    31: (["市食药检院"], "12"),
    32: (["市食药检院"], "8"),
    33: (["市质检院", "计量评管理处"], "11"),
    34: (["市质检院", "计量评管理处"], "11"),
    35: (["市特检院"], "11"),
}

READ_AS = {
    "5": date(2020, 5, 31),
    "6": date(2020, 6, 30),
    "7月前": date(2020, 6, 30),
    "8": date(2020, 8, 31),
    "9": date(2020, 9, 30),
    "10月前": date(2020, 9, 30),
    "10": date(2020, 10, 31),
    "10月份": date(2020, 10, 31),
    "11": date(2020, 11, 30),
    "12": date(2020, 12, 31),
}
OTHERWISE = {13: date(2020, 10, 31), 14: date(2020, 7, 31)}  # the other reading of 10月前 and 7月前
UNDATED = [27, 28, 29]
DATED = {number: READ_AS[words] for number, (_, words) in PRINTED.items() if words}

# Steps with a time of their own in 具体目标要求: 年底 in 7 and 24; 上半年 and 三季度 in 35.
STEPS = [
    (7, "年底", date(2020, 12, 31)),
    (24, "年底", date(2020, 12, 31)),
    (35, "上半年", date(2020, 6, 30)),
    (35, "三季度", date(2020, 9, 30)),
]

# Every name of an office, the register's first: the tasks it leads, shares, and assists with.
OFFICES: dict[tuple[str, ...], tuple[list[int], list[int], list[int]]] = {
    ("办公室",): ([1], [], []),
    ("组织人事处",): ([2], [], []),
    ("政策法规处", "法规处"): ([3], [], []),
    ("许可处",): ([4, 5], [], []),
    ("信用监管处",): ([6], [7], []),
    ("舟山市应用推广省行政执法平台工作专班", "省行政执法平台工作专班"): ([7], [], []),
    ("网监处",): ([8], [], []),
    ("市合广告处",): ([9], [], []),
    ("标准化处",): ([10], [], []),
    ("质量发展处",): ([11], [], []),
    ("消保处(消保委)", "消保处", "消保委"): ([12], [], []),
    ("产品监管(食品抽检)处", "产品监管处", "食品抽检处"): ([13, 14], [], [21]),
    ("食品安全协调处",): ([15], [], []),
    ("食品生产(流通)处", "食品生产处", "食品流通处"): ([16], [], []),
    ("餐饮处",): ([17], [], [21]),
    ("药品生产(械化监管)处", "药品生产处", "械化监管处"): ([18, 19], [], []),
    ("药品流通处",): ([20], [], []),
    ("特种设备处",): ([21], [], []),
    ("计量评管处", "计量评管理处"): ([22], [33, 34], [21]),
    ("知识产权处",): ([23], [], []),
    ("财务科技处",): ([24], [], []),
    ("机关党委",): ([25], [], []),
    ("药品认证检查中心",): ([26], [], []),
    ("综合执法队",): ([27, 28, 29], [], []),
    ("工会",): ([30], [], []),
    ("妇委会",): ([], [30], []),
    ("市食药检院",): ([31, 32], [], []),
    ("市质检院",): ([33, 34], [], []),
    ("市特检院",): ([35], [], []),
}
NAMES = [(name, names[0], roles) for names, roles in OFFICES.items() for name in names]


def month(number: int, last: int | None = None) -> tuple[date, date]:
    last = last or number
    return date(2020, number, 1), date(2020, last, calendar.monthrange(2020, last)[1])


def due_between(first: date, last: date) -> list[int]:
    return sorted((n for n, day in DATED.items() if first <= day <= last), key=lambda n: (DATED[n], n))


def steps_between(first: date, last: date) -> list[tuple[int, str]]:
    return [(task, words) for task, words, day in STEPS if first <= day <= last]


def left_out_of(first: date, last: date) -> list[dict[str, object]]:
    either = [n for n, day in OTHERWISE.items() if first <= day <= last and not first <= DATED[n] <= last]
    return [{"id": n, "reason": "ambiguous"} for n in either] + [
        {"id": n, "reason": "undated"} for n in UNDATED
    ]


def test_every_row_is_as_printed(run: Run) -> None:
    tasks = run("list -O json").data["tasks"]
    assert [task["id"] for task in tasks] == list(PRINTED)
    for task in tasks:
        names, words = PRINTED[task["id"]]
        printed = [d["printed"] for d in task["departments"] if d["role"] != "assist"]
        assert (printed, task["deadline"]["raw"]) == (names, words), task["id"]
        assert task["remark"] == (ASSISTING if task["id"] == 21 else "")
        day = DATED.get(task["id"])
        assert task["deadline"]["last_day"] == (day.isoformat() if day else None)
        other = OTHERWISE.get(task["id"])
        assert task["deadline"]["other_day"] == (other.isoformat() if other else None)


def test_november_is_the_month_that_counts() -> None:
    assert len(due_between(*month(11))) == 21  # the oracle itself: what the city reports of 1-11月


PERIODS = {
    **{f"--month {m}": month(m) for m in range(1, 13)},
    **{f"--quarter {q}": month(3 * q - 2, 3 * q) for q in range(1, 5)},
    "--half 1": month(1, 6),
    "--half 2": month(7, 12),
    "--by 2020-05-30": (date.min, date(2020, 5, 30)),
    "--by 2020-05-31": (date.min, date(2020, 5, 31)),
    "--by 2020-11-30": (date.min, date(2020, 11, 30)),
    "--by 2021-01-01": (date.min, date(2021, 1, 1)),
    "--within 30 --as-of 2020-10-31": (date(2020, 10, 31), date(2020, 11, 30)),
    "--within 29 --as-of 2020-10-31": (date(2020, 10, 31), date(2020, 11, 29)),
    "--within 0 --as-of 2020-06-30": (date(2020, 6, 30), date(2020, 6, 30)),
    "--within 366 --as-of 2020-01-01": (date(2020, 1, 1), date(2021, 1, 1)),
    "--as-of 2020-09-15": month(9),
    "--as-of 2020-12-31": month(12),
}


@pytest.mark.parametrize("asked", PERIODS)
def test_due(run: Run, asked: str) -> None:
    answer = run(f"due {asked} -O json")
    first, last = PERIODS[asked]
    assert answer.ids == due_between(first, last)
    steps = [(step["task"], step["deadline"]["raw"]) for step in answer.data["milestones"]]
    assert steps == steps_between(first, last)
    assert answer.data["left_out"] == left_out_of(first, last)


@pytest.mark.parametrize("asked", [p for p in PERIODS if p.startswith(("--month", "--quarter", "--by"))])
def test_list_knows_the_same_periods(run: Run, asked: str) -> None:
    assert run(f"list {asked} -O json").ids == sorted(due_between(*PERIODS[asked]))


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


@pytest.mark.parametrize("number", range(1, 13))
def test_overdue_on_every_day_of_a_month(run: Run, number: int) -> None:
    for today in days(*month(number)):
        check_overdue(run, today)


@pytest.mark.parametrize("today", ["2019-12-31", "2021-01-01", "2021-02-28", "2021-12-31", "2024-02-29"])
def test_overdue_in_other_years(run: Run, today: str) -> None:
    check_overdue(run, date.fromisoformat(today))


def check_overdue(run: Run, today: date) -> None:
    answer = run(f"overdue --as-of {today} -O json").data
    late = {n: (today - day).days for n, day in DATED.items() if today > day}
    assert {task["id"]: task["days_late"] for task in answer["tasks"]} == late, today
    assert [task["id"] for task in answer["tasks"]] == sorted(late, key=lambda n: (-late[n], n)), today
    steps = {(task, words): (today - day).days for task, words, day in STEPS if today > day}
    found = {(s["task"], s["deadline"]["raw"]): s["days_late"] for s in answer["milestones"]}
    assert found == steps, today
    assert answer["left_out"] == [{"id": n, "reason": "undated"} for n in UNDATED]


@pytest.mark.parametrize(("typed", "name", "roles"), NAMES, ids=[name for name, _, _ in NAMES])
def test_by_dept(run: Run, typed: str, name: str, roles: tuple[list[int], ...]) -> None:
    answer = run("by-dept -O json", typed).data
    assert answer["department"]["name"] == name
    found = {
        role: [task["id"] for task in answer["tasks"] if own(task, name)["role"] == role]
        for role in ("lead", "joint", "assist")
    }
    assert found == dict(zip(("lead", "joint", "assist"), roles, strict=True))
    assert [task["id"] for task in answer["tasks"]] == [n for role in roles for n in role]


def own(task: dict[str, Any], name: str) -> dict[str, str]:
    [responsible] = [d for d in task["departments"] if d["name"] == name]
    return dict(responsible)


def test_every_name_of_the_register_is_in_the_table_above() -> None:
    document = load(PLAN).document
    assert document is not None
    assert [d.names for d in document.plan.departments] == list(OFFICES)


def test_all_departments_at_once(run: Run) -> None:
    answer = run("by-dept -O json --as-of 2021-01-01").data["departments"]
    counted = [(d["name"], d["lead"], d["joint"], d["assist"], d["overdue"]) for d in answer]
    assert counted == [
        (names[0], *map(len, roles), sum(n in DATED for n in roles[0])) for names, roles in OFFICES.items()
    ]
    assert sum(d["lead"] for d in answer) == len(PRINTED)


def test_a_department_nobody_knows(run: Run) -> None:
    error, hint = run("by-dept 许可科", status=4).complaint
    assert "许可科" in error
    assert "“许可处”" in hint
