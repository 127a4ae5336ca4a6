"""Codes with all that is known of each in its own row: the word people read, and whatever else it needs.

A member is written ``CODE = "code", "词", ...`` or ``CODE = "code", Row(...)``, and takes its row in ``__init__``. One that
lacks a property raises TypeError while its module is imported, so nothing is ever half added.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Self, TypeVar


class Coded(StrEnum):
    """Codes as they stand in files and JSON; the rest of a member's row is its own to take."""

    _value_: str

    def __new__(cls, code: str, *_: Any) -> Self:
        """Make a member that is its code."""
        member = str.__new__(cls, code)
        member._value_ = code
        return member


class Worded(Coded):
    """Codes with the Chinese word people read."""

    def __init__(self, _: str, word: str) -> None:
        self.word = word


Kind = TypeVar("Kind", bound=Worded)


def words(kind: type[Kind]) -> dict[Kind, str]:
    """Return the members of a kind with their words."""
    return {member: member.word for member in kind}
