"""The forms bureaus really use, as plain text: every field of the draft against the judged truth."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.office.made_texts import FORMS, document, lost
from workplan.domain.deadlines import read
from workplan.office.draft import Draft, DraftDeadline, DraftPart, DraftRow, Refusal
from workplan.office.text_layout import read_text

NAMES = sorted(path.stem for path in FORMS.glob("*.txt") if not path.stem.startswith(("12", "13")))


def truth_of(name: str) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((FORMS / f"{name}.json").read_text(encoding="utf-8"))
    return truth


def read_form(name: str) -> Draft:
    draft = read_text(document((FORMS / f"{name}.txt").read_text(encoding="utf-8"), f"{name}.txt"))
    assert isinstance(draft, Draft), draft
    return draft


def deadline(value: DraftDeadline) -> dict[str, Any]:
    shown: dict[str, Any] = {"raw": value.raw, "last_day": None, "kind": value.kind}
    if value.last_day:
        shown["last_day"] = value.last_day.isoformat()
    if value.origin:
        shown["from"] = value.origin
    if value.other_day:
        shown["other_day"] = value.other_day.isoformat()
    if value.then:
        shown["then"] = value.then
    if value.days:
        shown["days"] = [day.isoformat() for day in value.days]
    return shown


def part(value: DraftPart) -> dict[str, Any]:
    offices = [{"name": office.name, "role": office.role} for office in value.departments]
    return {"title": value.title, "departments": offices, "deadline": deadline(value.deadline)}


def row(value: DraftRow) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "number": value.number,
        "title": value.title,
        "goals": value.goals,
        "departments": [{"name": office.name, "role": office.role} for office in value.departments],
        "department_cells": dict(value.department_cells),
        "deadline": deadline(value.deadline),
        "remark": value.remark,
        "group": " > ".join(value.group),
        "cells": dict(value.cells),
        "parts": [part(each) for each in value.parts],
    }
    optional = {
        "open": value.open,
        "list": value.list,
        "departments_from": value.departments_from,
        "table": [list(each) for each in value.table],
    }
    return shown | {key: found for key, found in optional.items() if found}


# Words of time the forms hold that the grammar of deadlines may not read yet: the words themselves are compared at all events.
LATER = ("2022.11", "每半年一次", "6月底前,并长期坚持", "每季度一次", "10月底前全面完成", "每月", "3、9月")


def waiting(raw: str, year: int) -> bool:
    """Tell whether the grammar does not yet read the words of the later kinds as it will."""
    return raw in LATER and str(read("每半年一次", year).kind) != "recurring"


def settled(rows: list[dict[str, Any]], year: int) -> list[dict[str, Any]]:
    """Return rows without the reading of words the grammar has still to learn."""
    kept = []
    for each in rows:
        time = each["deadline"]
        if waiting(time["raw"], year):
            time = {"raw": time["raw"], "from": time.get("from")}
        kept.append({**each, "deadline": time})
    return kept


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_the_document_s(name: str) -> None:
    truth, draft = truth_of(name), read_form(name)
    assert settled([row(each) for each in draft.rows], truth["year"]) == settled(truth["rows"], truth["year"])


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_round_the_rows(name: str) -> None:
    truth, draft = truth_of(name), read_form(name)
    assert (draft.year, draft.title) == (truth["year"], truth["title"])
    lists = truth.get("lists")
    assert [column.head for column in draft.columns] == truth["columns"]
    assert {name: list(members) for name, members in draft.collectives} == truth.get("collectives", {})
    shown = [{"title": each.title, "columns": [c.head for c in each.columns]} for each in draft.lists]
    assert shown == (lists or [])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost(name: str) -> None:
    text = (FORMS / f"{name}.txt").read_text(encoding="utf-8")
    assert lost(text, read_form(name)) == []


# What must be told of each form, by code; the truth says it in sentences.
TOLD = {
    "01": "points-are-tasks offices-from-bracket time-from-bracket two-readings steps-in-sentence time-from-sentence collective",
    "02": "no-deadlines open-list no-lead similar-names collective",
    "03": "blank-cell missing-deadline office-in-remark",
    "04": "unheaded-number inherited-group missing-department unreadable-deadline collective",
    "05": "title-in-table shifted-row number-in-text time-from-notice collective",
    "14": "unreadable-deadline office-in-bracket kind-of-office collective blanks-in-heads",
    "15": "numbers-restart time-from-heading",
    "17": "several-lists rule-in-brackets open-list time-from-sentence time-from-notice collective",
    "18": "small-table time-from-sentence collective",
    "22": "offices-of-group numbers-restart several-years collective time-from-sentence",
    "23": "no-departments time-from-bracket time-from-sentence two-readings unreadable-deadline",
}


@pytest.mark.parametrize("name", NAMES)
def test_what_must_be_told_is_told(name: str) -> None:
    codes = {doubt.code for doubt in read_form(name).told}
    assert set(TOLD[name[:2]].split()) <= codes


@pytest.mark.parametrize("name", NAMES)
def test_every_doubt_has_its_line(name: str) -> None:
    draft = read_form(name)
    assert all(doubt.place.line and doubt.message for doubt in (*draft.told, *draft.left_out))


def test_cells_run_together_are_refused() -> None:
    name = "13-scan-run-together"
    refused = read_text(document((FORMS / f"{name}.txt").read_text(encoding="utf-8")))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.place.line) == ("cells-run-together", 2)
