"""What surrounds a list: navigation, particulars of publication, titles, annex labels, signature, notes.

:func:`take_apart` sorts every paragraph of a document into one of these or into the body of the notice or an annex.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..domain.fold import compiled
from ..domain.office_looks import is_name
from ..domain.paragraph_marks import read_mark
from .source import Doubt, Paragraph, Place, SourceDocument


class Line(NamedTuple):
    """A paragraph that prints something, by its place among the document's blocks."""

    at: int
    text: str
    place: Place


class Part(NamedTuple):
    """The notice itself, or one of its annexes: its label, its titles, and the paragraphs of its body."""

    label: str
    titles: tuple[Line, ...]
    body: tuple[Line, ...]


class Frame(NamedTuple):
    """A document taken apart. ``issued`` is the day under the signature, as printed."""

    parts: tuple[Part, ...]
    header: tuple[tuple[str, str], ...]
    footer: str
    notes: tuple[Line, ...]
    told: tuple[Doubt, ...]
    left_out: tuple[Doubt, ...]


_PARTICULARS = {
    "索引号": "publication.index_number",
    "组配分类": "publication.category",
    "主题分类": "publication.category",
    "信息分类": "publication.category",
    "发布机构": "publication.issuer",
    "发文机关": "publication.issuer",
    "发布单位": "publication.issuer",
    "公开方式": "publication.disclosure",
    "信息来源": "publication.source",
    "来源": "publication.source",
    "生成日期": "publication.generated",
    "成文日期": "publication.issued",
    "印发日期": "publication.issued",
    "发布日期": "publication.published",
    "发布时间": "publication.published",
    "日期": "publication.published",
    "文号": "文号",
    "发文字号": "文号",
    "公开范围": "公开范围",
    "公开时限": "公开时限",
    "有效性": "有效性",
    "体裁": "体裁",
    "关键词": "关键词",
    "信息名称": "信息名称",
    "名称": "信息名称",
    "公开日期": "publication.published",
    "作者": "作者",
}
_CHROME = (
    "浏览次数|浏览量|阅读次数|阅读量|访问次数|访问量|点击数|点击率|字号|字体|字体大小|打印|关闭|分享|分享到|责任编辑"
    "|视力保护色|保护视力色"
)
_NAVIGATION = (
    r"(?:当前位置|您现在的位置|您的位置|现在位置|首页\s*[>〉»]).*|.*[^\s>]\s*[>〉»]\s*[^\s>].*|(?:上|下)一[篇条].*"
    r"|.*版权所有.*|.*ICP备.*|.*网站地图.*"
    r"|(?:【?(?:打印|关闭|收藏|返回顶部|分享到?|大|中|小|打印本页|关闭窗口|扫一扫.*)】?[\s|]*)+|.*公网安备.*|网站标识码.*"
)
_DAY = r"\s*[\d一二三四五六七八九十]{1,3}\s*"
_DATE = rf"(?:20\d\d|19\d\d|二[〇○零0][〇○零一二三四五六七八九0]{{2}})\s*年{_DAY}月{_DAY}日"
_TITLE_WORDS = (
    "计划|要点|方案|任务|清单|分工|安排|通知|公示|表$|意见|办法|规划|总结|台账|重点|分解|目标|责任书|事项|项目|举措"
    "|措施|行动|公告|决定|实施"
)
_ANNEX = r"(?:附件|附表|附)\s*[\d一二三四五六七八九十]{0,2}\s*"


def lines_of(document: SourceDocument) -> tuple[Line, ...]:
    """Return the paragraphs of a document that print something, without the blanks at their ends.

    A blank that may not break is the page's way to write a blank.
    """
    return tuple(
        Line(at, block.text.replace("\xa0", " ").strip(), block.place)
        for at, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and block.text.strip()
    )


class _Pile:
    """What :func:`take_apart` has sorted so far."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, list[Line], list[Line]]] = [("", [], [])]
        self.header: list[tuple[str, str]] = []
        self.footer: list[str] = []
        self.notes: list[Line] = []
        self.told: list[Doubt] = []
        self.left_out: list[Doubt] = []
        self.page_titles = 0  # the titles above the page's particulars are the page's
        self.signed = False
        self.annexes = False
        self.noting = False

    def leave(self, place: Place, code: str, what: str, text: str) -> None:
        self.left_out.append(Doubt(place, code, f"{what}：{text}"))


def take_apart(lines: Sequence[Line]) -> Frame:
    """Sort the paragraphs of a document by what they are."""
    pile = _Pile()
    for at, line in enumerate(lines):
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        next(take for take in _TAKERS if take(pile, line, following))
    first = _own_title(pile)
    parts = [Part(label, tuple(titles), tuple(body)) for label, titles, body in pile.parts]
    parts[0] = parts[0]._replace(titles=first)
    header, told, left_out = tuple(pile.header), tuple(pile.told), tuple(pile.left_out)
    return Frame(tuple(parts), header, "\n".join(pile.footer), tuple(pile.notes), told, left_out)


def _take_navigation(pile: _Pile, line: Line, following: str) -> bool:
    if len(line.text) > 120 or "。" in line.text or not compiled(_NAVIGATION).fullmatch(line.text):
        return False
    pile.leave(line.place, "navigation", "网页上的字样没有收入", line.text)
    return True


def _take_particulars(pile: _Pile, line: Line, following: str) -> bool:
    found = particulars(line.text)
    if not found or pile.parts[0][2]:
        return False
    for label, value, whole in found:
        if label not in _PARTICULARS or not value:
            pile.leave(line.place, "navigation", "网页上的字样没有收入", whole)
        else:
            pile.header.append((_PARTICULARS[label], value))
    pile.page_titles = len(pile.parts[0][1])
    return True


def particulars(text: str) -> list[tuple[str, str, str]]:
    """Split `索引号: X    公开方式: Y` into labels, values and the words as printed; nothing where a line is no such."""
    words = "|".join(sorted([*_PARTICULARS, *_CHROME.split("|")], key=len, reverse=True))
    text = text.strip(" •·●\u3000\xa0\t")
    marks = list(compiled(rf"(?:^|(?<=[\s\]】|]))(?P<label>{words})(?:\s*[:\uff1a]\s*|\s+|$)").finditer(text))
    if not marks or marks[0].start() or len(text) > 200 or "。" in text:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [
        (mark["label"], text[mark.end() : end].strip(), text[mark.start() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    ]


def _take_annex_line(pile: _Pile, line: Line, following: str) -> bool:
    goes_on = (
        pile.annexes
        and (mark := read_mark(line.text)) is not None
        and mark.style == "arabic"
        and mark.value > 1
    )
    opens = compiled(rf"{_ANNEX}[:\uff1a]\s*.+").fullmatch(line.text)
    pile.annexes = bool(opens or goes_on) and len(line.text) <= 80
    if pile.annexes:
        pile.header.append(("titles.annex_line", line.text))
    return pile.annexes


def _take_annex_label(pile: _Pile, line: Line, following: str) -> bool:
    if not compiled(rf"{_ANNEX}[:\uff1a]?").fullmatch(line.text) or line.text == "附":
        return False
    pile.header.append(("titles.annex_label", line.text))
    pile.parts.append((line.text, [], []))
    pile.noting = False
    return True


def is_tail(text: str, following: str) -> bool:
    """Tell whether a paragraph belongs to a signature: an office above a day, the day, what stands below them."""
    dated = rf"(?:.{{2,40}}?\s+)?{_DATE}\s*(?:印发|发布)?"
    own = compiled(dated).fullmatch(text)
    above = len(text) <= 40 and is_name("".join(text.split())) and compiled(dated).fullmatch(following)
    other = compiled(
        r"[(\uff08]此件.{2,12}[)\uff09]|抄送[:\uff1a].*|(?:主题词|联系人)[:\uff1a].{2,40}"
    ).fullmatch(text)
    return bool(own or above or other)


def _take_signature(pile: _Pile, line: Line, following: str) -> bool:
    if not is_tail(line.text, following) or not any(titles or body for _, titles, body in pile.parts):
        return False
    pile.signed = True
    pile.footer.append(re.sub(r"\s+", " ", line.text))
    return True


def _take_note(pile: _Pile, line: Line, following: str) -> bool:
    opens = compiled(r"(?:注|说明|备注|附注|填表说明|备注说明)\s*\d?\s*[:\uff1a].+").match(line.text)
    mark = read_mark(line.text)
    goes_on = pile.noting and mark is not None and mark.style in ("arabic", "inner", "closed", "circled")
    pile.noting = bool(opens or goes_on)
    if pile.noting:
        pile.notes.append(line)
    return pile.noting


def _take_addressee(pile: _Pile, line: Line, following: str) -> bool:
    _, titles, body = pile.parts[-1]
    words = r".*(?:各|人民政府|部门|单位|处室|科室|委员会|局).*[:\uff1a]"
    if (
        body
        or not titles
        or len(line.text) > 120
        or not compiled(words).fullmatch(line.text)
        or read_mark(line.text)
    ):
        return False
    pile.header.append(("addressee", line.text))
    return True


def _take_title(pile: _Pile, line: Line, following: str) -> bool:
    _, titles, body = pile.parts[-1]
    if (body and not pile.signed) or len(line.text) > 70 or read_mark(line.text) or len(titles) > 3:
        return False
    plain = not compiled("[。;\uff1b!\uff01]|[:\uff1a,\uff0c、]$|^[|]$").search(line.text)
    if not plain or not (compiled(_TITLE_WORDS).search(line.text) or not titles):
        return False
    if body:  # what a signed notice encloses, without a label
        pile.parts.append(("", [], []))
    pile.parts[-1][1].append(line)
    pile.signed = False
    return True


def _take_body(pile: _Pile, line: Line, following: str) -> bool:
    pile.parts[-1][2].append(line)
    return True


_TAKERS = (
    _take_navigation,
    _take_particulars,
    _take_annex_line,
    _take_annex_label,
    _take_signature,
    _take_note,
    _take_addressee,
    _take_title,
    _take_body,
)


def _own_title(pile: _Pile) -> tuple[Line, ...]:
    """Return the notice's own title: the one below the page's particulars, else the first. The others go to the header."""
    titles, words = pile.parts[0][1], compiled(_TITLE_WORDS)
    if len(titles) > 1 and not words.search(titles[0].text) and words.search(titles[1].text):
        whole = titles[0]._replace(text=titles[0].text + titles[1].text)
        pile.told.append(Doubt(whole.place, "title-in-lines", f"标题印作两行，已接成一行：{whole.text}"))
        titles = [whole, *titles[2:]]
    own = pile.page_titles if 0 < pile.page_titles < len(titles) else 0
    keys = ["titles.page"] * own + [""] + ["subtitle"] * len(titles)
    pile.header += [(key, title.text) for key, title in zip(keys, titles, strict=False) if key]
    return tuple(titles[own : own + 1])


def year_of(texts: Iterable[str]) -> int | None:
    """Return the first year that ``texts`` print: in digits or Chinese numerals."""
    for text in texts:
        if found := compiled(r"(?<!\d)(20\d\d|19\d\d)(?!\d)").search(text):
            return int(found[1])
        if found := compiled("二[〇○零]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])(?=年)").search(
            text
        ):
            digits = "〇一二三四五六七八九"
            tens, ones = (digits.find(each.replace("○", "〇").replace("零", "〇")) for each in found.groups())
            return 2000 + 10 * tens + ones
    return None
