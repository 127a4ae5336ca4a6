"""Links from task to task across plans: how one is written, and which plan its words mean.

`2019#27` is task 27 of the plan whose key ends in `2019`; `市政府/2020#14` is task 14 of `…/市政府/2020`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from .fold import compiled, fold

_FORM = r"\s*([^#]*[^#\s])\s*#\s*([1-9][0-9]{0,8})\s*"


class Reference(NamedTuple):
    """A task of another plan: the end of that plan's key, and the task's id."""

    plan: str
    task: int

    @property
    def parts(self) -> tuple[str, ...]:
        """The key's parts, as they are compared."""
        return parts_of(self.plan)

    @property
    def year(self) -> int | None:
        """The year the key itself names last (`市政府/2020`, `2020年`); None where it names none."""
        found = compiled("(?:19|20|21)[0-9]{2}(?=年?$)").search(self.parts[-1])
        return int(found[0]) if found else None

    @property
    def bare_year(self) -> bool:
        """Whether its words are a year and nothing else (`2019`, `2019年`): then it means the office's own plan."""
        return compiled("(?:19|20|21)[0-9]{2}年?(?:度)?").fullmatch(self.plan) is not None

    def __str__(self) -> str:
        return f"{self.plan}#{self.task}"


def read_reference(text: str) -> Reference | None:
    """Read `2019#27`, in either width; None for what is no link."""
    found = compiled(_FORM).fullmatch(normalize("NFKC", text).replace("\\", "/"))
    if found is None:
        return None
    names = [name.strip() for name in found[1].strip("/").split("/")]
    if not all(name.strip(".") for name in names):
        return None
    return Reference("/".join(names), int(found[2]))


def references(texts: Iterable[str]) -> tuple[Reference, ...]:
    """Read links that a file was found to hold, each once."""
    found = (read_reference(text) for text in texts)
    return tuple(dict.fromkeys(filter(None, found)))


@lru_cache(10_000)
def parts_of(key: str) -> tuple[str, ...]:
    """Return the parts of a plan's key, as they are compared."""
    return tuple(map(fold, key.split("/")))


def ends_in(key: tuple[str, ...], end: tuple[str, ...]) -> bool:
    """Tell whether a key ends in these parts."""
    return len(end) <= len(key) and key[len(key) - len(end) :] == end
