"""The register of departments: printed names to offices, and what a user typed to one of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from .errors import NotFound
from .fold import compiled, fold
from .form import ALL
from .plan import Department

_SEPARATORS = frozenset("、,;\uff0c\uff1b\n")
_OPENING, _CLOSING = frozenset("(\uff08"), frozenset(")\uff09")


@lru_cache(10_000)
def split(printed: str) -> tuple[str, ...]:
    """Split a printed cell into names.

    Brackets belong to a name (`消保处(消保委)`), so what they hold is never split.

    >>> split("工会、妇委会")
    ('工会', '妇委会')
    """
    names: list[str] = []
    name, depth = "", 0
    for char in printed:
        depth += (char in _OPENING) - (char in _CLOSING and depth > 0)
        if char in _SEPARATORS and depth == 0:
            names.append(name)
            name = ""
        else:
            name += char
    return tuple(stripped for part in (*names, name) if (stripped := part.strip()))


_ANOTHER = r"(?:[省国区县镇乡职]|[^\W由请报交与和同给向归本我][府委局厅部院])$"
"""What stands before an office's name where it is another body's: 市政府办公室, 区工会, but not 局办公室, 本局办公室."""
_BEFORE = 2
"""How many characters before a name tell."""


def _goes_on(text: str, at: int) -> bool:
    """Tell whether the name that ends there is the beginning of another word: 工会议."""
    return text[at - 1] == "会" and text[at : at + 1] in ("议", "计", "员", "商")


class Register:
    """The plan's departments by every name they bear."""

    def __init__(self, departments: Iterable[Department]) -> None:
        self.departments = tuple(departments)
        self._by_name: dict[str, Department] = {}
        for department in self.departments:
            for name in department.names:
                self._by_name.setdefault(fold(name), department)

    def knows(self, printed: str) -> bool:
        """Tell whether a piece of a cell is a name of some office."""
        return printed in self._by_name or fold(printed) in self._by_name

    def members(self, department: Department) -> tuple[Department, ...]:
        """Return the offices a collective stands for; none for an office."""
        if department.members == (ALL,):
            return tuple(d for d in self.departments if not d.members)
        found = (self.resolve(name) for name in department.members)
        return tuple(dict.fromkeys(d for d in found if d is not None))

    def mentioned(self, text: str) -> tuple[Department, ...]:
        """Return the offices whose names stand in a text, each once; not those inside another body's name."""
        folded, at = fold(text), 0
        found: dict[str, Department] = {}
        while place := self.next_name(folded, at):
            begin, at = place
            another = compiled(_ANOTHER).search(folded[max(0, begin - _BEFORE) : begin])
            if not another and not _goes_on(folded, at):
                department = self._by_name[folded[begin:at]]
                found.setdefault(department.name, department)
        return tuple(found.values())

    def next_name(self, folded: str, at: int) -> tuple[int, int] | None:
        """Return where the first name at or behind a place of a folded text begins and ends, the longest there."""
        beginning = self._by_beginning
        for begin in range(at, len(folded) - 1):
            for name in beginning.get(folded[begin : begin + 2], ()):
                if folded.startswith(name, begin):
                    return begin, begin + len(name)
        return None

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        """The folded names by their first two characters, the longest first."""
        found: dict[str, list[str]] = {}
        for name in sorted(self._by_name, key=len, reverse=True):
            if len(name) > 1:
                found.setdefault(name[:2], []).append(name)
        return found

    def resolve(self, printed: str) -> Department | None:
        """Return the office a printed name stands for: an exact name or alias, nothing looser."""
        return self._by_name.get(printed) or self._by_name.get(fold(printed))

    def find(self, typed: str) -> Department:
        """Return the office a user means: by name, alias, or a part that only one office has.

        Raises :class:`NotFound` naming the nearest, or the several it could be.
        """
        if exact := self.resolve(typed):
            return exact
        part = fold(typed)
        matches = [d for d in self.departments if part and any(part in fold(name) for name in d.names)]
        if len(matches) == 1:
            return matches[0]
        if matches:
            names = "、".join(d.name for d in matches)
            raise NotFound(f"“{typed}”不止一个部门：{names}。", "写出更完整的名称。")
        nearest = self.nearest(typed)
        raise NotFound(
            f"没有名为“{typed}”的部门。",
            f"是不是“{nearest}”？" if nearest else "运行 workplan by-dept 查看全部部门。",
        )

    def nearest(self, name: str) -> str | None:
        """Return the name or alias most like ``name``, or None where nothing is."""
        from .suggest import nearest

        return nearest(name, [n for d in self.departments for n in d.names])
