"""The numbers on every page are those that status, list and targets give for the same day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PLAN, Run
from tests.ledgers import EXAMPLE, answer, day, folder_of, records_in
from workplan.domain.standing import schedule
from workplan.files.plan_file import load
from workplan.reports import Level, Report, Request
from workplan.reports.outline import Table

DAYS = ("2020-06-30", "2020-10-15", "2020-12-31")


@pytest.fixture(params=[(when, kept) for when in DAYS for kept in (True, False)], ids=str)
def both(run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Report, dict[str, Any]]:
    """The real plan on a day as pages have it and as JSON has it, with a ledger and without."""
    when, kept = request.param
    folder = folder_of(tmp_path, EXAMPLE.read_bytes() if kept else None)
    document = load(PLAN).document
    assert document is not None
    records = tuple(records_in(EXAMPLE, document)) if kept else ()
    report = Report(
        document, records, Request(day(when), level=Level.SUPERVISE), schedule(document, day(when), records)
    )
    told = {name: answer(run, f"{name} --as-of {when}", folder) for name in ("status", "list", "targets")}
    return report, told


def test_pages_count_what_the_answers_count(both: tuple[Report, dict[str, Any]]) -> None:
    report, told = both
    status, tasks = told["status"], told["list"]["tasks"]
    outcomes = [target["outcome"] for target in told["targets"]["targets"]]
    stand: dict[str, list[int]] = {}
    for task in tasks:
        stand.setdefault(task["standing"], []).append(task["id"])
    assert {c.standing: c.count for c in report.counts} == {k: n for k, n in status["standings"].items() if n}
    b = report.bulletin
    assert (b.total, b.finished) == (len(tasks), status["done"])
    for rows, standing in ((b.overdue, "overdue"), (b.behind, "behind"), (b.unreported, "unreported")):
        assert sorted(row.number for row in rows) == stand.get(standing, []), standing
    owned = [o for o, t in zip(outcomes, told["targets"]["targets"], strict=True) if t.get("task")]
    assert (len(b.met), len(b.unmet)) == (owned.count("met"), owned.count("unmet"))
    assert [row.task.number for row in b.account] == [t["id"] for t in tasks]
    asked = {item.number for slip in report.slips.slips for item in slip.items}
    assert asked == set(stand.get("overdue", []))
    drawn = [row.number for sheet in report.wall.sheets for row in sheet.rows]
    assert sorted(drawn) == [t["id"] for t in tasks]


def test_an_offices_figures_are_those_of_status(both: tuple[Report, dict[str, Any]]) -> None:
    report, told = both
    counts = {d["name"]: d for d in told["status"]["departments"]}
    for page in report.departments:
        figures = {figure.word: figure.number for figure in page.figures}
        if page.rows:
            entry = counts[page.name]
            assert figures["负责的"] == entry["lead"] + entry.get("shared", 0)
            assert figures["完成"] == entry["done"]
            assert figures["逾期"] == entry["overdue"]


def test_on_pace_never_stands_beside_unreported_or_not_begun(both: tuple[Report, dict[str, Any]]) -> None:
    report, told = both
    percents = {t["id"]: t["percent"] for t in told["list"]["tasks"]}
    (table,) = report.circular.annexes[0].sections[0].blocks
    assert isinstance(table, Table)
    on_pace = [row.cells for row in table.rows if any("按进度推进" in cell for cell in row.cells)]
    assert sum(cell.count("按进度推进") for row in on_pace for cell in row) == report.bulletin.on_pace
    for cells in on_pace:
        assert not any(word in cell for cell in cells for word in ("未启动", "未报", "没有报过"))
        assert percents[int(cells[0])] is not None
