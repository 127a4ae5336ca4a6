"""Stand-in until the reading of offices stands in the domain: roles of the offices a cell prints."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..domain.departments import split
from ..domain.fold import compiled
from .times import is_time

_SEPARATOR = frozenset(",\uff0c;\uff1b。\n")
_LABELS = {
    "牵头": "lead",
    "主办": "lead",
    "第一责任": "lead",
    "责任": "",
    "承办": "",
    "落实": "",
    "实施": "",
    "配合": "assist",
    "协办": "assist",
    "协同": "assist",
    "协助": "assist",
    "参与": "assist",
    "参加": "assist",
    "会同": "assist",
    "协作": "assist",
}
_LABEL = rf"({'|'.join(_LABELS)})(?:责任)?(?:单位|部门|科室|处室|股室)[:\uff1a]"
_ENDINGS = (
    (r"按(?:照)?(?:各自)?职责(?:分工)?(?:分别)?负责(?:落实|实施)?", "shared"),
    (r"参照执行", "joint"),
    (r"(?:共同)?(?:牵头|主办)(?:负责|实施)?", "lead"),
    (r"(?:负责)?(?:配合|协办|协助|协同|协作|参与|参加)(?:实施)?", "assist"),
    (r"(?:负责)?(?:起草|承办|实施|落实)", ""),
    (r"负责", "first"),
)


class Office(NamedTuple):
    """One office as printed, and its role."""

    printed: str
    role: str


class OfficesReading(NamedTuple):
    """The offices of a cell with their roles, a time printed after them, and whether 等 leaves more of them open."""

    offices: tuple[Office, ...] = ()
    unknown: tuple[str, ...] = ()
    time: str = ""
    open: bool = False
    explicit: bool = False


def read_offices(cell: str, knows: Callable[[str], bool], *, head: str | None = None) -> OfficesReading:
    """Read a printed cell; ``head`` is the role its column gives."""
    text = re.sub(r"[(\uff08](?:排在|列在)[^()\uff08\uff09]*[)\uff09]", "", cell.strip())
    if text[:1] in "(\uff08" and text[-1:] in ")\uff09":
        text = text[1:-1]
    role, opened, explicit = head or "", False, bool(head)
    found: list[tuple[str, str]] = []
    pending: list[str] = []
    time = ""
    for clause in _clauses(text):
        if is_time(clause):
            time = clause
            continue
        if label := compiled(_LABEL).match(clause):
            found += [(name, role) for name in pending]
            role, clause, pending, explicit = _LABELS[label[1]], clause[label.end() :], [], True
        names, ending = _sentence(clause)
        opened |= any(name.endswith("等") for name in names)
        pending += [re.sub("等(?:单位|部门)?$", "", name) for name in names if name]
        if ending is not None:
            explicit = True
            found += [
                (name, ending if at < 1 or ending != "with" else "assist") for at, name in enumerate(pending)
            ]
            pending = []
    found += [(name, role) for name in pending]
    return OfficesReading(_settled(found), (), time, opened, explicit)


def _clauses(text: str) -> list[str]:
    parts, part, depth = [], "", 0
    for char in text:
        depth += (char in "(\uff08") - (char in ")\uff09" and depth > 0)
        if char in _SEPARATOR and not depth:
            parts.append(part)
            part = ""
        else:
            part += char
    return [p.strip() for p in (*parts, part) if p.strip()]


def _sentence(clause: str) -> tuple[list[str], str | None]:
    ending = None
    for words, role in _ENDINGS:
        if (found := re.search(f"{words}$", clause)) and found.start():
            clause, ending = clause[: found.start()], role
            break
    clause = re.sub("等(?:单位|部门)", "等", clause)
    names = [n for part in split(clause) for n in re.split("(?<=[局委办院府会中心处科])及(?=.)", part)]
    if names and names[0].startswith("会同"):
        return [name.removeprefix("会同") for name in names], "assist"
    joined = [re.split("会同|(?<=[局委科处股])会(?=[^、]{2})", n) for n in names]
    if any(len(n) > 1 for n in joined):
        return [x for n in joined for x in n if x], "with"
    return [n for n in names if n], ending


def _settled(found: list[tuple[str, str]]) -> tuple[Office, ...]:
    led = any(role in ("lead", "first", "with") for _, role in found)
    offices: list[Office] = []
    for name, role in found:
        if role == "with":
            role = "lead"
        elif role == "shared":
            role = "joint" if led else "shared"
        elif role in ("", "first"):
            role = "joint" if (led and role == "") or any(o.role in ("lead",) for o in offices) else "lead"
        offices.append(Office(name, role))
    return tuple(offices)
