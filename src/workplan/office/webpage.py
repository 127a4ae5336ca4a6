"""Web pages: paragraphs and tables as a reader sees them, not the page's own navigation and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..domain.characters import quote, short
from .encodings import decode
from .limits import COLUMNS, ROWS, check_table, installed, readable, refuse
from .source import Block, Cell, Doubt, Grid, Paragraph, Place, SourceDocument
from .texts import letters, merge, rectangle, squeeze, tidy


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_UNSEEN = _tags(
    "script style noscript template head select option iframe object svg button input textarea title meta link"
)
_ASIDE = _tags("nav aside")
_BLOCKS = _tags(
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table section article header footer main center form blockquote pre hr "
    "body tr td th caption tbody thead tfoot figure address fieldset"
)
_DEEPEST = 200
_PAGE = 8 << 20
"""Bytes of the longest page: its tree takes some twenty times as much memory."""
_TABLES = 1_000


def read_webpage(raw: bytes, file: str, encoding: str = "") -> SourceDocument:
    """Read a page. Nothing it names is fetched; what is navigation or hidden is told in ``left_out``."""
    text, doubts = decode(raw, file, encoding, _stated(raw))
    if len(raw) > _PAGE:
        refuse(
            Place(file),
            "file-too-large",
            f"网页有 {len(raw) >> 20} MB，不会是一份计划。",
            "只留下任务清单再导入。",
        )
    with readable(file), installed():
        from lxml import html

        # Text, not bytes: the page's own word on its encoding has been weighed already.
        parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
        root = html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", ""), parser=parser
        )
        if any("depth" in error.message.lower() for error in parser.error_log):
            refuse(
                Place(file),
                "damaged-file",
                "网页的层次太深，读不全。",
                "把任务清单复制到 Word 或 Excel 里，再导入。",
            )
        if sum(1 for _ in root.iter("table")) > _TABLES:
            refuse(Place(file), "table-too-large", f"网页里有 {_TABLES:,} 多张表。", "只留下任务清单再导入。")
        page = _Page(file, root)
        blocks = page.read()
    return SourceDocument(file, "html", blocks, doubts, tuple(page.left_out))


def _stated(raw: bytes) -> str:
    found = re.search(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", raw[:4096])
    return found[1].decode("ascii", "replace") if found else ""


class _Page:
    """One page on its way to blocks."""

    def __init__(self, file: str, root: Any) -> None:
        self.file, self.root = file, root
        self.tables = 0
        self.many = sum(not _is_layout(table) for table in root.iter("table")) > 1
        self.found: list[Block] = []
        self.left_out: list[Doubt] = []
        self.line: list[str] = []
        self.linked: list[bool] = []

    def read(self) -> tuple[Block, ...]:
        body = self.root.find("body")
        self.walk(self.root if body is None else body, 0, linked=False, level=0)
        self.flush(0, 0)
        return tuple(self.found)

    def walk(self, element: Any, depth: int, *, linked: bool, level: int) -> None:
        """Go through a page in its order: blocks end a paragraph, what is within a line joins it."""
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in _UNSEEN or depth > _DEEPEST:
            return
        if tag in _ASIDE or _is_hidden(element):
            self.leave_out(element, "navigation" if tag in _ASIDE else "hidden")
            return
        if tag == "table" and not _is_layout(element):
            self.flush(element.sourceline, level)
            self.table(element)
            return
        level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else level
        self._inside(element, tag, depth, linked or tag == "a", level)

    def _inside(self, element: Any, tag: str, depth: int, linked: bool, level: int) -> None:
        block = tag in _BLOCKS
        if block or tag == "br":
            self.flush(element.sourceline, 0)
        self.add(element.text, linked)
        for child in element:
            self.walk(child, depth + 1, linked=linked, level=level)
            self.add(child.tail, linked)
        if block:
            self.flush(element.sourceline, level)

    def add(self, text: str | None, linked: bool) -> None:
        if text:
            self.line.append(text)
            self.linked.append(linked or not text.strip(" \t\r\n\xa0\u3000|>-·»"))

    def flush(self, line: int, level: int) -> None:
        """End a paragraph; one that is nothing but links is navigation."""
        text, linked = _line("".join(self.line)), all(self.linked)
        self.line, self.linked = [], []
        if text and linked:
            self.left_out.append(
                Doubt(Place(self.file, line or 0), "navigation", f"网页导航{quote(short(text))}没有导入。")
            )
        elif text:
            self.found.append(Paragraph(text, Place(self.file, line or 0), level))

    def leave_out(self, element: Any, code: str) -> None:
        text = _line(" ".join(element.itertext()))
        if text:
            what = "网页导航" if code == "navigation" else "网页上不显示的"
            self.left_out.append(
                Doubt(
                    Place(self.file, element.sourceline or 0), code, f"{what}{quote(short(text))}没有导入。"
                )
            )

    def table(self, element: Any) -> None:
        caption = element.find("caption")
        self.tables += 1
        place = Place(self.file, 0, f"表{self.tables}" if self.many else "")
        grid = _grid(list(_rows(element)), place, _line(_cell_text(caption)) if caption is not None else "")
        if any(cell.text for row in grid.rows for cell in row):
            self.found.append(grid)


def _is_layout(table: Any) -> bool:
    """Tell a table that only places things on the page: one that holds another, is one cell, or is all links."""
    if table.find(".//table") is not None or table.get("role") == "presentation":
        return True
    cells = list(table.iter("td", "th"))
    if len(cells) <= 1:
        return True
    words = squeeze("".join(table.itertext()))
    return words == squeeze("".join("".join(link.itertext()) for link in table.iter("a")))


def _is_hidden(element: Any) -> bool:
    style = squeeze(element.get("style", "")).lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr" and not _is_hidden(child):
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(child)


def _grid(rows: list[Any], place: Place, name: str) -> Grid:
    """Lay cells out as a browser does: a cell takes the next places no cell from above covers."""
    check_table(len(rows), 1, place)
    taken: dict[tuple[int, int], tuple[int, int]] = {}
    areas = []
    for row, element in enumerate(rows):
        column = 0
        for cell in element.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            down, right = _span(cell, "rowspan", len(rows) - row), _span(cell, "colspan", COLUMNS + 1)
            check_table(1, column + right, place)
            areas.append((cell, row, column, row + down - 1, column + right - 1))
            taken.update(
                {(r, c): (row, column) for r in range(row, row + down) for c in range(column, column + right)}
            )
            column += right
    width = max((area[4] + 1 for area in areas), default=0)
    cells = [
        [Cell("", place._replace(cell=f"{letters(c)}{r}")) for c in range(width)]
        for r in range(1, len(rows) + 1)
    ]
    for element, top, left, bottom, right in areas:
        text, heading = tidy(_cell_text(element)), element.tag == "th"
        cells[top][left] = cells[top][left]._replace(text=text, heading=heading)
        merge(cells, top, left, bottom, right)
    return Grid(rectangle(cells, place), place, name)


def _span(cell: Any, name: str, most: int) -> int:
    text = cell.get(name, "1").strip()
    wanted = int(text) if text.isdecimal() and len(text) < 6 else 1
    return min(wanted or (ROWS if name == "rowspan" else 1), most)


def _cell_text(element: Any) -> str:
    """Return a cell's text: a break and the end of a block are line ends, other white space is a blank."""
    pieces: list[str] = []
    _collect(element, pieces, 0)
    return "\n".join(filter(None, (_line(line) for line in "".join(pieces).split("\n"))))


def _collect(element: Any, pieces: list[str], depth: int) -> None:
    if (
        not isinstance(element.tag, str)
        or element.tag in _UNSEEN
        or depth > _DEEPEST
        or (depth and _is_hidden(element))
    ):
        return
    block = depth > 0 and (element.tag in _BLOCKS or element.tag == "br")
    pieces.append("\n" if block else "")
    pieces.append(re.sub(r"[ \t\r\n]+", " ", element.text or ""))
    for child in element:
        _collect(child, pieces, depth + 1)
        pieces.append(re.sub(r"[ \t\r\n]+", " ", child.tail or ""))
    pieces.append("\n" if block and element.tag != "br" else "")


def _line(text: str) -> str:
    """Return text as a browser shows it on one line; blanks between Chinese characters come from line ends of the source."""
    text = re.sub(r"[ \t\r\n]+", " ", text.replace("\xa0", " "))
    return tidy(re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=\n)", "", text))
