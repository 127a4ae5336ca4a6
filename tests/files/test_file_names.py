"""Names of files that every system takes."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.files.file_names import apart, safe


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("许可处", "许可处"),
        ("产品监管(食品抽检)处", "产品监管(食品抽检)处"),
        ("许可处/窗口", "许可处_窗口"),
        ('a\\b:c*d?e"f<g>h|i', "a_b_c_d_e_f_g_h_i"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("com1", "_com1"),
        ("COM¹", "_COM¹"),
        ("lpt9", "_lpt9"),
        ("comma", "comma"),
        ("综合处.", "综合处"),
        (" 综合处 ", "综合处"),
        ("...", "_"),
        ("", "_"),
        ("..", "_"),
        ("../../etc", "_.._etc"),
        ("一\n二\t三", "一 二 三"),
        ("右\u202e左", "右_左"),
        ("e\u0301", "\u00e9"),
        ("处" * 100, "处" * 40),
        ("𠮷" * 100, "𠮷" * 30),
    ],
)
def test_a_name_is_safe_on_windows(name: str, file: str) -> None:
    assert safe(name) == file


@given(name=st.text(max_size=300))
def test_any_name_is_safe(name: str) -> None:
    made = safe(name)
    assert made
    assert made == made.strip(" .")
    assert len(made.encode("utf-8")) <= 121
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', made)
    assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)", made)
    assert unicodedata.normalize("NFC", made) == made


def test_names_that_collide_are_numbered() -> None:
    assert apart(["甲", "A", "a", "甲", "甲"]) == ["甲", "A", "a-2", "甲-2", "甲-3"]
