"""``workplan return``: a report of completion did not stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, added, folder_of, refusal, task


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


@pytest.mark.parametrize(("number", "was"), [(5, "done"), (18, "closed")])
def test_what_was_done_or_closed_is_open_again(run: Run, folder: Path, number: int, was: str):
    assert task(run, number, "2020-12-02", folder)["status"] == was
    run(f"return {number} --reason 佐证材料不全 --by 办公室 --as-of 2020-12-03", cwd=folder)
    assert added(folder).splitlines()[-1] == '  returned: "佐证材料不全"'
    seen = task(run, number, "2020-12-03", folder)
    assert (seen["status"], seen["standing"]) == ("in_progress", "overdue")
    assert (seen["done_on"], seen["closed_on"]) == (None, None)
    assert task(run, number, "2020-12-02", folder)["status"] == was


def test_done_again_is_judged_by_the_later_day(run: Run, folder: Path):
    assert task(run, 22, "2020-07-05", folder)["standing"] == "done"
    assert task(run, 22, "2020-07-08", folder)["standing"] == "overdue"
    again = task(run, 22, "2020-12-31", folder)
    assert (again["standing"], again["days_late"], again["done_on"]) == ("done_late", 10, "2020-07-10")


@pytest.mark.parametrize(
    ("line", "error", "hint"),
    [
        ("return 2 --reason 材料不全", "没有报结", "先报结"),
        ("return 5 2 --reason 材料不全", "没有报结", "先报结"),
        ("return 5", "--reason", "--help"),
        ("return 5 --reason ' '", "--reason 不能是空的", "写明理由"),
        ("return 5 --reason 材料不全 --date 2020-11-24", "没有报结", "先报结"),
        # Written down afterwards, it would leave nothing that was closed on 5 June.
        ("return 18 --reason 材料不全 --date 2020-06-01", "2020-06-05", "先由部门报结"),
    ],
)
def test_what_cannot_be_returned(run: Run, folder: Path, line: str, error: str, hint: str):
    said, remedy = refusal(run, f"{line} --by 办公室 --as-of 2020-12-03", folder)
    assert error in said
    assert hint in remedy
