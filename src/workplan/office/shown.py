"""Numbers and dates of a spreadsheet as its cells show them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

_LITERAL = r'(?:"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[^0#?,.%"\\_*\[;a-zA-Z])'
_NUMBER = re.compile(
    rf"(?P<before>{_LITERAL}*)(?P<whole>[0#?,]+)(?P<part>\.[0#?]+)?(?P<percent>%?)(?P<after>{_LITERAL}*)"
)
_DATE_TOKEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|y+|m+|d+|h+|s+|[^ymdhs]', re.I)


class Shown(NamedTuple):
    """The text of a number or date, and the code of the doubt it gives rise to, if any."""

    text: str
    doubt: str = ""


def number(value: float, form: str) -> Shown:
    """Return a number as its format shows it; in a format of another kind as it is stored, and tell so.

    >>> number(0.8, "0%").text, number(5200, "#,##0").text, number(3, "000").text
    ('80%', '5,200', '003')
    """
    section = form.split(";")[0].strip()
    if section.lower() in ("", "general", "@"):
        return Shown(plain(value))
    found = _NUMBER.fullmatch(section)
    if not found:
        return Shown(plain(value), "number-format")
    value = value * 100 if found["percent"] else value
    digits, fixed = found["part"] or "", (found["part"] or "").count("0")
    text = (
        f"{abs(value):,.{max(len(digits) - 1, 0)}f}"
        if "," in found["whole"]
        else f"{abs(value):.{max(len(digits) - 1, 0)}f}"
    )
    whole, _, part = text.partition(".")
    part = part[:fixed] + part[fixed:].rstrip("0")
    whole = whole.rjust(found["whole"].count("0"), "0")
    sign = "-" if value < 0 and float(text.replace(",", "")) else ""
    return Shown(
        f"{_literal(found['before'])}{sign}{whole}{'.' + part if part else ''}{found['percent']}{_literal(found['after'])}"
    )


def plain(value: float) -> str:
    """Return a number as it is without a format: no blank of a decimal fraction, no error of the last binary digit.

    >>> plain(0.1 + 0.2), plain(3.0), plain(12345678901)
    ('0.3', '3', '12345678901')
    """
    if isinstance(value, int) or (value == int(value) and abs(value) < 1e15):
        return str(int(value))
    return format(value, ".15g")


def day(value: datetime | date, form: str) -> Shown:
    """Return a true date: its ISO text, or as shown where the format shows no day (``m"月"``)."""
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    tokens = _DATE_TOKEN.findall(form.split(";")[0])
    kinds = {token[0].lower() for token in tokens if token[0].isalpha()}
    if (
        "d" in kinds
        or "h" in kinds
        or not kinds & {"y", "m"}
        or any(len(t) > 2 and t[0] in "mM" for t in tokens)
    ):
        whole = moment.isoformat(" ", "minutes") if moment.time() != time() else moment.date().isoformat()
        return Shown(whole, "true-date")
    return Shown("".join(_token(token, moment) for token in tokens).strip(), "month-only")


def shows_percent(form: str) -> bool:
    """Tell whether a format shows a number in per cent; a % it merely prints behind the number does not.

    >>> shows_percent("0.0%"), shows_percent('0"%"'), shows_percent("0\\\\%")
    (True, False, False)
    """
    return "%" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].', "", form)


def shows_month_only(form: str) -> bool:
    """Tell whether a format shows of a date no more than its month or year.

    >>> shows_month_only("mmm-yy"), shows_month_only('yyyy"年"m"月"'), shows_month_only("yyyy-mm-dd")
    (True, True, False)
    """
    kinds = {t[0].lower() for t in _DATE_TOKEN.findall(form.split(";")[0]) if t[0].isalpha()}
    return bool(kinds & {"y", "m"}) and not kinds & {"d", "h"}


def clock(value: time | timedelta) -> Shown:
    """Return a time of the day or a span as text."""
    return Shown(str(value), "true-date")


def _token(token: str, moment: datetime) -> str:
    head = token[0].lower()
    if head == "y":
        return f"{moment.year:04d}" if len(token) > 2 else f"{moment.year % 100:02d}"
    if head == "m":
        return f"{moment.month:02d}" if len(token) == 2 else str(moment.month)
    return _literal(token)


def _literal(text: str) -> str:
    """Return what the literal parts of a format print."""
    return re.sub(
        r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].', lambda found: (found[1] or "") + (found[2] or ""), text
    )
