"""JSON as json.dumps writes it, to the byte."""

from __future__ import annotations

import json
from enum import StrEnum

from hypothesis import given
from hypothesis import strategies as st

from workplan.output.json_text import written


class _Word(StrEnum):
    DONE = "完成"


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.just(_Word.DONE)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)


@given(value=VALUES)
def test_it_is_what_json_dumps_writes(value: object):
    assert written(value) == json.dumps(value, ensure_ascii=False, indent=2)


@given(value=VALUES)
def test_inside_another_value_each_line_has_its_margin(value: object):
    assert written([value]) == f"[\n  {written(value, chr(10) + '  ')}\n]"
