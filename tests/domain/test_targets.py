"""Figures held against targets, at their edges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workplan.domain.plan import Comparison


@pytest.mark.parametrize(
    ("comparison", "figure", "met"),
    [
        ("at_least", "2000", True),
        ("at_least", "1999.9", False),
        ("at_most", "2000", True),
        ("at_most", "2000.1", False),
        ("exactly", "2000", True),
        ("exactly", "2000.1", False),
        ("about", "1800", True),
        ("about", "1799.9", False),
    ],
)
def test_a_figure_at_the_edge_of_a_target(comparison: str, figure: str, met: bool) -> None:
    assert Comparison(comparison).met(Decimal(figure), Decimal(2000)) is met
