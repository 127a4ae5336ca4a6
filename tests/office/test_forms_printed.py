"""Each made-up form, written as a plan, is printed whole: no word of it is lost on the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Run
from tests.office.forms import plan_of
from tests.office.test_forms_held import CASES, TRUTHS
from tests.output.test_golden import shown, unfold


@pytest.fixture(params=CASES, ids=[f"{name}:{title}" if title else name for name, title, *_ in CASES])
def plan(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[dict[str, Any], Path]:
    """Return a form as the data of a plan, and its file."""
    name, _, heads, rows = request.param
    data = plan_of(TRUTHS[name], heads, rows)
    path = tmp_path / "plan.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, default_style='"'), "utf-8")
    return data, path


def words(data: dict[str, Any]) -> Iterator[str]:
    """Yield what the list prints: its headings and every cell that is no quotation."""
    for group in data.get("groups", ()):
        yield from (group["title"], group.get("departments", ""), group.get("deadline", ""))
    rows = [row for task in data["tasks"] for row in (task, *task.get("milestones", ()))]
    for row in rows:
        yield from (row.get(key, "") for key in ("number", "title", "goals", "departments", "remark"))
        yield from row.get("cells", {}).values()
        if "deadline_from" not in row:
            yield row.get("deadline", "")


def test_every_word_is_on_the_page(run: Run, plan: tuple[dict[str, Any], Path]) -> None:
    data, path = plan
    page = shown(run(f"report plan -O html --as-of {data['year']}-06-30 -f {path}").out)
    flat = page.replace("、", "")  # paragraphs of a cell are joined by it in prose
    lost = [word for word in words(data) if unfold(shown(word)).replace("、", "") not in flat]
    assert not lost


@pytest.mark.parametrize("name", ["bulletin", "department", "slip", "wall"])
def test_every_report_can_be_made(run: Run, plan: tuple[dict[str, Any], Path], name: str) -> None:
    data, path = plan
    for kind in ("md", "html"):
        page = run(f"report {name} -O {kind} --as-of {data['year']}-06-30 -f {path}").out
        assert "（）" not in page
