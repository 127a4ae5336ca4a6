"""Papers and annexes: what reports hold as an outline, set in the styles of official papers."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.width import display_width
from ...reports import outline
from . import tables
from .sheets import ACROSS, UPRIGHT, Sheet, Sheets
from .styles import CHARACTER, twips
from .words import Element, W, element, paragraph

_ENDS_AT, _LONG = 24, 11
"""Organ and day stand centred above each other, four characters from the right of 28, in room for so many or more."""


def draw_paper(paper: outline.Paper, sheets: Sheets, *, sent: bool) -> None:
    """Draw a letter and its annexes; what is not to be ``sent`` has no organ, number and addressees at its head."""
    sheets.turn(UPRIGHT)
    head = paper.head
    if sent:
        sheets.add(paragraph("Organ", head.organ), paragraph("Issue", head.number))
    sheets.add(paragraph("Title", paper.title))
    sheets.add(*(paragraph("Subtitle", line) for line in paper.subtitles))
    if sent:
        sheets.add(paragraph("Addressee", f"{head.addressees}\uff1a"))
    body = [made for section in paper.letter.sections for made in section_of(section, UPRIGHT)]
    _keep(body[-1:])
    sheets.add(*body)
    sheets.add(*_closing(paper))
    for part in paper.annexes:
        draw_annex(part, sheets)


def _keep(last: list[Element]) -> None:
    """Keep the end of the text with what follows: no page has nothing but a signature."""
    for made in last:
        rows = made.findall(f"{{{W}}}tr")
        for style in (rows[-1] if rows else made).iter(f"{{{W}}}pStyle"):
            if style.getnext() is None:
                style.addnext(element("keepNext"))


def _closing(paper: outline.Paper) -> Iterator[Element]:
    for nth, line in enumerate(paper.annex_lines):
        yield paragraph("AnnexMore", line) if nth else paragraph("AnnexLine", f"附件\uff1a{line}")
    head = paper.head
    longest = max(display_width(text) for text in (head.organ, head.day)) / 2
    for style, text in (("Signature", head.organ), ("Date", head.day)):
        yield paragraph(style, text, changes=_wider(longest))


def _wider(longest: float) -> list[Element]:
    """Return what makes room for names that are longer than most."""
    if longest <= _LONG:
        return []
    left = max(0.0, _ENDS_AT - longest - 1)
    return [element("ind", leftChars=str(round(100 * left)), left=twips(left * CHARACTER))]


def draw_annex(part: outline.Part, sheets: Sheets) -> None:
    """Draw an annex on a page of its own."""
    sheet = ACROSS if part.across else UPRIGHT
    sheets.turn(sheet)
    if part.label:
        sheets.add(paragraph("AnnexLabel", part.label))
    sheets.add(paragraph("AnnexTitle", part.title))
    for section in part.sections:
        sheets.add(*section_of(section, sheet, part.title, "Heading2"))


def section_of(
    section: outline.Section, sheet: Sheet, title: str = "", heading: str = "Heading1"
) -> Iterator[Element]:
    """Yield a section's paragraphs and tables; a table called as the ``title`` above it has no caption of its own."""
    if section.heading and section.blocks:
        yield paragraph(heading, section.heading)
    for block in section.blocks:
        if isinstance(block, outline.Table):
            yield from table_of(block, sheet, title)
        else:
            yield paragraph("Normal", block.text)


def table_of(found: outline.Table, sheet: Sheet, title: str = "") -> Iterator[Element]:
    """Yield a table with its caption and its note."""
    if found.caption and found.caption != title:
        yield paragraph("Caption", found.caption)
    rows = [tables.head_row(column.head for column in found.columns)]
    rows += (row_of(row, found) for row in found.rows)
    yield tables.table(sheet, [column.width for column in found.columns], rows, found.caption)
    if found.note:
        yield paragraph("Remark", found.note)


def row_of(row: outline.TableRow, within: outline.Table, *, keep: bool = False) -> tables.Row:
    """Return a row of a table, or a heading over all its columns."""
    if row.group:
        return tables.Row((tables.Cell(row.lines[0], "TableGroup", len(within.columns)),), keep=True)
    cells = (
        tables.Cell(lines, "TableCentred" if column.centred else "TableText")
        for lines, column in zip(row.lines, within.columns, strict=True)
    )
    return tables.Row(tuple(cells), keep=keep)
