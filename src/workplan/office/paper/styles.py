"""The styles of official papers (GB/T 9704-2012) as Word styles, so that an office changes one and all follows.

Body 3号仿宋 in 22 lines of 28 characters, title 2号小标宋, headings 黑体 and 楷体, page numbers 4号宋体.
"""

from __future__ import annotations

from typing import NamedTuple

from .words import Element, element

FANG, KAI, HEI, SONG, TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
FONTS = {
    FANG: "仿宋,FangSong,STFangsong,Noto Serif CJK SC",
    KAI: "楷体,KaiTi,STKaiti,Noto Serif CJK SC",
    HEI: "SimHei,STHeiti,Noto Sans CJK SC",
    SONG: "SimSun,STSong,Noto Serif CJK SC",
    TITLE: "方正小标宋_GBK,华文中宋,STZhongsong,Noto Serif CJK SC",
}
"""The fonts by the names offices know them by, and what stands in where one is not installed."""
LINE = 28.95
"""Points from line to line: 22 of them fill a page."""
CLOSER = 0.25
"""Points that characters of the body stand closer than their size, so that 28 of them fill a line.

Not by a grid of characters: LibreOffice gives one that is wider than its place two of them.
"""
CHARACTER = 16 - CLOSER
"""Points a character of the body takes."""
SMALL = 9.5
"""Size of the text of tables."""
RED = "C00000"


class Style(NamedTuple):
    """A style of paragraphs: the name Word shows, the font, sizes in points, indents in characters.

    ``level`` puts it into the outline, ``keep`` keeps it with what follows, ``ruled`` draws a red line below.
    """

    id: str
    name: str
    font: str = FANG
    size: float = 16
    line: float = LINE
    align: str = "both"
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    level: int | None = None
    strong: bool = False
    keep: bool = False
    grid: bool = True
    colour: str = ""
    ruled: bool = False


def _table(
    id_: str, name: str, align: str, *, font: str = FANG, strong: bool = False, keep: bool = False
) -> Style:
    return Style(id_, name, font, SMALL, 13.5, align, strong=strong, keep=keep, grid=False)


STYLES = (
    Style("Normal", "Normal", first=2),
    Style("Organ", "发文机关标志", TITLE, 30, 44, "center", keep=True, colour=RED),
    Style("Issue", "发文字号", align="center", before=8, after=6, keep=True, ruled=True),
    Style("Title", "Title", TITLE, 22, 36, "center", before=LINE, after=14, level=0, keep=True),
    Style("Subtitle", "Subtitle", KAI, align="center", keep=True),
    Style("Addressee", "主送机关", before=LINE / 2),
    Style("Heading1", "heading 1", HEI, first=2, level=1, keep=True),
    Style("Heading2", "heading 2", KAI, first=2, level=2, keep=True),
    Style("Heading3", "heading 3", first=2, level=3, strong=True, keep=True),
    Style("AnnexLine", "附件说明", first=2, before=LINE, keep=True),
    Style("AnnexMore", "附件说明续", first=5, keep=True),
    Style("Signature", "发文机关署名", align="center", left=13, right=4, before=2 * LINE, keep=True),
    Style("Date", "Date", align="center", left=13, right=4),
    Style("AnnexLabel", "附件标签", HEI, keep=True, line=24),
    Style("AnnexTitle", "附件标题", TITLE, 18, 28, "center", after=8, level=0, keep=True),
    Style("Caption", "caption", HEI, 12, 20, "center", before=6, after=2, keep=True, grid=False),
    Style("Scope", "范围", size=12, line=20, align="center", after=6, keep=True, grid=False),
    Style("Particulars", "刊载信息", size=10.5, line=16, align="left", grid=False),
    Style("Remark", "表注", size=SMALL, line=14, align="left", before=4, grid=False),
    Style("Colophon", "印发说明", size=12, line=20, align="center", before=16, grid=False),
    Style("FormTitle", "督办单标题", TITLE, 22, 36, "center", after=8, level=0, keep=True),
    Style("Form", "督办单", size=14, line=24, first=2, after=6, grid=False),
    Style("FormTo", "督办单主送", HEI, 14, 24, grid=False, keep=True),
    Style("FormNumber", "督办单编号", size=14, line=24, after=8, grid=False, keep=True),
    Style("FormAnswer", "督办单反馈", size=12, line=20, align="left", keep=True, grid=False),
    Style("FormRemark", "督办单注", size=SMALL, line=14, align="left", before=4, keep=True, grid=False),
    Style("FormEnd", "督办单落款", size=14, line=24, align="right", right=1, before=6, grid=False),
    _table("TableHead", "表头", "center", font=HEI, keep=True),
    _table("TableText", "表格文字", "left"),
    _table("TableCentred", "表格居中", "center"),
    _table("TableStrong", "表格着重", "left", strong=True),
    _table("TableGroup", "表格小标题", "left", font=HEI, keep=True),
    Style("Footer", "footer", SONG, 14, 16, "left", grid=False),
    Style("PageOdd", "页码单页", SONG, 14, 16, "right", right=1, grid=False),
    Style("PageEven", "页码双页", SONG, 14, 16, "left", left=1, grid=False),
    Style("Break", "分节", size=1, line=1, grid=False),
)
_BUILT_IN = frozenset(
    (
        "Normal",
        "Title",
        "Subtitle",
        "Heading1",
        "Heading2",
        "Heading3",
        "Signature",
        "Date",
        "Caption",
        "Footer",
    )
)
"""Styles Word knows by these names; the others are of this paper's own."""
TABLE = "PaperTable"


def elements() -> list[Element]:
    """Return all that stands in a document's list of styles."""
    return [_defaults(), *map(_style, STYLES), _strong(), _table_style()]


def fonts() -> Element:
    """Return the table of fonts, with what stands in for each."""
    return element("fonts", *(_font(name, others) for name, others in FONTS.items()))


def _font(name: str, others: str) -> Element:
    return element("font", element("altName", val=others), element("charset", val="86"), name=name)


def _defaults() -> Element:
    words = element("rPr", _face(FANG), *_size(16), element("lang", val="en-US", eastAsia="zh-CN"))
    return element("docDefaults", element("rPrDefault", words), element("pPrDefault"))


def _face(font: str) -> Element:
    return element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, hint="eastAsia")


def _size(points: float) -> tuple[Element, Element]:
    half = str(round(points * 2))
    return element("sz", val=half), element("szCs", val=half)


def _style(style: Style) -> Element:
    body = style.id == "Normal"
    return element(
        "style",
        element("name", val=style.name),
        *([] if body else [element("basedOn", val="Normal")]),
        *([element("next", val="Normal")] if style.level is not None else []),
        element("qFormat"),
        element("pPr", *_shape(style)),
        element("rPr", *_letters(style)),
        type="paragraph",
        styleId=style.id,
        **({"default": "1"} if body else {}),
        **({} if style.id in _BUILT_IN else {"customStyle": "1"}),
    )


def _shape(style: Style) -> list[Element]:
    """Return what a style says of paragraphs, in the order the schema wants."""
    rule = element("bottom", val="single", sz="18", space="6", color=RED)
    level = [] if style.level is None else [element("outlineLvl", val=str(style.level))]
    return [
        element("keepNext", val=_yes(style.keep)),
        element("widowControl", val=_yes(not style.grid)),
        *([element("pBdr", rule)] if style.ruled else []),
        element("autoSpaceDE", val="0"),  # no gaps round figures
        element("autoSpaceDN", val="0"),
        element("snapToGrid", val=_yes(style.grid)),
        element(
            "spacing",
            before=twips(style.before),
            after=twips(style.after),
            line=twips(style.line),
            lineRule="exact",
        ),
        element("ind", **_indents(style)),
        element("jc", val=style.align),
        *level,
    ]


def _indents(style: Style) -> dict[str, str]:
    wanted = {"left": style.left, "right": style.right, "firstLine": style.first}
    found = {}
    for side, characters in wanted.items():
        found[f"{side}Chars"] = str(round(100 * characters))
        found[side] = twips(characters * CHARACTER * style.size / 16)
    return found


def _letters(style: Style) -> list[Element]:
    return [
        _face(style.font),
        *([element("b")] if style.strong else []),
        *([] if style.grid else [element("snapToGrid", val="0")]),
        *([element("color", val=style.colour)] if style.colour else []),
        element("spacing", val=twips(-CLOSER if style.size == 16 else 0)),
        *_size(style.size),
    ]


def _strong() -> Element:
    return element(
        "style",
        element("name", val="Strong"),
        element("qFormat"),
        element("rPr", element("b")),
        type="character",
        styleId="Strong",
    )


def _table_style() -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (element(side, val="single", sz="4", space="0", color="auto") for side in sides)
    air = {"top": "50", "left": "80", "bottom": "50", "right": "80"}
    margins = (element(side, w=width, type="dxa") for side, width in air.items())
    return element(
        "style",
        element("name", val="公文表格"),
        element("qFormat"),
        element("tblPr", element("tblBorders", *lines), element("tblCellMar", *margins)),
        type="table",
        styleId=TABLE,
        customStyle="1",
    )


def _yes(value: bool) -> str:
    return "1" if value else "0"


def twips(points: float) -> str:
    """Return points in the twentieths Word counts in."""
    return str(round(points * 20))
