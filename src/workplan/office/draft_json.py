"""The shape of ``import -O json``: a promise of its own, no dump of the values behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from .draft import Draft, DraftDeadline, DraftOffice, DraftPart, DraftRow, DraftSection
from .source import Doubt

Data = dict[str, Any]


def payload(drafts: Sequence[Draft]) -> Data:
    """Return the first draft, and under ``lists`` one for each list where a document has several."""
    shown = [_draft(draft) for draft in drafts]
    several = {"lists": [{key: one[key] for key in _OF_A_LIST} for one in shown]} if len(shown) > 1 else {}
    return {"schema_version": 1, "kind": "draft"} | shown[0] | several


_OF_A_LIST = ("year", "title", "header", "columns", "rows", "groups", "default_deadline", "told", "left_out")


def _draft(draft: Draft) -> Data:
    return {
        "year": draft.year,
        "title": draft.title,
        "header": [{"key": key, "value": value} for key, value in draft.header],
        "columns": [{"head": column.head, "holds": column.holds or None} for column in draft.columns],
        "preamble": draft.preamble,
        "sections": [_section(section) for section in draft.sections],
        "rows": [_row(row) for row in draft.rows],
        "groups": [{"title": group.title, "cells": dict(group.cells)} for group in draft.groups],
        "footer": draft.footer,
        "default_deadline": _deadline(draft.default_deadline) if draft.default_deadline.raw else None,
        "collectives": {name: list(members) for name, members in draft.collectives},
        "told": _doubts(draft.told),
        "left_out": _doubts(draft.left_out),
    }


def _section(section: DraftSection) -> Data:
    points = [{"id": p.number, "title": p.title, "text": p.text} for p in section.points]
    return {"number": section.number, "title": section.title, "points": points}


def _row(row: DraftRow) -> Data:
    return {
        "number": row.number,
        "title": row.title,
        "goals": row.goals,
        "departments": _offices(row.departments),
        "department_cells": dict(row.department_cells),
        "deadline": _deadline(row.deadline),
        "remark": row.remark,
        "group": list(row.group),
        "cells": dict(row.cells),
        "parts": [_part(part) for part in row.parts],
        "table": [list(cells) for cells in row.table],
        "open": row.open,
        "departments_from": row.departments_from or None,
        "place": str(row.place),
    }


def _part(part: DraftPart) -> Data:
    return {
        "number": part.number,
        "title": part.title,
        "goals": part.goals,
        "departments": _offices(part.departments),
        "department_cells": dict(part.department_cells),
        "deadline": _deadline(part.deadline),
        "remark": part.remark,
        "cells": dict(part.cells),
        "place": str(part.place),
    }


def _offices(offices: Iterable[DraftOffice]) -> list[Data]:
    return [{"name": office.name, "role": office.role} for office in offices]


def _deadline(time: DraftDeadline) -> Data:
    return {
        "raw": time.raw,
        "last_day": _day(time.last_day),
        "kind": time.kind,
        "other_day": _day(time.other_day),
        "from": time.origin or None,
        "then": time.then or None,
        "days": [_day(day) for day in time.days],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _doubts(doubts: Iterable[Doubt]) -> list[Data]:
    return [
        {
            "file": doubt.place.file,
            "line": doubt.place.line or None,
            "sheet": doubt.place.sheet or None,
            "cell": doubt.place.cell or None,
            "code": doubt.code,
            "message": doubt.message,
        }
        for doubt in doubts
    ]
