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


def decode(raw: bytes, file: str, stated: str = "", own: str = "") -> tuple[str, tuple[Doubt, ...]]:
    """Return the text of a file and what to tell of its encoding.

    ``stated`` is what the user says, ``own`` what a page says of itself. Where the file's mark or its bytes do not
    fit them, they give way, and that is told. Line ends become ``\\n``. Raises ``Refused`` where nothing fits.
    """
    marked = next((pair for pair in _MARKS if raw.startswith(pair[0])), (b"", ""))
    body = raw.removeprefix(marked[0])
    asked, named = _plain(stated), _plain(own)
    for encoding in (marked[1],) if marked[1] else dict.fromkeys((asked, named, "utf-8", "gb18030")):
        try:
            fits = encoding and (not encoding.startswith("utf-16") or b"\0" in body)  # line ends hold one
            text = body.decode(encoding) if fits else None
        except UnicodeDecodeError as error:
            _refuse_half(error, body, file)
            continue
        except LookupError:
            continue
        if text is not None:
            told = _told(file, encoding, asked, named, marked=bool(marked[1]))
            return text.replace("\r\n", "\n").replace("\r", "\n"), tuple(told)
    return refuse(
        Place(file),
        "encoding",
        "文字编码不是 UTF-8、GBK（GB18030）或带标记的 UTF-16，读不出来。",
        "用记事本打开，另存为 UTF-8，再导入；或用 --encoding 指明编码。",
    )


def _refuse_half(error: UnicodeDecodeError, body: bytes, file: str) -> None:
    """Refuse a text that fits but for half a character at its very end; another encoding would make nonsense of it."""
    half = error.reason in ("unexpected end of data", "incomplete multibyte sequence", "truncated data")
    if half and error.end == len(body) and any(byte > 127 for byte in body[: error.start]):
        refuse(
            Place(file, body.count(b"\n") + 1),
            "cut-short",
            "文件断在一个字的中间，没有取全。",
            "重新取得完整的文件，再导入。",
        )


def with_mark(raw: bytes, stated: str) -> bytes:
    """Give bytes a user calls UTF-16 the mark they lack: without it they are no text at all."""
    encoding = _plain(stated)
    if not encoding.startswith("utf-16") or b"\0" not in raw[:4096] or raw.startswith((b"PK", b"\xd0\xcf")):
        return raw
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw
    little = encoding != "utf-16-be"
    return (codecs.BOM_UTF16_LE if little else codecs.BOM_UTF16_BE) + raw


def _plain(name: str) -> str:
    """Return the one name of an encoding that is compared: `GBK` is gb18030, `utf8` is utf-8."""
    plain = name.strip().lower()
    if plain in _CHINESE:
        return "gb18030"
    try:
        return codecs.lookup(plain).name if plain else ""
    except LookupError:
        return plain


def _told(file: str, encoding: str, asked: str, named: str, *, marked: bool) -> list[Doubt]:
    name = _NAMES.get(encoding, encoding)
    contrary = asked and not _agree(asked, encoding)
    if contrary:
        why = f"文件开头的标记是 {name}" if marked else "按它读不通"
        said = (
            f"--encoding 指明的编码是 {_NAMES.get(asked, asked)}，{why}，已按 {name} 读，请看文字是否都对。"
        )
        return [Doubt(Place(file), "encoding-contradicts", said)]
    if not asked and named and not _agree(named, encoding) and encoding not in ("utf-16-le", "utf-16-be"):
        return [Doubt(Place(file), "encoding", f"文件自称是 {named} 编码，实际按 {name} 才读得通。")]
    if encoding != "utf-8":
        return [Doubt(Place(file), "encoding", f"文件是 {name} 编码，请看文字是否都对。")]
    return []


def _agree(asked: str, used: str) -> bool:
    return asked == used or {asked, used} <= {"utf-8", "utf-8-sig", "ascii"} or asked == used[:6] == "utf-16"
