"""Whoever asks about many plans gets the same numbers: one call a plan, the library, and every format of export.

WORKPLAN_PLANS says about how many plans: a few here, 200 in ``make compare-many``.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from benchmarks import province

from tests import rollup
from tests.made import ask
from workplan import OpenedPlan, open_plans
from workplan.library.export import Shape, export
from workplan.library.tables import TABLES, Kind, Table

NUMBER = int(os.environ.get("WORKPLAN_PLANS", "7"))
TASKS = 35
DAY = date(2020, 11, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("province")
    province.write(made, NUMBER, TASKS)
    return made


@pytest.fixture(scope="module")
def plans(folder: Path) -> list[OpenedPlan]:
    return list(open_plans(folder))


@pytest.fixture(scope="module")
def counted(plans: list[OpenedPlan]) -> bytes:
    return rollup.of_library(plans, DAY)


@pytest.fixture(scope="module")
def exported(plans: list[OpenedPlan], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exported")
    for shape in Shape:
        if shape is Shape.PARQUET:
            continue
        export(shape, made / shape.value, (plan.at(DAY) for plan in plans))
    return made


def test_there_is_something_to_compare(plans: list[OpenedPlan], counted: bytes) -> None:
    assert [plan.key for plan in plans] == sorted(made.key for made in province.plans(NUMBER))
    words = {line.split("\t")[2] for line in counted.decode().splitlines() if line.startswith("standing")}
    assert {"overdue", "done", "behind"} <= words
    assert counted.count(b"\n") > NUMBER * 30


def test_the_library_counts_as_one_call_a_plan(folder: Path, counted: bytes) -> None:
    said = {
        made.key: json.loads(
            ask(folder / made.key / "plan.yaml", "status", "--as-of", str(DAY), "-O", "json").out
        )
        for made in province.plans(NUMBER)
    }
    assert rollup.of_status(said) == counted


def test_one_call_over_all_plans_counts_as_the_library(folder: Path, counted: bytes) -> None:
    listed = json.loads(ask(folder, "list", "--as-of", str(DAY), "-O", "json").out)
    status = json.loads(ask(folder, "status", "--as-of", str(DAY), "-O", "json").out)
    assert rollup.of_listing(listed["tasks"], status["departments"]) == counted
    assert [plan["key"] for plan in status["plans"]] == sorted(made.key for made in province.plans(NUMBER))


@pytest.mark.parametrize("shape", [shape for shape in Shape if shape is not Shape.PARQUET])
def test_the_command_writes_what_the_library_writes(
    folder: Path, exported: Path, tmp_path: Path, shape: Shape
) -> None:
    ended = ask(folder, "export", "--as-of", str(DAY), "-O", shape.value, "-o", str(tmp_path / "out"))
    assert ended.status == 0, ended.err
    assert contents(tmp_path / "out") == contents(exported / shape.value)


def contents(place: Path) -> dict[str, bytes]:
    files = [place] if place.is_file() else place.rglob("*")
    return {"" if file == place else file.name: file.read_bytes() for file in files}


def test_sqlite_counts_as_the_library(exported: Path, counted: bytes) -> None:
    with contextlib.closing(sqlite3.connect(exported / "sqlite")) as database:
        assert rollup.of_sql(lambda question: database.execute(question)) == counted


def test_parquet_counts_as_the_library(plans: list[OpenedPlan], tmp_path: Path, counted: bytes) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra [parquet] is not installed")
    export(Shape.PARQUET, tmp_path / "parquet", (plan.at(DAY) for plan in plans))
    with contextlib.closing(duckdb.connect()) as database:
        for name in TABLES:
            database.execute(f"CREATE VIEW {name} AS SELECT * FROM '{tmp_path}/parquet/{name}/*/*.parquet'")
        assert rollup.of_sql(lambda question: database.execute(question).fetchall()) == counted
        for table in TABLES.values():
            found = database.execute(f"SELECT {names(table)} FROM {table.name}").fetchall()
            assert as_text(found, table) == rows_of(plans, table)


@pytest.mark.parametrize("name", TABLES)
def test_every_format_has_the_rows_of_the_library(plans: list[OpenedPlan], exported: Path, name: str) -> None:
    table = TABLES[name]
    wanted = rows_of(plans, table)
    lines = (exported / "jsonl" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    assert as_text((json.loads(line).values() for line in lines), table) == wanted
    with contextlib.closing(sqlite3.connect(exported / "sqlite")) as database:
        assert as_text(database.execute(f"SELECT {names(table)} FROM {name}"), table) == wanted
    written = (exported / "csv" / f"{name}.csv").read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(written, newline=""))
    assert head == [column.name for column in table.columns]
    assert len(rows) == len(wanted)


def names(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)


def rows_of(plans: list[OpenedPlan], table: Table) -> list[str]:
    return as_text((row.values() for plan in plans for row in plan.rows(table.name, DAY)), table)


def as_text(rows: Iterable[Iterable[Any]], table: Table) -> list[str]:
    """Return rows so that formats may differ only in how they write a day, a figure and truth."""
    return sorted("|".join(_texts(row, table)) for row in rows)


def _texts(row: Iterable[Any], table: Table) -> Iterator[str]:
    for value, column in zip(row, table.columns, strict=True):
        if value is not None and column.type is Kind.DECIMAL:
            yield f"{float(value)}"
        else:
            yield repr(bool(value)) if column.type is Kind.BOOLEAN else str(value)
