"""Any bureau's list can be held: each made-up form, written as a plan, gives its truth back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Run
from tests.office.forms import listed, lists, plan_of, shown, truths

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
        assert shown(row) == listed(task)
