"""Tables in one SQLite file."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ..answers.columns import plain
from .snapshot import Snapshot
from .tables import TABLES, Column, Table


def to_sqlite(file: Path, plans: Iterable[Snapshot]) -> None:
    """Write a database: days as ISO text, figures as numbers, truth as 1 and 0. Raises OSError where it cannot be."""
    import sqlite3  # the other formats need none of it

    try:
        with closing(sqlite3.connect(file)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            for table in TABLES.values():
                database.execute(_definition(table))
            for at in plans:
                for table in TABLES.values():
                    database.executemany(
                        _insertion(table), (tuple(map(plain, row)) for row in table.make(at))
                    )
            database.commit()
    except sqlite3.OperationalError as error:  # the disk, the folder: whatever is wrong is outside
        raise OSError(str(error)) from error


def _definition(table: Table) -> str:
    return f"CREATE TABLE {table.name} ({', '.join(map(_field, table.columns))})"


def _field(column: Column) -> str:
    return f"{column.name} {column.type.sqlite}{'' if column.nullable else ' NOT NULL'}"


def _insertion(table: Table) -> str:
    return f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"
