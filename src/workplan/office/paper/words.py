"""Words as Word keeps them: elements, runs, paragraphs. Text is always text: no field, link or mark is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from ...domain.characters import spelled, visible
from ...output.typography import typeset

Element = etree._Element
"""A piece of a document."""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_IN_DAYS = r"(?<=\b\d{4})-(?=\d\d-\d\d)|(?<=\d{4}-\d\d)-(?=\d\d)"
_NO_XML = "[\ufffe\uffff]"
"""Characters no XML may hold, beside those that steer a reader."""


def element(name: str, /, *inside: Element, **attributes: str) -> Element:
    """Return an element of WordprocessingML; ``class_`` stands for an attribute Python keeps to itself."""
    made = etree.Element(f"{{{W}}}{name}", nsmap={"w": W})
    for key, value in attributes.items():
        made.set(f"{{{W}}}{key.rstrip('_')}", value)
    made.extend(inside)
    return made


def printed(text: str) -> str:
    """Return text as papers print it: full-width marks, and whatever could steer a reader spelled."""
    return re.sub(_NO_XML, lambda found: spelled(ord(found[0])), visible(typeset(text)))


def run(text: str, *, strong: bool = False) -> Element:
    """Return a run; a line that ends in the text ends on paper."""
    look = element("rPr", *([element("rStyle", val="Strong")] if strong else []))
    look.append(element("rFonts", hint="eastAsia"))  # else quotation marks are set half as wide
    made = element("r", look)
    for nth, line in enumerate(printed(text).split("\n")):
        if nth:
            made.append(element("br"))
        made.extend(_line(line))
    return made


def _line(text: str) -> Iterator[Element]:
    """Yield the words of a line; days such as 2020-09-30 are not broken."""
    for nth, piece in enumerate(re.split(_IN_DAYS, text)):
        if nth:
            yield element("noBreakHyphen")
        words = element("t")
        words.text = piece
        words.set(_SPACE, "preserve")
        yield words


def paragraph(style: str, text: str = "", *, head: str = "", changes: Iterable[Element] = ()) -> Element:
    """Return a paragraph in a style; ``head`` stands before the text in bold, ``changes`` are to the style's own."""
    made = element("p", element("pPr", element("pStyle", val=style), *changes))
    if head:
        made.append(run(head, strong=True))
    if text:
        made.append(run(text))
    return made
