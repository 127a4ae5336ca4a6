"""Made plans in another form than the real one: columns of their own, offices that share, remarks that name offices.

``generate.py --opened`` writes them; only the cells of offices and the heads differ, so the two kinds compare.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.generate import Generator
from benchmarks.phrases import Office, quoted

_COLUMNS = (
    ("序号", "number"),
    ("工作任务", "title"),
    ("目标要求", "goals"),
    ("责任分工", "departments"),
    ("参与单位", "assist"),
    ("分管领导", ""),
    ("分值", ""),
    ("完成时限", "deadline"),
    ("备注", "remark"),
)
_CELLS = (
    "{0}牵头，{1}、{2}配合",
    "{0}、{1}、{2}按职责分工负责",
    "牵头单位：{0}；责任单位：{1}、{2}",
    "{0}会同{1}、{2}实施",
    "{0}、{1}、{2}",
    "{0}",
)
_REMARKS = ("", "会同{0}实施，{1}配合", "由{0}协助，{1}参与", "列入考核")


class Opened(Generator):
    """A plan whose list has nine columns, two of them free, and whose cells of offices are sentences."""

    def _head(self) -> Iterator[str]:
        yield from super()._head()
        yield "\ncolumns:\n"
        for head, holds in _COLUMNS:
            yield f"  - {{head: {head}{f', holds: {holds}' if holds else ''}}}\n"

    def _departments(self, at: int, lead: Office, deadline: str) -> Iterator[str]:
        chance = self.chance
        others = [office.name for office in self.of_place[at] if office is not lead]
        chosen = chance.sample(others, min(len(others), 5))
        cell = chance.choice(_CELLS) if len(chosen) > 1 else "{0}"
        yield f"    number: {quoted(f'（{at + 1}）{chance.randint(1, 999)}')}"
        yield f"    departments: {quoted(cell.format(lead.name, *chosen))}"
        yield deadline
        yield "    cells:"
        yield f"      分管领导: {quoted(chance.choice('甲乙丙丁') + '某')}"
        yield f"      分值: {quoted(str(chance.randint(1, 9)))}"
        if chosen[4:] and chance.random() < 1 / 3:
            yield f"      参与单位: {quoted(chosen[4])}"
        remark = chance.choice(_REMARKS) if len(chosen) > 3 else ""
        if remark:
            yield f"    remark: {quoted(remark.format(*chosen[2:4]))}"
