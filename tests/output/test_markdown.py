"""Plan text inside Markdown shows as it is."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.output.markdown import cell, escape


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("网办率95%以上,至少2家", "网办率95%以上,至少2家"),
        ("*重点*", r"\*重点\*"),
        ("_a_ `b` ~c~", r"\_a\_ \`b\` \~c\~"),
        ("[字](http://x)", r"\[字\](http://x)"),
        ("# 标题", r"\# 标题"),
        ("a\\b", r"a\\b"),
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        ("甲|乙", "甲&#124;乙"),
        ("甲\n乙", "甲\n乙"),
        ("", ""),
    ],
)
def test_what_markdown_would_read_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    ("text", "shown"),
    [("甲\n乙", "甲<br>乙"), ("甲|乙\n<丙>", "甲&#124;乙<br>&lt;丙&gt;"), ("", ""), ("甲", "甲")],
)
def test_paragraphs_of_a_cell_become_line_breaks(text: str, shown: str) -> None:
    assert cell(text) == shown


@given(st.text("改革\\`*_[]#~|<>&;a1 #124lt"))
def test_escaping_loses_nothing_and_leaves_no_border(text: str) -> None:
    escaped = escape(text)
    assert html.unescape(re.sub(r"\\(.)", r"\1", escaped)) == text
    assert not set(escaped) & set("|<>")
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]~]", escaped)
