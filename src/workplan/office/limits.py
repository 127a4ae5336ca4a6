"""What an imported file may not exceed, and how a reader gives up: with one reason and one way out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from ..domain.errors import Unavailable
from .draft import Refusal
from .source import Place

UNPACKED = 64 << 20
"""Bytes of a file, and of all that is packed in it."""
MARKUP = 24 << 20
"""Bytes of one packed part of markup: its tree takes some ten times as much memory."""
ROWS, COLUMNS = 5_000, 60
FILLED = 80_000
"""Cells that say something: the libraries need a tenth of a millisecond for each."""
_SMALLER = "只留下任务清单，另存之后再导入。"


class Refused(Exception):
    """A reader cannot go on; :func:`workplan.office.read.read` turns it into its :class:`Refusal`."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


def refuse(place: Place, code: str, message: str, hint: str) -> NoReturn:
    """Give the whole file up."""
    raise Refused(Refusal(place, code, message, hint))


@contextmanager
def installed(what: str = "读这种文件") -> Iterator[None]:
    """Turn a missing library into the command that installs it. Raises :class:`Unavailable`."""
    try:
        yield
    except ImportError as error:
        raise Unavailable(
            f"{what}要用的程序库没有安装（{error.name}）。", '运行 pip install "workplan[office]"。'
        ) from error


@contextmanager
def readable(file: str) -> Iterator[None]:
    """Turn whatever a library raises over a damaged file into one refusal."""
    try:
        yield
    except (Refused, Unavailable):
        raise
    # Each library has its own exceptions, and lets those of others through: KeyError, struct.error, BadZipFile.
    except Exception as error:
        if type(error).__name__ == "PasswordError":
            refuse(Place(file), "encrypted", "文件设有密码，打不开。", "去掉密码、另存之后再导入。")
        refuse(
            Place(file),
            "damaged-file",
            "文件不完整或已损坏，打不开。",
            "重新取得原件，或用办公软件打开、另存之后再导入。",
        )


def check_bytes(raw: bytes, file: str) -> None:
    """Refuse a file that is too big to be a plan."""
    if len(raw) > UNPACKED:
        refuse(
            Place(file),
            "file-too-large",
            f"文件有 {len(raw) >> 20} MB，超过 {UNPACKED >> 20} MB。",
            _SMALLER,
        )


def check_table(rows: int, columns: int, place: Place) -> None:
    """Refuse a table larger than any list of tasks."""
    if rows > ROWS or columns > COLUMNS:
        refuse(
            place,
            "table-too-large",
            f"表有 {rows} 行、{columns} 列，超过 {ROWS:,} 行、{COLUMNS} 列。",
            "只留下任务清单所在的行和列，另存之后再导入。",
        )


def check_filled(cells: int, place: Place) -> None:
    """Refuse a book of more filled cells than any list of tasks has."""
    if cells > FILLED:
        refuse(
            place,
            "table-too-large",
            f"表里有 {cells:,} 个有内容的格子，超过 {FILLED:,} 个。",
            "只留下任务清单所在的行和列，另存之后再导入。",
        )


def open_package(raw: bytes, file: str) -> zipfile.ZipFile:
    """Open a packed document after looking at what it would unpack to. Nothing of it is run or followed."""
    with readable(file):
        package = zipfile.ZipFile(io.BytesIO(raw))
        parts = package.infolist()
        markup = [p for p in parts if p.filename.endswith((".xml", ".rels", ".vml"))]
        if sum(p.file_size for p in parts) > UNPACKED or any(p.file_size > MARKUP for p in markup):
            refuse(
                Place(file),
                "file-too-large",
                f"文件解开后超过 {UNPACKED >> 20} MB。",
                _SMALLER,
            )
        if any(p.flag_bits & 1 for p in parts):
            refuse(Place(file), "encrypted", "文件设有密码，打不开。", "去掉密码、另存之后再导入。")
        for part in markup:
            _check_markup(package.read(part), file)
    return package


def _check_markup(markup: bytes, file: str) -> None:
    """Refuse a part that declares entities: no office program writes them, and a short one may unfold to gigabytes."""
    plain = markup.replace(b"\0", b"") if b"\0" in markup[:200] else markup
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", plain):
        refuse(
            Place(file),
            "entities",
            "文件里有自定义的实体（DTD），正常的文档没有。",
            "用办公软件打开、另存之后再导入。",
        )
