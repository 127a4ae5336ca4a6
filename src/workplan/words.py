"""The Chinese words for our identifiers, as they stand in tables, reports and help."""

from __future__ import annotations

from .model import Comparison, Role
from .schedule import Standing, Status

ROLES = {Role.LEAD: "牵头", Role.JOINT: "共同", Role.ASSIST: "会同"}

STATUSES = {
    Status.NOT_STARTED: "未启动",
    Status.IN_PROGRESS: "推进中",
    Status.DONE: "报结",
    Status.CLOSED: "已销号",
    Status.SUSPENDED: "暂缓",
    Status.CANCELLED: "取消",
}

STANDINGS = {
    Standing.UNDATED: "未定时限",
    Standing.ONGOING: "持续推进",
    Standing.ON_TRACK: "正常",
    Standing.DUE_SOON: "临期",
    Standing.OVERDUE: "逾期",
    Standing.DONE: "完成",
    Standing.SUSPENDED: "暂缓",
    Standing.CANCELLED: "取消",
}

# Colour never stands alone, and a GBK console must be able to show the mark.
MARKS = {
    Standing.UNDATED: "○",
    Standing.ONGOING: "○",
    Standing.ON_TRACK: "○",
    Standing.DUE_SOON: "▲",
    Standing.OVERDUE: "■",
    Standing.DONE: "√",
    Standing.SUSPENDED: "×",
    Standing.CANCELLED: "×",
}

COMPARISONS = {
    Comparison.AT_LEAST: "不低于",
    Comparison.AT_MOST: "不超过",
    Comparison.EXACTLY: "等于",
    Comparison.ABOUT: "约",
}

NUMERALS = "〇一二三四五六七八九十"


def ordinal(number: int) -> str:
    """Return 1 to 99 in Chinese numerals, as headings number themselves: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if not 1 <= number <= 99:
        return str(number)
    return ("" if tens < 2 else NUMERALS[tens]) + ("十" if tens else "") + (NUMERALS[ones] if ones else "")
