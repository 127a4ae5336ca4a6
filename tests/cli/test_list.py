"""``workplan list``: filters, all of which must hold; orders; shapes."""

from __future__ import annotations

import csv
import io
from itertools import pairwise

import pytest

from tests.conftest import Run

ALL = list(range(1, 36))
NOVEMBER = [1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 15, 17, 20, 21, 24, 25, 26, 30, 33, 34, 35]
LATE = "--as-of 2020-10-05"


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ("", ALL),
        ("--dept 许可处", [4, 5]),
        ("--dept 许可", [4, 5]),
        ("--dept 法规处", [3]),
        ("--dept 计量评管处", [21, 22, 33, 34]),
        ("--dept 计量评管处 --role lead", [22]),
        ("--dept 计量评管处 --role 牵头", [22]),
        ("--dept 计量评管理处 --role joint", [33, 34]),
        ("--dept 计量评管处 --role 会同", [21]),
        ("--role lead", ALL),
        ("--role 共同", [7, 30, 33, 34]),
        ("--role assist", [21]),
        ("--month 11", NOVEMBER),
        ("--month 11月", NOVEMBER),
        ("--month １１", NOVEMBER),
        ("--month 十", [4, 16, 19]),
        ("--month 2020-10", [4, 16, 19]),
        ("--month 2021-03", []),
        ("--quarter 2", [14, 18, 22]),
        ("--quarter 二", [14, 18, 22]),
        ("--quarter 1", []),
        ("--by 2020-06-30", [14, 18, 22]),
        ("--by 2020-06-29", [18]),
        ("--quarter 2 --by 2020-06-29", [18]),
        (f"--standing overdue {LATE}", [10, 13, 14, 18, 22, 32]),
        (f"--standing 逾期 {LATE}", [10, 13, 14, 18, 22, 32]),
        (f"--standing due-soon {LATE}", [4, 16, 19]),
        (f"--standing due_soon {LATE}", [4, 16, 19]),
        ("--standing undated", [27, 28, 29]),
        ("--standing ongoing", []),
        ("--status not_started", ALL),
        ("--status 推进中", []),
        ("--point 5", [4]),
        ("--point 9", [23, 31, 33, 34, 35]),
        ("--section 2", [4, 6, 10, 12, 14, 19, 32, 33, 34]),
        ("--section 二", [4, 6, 10, 12, 14, 19, 32, 33, 34]),
        ("--section 2 --point 7", [10, 32, 33, 34]),
        ("--section 1 --point 7", []),
        ("--search 甬舟", [10, 32]),
        ("--search ｌｎｇ", [34]),
        ("--search '“浙里检\"'", [35]),
        ("--search '甬 舟'", [10, 32]),
        ("--search 计量评管理处", [33, 34]),
        ("--search 没有这样的词", []),
        ("--undated", [27, 28, 29]),
        ("--dept 许可处 --month 11 --point 1 --search 网办率", [5]),
        ("--dept 许可处 --month 11 --point 5", []),
    ],
)
def test_filters(run: Run, filters: str, ids: list[int]) -> None:
    assert run(f"list -O json {filters}").ids == ids


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("id", [10, 13, 14, 18, 22, 32]),
        ("deadline", [18, 14, 22, 32, 10, 13]),
        ("standing", [18, 14, 22, 32, 10, 13]),
    ],
)
def test_orders(run: Run, order: str, ids: list[int]) -> None:
    assert run(f"list -O json --by 2020-09-30 {LATE} --sort {order}").ids == ids


def test_order_by_department_keeps_each_together(run: Run) -> None:
    leads = [task["departments"][0]["name"] for task in run("list -O json --sort department").data["tasks"]]
    changes = sum(before != after for before, after in pairwise(leads))
    assert changes == len(set(leads)) - 1


def test_what_has_no_day_goes_last(run: Run) -> None:
    assert run("list -O json --sort deadline").ids[-3:] == [27, 28, 29]


@pytest.mark.parametrize(
    ("filters", "left_out"),
    [
        ("", []),
        ("--month 10", [(13, "ambiguous"), (27, "undated"), (28, "undated"), (29, "undated")]),
        ("--month 10 --dept 产品监管处", [(13, "ambiguous")]),
        ("--month 11 --dept 许可处", []),
        ("--undated --month 11", [(27, "undated"), (28, "undated"), (29, "undated")]),
    ],
)
def test_what_is_left_out_is_named(run: Run, filters: str, left_out: list[tuple[int, str]]) -> None:
    answer = run(f"list -O json {filters}").data["left_out"]
    assert [(item["id"], item["reason"]) for item in answer] == left_out


TASK = {
    *("id", "title", "goals", "departments", "deadline", "remark", "points", "targets", "milestones"),
    *("status", "standing", "days_late"),
}


def test_json_has_every_promised_key(run: Run) -> None:
    for task in run("list -O json").data["tasks"]:
        assert set(task) >= TASK
        assert set(task["deadline"]) >= {"raw", "last_day", "kind"}
        assert all(set(d) >= {"name", "printed", "role"} for d in task["departments"])
        keys = {"name", "comparison", "value", "unit", "commitment", "phrase"}
        assert all(set(target) >= keys for target in task["targets"])
        assert all(set(step) >= {"text", "deadline"} for step in task["milestones"])


def test_json_of_one_task(run: Run) -> None:
    [task] = run("list -O json --search 四位一体 --as-of 2020-12-02").data["tasks"]
    assert task["id"] == 21
    assert task["departments"] == [
        {"name": "特种设备处", "printed": "特种设备处", "role": "lead"},
        {"name": "产品监管(食品抽检)处", "printed": "产品监管处", "role": "assist"},
        {"name": "计量评管处", "printed": "计量评管处", "role": "assist"},
        {"name": "餐饮处", "printed": "餐饮处", "role": "assist"},
    ]
    assert task["deadline"].items() >= {"raw": "11", "last_day": "2020-11-30", "kind": "month"}.items()
    assert (task["status"], task["standing"], task["days_late"]) == ("not_started", "overdue", 2)
    assert task["points"] == [12]


def test_json_of_a_blank_deadline(run: Run) -> None:
    for task in run("list -O json --undated").data["tasks"]:
        assert task["deadline"].items() >= {"raw": "", "last_day": None, "kind": "undated"}.items()
        assert (task["standing"], task["days_late"]) == ("undated", 0)


def test_csv_keeps_the_printed_columns_and_adds_the_readings(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("list -O csv --as-of 2020-12-02").out, newline="")))
    assert [row["序号"] for row in rows] == [str(n) for n in ALL]
    wanted = {
        **{"任务名称": "深化绿色石化基地“四位一体”工作机制", "责任部门": "特种设备处", "牵头": "特种设备处"},
        **{"共同": "", "会同": "产品监管(食品抽检)处、计量评管处、餐饮处", "完成时间": "11"},
        **{"最后一日": "2020-11-30", "备注": "会同产品监管处、计量评管处、餐饮处实施", "要点": "12"},
        **{"状态": "未启动", "进度": "逾期", "逾期天数": "2"},
    }
    assert rows[20].items() >= wanted.items()
    assert rows[4]["具体目标要求"].count("\n") == 2
    assert (rows[26]["完成时间"], rows[26]["最后一日"], rows[26]["进度"]) == ("", "", "未定时限")


def test_the_table_shows_words_as_printed_with_their_reading(run: Run) -> None:
    out = run("list --dept 产品监管处 --as-of 2020-10-05").out
    assert "10月前(09-30)" in out
    assert "■ 逾期 5 天" in out
    assert "7月前(06-30)" in out
    assert "特种设备处" in out
    assert "10月31日" in out  # the note below says the other reading


def test_an_empty_list_is_no_error(run: Run) -> None:
    assert "：0 项任务" in run("list --month 1 --dept 许可处").out
    assert run("list --month 1 -O csv").out.count("\r\n") == 1


@pytest.mark.parametrize(
    ("options", "status", "error", "hint"),
    [
        ("--dept 许可科", 4, "许可科", "许可处"),
        ("--dept 检院", 4, "市食药检院、市质检院、市特检院", "更完整"),
        ("--dept ''", 4, "部门", "by-dept"),
        ("--point 20", 4, "20", "1 至 19"),
        ("--point 五", 2, "五", "5"),
        ("--section 6", 4, "6", "1 至 5"),
        ("--section x", 2, "x", "--section 2"),
        ("--month 13", 2, "1 至 12", "--month"),
        ("--month 0", 2, "1 至 12", "--month"),
        ("--month 2020-13", 2, "13", "--month"),
        ("--quarter 5", 2, "1 至 4", "--quarter"),
        ("--by 明天", 2, "明天", "2020-11-30"),
        ("--role 主持", 2, "主持", "lead(牵头)"),
        ("--standing overdu", 2, "overdu", "overdue"),
        ("--standing 逾其", 2, "逾其", "逾期"),
        ("--status finished", 2, "finished", "done"),
        ("--sort name", 2, "name", "department"),
    ],
)
def test_what_makes_no_sense(run: Run, options: str, status: int, error: str, hint: str) -> None:
    said, advice = run(f"list {options}", status=status).complaint
    assert error in said
    assert hint in advice
