"""Narrow screens and wide marks: no line wider than the screen, no cell lost, one scale for all bars."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.process import in_terminal
from workplan.answers.columns import Bar, Column, Table, View
from workplan.output.bars import drawn, marks
from workplan.output.export import to_markdown
from workplan.output.layout import plain
from workplan.output.screen import Screen

AS_OF = "--as-of 2020-10-31"
LETTERS = "政务信息处任务“”‘’○▲■●─…—、。:()《》 ab12%.-\n"


def columns_of(text: str, ambiguous: int) -> int:
    """Return how many columns a terminal gives to ``text``, computed apart from workplan.domain.width."""
    wide = "WFA" if ambiguous == 2 else "WF"
    return sum(1 + (unicodedata.east_asian_width(char) in wide) for char in text)


def squeeze(text: str) -> str:
    return "".join(text.split())


cells = st.text(LETTERS, max_size=60)
rows_of = st.integers(1, 9).flatmap(
    lambda n: st.tuples(
        st.lists(
            st.tuples(st.text(LETTERS.replace("\n", ""), max_size=12), st.booleans(), st.booleans()),
            min_size=n,
            max_size=n,
        ),
        st.lists(st.lists(cells, min_size=n, max_size=n).map(tuple), min_size=1, max_size=4),
    )
)


@given(rows_of, st.integers(20, 200), st.sampled_from([1, 2]), st.text(LETTERS, max_size=60))
def test_no_line_is_wider_than_the_screen_and_no_cell_is_lost(
    made: tuple[list[tuple[str, bool, bool]], list[tuple[str, ...]]], width: int, ambiguous: int, note: str
) -> None:
    heads, rows = made
    columns = [Column(head, flexible=flexible, numeric=right) for head, flexible, right in heads]
    table = Table(columns, rows, title=note.replace("\n", ""), headings={0: [note.replace("\n", "")]})
    shown = "".join(plain(View({}, (table,), table, (note.replace("\n", ""),)), Screen(width, ambiguous)))
    for line in shown.splitlines():
        assert columns_of(line, ambiguous) <= width, line
    every = "".join(cell for row in rows for cell in row)
    assert not set(squeeze(every)) - set(shown)


@given(
    st.lists(
        st.tuples(st.text("栏目名称ab", min_size=1, max_size=6), cells),
        min_size=1,
        max_size=7,
        unique_by=lambda c: c[0],
    ),
    st.integers(20, 49),
    st.sampled_from([1, 2]),
)
def test_a_list_holds_every_cell_behind_its_head(
    named: list[tuple[str, str]], width: int, ambiguous: int
) -> None:
    wide = Column("很宽的一栏", flexible=True)
    columns = [*(Column(head) for head, _ in named), wide]
    row = (*(cell for _, cell in named), "字" * 60)
    table = Table(columns, [row])
    shown = "".join(plain(View({}, (table,), table), Screen(width, ambiguous)))
    told = "".join(head + squeeze(cell) for head, cell in named if cell.strip("\n"))
    assert squeeze(shown) == squeeze(told) + "很宽的一栏" + "字" * 60


@pytest.mark.parametrize(
    "line", ["list", "due --month 12", "by-dept", "targets", "status", "points", "show 12", "search 甬舟"]
)
@pytest.mark.parametrize("width", [20, 33, 49, 50, 80, 120])
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_answers_stay_within_the_screen(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: str, width: int, ambiguous: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("WORKPLAN_AMBIGUOUS", str(ambiguous))
    for shown in run(f"{line} {AS_OF}").out.splitlines():
        assert columns_of(shown, ambiguous) <= width, shown


def test_below_fifty_columns_a_task_is_a_block(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    blocks = run(f"list {AS_OF}").out.split("\n\n")
    tasks = run(f"list {AS_OF} -O json").data["tasks"]
    for block, task in zip(blocks, tasks, strict=False):
        lines = block.splitlines()[-30:]
        assert [line for line in lines if line.startswith("序号")] == [f"序号      {task['id']}"]
        assert squeeze(task["title"]) in squeeze(block)
    assert blocks[0].startswith("35 项任务")
    assert "─" not in "".join(blocks)


def test_at_fifty_columns_it_is_a_table(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert "─" * 50 in run(f"list {AS_OF}").out


def test_a_table_that_fits_stays_one_on_any_screen() -> None:
    table = Table([Column("部门"), Column("项数", numeric=True)], [("许可处", 3), ("办公室", 0)])
    assert "".join(plain(View({}, (table,), table), Screen(20))) == (
        "部门    项数\n────────────\n许可处     3\n办公室     0\n"
    )


def test_a_table_of_more_columns_than_the_screen_has_room_for_is_a_list() -> None:
    heads = [f"第{n}栏" for n in range(30)]
    table = Table([Column(head) for head in heads], [tuple("很长的内容" for _ in heads)])
    shown = "".join(plain(View({}, (table,), table), Screen(120)))
    assert shown.splitlines()[:2] == ["第0栏   很长的内容", "第1栏   很长的内容"]


# Marks that take two columns.


def test_a_gbk_terminal_counts_marks_as_it_draws_them() -> None:
    if os.name == "nt":
        pytest.skip("pseudo terminals are Unix")
    for line in ("list", "status", "targets"):
        status, screen = in_terminal(
            80, "-m", "workplan", line, *AS_OF.split(), PYTHONIOENCODING="gbk", NO_COLOR="1"
        )
        lines = re.sub(r"\x1b\[[0-9;]*m", "", screen.decode("gbk")).splitlines()
        assert status == 0
        assert max(columns_of(shown, 2) for shown in lines) <= 80
        assert any(set(shown.strip()) == {"─"} for shown in lines)


def test_what_a_console_cannot_write_is_counted_as_it_is_spelled() -> None:
    table = Table([Column("名称"), Column("项数")], [("a✓b", "1"), ("abcdefgh", "2")])
    shown = "".join(plain(View({}, (table,), table), Screen(80, 2, "gbk"))).splitlines()
    assert shown[2:] == ["a\\u2713b  1", "abcdefgh  2"]


@pytest.mark.parametrize(("wanted", "rule"), [("1", 80), ("2", 40)])
def test_the_variable_says_how_marks_are_drawn(
    run: Run, monkeypatch: pytest.MonkeyPatch, wanted: str, rule: int
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("WORKPLAN_AMBIGUOUS", f' "{wanted}" ')
    assert "─" * rule in run(f"list {AS_OF}").out.splitlines()


@pytest.mark.parametrize("line", ["list", "due --help"])
def test_a_wrong_value_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setenv("WORKPLAN_AMBIGUOUS", "wide")
    error, hint = run(line, status=2).complaint
    assert error == "环境变量 WORKPLAN_AMBIGUOUS 应为 1 或 2，这里是“wide”。"
    assert "占两列的写 2" in hint


def test_a_file_is_written_as_ever(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run(f"list {AS_OF} -o {tmp_path / 'a.txt'}")
    monkeypatch.setenv("WORKPLAN_AMBIGUOUS", "2")
    monkeypatch.setenv("COLUMNS", "40")
    run(f"list {AS_OF} -o {tmp_path / 'b.txt'}")
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes()


# Bars and noughts.


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_a_bar_shows_all_there_is_and_nothing_else(done: int, late: int, rest: int) -> None:
    shown = marks(Bar(done, late, rest), max(1.0, (done + late + rest) / 30))
    assert [mark in shown for mark in "●▲○"] == [bool(done), bool(late), bool(rest)]
    assert shown == "".join(sorted(shown, key="●▲○".index))
    assert len(shown) <= 32
    if done + late + rest <= 30:
        assert len(shown) == done + late + rest


def bars(*numbers: int) -> Table:
    return Table([Column("月"), Column("", bar=True)], [(str(n), Bar(0, 0, n)) for n in numbers])


def test_all_bars_of_an_answer_are_on_one_scale() -> None:
    first, second = bars(60, 4), bars(4)
    shown = drawn(View({}, (first, second), first))
    lengths = [[len(str(row[1])) for row in table.rows] for table in shown.tables]
    assert lengths == [[30, 2], [2]]
    assert "○" * 30 + " |\n| 4 | ○○" in "".join(to_markdown(View({}, (first, second), first)))


def test_a_bar_leaves_room_for_what_it_is_a_bar_of() -> None:
    table = bars(100)
    for width, ambiguous, longest in ((80, 1, 30), (50, 1, 20), (80, 2, 16)):
        shown = "".join(plain(View({}, (table,), table), Screen(width, ambiguous)))
        assert shown.count("○") == longest


def test_no_count_is_scaled_to_nothing() -> None:
    [table] = drawn(View({}, (bars(500, 1),), bars())).tables
    assert [row[1] for row in table.rows] == ["○" * 30, "○"]


@pytest.mark.parametrize("line", ["by 完成时间", "by-dept", "status"])
def test_a_nought_that_was_counted_is_shown(run: Run, line: str) -> None:
    for row in run(f"{line} --as-of 2020-01-31").out.splitlines():
        if row.startswith(("2020-06", "许可处", "年底")):
            assert " 0" in row, row


def test_a_share_of_nothing_is_blank(run: Run) -> None:
    rows = run("by-dept --as-of 2020-01-31 -O csv").out.splitlines()
    heads = rows[0].lstrip("\ufeff").split(",")
    for row in rows[1:]:
        cells_ = dict(zip(heads, row.split(","), strict=True))
        assert cells_["完成"] == "0"
        assert (cells_["完成率"] == "") == (cells_["牵头"] == "0")
