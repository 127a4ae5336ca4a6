"""Offices in a cell by a few plain rules, until :mod:`workplan.domain.offices` reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..domain.departments import split

_BESIDE = r"(?:配合|协办|协助|协同|协作|参与|参加)(?:实施)?"
_NAME_ENDS = "局委办院府会中心处科股室队"


class Office(NamedTuple):
    """One office as printed, and its role."""

    printed: str
    role: str


class OfficesReading(NamedTuple):
    """The offices of a cell with their roles, and whether 等 leaves more of them open."""

    offices: tuple[Office, ...] = ()
    unknown: tuple[str, ...] = ()
    time: str = ""
    open: bool = False
    explicit: bool = False


def read_offices(cell: str, knows: Callable[[str], bool], *, head: str | None = None) -> OfficesReading:
    """Read a printed cell; ``head`` is the role of its column, None where its own words or the order tell."""
    found: list[tuple[str, str]] = []
    for name in split(cell):
        if with_ := re.fullmatch(rf"(.+?[{_NAME_ENDS}])(?:会同|会)(.+?)(?:实施)?", name):
            found += [(with_[1], "lead"), (with_[2], "assist")]
        elif both := re.fullmatch(rf"(.+?[{_NAME_ENDS}])及(.+)", name):
            found += [(both[1], ""), (both[2], "")]
        elif beside := re.fullmatch(rf"(.+?){_BESIDE}", name):
            found.append((beside[1], "assist"))
        elif led := re.fullmatch(r"(.+?)(?:牵头|负责)", name):
            found.append((led[1], "lead"))
        else:
            found.append((re.sub("等$", "", name), "assist" if found and found[-1][1] == "assist" else ""))
    leads = any(role == "lead" for _, role in found)
    offices = [
        Office(name, role or head or ("joint" if leads or at else "lead"))
        for at, (name, role) in enumerate(found)
    ]
    return OfficesReading(tuple(offices), open=cell.rstrip().endswith("等"), explicit=leads)
