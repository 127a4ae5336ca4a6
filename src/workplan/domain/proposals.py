"""Promises with a figure in a text, as a person would make targets of them: proposed, never made."""

from __future__ import annotations

from typing import NamedTuple

from .fold import compiled

_COMMITMENT = "力争|争取|确保|实现|达到|保持|完成"
_FIGURE = (
    r"(?P<less>不少于|不低于|不超过|低于|控制在|约|近)?(?P<value>\d{1,9}(?:\.\d{1,4})?)"
    r"(?P<unit>[%％‰]|万元|亿元|元|公里|平方米|吨|家|个|批次|批|件|次|人次|人|名|项|所|条|户|场|处|篇|台|套|期|家次)"
    r"(?P<more>以上|以下|以内|左右)?"
)
_CLAUSE = r"[^,，;；。:：!！?？\n、()（）]*"


class Proposal(NamedTuple):
    """What a target would say."""

    name: str
    phrase: str
    commitment: str
    comparison: str
    value: str
    unit: str


def proposals(text: str) -> tuple[Proposal, ...]:
    """Return the clauses of a text that promise one figure; a clause with several is for people to take apart."""
    found: dict[str, Proposal] = {}
    for clause in compiled(_CLAUSE).findall(text):
        figures = list(compiled(_FIGURE).finditer(clause))
        if len(figures) == 1 and (made := _proposal(clause.strip(), clause, figures[0].groupdict())):
            found.setdefault(made.name, made)
    return tuple(found.values())


def _proposal(phrase: str, clause: str, figure: dict[str, str | None]) -> Proposal | None:
    words = compiled(_COMMITMENT).search(clause)
    before = clause[: clause.index(str(figure["value"]))]
    name = compiled(rf"^\s*(?:\d+[.、．])?(?:{_COMMITMENT})|(?:达到?|为|{figure['less'] or '$^'})+$").sub(
        "", before
    )
    name = name.strip() or clause.strip()
    if not 2 <= len(name) <= 30 or compiled(r"\d").search(name):
        return None
    unit = "%" if figure["unit"] == "％" else str(figure["unit"])
    return Proposal(name, phrase, words[0] if words else "", _comparison(figure), str(figure["value"]), unit)


def _comparison(figure: dict[str, str | None]) -> str:
    if figure["less"] in ("不超过", "低于", "控制在") or figure["more"] in ("以下", "以内"):
        return "at_most"
    return "about" if figure["less"] in ("约", "近") or figure["more"] == "左右" else "at_least"
