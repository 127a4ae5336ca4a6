"""Plans whose numbers are long, and plans that reach far into later years, on the wall and on the overview."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.pages import SMALL, lay_out
from workplan import reports
from workplan.cli.plan import open_case

HEAD = (
    SMALL[: SMALL.index("tasks:")]
    + "columns:\n  - {head: 问题编号, holds: number}\n"
    + (
        "  - {head: 任务, holds: title}\n  - {head: 目标, holds: goals}\n"
        "  - {head: 部门, holds: departments}\n  - {head: 时限, holds: deadline}\n"
    )
)
TASK = '  - {id: %d, number: "%s", title: 任务, goals: 做, departments: 许可处, deadline: "%s"}\n'


def report_of(folder: Path, *rows: tuple[str, str]) -> reports.Report:
    tasks = "".join(TASK % (at, *row) for at, row in enumerate(rows, 1))
    case = open_case(str(lay_out(folder, HEAD + "tasks:\n" + tasks)))
    as_of = date(2020, 3, 1)
    return reports.Report(case.document, case.records, reports.Request(as_of), case.tasks(as_of))


@pytest.mark.parametrize("number", ["1", "2020-001", "舟市监〔2020〕12号之001", "一" * 60])
def test_the_column_of_numbers_is_as_wide_as_they_are(tmp_path: Path, number: str) -> None:
    report = report_of(tmp_path, (number, "2020-12-31"), (number[:-1] + "二", "2020-10-31"))
    wall, column = report.wall, report.wall.title_x - 12
    widest = sum(2 if ord(char) > 127 else 1 for char in number)
    assert widest * wall.number_size // 2 <= column
    assert 2 * len("问题编号") * wall.head_sizes[0] // 2 <= column
    assert wall.number_x == column // 2
    assert report.overview.number_width >= widest
    assert report.overview.offices.named is (widest <= 2)


def test_what_is_due_years_later_has_an_arrow(tmp_path: Path) -> None:
    report = report_of(tmp_path, ("1", "2020-12-31"), ("2", "2023-12-31"))
    wall = report.wall
    (near, far) = wall.sheets[0].rows
    assert [month.label for month in wall.sheets[0].months][-2:] == ["2月", "以后"]
    assert [month.year for month in wall.sheets[0].months if month.year] == ["2020年", "2021年"]
    assert near.bar.beyond is None
    assert near.bar.whole is not None
    assert far.bar.beyond is not None
    assert wall.sheets[0].months[-1].x < far.bar.beyond.x < wall.right
    assert wall.beyond
    assert report.overview.beyond


def test_the_next_year_is_named_above_its_first_month(tmp_path: Path) -> None:
    wall = report_of(tmp_path, ("1", "2020-12-31"), ("2", "2021-12-31")).wall
    months = wall.sheets[0].months
    assert (len(months), wall.beyond) == (24, False)
    assert (months[12].year, months[12].short) == ("2021年", "1月")
    assert 6 * months[12].year_size // 2 <= months[12].width
