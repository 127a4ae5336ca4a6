"""The codes of slips that YAML reads without a word."""

from __future__ import annotations

from ..domain.diagnostics import Severity
from .manual import Manual

COMMENT, BLANK = "cut-by-comment", "blank-at-line-end"
TITLES = {
    COMMENT: (Severity.WARNING, "没加引号的文字被 # 截断"),
    BLANK: (Severity.WARNING, "换行使两个汉字之间多出空格"),
}
MANUALS = {
    COMMENT: Manual(
        "空格加 # 是注释的开头，后面的文字读不到，也没有别的提示。",
        "title: 改造办事大厅 #1 楼，只读到“改造办事大厅”。",
        "是文字的，整段加引号；是注释的，# 后面空一格，或另起一行写。",
    ),
    BLANK: Manual(
        "没加引号的、加引号的和用 > 写的文字，换行处读成一个空格，印出来汉字之间就多一格。",
        "goals: >- 后面分两行写一句话。",
        "写在一行里，或用 |- 另起一行写，一行就是一段。",
    ),
}
