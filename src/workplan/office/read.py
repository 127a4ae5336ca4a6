"""Any published document to one value: what kind it is, and who reads it."""

from __future__ import annotations

from collections.abc import Mapping

from .draft import Refusal
from .encodings import with_mark
from .kinds import kind_of
from .limits import Refused, check_bytes
from .old_spreadsheet import read_old_spreadsheet
from .plain_text import read_written
from .source import SourceDocument
from .spreadsheet import read_spreadsheet
from .webpage import read_webpage
from .word import read_word


def read(
    raw: bytes, file: str, encoding: str = "", columns: Mapping[str, str] | None = None
) -> SourceDocument | Refusal:
    """Read a file's bytes. ``file`` is its name for messages only; ``encoding`` is for text and pages;
    ``columns`` adds to the known heads.

    Whatever is wrong with the file is a :class:`Refusal`. Raises ``Unavailable`` where a library is not installed.
    """
    try:
        check_bytes(raw, file)
        raw = with_mark(raw, encoding)
        return _read(raw, file, kind_of(raw, file), encoding, columns)
    except Refused as refused:
        return refused.refusal


def _read(
    raw: bytes, file: str, kind: str, encoding: str, columns: Mapping[str, str] | None
) -> SourceDocument:
    if kind == "xlsx":
        return read_spreadsheet(raw, file)
    if kind == "docx":
        return read_word(raw, file)
    if kind == "html":
        return read_webpage(raw, file, encoding)
    if kind == "text":
        return read_written(raw, file, encoding, columns)
    return read_old_spreadsheet(raw, file, kind)
