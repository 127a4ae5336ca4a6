"""The numbers Word counts itself: they are printed, yet stand nowhere in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from .source import Doubt, Place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_ROMAN = {
    **{"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40},
    **{"X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1},
}


class Numbering:
    """The counters of one document, counted on from paragraph to paragraph."""

    def __init__(self, document: Any) -> None:
        self._styles = {s.get(f"{_W}styleId"): s for s in document.styles.element.iter(f"{_W}style")}
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._made = 0
        self._unknown: set[str] = set()
        self._begun: set[tuple[str, int]] = set()
        self._starts: dict[tuple[str, int], int] = {}
        part = next(
            (r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._load(part.element)

    def _load(self, numbering: Any) -> None:
        for abstract in numbering.iter(f"{_W}abstractNum"):
            levels = {int(level.get(f"{_W}ilvl")): level for level in abstract.iter(f"{_W}lvl")}
            self._levels[abstract.get(f"{_W}abstractNumId")] = levels
        for number in numbering.iter(f"{_W}num"):
            name = number.get(f"{_W}numId")
            self._lists[name] = number.find(f"{_W}abstractNumId").get(f"{_W}val")
            for override in number.iter(f"{_W}lvlOverride"):
                start = override.find(f"{_W}startOverride")
                if start is not None:
                    self._starts[name, int(override.get(f"{_W}ilvl"))] = int(start.get(f"{_W}val"))

    def label(self, paragraph: Any, printed: bool) -> str:
        """Return the number Word prints before a paragraph, "" where it prints none or a mark that is no number."""
        name, level = self._list_of(paragraph)
        levels = self._levels.get(self._lists.get(name, ""))
        if levels is None or level not in levels:
            return ""
        counts = self._count(name, level, levels)
        text = _attribute(levels[level], "lvlText")
        if _attribute(levels[level], "numFmt") in ("bullet", "none") or "%" not in text:
            return ""
        for at in range(level + 1):
            form = _attribute(levels[at], "numFmt") if at in levels else "decimal"
            text = text.replace(f"%{at + 1}", self._numeral(counts.get(at, 1), form))
        self._made += 1
        return text if printed else text.rstrip("、.． \t")

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, else its style's."""
        properties = paragraph.find(f"{_W}pPr")
        seen: set[str] = set()
        while properties is not None:
            number = properties.find(f"{_W}numPr")
            if number is not None and number.find(f"{_W}numId") is not None:
                level = number.find(f"{_W}ilvl")
                return number.find(f"{_W}numId").get(f"{_W}val"), int(
                    level.get(f"{_W}val")
                ) if level is not None else 0
            style = properties.find(f"{_W}pStyle")
            name = style.get(f"{_W}val") if style is not None else ""
            if not name or name in seen or name not in self._styles:
                break
            seen.add(name)
            properties = self._styles[name].find(f"{_W}pPr")
        return "", 0

    def _count(self, name: str, level: int, levels: dict[int, Any]) -> dict[int, int]:
        """Count one on. Lists of the same kind share their counters, unless one says where it starts."""
        counts = self._counts[self._lists[name]]
        start = self._starts.get((name, level))
        if start is not None and (name, level) not in self._begun:
            counts[level] = start
        else:
            counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        self._begun.add((name, level))
        for at in range(level):
            counts.setdefault(at, _start(levels[at]) if at in levels else 1)
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        return counts

    def _numeral(self, value: int, form: str) -> str:
        if form not in _FORMS:
            self._unknown.add(form)
        return _FORMS.get(form, str)(value)

    def told(self, file: str) -> list[Doubt]:
        """Tell that numbers were counted, and which kinds could not be written as they are printed."""
        doubts = []
        if self._made:
            said = f"有 {self._made} 处编号是 Word 自动编的，已按其规则数出，请核对。"
            doubts.append(Doubt(Place(file), "automatic-numbers", said))
        if self._unknown:
            doubts.append(Doubt(Place(file), "automatic-numbers", "有的自动编号样式认不出，写作阿拉伯数字。"))
        return doubts


def _attribute(level: Any, name: str) -> str:
    found = level.find(f"{_W}{name}")
    return str(found.get(f"{_W}val", "")) if found is not None else ""


def _start(level: Any) -> int:
    text = _attribute(level, "start")
    return int(text) if text.isdecimal() else 1


def chinese(value: int) -> str:
    """Return 1 to 9999 as Chinese numerals are read: 十二, 一百零五."""
    if not 0 < value < 10_000:
        return str(value)
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + name
        zero = not digit
    return text.removeprefix("一") if 10 <= value < 20 else text


def _roman(value: int) -> str:
    text = ""
    for name, unit in _ROMAN.items():
        text += name * (value // unit)
        value %= unit
    return text


def _letter(value: int) -> str:
    return chr(96 + (value - 1) % 26 + 1) * ((value - 1) // 26 + 1)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": lambda value: str(value).translate({48 + n: 0xFF10 + n for n in range(10)}),
    "decimalEnclosedCircle": lambda value: chr(0x2460 + value - 1) if 0 < value <= 20 else str(value),
    "decimalEnclosedCircleChinese": lambda value: chr(0x2460 + value - 1) if 0 < value <= 20 else str(value),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperRoman": _roman,
}
