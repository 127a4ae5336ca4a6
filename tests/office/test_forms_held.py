"""Any bureau's list can be held: each made-up form, written as a plan, gives its truth back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Run
from tests.office.forms import lists, plan_of, truths

TRUTHS = truths()
CASES = [(name, title, heads, rows) for name, t in TRUTHS.items() for title, heads, rows in lists(t)]


@pytest.fixture(params=CASES, ids=[f"{name}:{title}" if title else name for name, title, *_ in CASES])
def held(request: pytest.FixtureRequest, tmp_path: Path, run: Run) -> tuple[list[Any], list[Any]]:
    """Return the truth's rows and the rows ``list -O json`` gives of the plan made from them."""
    name, _, heads, rows = request.param
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        yaml.safe_dump(plan_of(TRUTHS[name], heads, rows), allow_unicode=True, default_style='"'), "utf-8"
    )
    text = plan.read_text("utf-8")
    assert run(f"validate {plan}").status == 0, text
    return rows, run(f"list -f {plan} -O json").data["tasks"]


def test_every_row_comes_back(held: tuple[list[Any], list[Any]]) -> None:
    rows, tasks = held
    for row, task in zip(rows, tasks, strict=True):
        assert _row(row) == _task(task)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": row["number"],
        "title": row["title"],
        "goals": row["goals"],
        "remark": row["remark"],
        "group": row["group"],
        "offices": sorted((o["name"], o["role"]) for o in row["departments"]),
        "last_day": row["deadline"]["last_day"],
        "cells": _said(row["cells"]),
        "parts": [_part(part) for part in row["parts"]],
    }


def _part(part: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": part["title"],
        "offices": sorted((o["name"], o["role"]) for o in part["departments"]),
        "last_day": part["deadline"]["last_day"],
        "cells": _said(part.get("cells", {})),
    }


def _task(task: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": task["number"],
        "title": task["title"],
        "goals": task["goals"],
        "remark": task["remark"],
        "group": " > ".join(group["title"] for group in task["group"]),
        "offices": sorted((o["printed"], o["role"]) for o in task["departments"]),
        "last_day": task["deadline"]["last_day"],
        "cells": _free(task),
        "parts": [
            {
                "title": step["title"],
                "offices": sorted((o["printed"], o["role"]) for o in step["departments"]),
                "last_day": step["deadline"]["last_day"],
                "cells": _free(step),
            }
            for step in task["milestones"]
        ],
    }


def _free(row: dict[str, Any]) -> dict[str, str]:
    """Return the cells that hold no offices; 无 and — name none."""
    offices = [office["printed"] for office in row["departments"]]
    return {head: text for head, text in _said(row["cells"]).items() if not any(n in text for n in offices)}


def _said(cells: dict[str, str]) -> dict[str, str]:
    return {head: text for head, text in cells.items() if text not in ("", "无", "—", "/")}
