"""Made-up documents in the forms bureaus really use, each against the truth beside it: cell by cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workplan.domain.deadlines import DeadlineKind
from workplan.office.draft import Draft, DraftDeadline, DraftPart, DraftRow, Refusal
from workplan.office.drafts import drafts
from workplan.office.read import read
from workplan.office.source import SourceDocument

FORMS = Path(__file__).parent / "forms"
TABLES = ("05", "06", "07", "08", "09", "10", "11", "12", "16", "19", "20", "21")
TRUTHS = sorted(path for path in FORMS.glob("*.json") if path.name[:2] in TABLES)


def truth(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def document_of(path: Path) -> Path:
    return next(p for p in FORMS.glob(f"{path.stem}.*") if p.suffix != ".json")


def drafts_of(path: Path) -> tuple[Draft, ...] | Refusal:
    file = document_of(path)
    document = read(file.read_bytes(), file.name)
    return drafts(document) if isinstance(document, SourceDocument) else document


def deadline_of(due: DraftDeadline) -> dict[str, Any]:
    found: dict[str, Any] = {
        "raw": due.raw,
        "last_day": due.last_day.isoformat() if due.last_day else None,
        "kind": due.kind,
    }
    if due.origin:
        found["from"] = due.origin
    if due.other_day:
        found["other_day"] = due.other_day.isoformat()
    return found


def departments_of(part: DraftRow | DraftPart) -> list[dict[str, str]]:
    return [{"name": office.name, "role": office.role} for office in part.departments]


def filled(cells: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {head: text for head, text in cells if text}


def row_of(row: DraftRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.title,
        "goals": row.goals,
        "remark": row.remark,
        "group": " > ".join(row.group),
        "department_cells": filled(row.department_cells),
        "departments": departments_of(row),
        "deadline": deadline_of(row.deadline),
        "cells": filled(row.cells),
        "parts": [part_of(part) for part in row.parts],
    }


def part_of(part: DraftPart) -> dict[str, Any]:
    return {
        "title": part.title,
        "goals": part.goals,
        "department_cells": filled(part.department_cells),
        "departments": departments_of(part),
        "deadline": deadline_of(part.deadline),
        "cells": filled(part.cells),
    }


def expected(row: dict[str, Any]) -> dict[str, Any]:
    wanted = {key: row[key] for key in row_of(DraftRow("", None)) if key in row}  # type: ignore[arg-type]
    for part in (wanted, *row.get("parts", ())):
        for key in ("cells", "department_cells"):
            part[key] = {head: text for head, text in part.get(key, {}).items() if text}
        due = part["deadline"]
        for key in ("days", "then"):
            due.pop(key, None)
        part.setdefault("goals", "")
    wanted["parts"] = row.get("parts", [])
    return wanted


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what the grammars of the domain read: the words stay."""
    found = {key: value for key, value in row.items() if key != "departments"}
    found["deadline"] = {key: row["deadline"].get(key, "") for key in ("raw", "from")}
    if "parts" in row:
        found["parts"] = [plain(part) for part in row["parts"]]
    return found


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_the_form_gives_its_truth(path: Path) -> None:
    wanted, found = truth(path), drafts_of(path)
    if wanted["refused"]:
        assert isinstance(found, Refusal)
        return
    assert not isinstance(found, Refusal), found
    rows = [row for draft in found for row in draft.rows]
    assert [plain(row_of(row)) for row in rows] == [plain(expected(row)) for row in wanted["rows"]]
    assert [c.head for c in found[0].columns] == wanted["columns"]
    assert (found[0].year, found[0].title) == (wanted["year"], wanted["title"])
    assert [row.list for row in rows] == [row.get("list", "") for row in wanted["rows"]]


@pytest.mark.skipif(
    not hasattr(DeadlineKind, "RECURRING"), reason="the grammar of deadlines has not its later words yet"
)
@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_offices_and_days_are_read(path: Path) -> None:
    wanted, found = truth(path), drafts_of(path)
    if isinstance(found, Refusal):
        return
    rows = [row_of(row) for draft in found for row in draft.rows]
    assert rows == [expected(row) for row in wanted["rows"]]
