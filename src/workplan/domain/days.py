"""A day as people write one: 2020-11-30, 2020.11.30, 20201130, 2020年11月30日, 11月30日 of the plan's year."""

from __future__ import annotations

from datetime import date

from .fold import compiled, fold

_DAY = r"(?:([0-9]{4})(?:[-/.]|年))?([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})[日号]?"
_BARE_DAY = r"([0-9]{4})([0-9]{2})([0-9]{2})"


def written_day(text: str, year: int) -> date | None:
    """Return the day a text names, None where it names none. Raises ValueError where there is no such day."""
    folded = fold(text)
    found = compiled(_DAY).fullmatch(folded) or compiled(_BARE_DAY).fullmatch(folded)
    if not found or (found[1] is None and "月" not in folded):  # 4-28, 4.28 may be something else
        return None
    return date(int(found[1] or year), int(found[2]), int(found[3]))


def spoken(day: date | None, year: int) -> str:
    """Return a day as an office writes it: 9月30日, with its year where that is not the plan's; None is empty."""
    if day is None:
        return ""
    return f"{'' if day.year == year else f'{day.year}年'}{day.month}月{day.day}日"
