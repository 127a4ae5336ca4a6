"""Word documents (.docx): paragraphs and tables of the body in their order, with merges and automatic numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..domain.characters import quote
from .limits import check_table, installed, open_package, readable
from .source import Block, Cell, Doubt, Grid, Paragraph, Place, SourceDocument
from .texts import letters, merge, rectangle, tidy
from .word_numbers import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements whose text is not printed where they stand: removed, moved away, boxes, the poorer of two renderings.
_NOT_HERE = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{_MC}Fallback", f"{W}instrText", f"{W}delText"}
_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}smartTag", f"{W}moveTo"}


class _Reader:
    """One document on its way to blocks: what has been counted, and what must be told."""

    def __init__(self, file: str, document: Any) -> None:
        self.file = file
        self.numbers = Numbering(document)
        self.levels = {
            style.style_id: _level(style.name)
            for style in document.styles
            if style.name and _level(style.name)
        }
        self.paragraphs = self.tables = 0
        self.doubts: list[Doubt] = []
        self.many = sum(1 for _ in document.element.body.iter(f"{W}tbl")) > 1

    def blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{W}p":
                yield from self.paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self.table(element)
            elif element.tag in _WRAPPERS:
                yield from self.blocks(element)

    def paragraph(self, element: Any) -> Iterator[Paragraph]:
        self.paragraphs += 1
        style = element.find(f"{W}pPr/{W}pStyle")
        level = self.levels.get(style.get(f"{W}val"), 0) if style is not None else 0
        # A line break in the body begins a new line as much as a paragraph does.
        for line in self.text(element).split("\n"):
            if line.strip():
                yield Paragraph(line, Place(self.file, self.paragraphs), level)

    def text(self, paragraph: Any) -> str:
        """Return a paragraph's text, its automatic number before it."""
        printed = tidy("".join(_pieces(paragraph)))
        label = self.numbers.label(paragraph, bool(printed))
        return label + printed

    def table(self, element: Any) -> Iterator[Block]:
        rows = [list(_row_cells(row)) for row in _rows(element)]
        if len(rows) == 1 and len(rows[0]) == 1 and rows[0][0].element.find(f"{W}tbl") is not None:
            yield from self.blocks(rows[0][0].element)  # a frame round the real table
            return
        self.tables += 1
        place = Place(self.file, 0, f"表{self.tables}" if self.many else "")
        width = max((cell.column + cell.span for row in rows for cell in row), default=0)
        check_table(len(rows), width, place)
        cells = [
            [Cell("", place._replace(cell=f"{letters(c)}{r}")) for c in range(width)]
            for r in range(1, len(rows) + 1)
        ]
        for area in _areas(rows):
            first = cells[area.top][area.left]
            cells[area.top][area.left] = first._replace(text=self.cell(area.element, first.place))
            merge(cells, area.top, area.left, area.bottom, area.right)
        yield Grid(rectangle(cells, place), place)

    def cell(self, element: Any, place: Place) -> str:
        """Return a cell's paragraphs, those of a table inside it too."""
        if element.find(f".//{W}tbl") is not None:
            self.doubts.append(Doubt(place, "nested-table", "这一格里还有一张表，各格逐段写入，请核对。"))
        texts = [self.text(paragraph) for paragraph in element.iter(f"{W}p") if not _inside_box(paragraph)]
        return tidy("\n".join(texts))


class _WordCell(NamedTuple):
    element: Any
    column: int
    span: int
    merged: str  # "", "restart" or "continue"


class _Area(NamedTuple):
    element: Any
    top: int
    left: int
    bottom: int
    right: int


def read_word(raw: bytes, file: str) -> SourceDocument:
    """Read the body. Notes, boxes, headers and changes beside it are told in ``left_out``."""
    package = open_package(raw, file)
    with readable(file), installed():
        import docx

        document = docx.Document(io.BytesIO(raw))
        reader = _Reader(file, document)
        blocks = tuple(reader.blocks(document.element.body))
        doubts = (*reader.doubts, *reader.numbers.told(file))
        return SourceDocument(file, "docx", blocks, doubts, tuple(_beside(document, package, file)))


def _level(style: str) -> int:
    found = re.fullmatch(r"(?:heading|标题) ?([1-9])", style.lower())
    return int(found[1]) if found else 0


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_HERE or (child.tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None):
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield "" if child.getparent().tag == f"{W}tabs" else "\t"
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag != f"{W}pPr":
            yield from _pieces(child)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _row_cells(row: Any) -> Iterator[_WordCell]:
    column = _value(row, f"{W}trPr/{W}gridBefore")
    for element in _cells(row):
        span = max(_value(element, f"{W}tcPr/{W}gridSpan", 1), 1)
        mark = element.find(f"{W}tcPr/{W}vMerge")
        yield _WordCell(element, column, span, "" if mark is None else mark.get(f"{W}val", "continue"))
        column += span


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _value(element: Any, path: str, default: int = 0) -> int:
    found = element.find(path)
    text = found.get(f"{W}val", "") if found is not None else ""
    return int(text) if text.isdecimal() else default


def _areas(rows: list[list[_WordCell]]) -> Iterator[_Area]:
    """Return the areas of cells: one that continues the cell above belongs to it, if it stands in the same columns."""
    open_: dict[int, _Area] = {}
    for at, row in enumerate(rows):
        still: dict[int, _Area] = {}
        for cell in row:
            right = cell.column + cell.span - 1
            above = open_.get(cell.column)
            if cell.merged == "continue" and above is not None and above.right == right:
                still[cell.column] = above._replace(bottom=at)
                continue
            area = _Area(cell.element, at, cell.column, at, right)
            if cell.merged:
                still[cell.column] = area
            else:
                yield area
        yield from (
            area for column, area in open_.items() if column not in still or still[column].top != area.top
        )
        open_ = still
    yield from open_.values()


def _inside_box(paragraph: Any) -> bool:
    return any(parent.tag in (f"{W}txbxContent", f"{_MC}Fallback") for parent in paragraph.iterancestors())


def _beside(document: Any, package: zipfile.ZipFile, file: str) -> Iterator[Doubt]:
    """Tell what a document holds beside its body, with its words."""
    place = Place(file)
    body = document.element.body
    for box in body.iter(f"{W}txbxContent"):
        if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
            for words in _paragraphs(box):
                yield from _told(place, "text-box", "文本框", words)
    removed = [
        "".join(t.text or "" for t in e.iter(f"{W}delText", f"{W}t"))
        for e in body.iter(f"{W}del", f"{W}moveFrom")
    ]
    yield from _told(place, "tracked-changes", "修订中删去的", "、".join(filter(None, removed)))
    if any(True for _ in body.iter(f"{W}ins")):
        yield Doubt(place, "tracked-changes", "文件里有未接受的修订，添加的文字按已接受读入。")
    hidden = [run for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}vanish") is not None]
    unseen = "".join(t.text or "" for run in hidden for t in run.iter(f"{W}t"))
    yield from _told(place, "hidden-text", "隐藏的文字", unseen)
    for name in package.namelist():
        for pattern, code, what in _PARTS:
            if re.fullmatch(pattern, name):
                for where, words in _part_words(package.read(name), body):
                    yield from _told(place, code, f"{where}{what}", words)
    if any(name.endswith("vbaProject.bin") for name in package.namelist()):
        yield Doubt(place, "macros", "文件带有宏，没有运行，也没有导入。")


_NOTES = ("footnote", "endnote", "comment")
_PARTS = (
    (r"word/(?:foot|end)notes\.xml", "footnote", "脚注"),
    (r"word/comments\.xml", "comment", "批注"),
    (r"word/(?:header|footer)\d*\.xml", "page-header", "页眉、页脚"),
)


def _part_words(markup: bytes, body: Any) -> Iterator[tuple[str, str]]:
    """Yield each paragraph of a part, with the words a note hangs on; page numbers are no words."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(markup, parser)
    notes = [note for kind in _NOTES for note in root.iter(f"{W}{kind}")]
    for note in notes:
        where = _hangs_on(body, note)
        yield from ((where, words) for words in _paragraphs(note))
    if not notes:
        yield from (("", words) for words in _paragraphs(root) if not re.fullmatch(r"[\W\d]*", words))


def _hangs_on(body: Any, note: Any) -> str:
    """Return the words before a note's sign, "" where none are."""
    for sign in body.iter(f"{note.tag}Reference"):
        if sign.get(f"{W}id") == note.get(f"{W}id"):
            paragraph = next(parent for parent in sign.iterancestors() if parent.tag == f"{W}p")
            end = next(run for run in (sign, *sign.iterancestors()) if run.getparent() is paragraph)
            before = (text for run in paragraph[: paragraph.index(end) + 1] for text in run.iter(f"{W}t"))
            words = tidy("".join(text.text or "" for text in before))
            return f"{quote(words[-20:])}的" if words else ""
    return ""


def _paragraphs(element: Any) -> Iterator[str]:
    return filter(None, (tidy("".join(_pieces(p))) for p in element.iter(f"{W}p")))


def _told(place: Place, code: str, what: str, words: str) -> Iterator[Doubt]:
    if words.strip():
        yield Doubt(place, code, f"{what}{quote(words.strip())}没有导入。")
