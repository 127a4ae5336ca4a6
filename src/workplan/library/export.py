"""Plans to files of tables, whole or not at all, however many there are: one plan is held at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import unique
from pathlib import Path

from ..domain.worded import Worded
from ..files import atomic
from .parquet import to_parquet
from .snapshot import Snapshot
from .sqlite_file import to_sqlite
from .text_files import to_csv, to_jsonl


@unique
class Shape(Worded):
    """Formats of tables: what each is called, the suffixes of a file of it (none for a folder), and what writes it."""

    def __init__(
        self,
        code: str,
        word: str,
        suffixes: tuple[str, ...],
        write: Callable[[Path, Iterable[Snapshot]], None],
    ) -> None:
        super().__init__(code, word)
        self.suffixes = suffixes
        self.write = write

    CSV = "csv", "每张表一个 CSV 文件", (), to_csv
    JSONL = "jsonl", "每张表一个文件，一行一个 JSON 对象", (), to_jsonl
    SQLITE = "sqlite", "一个 SQLite 数据库", (".sqlite", ".sqlite3", ".db"), to_sqlite
    PARQUET = "parquet", "每张表一个文件夹，按年分", (), to_parquet

    @property
    def in_a_folder(self) -> bool:
        """Whether it is several files."""
        return not self.suffixes


def export(shape: Shape, target: Path, plans: Iterable[Snapshot], *, replace: bool = False) -> None:
    """Write the tables of plans to a place; what stands in a folder there gives way only where ``replace`` says so.

    Raises Conflict, Unreadable or Unavailable; then the place is as it was.
    """
    made = atomic.made_folder(target, replace=replace) if shape.in_a_folder else atomic.made_file(target)
    with made as place:
        shape.write(place, plans)
