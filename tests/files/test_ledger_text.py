"""The text of one string in a ledger: quoted by hand, and read back by YAML as it was."""

from __future__ import annotations

import re
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from workplan.files.ledger_text import quoted


def by_yaml(text: str) -> str:
    """Return what PyYAML writes, rare names above U+FFFF put back so that people can read them."""
    dumped = str(yaml.dump(text, default_style='"', allow_unicode=True, width=10**9)).rstrip("\n")
    return re.sub(r"((?<!\\)(?:\\\\)*)\\U([0-9A-F]{8})", readable, dumped)


def readable(spelled: re.Match[str]) -> str:
    char = chr(int(spelled[2], 16))
    return spelled[1] + char if char.isprintable() else spelled[0]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_quoted_is_read_back_and_written_as_yaml_writes_it(text: str) -> None:
    line = quoted(text)
    assert yaml.load(line, Loader=yaml.SafeLoader) == text
    assert line == by_yaml(text)
    assert len(f"{line}x".splitlines()) == 1


@pytest.mark.parametrize("plane", range(17))
def test_every_character_there_is(plane: int) -> None:
    """Between two letters, and twice, so that none leans on its neighbour."""
    first = plane << 16
    chars = [chr(code) for code in range(first, first + 0x10000) if not 0xD800 <= code < 0xE000]
    text = "a" + "".join(chars) + "\\".join(chars[:0x300])
    assert quoted(text) == by_yaml(text)
    if not plane:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        assert yaml.load(quoted(text), Loader=loader) == text
    assert ord(chars[-1]) <= sys.maxunicode
