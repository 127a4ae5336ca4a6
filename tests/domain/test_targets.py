"""Figures held against targets, at their edges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workplan.domain.plan import Comparison


@pytest.mark.parametrize(
    ("comparison", "figure", "met"),
    [
        (Comparison.AT_LEAST, "2000", True),
        (Comparison.AT_LEAST, "1999.9", False),
        (Comparison.AT_MOST, "2000", True),
        (Comparison.AT_MOST, "2000.1", False),
        (Comparison.EXACTLY, "2000", True),
        (Comparison.EXACTLY, "2000.1", False),
        (Comparison.ABOUT, "1800", True),
        (Comparison.ABOUT, "1799.9", False),
    ],
)
def test_a_figure_at_the_edge_of_a_target(comparison: Comparison, figure: str, met: bool) -> None:
    assert comparison.met(Decimal(figure), Decimal(2000)) is met
