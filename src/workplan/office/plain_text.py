"""Text files: paragraphs by line, or the tables their lines make."""

from __future__ import annotations

from collections.abc import Mapping

from . import delimited, markdown_tables
from .encodings import decode
from .limits import COLUMNS, ROWS, refuse
from .source import Block, Paragraph, Place, SourceDocument


def read_text(raw: bytes, file: str, encoding: str = "") -> SourceDocument:
    """Return every line as a paragraph, blank ones too: in some layouts a blank line is a blank cell."""
    text, doubts = decode(raw, file, encoding)
    return SourceDocument(file, "text", _paragraphs(_lines(text, file), file), doubts)


def read_written(
    raw: bytes, file: str, encoding: str = "", columns: Mapping[str, str] | None = None
) -> SourceDocument:
    """Return the tables of a text whose lines are rows (Markdown, tabs, pipes, commas); else its lines.

    ``columns`` adds to the known heads: by them rows with commas are told from sentences.
    """
    text, doubts = decode(raw, file, encoding)
    lines = _lines(text, file)
    if tables := markdown_tables.blocks(lines, file):
        return SourceDocument(file, "markdown", tables, doubts)
    if rows := delimited.blocks(text, file, columns or {}):
        return SourceDocument(file, "delimited", rows, doubts)
    return SourceDocument(file, "text", _paragraphs(lines, file), doubts)


def _lines(text: str, file: str) -> list[str]:
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > ROWS * COLUMNS:
        refuse(
            Place(file),
            "file-too-large",
            f"文件有 {len(lines)} 行，不会是一份计划。",
            "只留下任务清单再导入。",
        )
    return lines


def _paragraphs(lines: list[str], file: str) -> tuple[Block, ...]:
    return tuple(Paragraph(line, Place(file, at)) for at, line in enumerate(lines, 1))
