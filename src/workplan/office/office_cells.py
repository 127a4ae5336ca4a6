"""Offices in a cell, as the grammar of the domain reads them: the one door of the import to it."""

from __future__ import annotations

from ..domain.departments import split
from ..domain.fold import compiled
from ..domain.office_looks import knows
from ..domain.offices import read_offices
from ..domain.plan import Role
from .draft import DraftOffice

ROLES = {role.value: role for role in Role}
NOBODY = frozenset(("", "无", "/", "\uff0f", "-", "—", "——", "－"))
"""What a cell of offices prints where there is none."""
_ENDS = (
    "(?:处|科|局|院|队|中心|委|办|股|室|所|站|厅|部|会|署|司|组|庭|馆|校|公司|政府|单位|部门|科室|处室|街道|镇|乡|区|县|市"
    "|社区|村|集团|学校|医院|妇联|各地)"
)


def offices(text: str, head: str | None) -> tuple[tuple[DraftOffice, ...], bool]:
    """Return the offices of a cell, and whether 等 leaves more of them open. ``head`` is the role its column gives."""
    if text.strip() in NOBODY:
        return (), False
    reading = read_offices(text, knows, head=ROLES.get(head or ""))
    return tuple(DraftOffice(office.printed, str(office.role)) for office in reading.offices), reading.open


def looks_like_offices(text: str) -> bool:
    """Tell whether a cell has the form of offices: names by their endings, or a sentence that gives names their parts."""
    names = [name for line in text.split("\n") for name in split(line)]
    if not names or len(text) > 120 or compiled("[。!\uff01]").search(text):
        return False
    name = rf".{{1,28}}{_ENDS}(?:[(\uff08][^()\uff08\uff09]*[)\uff09])?(?:等|牵头|负责|配合|协办|协助|参与|会同.*|主办|承办)?"
    return all(compiled(name).fullmatch(part) for part in names)
