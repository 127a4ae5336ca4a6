"""Bytes to text: by their mark, as UTF-8, as GB18030, strictly; what was used is told when it is not UTF-8."""

from __future__ import annotations

import codecs

from .limits import refuse
from .source import Doubt, Place

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {"gb18030": "GBK（GB18030）", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-8": "UTF-8"}
_CHINESE = {"gb2312", "gbk", "gb_2312-80", "cp936", "x-gbk", "gb18030"}


def decode(raw: bytes, file: str, stated: str = "") -> tuple[str, tuple[Doubt, ...]]:
    """Return the text of a file and what to tell of its encoding.

    ``stated`` is what a page or a user says. Where the bytes do not fit it, the usual order is tried and that is
    told too. Line ends become ``\\n``. Raises ``Refused`` where nothing fits.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _found(raw.removeprefix(mark), file, encoding, stated)
    return _found(raw, file, "", stated)


def _found(raw: bytes, file: str, marked: str, stated: str) -> tuple[str, tuple[Doubt, ...]]:
    asked = "gb18030" if stated.lower() in _CHINESE else stated.lower()
    for encoding in [marked] if marked else dict.fromkeys(filter(None, (asked, "utf-8", "gb18030"))):
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n"), tuple(_told(file, encoding, asked))
    return refuse(
        Place(file),
        "encoding",
        "文字编码不是 UTF-8、GBK（GB18030）或带标记的 UTF-16，读不出来。",
        "用记事本打开，另存为 UTF-8，再导入；或用 --encoding 指明编码。",
    )


def _told(file: str, encoding: str, asked: str) -> list[Doubt]:
    name = _NAMES.get(encoding, encoding)
    if asked and asked != encoding and encoding not in ("utf-16-le", "utf-16-be"):
        return [Doubt(Place(file), "encoding", f"文件自称是 {asked} 编码，实际按 {name} 才读得通。")]
    if encoding != "utf-8":
        return [Doubt(Place(file), "encoding", f"文件是 {name} 编码，请看文字是否都对。")]
    return []
