"""The questions of docs/data.md are asked, each of the database its section names; ``make golden`` writes the answers."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PLAN, ROOT
from workplan import open_plan, open_plans
from workplan.domain.width import display_width
from workplan.library.export import Shape, export
from workplan.library.tables import TABLES

PAGE = ROOT / "docs" / "data.md"
ASKED = re.compile(
    r"(?P<asked>^```sql\n(?P<question>.*?)^```\n\n```text\n)(?P<answer>.*?)(?=^```$)", re.M | re.S
)
SECTIONS = re.compile(r"^## 在 ?(?P<name>\w+?) ?里问$.*?(?=^## )", re.M | re.S)

Answer = tuple[Sequence[str], Sequence[Sequence[Any]]]


def test_sqlite_answers_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "2020"
    folder.mkdir()
    shutil.copy(PLAN, folder)
    shutil.copy(ROOT / "examples" / "2020-progress.yaml", folder / "progress.yaml")
    export(Shape.SQLITE, tmp_path / "计划.sqlite", [open_plan(folder).at(date(2020, 11, 1))])
    with closing(sqlite3.connect(tmp_path / "计划.sqlite")) as database:
        compare("SQLite", lambda question: _answer(database.execute(question)))


def test_duckdb_answers_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra [parquet] is not installed")
    plans = open_plans(ROOT / "examples")
    export(Shape.PARQUET, tmp_path / "数据", (plan.at(date(2022, 11, 1)) for plan in plans))
    monkeypatch.chdir(tmp_path)
    with closing(duckdb.connect()) as database:
        compare("DuckDB", lambda question: _answer(database.execute(question)))


def test_both_answer_what_is_asked_over_two_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra [parquet] is not installed")
    text = PLAN.read_text(encoding="utf-8")
    later = text.replace("year: 2020", "year: 2021", 1)
    for number in (5, 8, 19):
        later = later.replace(
            f"  - id: {number}\n    title", f'  - id: {number}\n    from: ["2020#{number}"]\n    title'
        )
    for year, plan in (("2020", text), ("2021", later)):
        (tmp_path / year).mkdir()
        (tmp_path / year / "plan.yaml").write_text(plan, encoding="utf-8")
    shutil.copy(ROOT / "examples" / "2020-progress.yaml", tmp_path / "2020" / "progress.yaml")
    for shape, name in ((Shape.SQLITE, "计划.sqlite"), (Shape.PARQUET, "数据")):
        export(shape, tmp_path / name, (plan.at(date(2020, 11, 1)) for plan in open_plans(tmp_path)))
    monkeypatch.chdir(tmp_path)
    with closing(sqlite3.connect("计划.sqlite")) as database:
        compare("两年", lambda question: _answer(database.execute(question)), least=2)
    with closing(duckdb.connect()) as database:
        for table in ("links", "standings"):
            database.execute(f"CREATE VIEW {table} AS FROM '数据/{table}/*/*.parquet'")
        compare("两年", lambda question: _answer(database.execute(question)), least=2)


@pytest.mark.parametrize("table", TABLES)
def test_no_column_wants_quotation_marks(table: str) -> None:
    names = ", ".join(column.name for column in TABLES[table].columns)
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE TABLE {table} ({names})")
        database.execute(f"SELECT {names} FROM {table} ORDER BY {names}")
    duckdb = pytest.importorskip("duckdb", reason="the extra [parquet] is not installed")
    made = ", ".join(f"{c.name} {c.type.duckdb}" for c in TABLES[table].columns)
    with closing(duckdb.connect()) as database:
        database.execute(f"CREATE TABLE {table} ({made})")
        database.execute(f"SELECT {names} FROM {table} ORDER BY {names}")


def _answer(cursor: Any) -> Answer:
    return [column[0] for column in cursor.description], cursor.fetchall()


def compare(name: str, ask: Callable[[str], Answer], least: int = 4) -> None:
    """Hold a section's answers against those of its database, or write them anew."""
    page = PAGE.read_text(encoding="utf-8")
    section = next(found for found in SECTIONS.finditer(page) if found["name"] == name)
    assert len(ASKED.findall(section[0])) >= least

    def answered(found: re.Match[str]) -> str:
        return found["asked"] + shown(*ask(found["question"]))

    current = page[: section.start()] + ASKED.sub(answered, section[0]) + page[section.end() :]
    if os.environ.get("WORKPLAN_GOLDEN") == "rewrite":
        PAGE.write_text(current, encoding="utf-8", newline="\n")
    else:
        assert current == page, "make golden rewrites it"


def shown(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return an answer in columns."""
    assert rows, "a question nobody has an answer to shows nothing"
    lines = [tuple(heads), *(tuple("" if cell is None else str(cell) for cell in row) for row in rows)]
    widths = [max(map(display_width, column)) for column in zip(*lines, strict=True)]
    return "".join(f"{_padded(line, widths)}\n" for line in lines)


def _padded(line: Sequence[str], widths: Sequence[int]) -> str:
    cells = (text + " " * (width - display_width(text)) for text, width in zip(line, widths, strict=True))
    return "  ".join(cells).rstrip()
