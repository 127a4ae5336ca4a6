"""Names of files that Windows, macOS and Linux all take, and that nobody mixes up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FORBIDDEN = r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]'
_DEVICES = r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)"
_MOST = 120
"""Bytes of a part of a name: folders and suffixes come on top, and 255 is what most systems take."""


def safe(text: str) -> str:
    """Return words as a part of a file's name: no character or name that Windows keeps for itself.

    >>> safe("许可处/窗口"), safe("con"), safe(" 综合处. ")
    ('许可处_窗口', '_con', '综合处')
    """
    name = re.sub(_FORBIDDEN, "_", unicodedata.normalize("NFC", " ".join(text.split())))
    name = name.encode("utf-8")[:_MOST].decode("utf-8", "ignore").strip(" .")
    return f"_{name}" if re.match(_DEVICES, name) or not name else name


def apart(names: Iterable[str]) -> list[str]:
    """Return names of which no two are the same to a system that does not tell case: later ones are numbered."""
    taken: set[str] = set()
    found = []
    for name in names:
        own, number = name, 1
        while own.casefold() in taken:
            number += 1
            own = f"{name}-{number}"
        taken.add(own.casefold())
        found.append(own)
    return found
