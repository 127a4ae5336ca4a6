"""Every made-up form, of whatever kind, through the one door of ``import``: each field of the draft against its truth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workplan.office.draft import Draft, DraftDeadline, DraftPart, DraftRow, Refusal
from workplan.office.read_draft import read_drafts

FORMS = Path(__file__).parent / "forms"
TRUTHS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FORMS.glob("*.json"))}
FORM = pytest.mark.parametrize("name", TRUTHS)


def read_form(name: str) -> tuple[Draft, ...] | Refusal:
    file = next(path for path in FORMS.glob(f"{name}.*") if path.suffix != ".json")
    return read_drafts([(file.name, file.read_bytes())])


@FORM
def test_every_row_is_the_document_s(name: str) -> None:
    truth, found = TRUTHS[name], read_form(name)
    if truth["refused"]:
        assert isinstance(found, Refusal)
        assert found.message
        assert found.hint
        return
    assert not isinstance(found, Refusal), found
    rows = [_row(row) for draft in found for row in draft.rows]
    assert rows == [_settled(row) for row in truth["rows"]]


@FORM
def test_what_stands_round_the_rows(name: str) -> None:
    truth, found = TRUTHS[name], read_form(name)
    if isinstance(found, Refusal):
        return
    assert {(draft.year, draft.title) for draft in found} == {(truth["year"], truth["title"])}
    lists = truth.get("lists") or [{"title": "", "columns": truth["columns"]}]
    assert [[column.head for column in draft.columns] for draft in found] == [one["columns"] for one in lists]
    if len(lists) > 1:
        assert [dict(draft.header)["titles.annex_head"] for draft in found] == [one["title"] for one in lists]


def _row(row: DraftRow) -> dict[str, Any]:
    optional = {
        "list": row.list,
        "open": row.open,
        "departments_from": row.departments_from,
        "table": [list(each) for each in row.table],
    }
    return {
        "number": row.number,
        "group": " > ".join(row.group),
        "remark": row.remark,
        "parts": [_part(part) for part in row.parts],
        **_part(row),
    } | {key: value for key, value in optional.items() if value}


def _part(part: DraftRow | DraftPart) -> dict[str, Any]:
    return {
        "title": part.title,
        "goals": part.goals,
        "departments": [{"name": office.name, "role": office.role} for office in part.departments],
        "department_cells": _filled(dict(part.department_cells)),
        "deadline": _deadline(part.deadline),
        "cells": _filled(dict(part.cells)),
    }


def _deadline(time: DraftDeadline) -> dict[str, Any]:
    found: dict[str, Any] = {"raw": time.raw, "last_day": _iso(time.last_day), "kind": time.kind}
    optional = {
        "from": time.origin,
        "other_day": _iso(time.other_day),
        "then": time.then,
        "days": [_iso(day) for day in time.days],
    }
    return found | {key: value for key, value in optional.items() if value}


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _filled(cells: dict[str, str]) -> dict[str, str]:
    return {head: text for head, text in cells.items() if text}


def _settled(row: dict[str, Any]) -> dict[str, Any]:
    """The truth with the fields that may be left out of it, and without blank cells."""
    wanted = dict(row)
    for part in (wanted, *wanted["parts"]):
        part.setdefault("goals", "")
        part["cells"] = _filled(part.get("cells", {}))
        part["department_cells"] = _filled(part.get("department_cells", {}))
    return wanted


# What must be told of the forms with tables, by code, besides what their own tests say; the truth says it in sentences.
TOLD = {
    "05": "deadline-in-notice no-deadlines no-numbers collective",
    "06": "encoding deadline-outside-year before-deadline ongoing-deadline undated-deadline collective",
    "07": "scoring-office no-deadlines deadline-in-sentence",
    "08": "head-rows formula month-only serial-number deadline-outside-year true-date",
    "09": "several-lists deadline-in-notice merged-cell deadline-outside-year undated-deadline",
    "10": "no-deadlines progress-column merged-cell over-100",
    "11": "departments-in-heading ambiguous-deadline heads-again",
    "12": "no-numbers blank-deadline",
    "14": "unreadable-deadline office-in-bracket kind-of-office collective",
    "16": "progress-column collective no-document-title",
    "18": "progress-column over-100 small-table collective",
    "19": "heads-again progress-column before-deadline ambiguous-deadline unreadable-deadline undated-deadline collective",
}


@pytest.mark.parametrize("name", [name for name in TRUTHS if name[:2] in TOLD])
def test_what_must_be_told_is_told(name: str) -> None:
    found = read_form(name)
    assert not isinstance(found, Refusal)
    assert set(TOLD[name[:2]].split()) <= {doubt.code for draft in found for doubt in draft.told}
