"""What was carried over is no longer what should be done, on every page alike, and vanishes from none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.shelves import BY, shelf

DAY = "2020-12-15"


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """Return two plans: of 2020 one task is done, one open and due, two carried over, of which one was due."""
    due = {n: f"deadline: '{when}'" for n, when in enumerate(("6", "9", "11", "12"), 1)}
    folder = shelf(tmp_path, {"2020": due, "2021": {1: "deadline: '6', from: ['2020#3', '2020#4']"}})
    run(f"done 1 {BY} -f 2020 --as-of 2020-06-20", cwd=folder)
    run(f"carry --from 2021 {BY} -f 2020 --as-of 2020-12-10", cwd=folder)
    return folder


def _page(run: Run, folder: Path, report: str, kind: str = "md", plans: str = "-f 2020") -> str:
    said = run(f"report {report} {plans} --as-of {DAY} -O {kind}", cwd=folder).out
    return re.sub(r"<[^>]+>|\s", "", said)


def test_every_page_counts_the_same(run: Run, folder: Path) -> None:
    overview = _page(run, folder, "overview")
    assert "完成／应完成：1／2项" in overview
    curve = overview.split("累计应完成")[1]
    assert re.findall(r"\|12月\|\d+\|(\d+)\|", curve)[0] == "2"
    account = _page(run, folder, f"account --to {DAY}")
    assert "共4项任务，应于2020年12月15日以前完成的2项：按期完成1项（50%）" in account
    assert "应完成2项" in _page(run, folder, "overview", plans="-f 2020 -f 2021")
    assert "应完成2项" in _page(run, folder, "bulletin", plans="-f 2020 -f 2021")
    assert re.search(r"应完成2|2应完成", _page(run, folder, "department", "html"))


def test_account_and_bulletin_name_what_was_carried_over(run: Run, folder: Path) -> None:
    account, bulletin = _page(run, folder, f"account --to {DAY}"), _page(run, folder, "bulletin")
    for page in (account, bulletin):
        assert "已结转2项（其中1项到期未完成）" in page
    assert "到期未完成、已经结转到别的计划的1项：任务3。" in account
    assert "没有到期未完成的任务" not in account


def test_before_the_day_it_was_carried_over_it_was_due(run: Run, folder: Path) -> None:
    said = run("report overview -f 2020 --as-of 2020-12-05 -O md", cwd=folder).out
    assert "1／3 项" in said or "1／3项" in said
    assert (
        "已结转" not in run("report account -f 2020 --to 2020-12-05 --as-of 2020-12-05 -O md", cwd=folder).out
    )
