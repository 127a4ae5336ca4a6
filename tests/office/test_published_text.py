"""The published plan of 2020, as a browser copies it, against plan.yaml: every row, point and section."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.conftest import PLAN
from tests.office.made_texts import document, lost
from workplan.domain.plan import Plan
from workplan.files.plan_file import load
from workplan.office.draft import Draft
from workplan.office.text_layout import read_text

PUBLISHED = Path(__file__).parents[1] / "published" / "2020-work-plan.txt"


@cache
def draft() -> Draft:
    read = read_text(document(PUBLISHED.read_text(encoding="utf-8"), PUBLISHED.name))
    assert isinstance(read, Draft), read
    return read


@cache
def plan() -> Plan:
    loaded = load(PLAN)
    assert loaded.document is not None, loaded.diagnostics
    return loaded.document.plan


def test_all_rows_are_exact() -> None:
    read = [
        (
            row.number,
            row.title,
            row.goals,
            "\n".join(text for _, text in row.department_cells),
            row.deadline.raw,
            row.remark,
        )
        for row in draft().rows
    ]
    assert read == [
        (str(task.id), task.title, task.goals, task.departments, task.deadline, task.remark)
        for task in plan().tasks
    ]


def test_all_points_and_sections_are_exact() -> None:
    sections = draft().sections
    assert [(s.number, s.title) for s in sections] == [(s.number, s.title) for s in plan().sections]
    read = [(point.number, point.title + point.text) for section in sections for point in section.points]
    assert read == [(point.id, point.title + point.text) for point in plan().points]
    titles = [point.title for section in sections for point in section.points]
    differing = [
        n
        for n, (ours, theirs) in enumerate(zip(titles, plan().points, strict=True), 1)
        if ours != theirs.title
    ]
    assert differing == [7]


def test_what_surrounds_them() -> None:
    titles, particulars, header = plan().titles, plan().publication, dict(draft().header)
    assert (draft().year, draft().title) == (2020, titles.document)
    assert (draft().preamble, draft().footer) == (plan().preamble, plan().footer)
    for key in ("page", "annex_line", "annex_label", "annex_head"):
        assert header[f"titles.{key}"] == getattr(titles, key)
    for key in ("index_number", "category", "issuer", "disclosure", "source", "generated", "published"):
        assert header[f"publication.{key}"] == str(getattr(particulars, key))


def test_both_real_doubts_are_told() -> None:
    told = {(doubt.code, doubt.place.line) for doubt in draft().told}
    assert {("no-full-stop", 33), ("title-in-paragraphs", 422)} <= told
    assert ("similar-names", 495) in told
    assert len(told) <= 12


def test_nothing_is_lost() -> None:
    assert lost(PUBLISHED.read_text(encoding="utf-8").replace("\xa0", " "), draft()) == []
    assert {doubt.code for doubt in draft().left_out} == {"navigation"}
