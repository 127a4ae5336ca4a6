"""A printed cell of departments to offices and their roles: `X、Y牵头,Z等部门按职责分工负责,3月底完成`.

The register decides what is a name: a known whole is never divided, and words inside it are letters. Where it knows
nothing the marks, the words of role and the endings of names divide the cell as a reader would.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from . import office_words
from .fold import compiled
from .office_names import Knows, NextName, by_asking, holds_name, is_name, mark
from .office_reader import Name, Reader, is_office
from .plan import Role

_MOST = 2_000
"""How many characters a cell may have to be divided; one that is longer is no list of offices."""


class Office(NamedTuple):
    """One office as printed, and what it is to the task."""

    printed: str
    role: Role


class OfficesReading(NamedTuple):
    """What a cell says.

    ``unknown`` are those of the offices that the register lacks; ``time`` is what stands behind them of a time
    (`…,3月底完成`); ``open`` where it says 等, so that more are meant than are named; ``explicit`` where it says
    who does what in words.
    """

    offices: tuple[Office, ...]
    unknown: tuple[str, ...] = ()
    time: str = ""
    open: bool = False
    explicit: bool = False


class _HasRole(Protocol):
    @property
    def role(self) -> Role: ...


Part = TypeVar("Part", bound=_HasRole)


def holders(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return who holds the task: those that lead or, where none leads, those that share it."""
    every = tuple(parts)
    leads = [part for part in every if part.role is Role.LEAD]
    return tuple(leads or [part for part in every if part.role is Role.SHARED])


def read_offices(
    cell: str, knows: Knows, *, head: Role | None = None, first_leads: bool = True
) -> OfficesReading:
    """Read a printed cell of departments. Never raises: what cannot be divided is an unknown piece.

    ``head`` is the role of the column the cell stands under, None where the cell's own words tell and, without any,
    the first of several leads; with ``first_leads`` off they share the task instead.
    """
    if knows(cell.strip()):
        return OfficesReading((Office(cell.strip(), head or Role.LEAD),))
    return CellReader(knows, by_asking(knows)).read(cell, head=head, first_leads=first_leads)


def assisting(remark: str, knows: Knows) -> tuple[str, ...]:
    """Return the names that a remark gives a part: behind 会同 or 配合部门:, before 配合, 协办, 参与.

    Other bodies may be named too; before a verb only what looks like an office counts.
    """
    return CellReader(knows, by_asking(knows)).assisting(remark)


class _Shape(NamedTuple):
    """What all cells say that are the same but for the names the register knows: who is a name of such a cell."""

    offices: tuple[Office, ...]
    time: str
    open: bool
    explicit: bool
    known: bool
    """Whether the register knows all of them."""


class CellReader:
    """Reads the cells and remarks of one plan, each once; what differs in known names only is divided once.

    ``knows`` and ``next_name`` are two questions to the same register.
    """

    def __init__(self, knows: Knows, next_name: NextName) -> None:
        self._knows = knows
        self._next_name = next_name
        self._cells: dict[tuple[str, Role | None, bool], OfficesReading] = {}
        self._shapes: dict[tuple[str, Role | None, bool], _Shape] = {}
        self._remarks: dict[str, tuple[str, ...]] = {}

    def read(self, cell: str, *, head: Role | None = None, first_leads: bool = True) -> OfficesReading:
        """Read a cell as :func:`read_offices` does."""
        key = (cell, head, first_leads)
        read = self._cells.get(key)
        if read is None:
            read = self._cells[key] = self._read(*key)
        return read

    def _read(self, cell: str, head: Role | None, first_leads: bool) -> OfficesReading:
        whole = cell.strip()
        if self._knows(whole):
            return OfficesReading((Office(whole, head or Role.LEAD),))
        if _is_beyond(cell):
            return OfficesReading((Office(whole, head or Role.LEAD),), (whole,))
        marked = mark(cell, self._next_name)
        key = (marked.text, head, first_leads)
        shape = self._shapes.get(key)
        if shape is None:
            plain = compiled(office_words.NAMES_ALONE).fullmatch(marked.text)
            shape = self._shapes[key] = _plain_shape(*key) if plain else _shape(*key, self._knows)
        offices = tuple([Office(marked.printed(piece), role) for piece, role in shape.offices])
        unknown: tuple[str, ...] = ()
        if not shape.known:
            names = [office.printed for office in offices]
            unknown = tuple(n for n in dict.fromkeys(names) if full_name(n, names, self._knows) is None)
        return OfficesReading(offices, unknown, shape.time, shape.open, shape.explicit)

    def assisting(self, remark: str) -> tuple[str, ...]:
        """Return the names that a remark gives a part, as :func:`assisting` does."""
        if _is_beyond(remark) or not compiled(office_words.ASSISTING).search(remark):
            return ()
        marked = mark(remark, self._next_name)
        if marked.text not in self._remarks:
            self._remarks[marked.text] = tuple(_assisting(marked.text, self._knows))
        return tuple(dict.fromkeys(map(marked.printed, self._remarks[marked.text])))


def _shape(text: str, head: Role | None, first_leads: bool, knows: Knows) -> _Shape:
    reader = Reader(knows)
    reader.read(text)
    roles = _roles(reader.names, head, first_leads or reader.ruled)
    offices = tuple(Office(name.text, role) for name, role in zip(reader.names, roles, strict=True))
    known = all(is_name(name.text) for name in reader.names)
    return _Shape(offices, reader.time, reader.open, reader.explicit, known)


@lru_cache(1_000)
def _plain_shape(text: str, head: Role | None, first_leads: bool) -> _Shape:
    """Return the shape of nothing but known names with marks between them, which is the same in every plan."""
    return _shape(text, head, first_leads, lambda piece: False)


def _is_beyond(text: str) -> bool:
    """Tell whether a text is not to be divided: too long, or with characters that stand for names here."""
    return len(text) > _MOST or holds_name(text)


def _assisting(remark: str, knows: Knows) -> list[str]:
    """Return the names of a remark whose known names are set apart."""
    found: list[str] = []
    for sentence in compiled("[;\uff1b。\n]").split(remark):
        label = compiled(rf"(?:{office_words.ASSISTING}){office_words.UNIT}?\s*[:\uff1a](.+)").search(
            sentence
        )
        if label:
            found += _names(label[1], knows)
            continue
        for clause in compiled("[,\uff0c]").split(sentence):
            found += _assisting_in(clause, knows)
    return found


def _assisting_in(clause: str, knows: Knows) -> list[str]:
    before, word, behind = clause.partition("会同")
    if word:
        return _names(f"会同{behind}", knows)
    verb = compiled(rf"(?<=.)(?:{office_words.ASSISTING})").search(clause)
    if not verb:
        return []
    before = clause[: verb.start()]
    requests = list(compiled(office_words.REQUESTED).finditer(before))
    asked = requests and requests[0].start() == 0
    listed = before[requests[-1].end() :] if requests else before
    longest = len(before) if asked else _LIKELY if listed == before else 0
    names = _names(before, knows)
    known = [name for name in names if _known(name, knows)]
    others = names if listed == before else _names(listed, knows)
    return known + [
        name for name in others if _known(name, knows) or (len(name) <= longest and is_office(name))
    ]


_LIKELY = 15
"""How many characters of a name before a verb are taken for an office's by their ending alone."""


def _known(name: str, knows: Knows) -> bool:
    return is_name(name) or (not holds_name(name) and knows(name))


def _names(words: str, knows: Knows) -> list[str]:
    reader = Reader(knows)
    reader.read(words)
    return [name.text for name in reader.names]


def full_name(piece: str, names: Sequence[str], knows: Knows) -> str | None:
    """Return the name the register knows a piece of a cell by, None where it knows none.

    What a list prints once belongs to all of it: 市教育、公安、民政局 are 市教育局, 市公安局 and 市民政局.
    """
    if knows(piece):
        return piece
    if len(names) < 2:
        return None
    place = names[0][:1] if names[0][:1] in "省市区县州旗" else ""
    before = ("", place) if place and not piece.startswith(place) else ("",)
    after = ("", names[-1][-1:]) if not is_office(piece) else ("",)
    found = {made for b in before for a in after if (made := f"{b}{piece}{a}") != piece and knows(made)}
    return found.pop() if len(found) == 1 else None


def _roles(names: list[Name], head: Role | None, first_leads: bool) -> list[Role]:
    """Return the role of every name: by the words beside it, by the column's head, by its order."""
    leads = any(name.role is Role.LEAD for name in names)
    shares = any(name.role is Role.SHARED for name in names)
    several = sum(name.role is None for name in names) > 1
    if head is not None:
        beside = head if head in (Role.JOINT, Role.ASSIST) else Role.SHARED
        return [
            head if name.role is None else beside if name.role is Role.SHARED and not leads else name.role
            for name in names
        ]
    roles: list[Role] = []
    for name in names:
        role = name.role
        if role is None:
            if leads or (shares and not name.told):
                role = Role.JOINT if leads else Role.SHARED
            elif first_leads or not several:
                role, leads = Role.LEAD, True
            else:
                role = Role.SHARED
        roles.append(role)
    led = Role.LEAD in roles
    return [Role.JOINT if led and role is Role.SHARED else role for role in roles]
