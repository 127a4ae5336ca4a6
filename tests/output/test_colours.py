"""Colours: the same standing in the same colour on a terminal and on a page, and only in a row's last cell."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Run
from workplan.answers.columns import Column, View, table
from workplan.domain.standing import Standing
from workplan.output.layout import lines
from workplan.output.screen import Screen

COLOURS = {
    Standing.OVERDUE: ("red", "late"),
    Standing.BEHIND: ("yellow", "soon"),
    Standing.DUE_SOON: ("yellow", "soon"),
    Standing.DONE: ("green", "done"),
    Standing.DONE_LATE: ("green", "done"),
    Standing.ON_TRACK: ("", ""),
    Standing.UNREPORTED: ("", ""),
    Standing.ONGOING: ("dim", ""),
    Standing.UNDATED: ("dim", ""),
    Standing.SUSPENDED: ("dim", ""),
    Standing.CANCELLED: ("dim", ""),
    Standing.CARRIED: ("dim", ""),
}


@pytest.mark.parametrize("standing", Standing)
def test_a_row_has_the_colour_of_its_standing_in_its_last_cell(standing: Standing) -> None:
    columns = (Column("任务", lambda s: s.value), Column("进度", lambda s: s.word))
    shown = table((columns, [standing]), standings=[standing])
    *_, row = lines(View({}, (shown,), shown), Screen(80))
    assert [style for text, style in row if text.strip()] == ["", COLOURS[standing][0]]


def test_pages_colour_standings_alike(run: Run) -> None:
    page = run("report -O html --as-of 2020-10-05").out
    rules = re.findall(
        r"^(\..+?) \{ color: var\(--(\w+)\); \}(?: (\..+?) \{ color: var\(--(\w+)\); \})?$", page, re.M
    )
    coloured = {
        code: colour
        for rule in rules
        for selectors, colour in (rule[:2], rule[2:])
        for code in re.findall(r"\.(\w+) \.standing", selectors)
    }
    assert coloured == {standing.value: colour for standing, (_, colour) in COLOURS.items() if colour}
