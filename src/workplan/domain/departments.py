"""The register of departments: printed names to offices, and what a user typed to one of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from .errors import NotFound
from .fold import fold
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


class Register:
    """The plan's departments by every name they bear."""

    def __init__(self, departments: Iterable[Department]) -> None:
        self.departments = tuple(departments)
        self._by_name: dict[str, Department] = {}
        for department in self.departments:
            for name in department.names:
                self._by_name.setdefault(fold(name), department)

    def resolve(self, printed: str) -> Department | None:
        """Return the office a printed name stands for: an exact name or alias, nothing looser."""
        return self._by_name.get(fold(printed))

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
