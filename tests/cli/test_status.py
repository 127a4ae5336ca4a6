"""``workplan status``: the bureau at a glance as of a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, answer, folder_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2020-04-01", {"undated": 3, "on_track": 32}),
        ("2020-06-30", {"undated": 3, "on_track": 8, "unreported": 18, "behind": 4, "done": 2}),
        (
            "2020-11-30",
            {
                "undated": 3,
                "unreported": 5,
                "behind": 6,
                "done": 16,
                "done_late": 3,
                "suspended": 1,
                "cancelled": 1,
            },
        ),
        (
            "2020-12-31",
            {
                "undated": 3,
                "behind": 1,
                "overdue": 6,
                "done": 18,
                "done_late": 5,
                "suspended": 1,
                "cancelled": 1,
            },
        ),
    ],
)
def test_counts_by_standing(run: Run, folder: Path, when: str, expected: dict[str, int]):
    seen = answer(run, f"status --as-of {when}", folder)
    assert (seen["schema_version"], seen["kind"], seen["as_of"], seen["total"]) == (1, "status", when, 35)
    assert seen["standings"] == expected


def test_counts_agree_with_the_lists(run: Run, folder: Path):
    for standing, count in answer(run, "status --as-of 2020-11-30", folder)["standings"].items():
        listed = answer(run, f"list --standing {standing} --as-of 2020-11-30", folder)["tasks"]
        assert len(listed) == count


def test_counts_by_month_follow_extensions(run: Run, folder: Path):
    months = {m.pop("month"): m for m in answer(run, "status --as-of 2020-12-31", folder)["months"]}
    assert list(months) == [*(f"2020-{n:02}" for n in (5, 6, 7, 8, 9, 10, 11, 12)), None]
    assert months["2020-06"] == {"tasks": 1, "done": 1, "overdue": 0}  # 22; 14 was moved to July
    assert months["2020-07"] == {"tasks": 1, "done": 1, "overdue": 0}
    assert months["2020-12"] == {"tasks": 3, "done": 2, "overdue": 0}  # 16 with its extension, 23, 31
    assert months[None]["tasks"] == 3  # 27, 28, 29
    assert sum(m["tasks"] for m in months.values()) == 35


def test_counts_by_department_add_up(run: Run, folder: Path):
    seen = answer(run, "status --as-of 2020-12-31", folder)
    departments = seen["departments"]
    assert sum(d["lead"] for d in departments) == 35
    assert sum(d["done"] for d in departments) == seen["standings"]["done"] + seen["standings"]["done_late"]
    assert sum(d["overdue"] for d in departments) == seen["standings"]["overdue"]


def test_bars_and_marks_that_a_gbk_console_can_show(run: Run, folder: Path):
    shown = run("status --as-of 2020-12-31", cwd=folder).out
    shown.encode("gbk")
    for words in ("■ 逾期", "√ 逾期完成", "× 暂缓", "×", "●●", "▲"):
        assert words in shown
    november = next(line for line in shown.splitlines() if line.startswith("2020-11"))
    assert november.split() == ["2020-11", "21", "13", "6", "●" * 13 + "▲" * 6 + "○" * 2]


def test_without_a_ledger(run: Run, tmp_path: Path):
    assert answer(run, "status --as-of 2020-12-01", folder_of(tmp_path))["standings"] == {
        "undated": 3,
        "due_soon": 2,
        "overdue": 30,
    }
