"""What came of a month's returns, in every shape: who returned, what is refused and why."""

from __future__ import annotations

from collections.abc import Sequence

from ..answers.columns import Column, View, record, table
from ..answers.envelope import envelope
from ..answers.log import columns as of_records
from .collecting import Collected, Month, Outcome
from .faults import Refusal

_OUTCOMES = (
    Column("部门", lambda o: o[0], "name", flexible=True),
    Column("结果", lambda o: o[1].word, "outcome", lambda o: o[1].value),
    Column("登记", lambda o: o[3], "records", numeric=True, sparse=True),
    Column("文件", lambda o: "、".join(o[2]), "files", lambda o: list(o[2]), flexible=True),
)
_REFUSALS = (
    Column("部门", lambda r: r.department, "department", flexible=True),
    Column(None, lambda r: r.place.file, "file"),
    Column(None, lambda r: r.place.sheet, "sheet"),
    Column(None, lambda r: r.place.cell, "cell"),
    Column("文件和单元格", lambda r: str(r.place), flexible=True),
    Column("代码", lambda r: r.fault.value, "code", flexible=True),
    Column("问题", lambda r: r.message, "message", flexible=True),
    Column("改法", lambda r: r.hint, "hint", flexible=True),
)


def view(month: Month, found: Collected, *, written: bool, passed: Sequence[str] = ()) -> View:
    """Return what came of collecting. ``written``: the records stand in the ledger now."""
    body = {
        "month": month.code,
        "written": written,
        "records": [record(of_records(month.document), r) for r in found.records],
        "departments": [record(_OUTCOMES, outcome) for outcome in found.outcomes],
        "refused": [record(_REFUSALS, refusal) for refusal in found.refusals],
        "passed_over": list(passed),
        "empty": [
            {"name": office, "file": place.file, "sheet": place.sheet, "cell": place.cell}
            for office, places in found.empty
            for place in places
        ],
    }
    back = [outcome for outcome in found.outcomes if outcome[1] is not Outcome.MISSING]
    tables = [table((_OUTCOMES, back), title=f"{month.period.label}的填报表（截至 {month.today}）")]
    if found.refusals:
        tables.append(table((_REFUSALS, found.refusals), title=f"退回：{len(found.refusals)} 处"))
    notes = [
        f"{outcome.word}：{'、'.join(names)}。"
        for outcome in Outcome
        if outcome is not Outcome.REFUSED and (names := [o[0] for o in found.outcomes if o[1] is outcome])
    ]
    if passed:
        notes.append(f"没有当作填报表的文件：{'、'.join(passed)}。")
    return View(
        envelope("collect", month.document, month.today, body),
        tuple(tables),
        table((_OUTCOMES, found.outcomes)),
        tuple(notes),
    )


def returned(refusals: Sequence[Refusal]) -> View:
    """Return the list that goes back to the departments: each thing wrong with its place and what to do."""
    return View({}, (), table((_REFUSALS, refusals)))
