"""The Chinese words for our identifiers, as they stand in tables, reports and help."""

from __future__ import annotations

from ..domain.diagnostics import Severity
from ..domain.plan import Comparison, Role
from ..domain.standing import Light, Standing
from ..domain.status import STATUS_WORDS

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}

ROLES = {Role.LEAD: "牵头", Role.SHARED: "分工", Role.JOINT: "共同", Role.ASSIST: "会同"}

STATUSES = STATUS_WORDS

STANDINGS = {
    Standing.UNDATED: "未定时限",
    Standing.ONGOING: "持续推进",
    Standing.ON_TRACK: "正常",
    Standing.DUE_SOON: "临期",
    Standing.BEHIND: "滞后",
    Standing.OVERDUE: "逾期",
    Standing.DONE: "完成",
    Standing.DONE_LATE: "逾期完成",
    Standing.SUSPENDED: "暂缓",
    Standing.CANCELLED: "取消",
}

# Colour never stands alone, and a GBK console must be able to show the mark.
MARKS = {
    Standing.UNDATED: "○",
    Standing.ONGOING: "○",
    Standing.ON_TRACK: "○",
    Standing.DUE_SOON: "▲",
    Standing.BEHIND: "▲",
    Standing.OVERDUE: "■",
    Standing.DONE: "√",
    Standing.DONE_LATE: "√",
    Standing.SUSPENDED: "×",
    Standing.CANCELLED: "×",
}

LIGHTS = {Light.GREEN: "绿灯", Light.YELLOW: "黄灯", Light.RED: "红灯", Light.NONE: ""}

COMPARISONS = {
    Comparison.AT_LEAST: "不低于",
    Comparison.AT_MOST: "不超过",
    Comparison.EXACTLY: "等于",
    Comparison.ABOUT: "约",
}

COLON, SEMICOLON = "\uff1a", "\uff1b"  # full width, escaped so that nobody takes them for the ASCII ones


def bracketed(text: str) -> str:
    """Return text in full-width brackets, nothing for nothing."""
    return f"\uff08{text}\uff09" if text else ""


NUMERALS = "〇一二三四五六七八九十"


def ordinal(number: int) -> str:
    """Return 1 to 99 in Chinese numerals, as headings number themselves: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if not 1 <= number <= 99:
        return str(number)
    return ("" if tens < 2 else NUMERALS[tens]) + ("十" if tens else "") + (NUMERALS[ones] if ones else "")
