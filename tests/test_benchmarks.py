"""The page of measurements: each part has its place, and writing one leaves the others as they were."""

from __future__ import annotations

import pytest
from benchmarks.bench import PAGE, PARTS, placed


@pytest.mark.parametrize("name", [*PARTS, "surroundings"])
def test_a_part_is_written_into_its_place_alone(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    emptied = placed(page, name, "")
    once = placed(emptied, name, "measured")
    assert placed(once, name, "measured anew") == once.replace("measured\n", "measured anew\n")
    assert once.count("<!-- end of it -->") == page.count("<!-- end of it -->") == len(PARTS) + 1
    assert once.replace("\nmeasured\n", "\n\n") == emptied
