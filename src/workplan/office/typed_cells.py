"""What was typed in the white cells of a form, read as what each asks for; what may be two things is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from ..domain.characters import invisible, is_unsafe, quote, short
from ..domain.days import written_day
from ..domain.fold import fold
from ..domain.status import FULFILLED, UNFULFILLED, Status
from .faults import Fault, Wrong
from .form import Kind, Row
from .form_book import REPORTED
from .raw_cells import Stored

_ERRORS = frozenset({"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"})
_PERCENT = Decimal(100)
_MOST = Decimal(10) ** 15
_PLACES = Decimal("1e-9")
_MARKS = frozenset("-—–―_/\\、。.·…*")
_SAYS_NOTHING = frozenset({"无", "没有", "暂无", "略", "同上", "同前", "见上", "同上月"})
"""What is typed where there is nothing to report, or nothing new, so that the cell is not blank."""
_ANSWERS = {
    FULFILLED: ("√", "✓", "✔", "☑", "达到", "已达到", "达标", "完成", "已完成"),
    UNFULFILLED: ("×", "✗", "✘", "未达到", "没有达到", "未达标", "未完成", "没有完成"),
}
_ANSWER = {fold(word): answer for answer, words in _ANSWERS.items() for word in (answer, *words)}


class Days(NamedTuple):
    """The days a report may be of: those of the plan's life, none after the day of collecting."""

    year: int
    today: date

    @property
    def first(self) -> date:
        """The plan's first day."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day of the year after the plan's."""
        return date(self.year + 1, 12, 31)


def says_nothing(cell: Stored) -> bool:
    """Tell whether a cell was filled in only so that it is not blank: a dash, 无, 同上."""
    text = fold(_words(cell))
    return text in _SAYS_NOTHING or (bool(text) and set(text) <= _MARKS)


def status(cell: Stored, words: Mapping[str, Status]) -> Status:
    """Read a status by its word; ``words`` are those of the office beside its own."""
    text = _words(cell)
    known = {fold(word): found for word, found in words.items()}
    known |= {fold(found.word): found for found in Status}
    found = known.get(fold(text))
    if found is None:
        raise Wrong(Fault.BAD_STATUS, f"没有{quote(short(text))}这个状态。")
    if found not in REPORTED:
        raise Wrong(Fault.STATUS_ORDER, f"“{found.word}”由办公室登记，部门不能填。")
    return found


def percent(cell: Stored) -> Decimal:
    """Read a percentage, 0 to 100: 60, 60%, 80％, or a number whose format shows a percentage."""
    figure, marked = _figure(cell, Fault.BAD_PERCENT)
    _refuse_share(figure, marked)
    if not 0 <= figure <= 100:
        raise Wrong(Fault.PERCENT_RANGE, f"完成% 应在 0 到 100 之间，这里是 {_plain(figure)}。")
    return figure


def value(cell: Stored, row: Row) -> Decimal | str | None:
    """Read what is reported of a promise or a step; None where it says that a step is not reached."""
    if not row.measured:
        typed = _words(cell)
        answer = _ANSWER.get(fold(typed))
        if answer is None:
            raise Wrong(Fault.BAD_ANSWER, f"应填 是 或 否，这里是{quote(short(typed))}。")
        return answer if row.kind is Kind.TARGET or answer == FULFILLED else None
    in_percent = fold(row.unit) == "%"
    figure, marked = _figure(cell, Fault.BAD_VALUE, "" if in_percent else row.unit)
    if in_percent:
        _refuse_share(figure, marked)
    elif marked:
        raise Wrong(Fault.BAD_VALUE, f"指标“{row.name}”的单位{_unit(row)}，这里填的是百分数。")
    if abs(figure) >= _MOST:
        raise Wrong(Fault.BAD_VALUE, f"数字太大：{_plain(figure)}。")
    return figure


def _unit(row: Row) -> str:
    return f"是“{row.unit}”" if row.unit else "不是 %"


def day(cell: Stored, days: Days) -> date:
    """Read the day a report is of."""
    found = _day(cell, days.year)
    if not days.first <= found <= days.last:
        raise Wrong(Fault.DAY_OUTSIDE, f"{found} 不在计划期内（{days.first} 至 {days.last}）。")
    if found > days.today:
        raise Wrong(Fault.DAY_AHEAD, f"{found} 还没有到（收表的日子是 {days.today}）。")
    return found


def _day(cell: Stored, year: int) -> date:
    held = cell.value
    if isinstance(held, datetime | date):
        found = held.date() if isinstance(held, datetime) else held
        if cell.month_only or (cell.month_only is None and found.day == 1):
            raise Wrong(Fault.DAY_OR_MONTH, f"这一格存的是 {found}，原来可能只写到月。")
        return found
    text = cell.text
    try:
        read = written_day(text, year)
    except ValueError:
        raise Wrong(Fault.BAD_DAY, f"没有{quote(short(text))}这一天。") from None
    if read is None:
        raise Wrong(Fault.BAD_DAY, f"日期{quote(short(text))}读不出。")
    return read


def words(cell: Stored) -> str:
    """Read a text. What nobody can see is refused: a search would fail by it, and no file holds it."""
    text = _words(cell)
    if text in _ERRORS:
        raise Wrong(Fault.FORMULA, f"这是出错的公式留下的{quote(text)}。")
    hidden = invisible(text)
    for char in text:
        if is_unsafe(char) or char in hidden:
            raise Wrong(Fault.HIDDEN_CHARACTER, f"含有看不见的字符 U+{ord(char):04X}。")
    return text


def _words(cell: Stored) -> str:
    if isinstance(cell.value, datetime) and not cell.value.time().isoformat("minutes").strip("0:"):
        return cell.value.date().isoformat()
    if isinstance(cell.value, bool):
        return FULFILLED if cell.value else UNFULFILLED
    if isinstance(cell.value, float) and cell.percent:
        return f"{_plain(_decimal(cell.value) * _PERCENT)}%"
    return re.sub("_x000[Dd]_\n?", "\n", cell.text).strip()


def _figure(cell: Stored, fault: Fault, unit: str = "") -> tuple[Decimal, bool]:
    """Return a figure, and whether it is marked as a percentage: then it is in per cent."""
    held = cell.value
    if isinstance(held, int | float) and not isinstance(held, bool):
        if held != held or abs(held) == float("inf"):
            raise Wrong(fault)
        return (_decimal(held) * _PERCENT, True) if cell.percent else (_decimal(held), False)
    text = unicodedata.normalize("NFKC", cell.text).replace(" ", "")
    if unit:
        text = text.removesuffix(unicodedata.normalize("NFKC", unit))
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?%?", text):
        text = text.replace(",", "")
    found = re.fullmatch(r"(-?[0-9]{1,16}(?:\.[0-9]{1,9})?)(%?)", text)
    if isinstance(held, datetime | date | bool) or not found:
        raise Wrong(fault, f"{fault.word}：{quote(short(cell.text))}。")
    return Decimal(found[1]), bool(found[2])


def _decimal(held: float) -> Decimal:
    """Return a stored number without the error of its last binary digit."""
    figure = Decimal(format(held, ".15g"))
    return figure.quantize(_PLACES).normalize() if abs(figure) < _MOST else figure


def _refuse_share(figure: Decimal, marked: bool) -> None:
    if not marked and 0 < figure <= 1:
        raise Wrong(Fault.PERCENT_OR_SHARE, f"填的是 {_plain(figure)}，分不清是 {_plain(figure)}% 还是几成。")


def _plain(figure: Decimal) -> str:
    return f"{figure.normalize():f}"
