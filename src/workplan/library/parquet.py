"""Tables as Parquet, a folder each, with a folder a year in it. DuckDB writes them, from JSON Lines written on the way."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import Unavailable
from .snapshot import Snapshot
from .tables import TABLES, Table
from .text_files import to_jsonl

if TYPE_CHECKING:
    import duckdb

_SETTINGS = {"threads": "1", "autoinstall_known_extensions": "false", "preserve_insertion_order": "true"}
"""One thread writes one file a year, its rows in order; and nothing is fetched from anywhere."""


def to_parquet(folder: Path, plans: Iterable[Snapshot]) -> None:
    """Write Parquet files. Raises Unavailable without DuckDB, OSError where they cannot be written."""
    connection = _connected()
    import duckdb

    years: set[int] = set()
    try:
        with connection, tempfile.TemporaryDirectory(dir=folder.parent) as on_the_way:
            rows = Path(on_the_way)
            to_jsonl(rows, _noting(plans, years))
            for table in TABLES.values():
                connection.execute(_copy(table, rows / f"{table.name}.jsonl", folder / table.name))
                if not any((folder / table.name).glob("*/*.parquet")):
                    _write_empty(connection, table, folder / table.name, min(years, default=0))
    except duckdb.IOException as error:
        raise OSError(str(error).partition("\n")[0]) from error


def _connected() -> duckdb.DuckDBPyConnection:
    try:
        import duckdb
    except ImportError as error:
        raise Unavailable(
            f"写 Parquet 要用的程序库没有安装（{error.name}）。", '运行 pip install "workplan[parquet]"。'
        ) from error
    return duckdb.connect(config=dict(_SETTINGS))


def _noting(plans: Iterable[Snapshot], years: set[int]) -> Iterable[Snapshot]:
    for at in plans:
        years.add(at.year)
        yield at


def _copy(table: Table, rows: Path, folder: Path) -> str:
    types = json.dumps({column.name: column.type.duckdb for column in table.columns}).replace('"', "'")
    read = f"read_json({_text(rows)}, format = 'newline_delimited', columns = {types})"
    return f"COPY (SELECT * FROM {read}) TO {_text(folder)} (FORMAT parquet, PARTITION_BY (year), COMPRESSION zstd)"


def _write_empty(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, year: int) -> None:
    """Write a file without rows, so that a table that has none yet can be asked all the same."""
    place = folder / f"year={year}" / "data_0.parquet"
    place.parent.mkdir(parents=True, exist_ok=True)
    none = ", ".join(f"NULL::{c.type.duckdb} AS {c.name}" for c in table.columns if c.name != "year")
    connection.execute(f"COPY (SELECT {none} LIMIT 0) TO {_text(place)} (FORMAT parquet, COMPRESSION zstd)")


def _text(path: Path) -> str:
    """Return a path as SQL writes text."""
    return "'" + str(path).replace("'", "''") + "'"
