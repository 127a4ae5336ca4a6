"""The draft of a later plan holds all that is open and nothing else, and promises nothing until somebody decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PLAN, ROOT
from tests.properties import tried
from workplan.checks import plan as checks
from workplan.checks.plan import unused_department
from workplan.domain.document import PlanDocument
from workplan.domain.records import ProgressRecord
from workplan.domain.standing import schedule
from workplan.files import ledger_file
from workplan.files.gate import progress_record
from workplan.files.plan_file import load_bytes
from workplan.files.yaml_text import Block, Entry, Plain, written
from workplan.office.carried_draft import draft_text

TODAY = date(2020, 12, 31)
UNDECIDED = 'deadline: "待定"'
_ENDED = ("done", "cancelled", "carried")

words = st.text(
    st.sampled_from("网办率工会 #:：-\"'“”[]{}|>&*!%@`,、\\\n95。\t"), min_size=1, max_size=30
).filter(lambda text: text.strip())
cells = st.one_of(st.just(""), words)
deadlines = st.sampled_from(
    ("11", "6月底前", "", "持续推进", "每月25日前", "年底", "待定", "10月前", "2021年3月")
)


@st.composite
def tasks(draw: st.DrawFn, number: int) -> tuple[Entry, str]:
    """Return a task as it is written, and how it ended, "" for one that is open."""
    goals = draw(words)
    task = Entry({"id": number, "title": draw(words), "goals": Block(goals), "departments": "许可处"})
    task["deadline"], task["remark"] = draw(deadlines), draw(cells)
    if draw(st.booleans()):
        task["last_day"] = Plain("2020-09-30")
    if draw(st.booleans()):
        task["milestones"] = [
            Entry({"text": goals, "deadline": "上半年"}),
            Entry({"title": draw(words), "number": "(1)", "deadline": draw(st.sampled_from(("", "三季度")))}),
        ]
    if draw(st.booleans()):
        task["targets"] = [
            Entry({"name": "网办率", "phrase": goals, "comparison": Plain("at_least"), "value": 95})
        ]
    if draw(st.booleans()):
        task["group"] = "一"
    return task, draw(st.sampled_from(("", "", "suspended", "in_progress", *_ENDED)))


@st.composite
def plans(draw: st.DrawFn) -> tuple[PlanDocument, list[str]]:
    """Return a plan of some tasks, and how each ended."""
    made = [draw(tasks(number)) for number in range(1, draw(st.integers(1, 4)) + 1)]
    plan = Entry({"year": 2020, "titles": Entry({"document": "计划"})})
    plan["settings"] = Entry({"default_deadline": "年底", "silent_days": 40} if draw(st.booleans()) else {})
    plan["departments"] = [Entry({"name": "许可处", "aliases": ["行政许可处"]})]
    plan["groups"] = [Entry({"id": "一", "title": draw(words), "deadline": "9月底前"})]
    plan["tasks"] = [task for task, _ in made]
    loaded = load_bytes(written(plan).encode(), "plan.yaml")
    assert loaded.document, loaded.diagnostics
    return loaded.document, [ended for _, ended in made]


def records_of(ended: Sequence[str]) -> tuple[ProgressRecord, ...]:
    return tuple(
        progress_record(
            {"task": number, "date": "2020-06-30", "recorded": "2020-06-30", "by": "办公室"}
            | ({"carried": "2021#9"} if status == "carried" else {"status": status})
        )
        for number, status in enumerate(ended, 1)
        if status
    )


def errors(text: str) -> tuple[PlanDocument, set[str]]:
    """Load a draft; return it with the codes of what stops an answer."""
    loaded = load_bytes(text.encode(), "2021.yaml")
    assert loaded.document, text
    found = (*loaded.errors, *checks.errors(loaded.document))
    return loaded.document, {diagnostic.code for diagnostic in found}


def said(task: Any) -> tuple[Any, ...]:
    return (
        task.title,
        task.goals,
        task.departments,
        task.remark,
        task.lead,
        task.cells,
        task.targets,
        task.group,
    )


@tried(40)
@given(plans())
def test_every_open_task_is_in_it_and_nothing_else(made: tuple[PlanDocument, list[str]]) -> None:
    document, ended = made
    before = {diagnostic.code for diagnostic in checks.errors(document)}
    stand = schedule(document, TODAY, records_of(ended))
    text = draft_text(document, stand, 2021, "甲/2020")
    draft, wrong = errors(text)
    still = [number for number, status in enumerate(ended, 1) if status not in _ENDED]
    assert [task.from_ for task in draft.plan.tasks] == [(f"甲/2020#{number}",) for number in still]
    for task, number in zip(draft.plan.tasks, still, strict=True):
        assert said(task) == said(document.tasks[number])
        assert (task.deadline, task.last_day, task.means) == ("待定", None, None)
        assert not [step for step in task.milestones if step.deadline not in ("", "待定") or step.last_day]
    assert (draft.plan.year, draft.plan.settings.default_deadline) == (2021, "")
    assert wrong - before == ({"undecided-deadline"} if still else set())
    assert all(item.last_day is None for item in schedule(draft, date(2021, 6, 1)))
    decided, wrong = errors(text.replace(UNDECIDED, 'deadline: "11"'))
    assert wrong <= before
    assert all(reading.deadline.last_day == date(2021, 11, 30) for reading in decided.readings)


@pytest.mark.parametrize(
    "path", [PLAN, *sorted((ROOT / "examples").glob("*.yaml"))], ids=lambda path: path.stem
)
def test_lists_of_every_form_load_once_their_times_are_decided(path: Path) -> None:
    if path.name.endswith("progress.yaml"):
        return
    document = load_bytes(path.read_bytes(), str(path)).document
    assert document
    ledger = ledger_file.load(ledger_file.beside(path), document).document.in_force()
    stand = schedule(document, date(document.plan.year, 12, 31), ledger)
    draft, wrong = errors(draft_text(document, stand, document.plan.year + 1, "上年"))
    assert wrong == {"undecided-deadline"}
    _, wrong = errors(
        draft_text(document, stand, document.plan.year + 1, "上年").replace(UNDECIDED, 'deadline: "11"')
    )
    assert wrong == set()
    kept = [entry for entry in document.plan.departments if entry in draft.plan.departments]
    assert list(draft.plan.departments) == kept
    assert not list(unused_department.check(draft))
    assert draft.plan.columns == document.plan.columns
