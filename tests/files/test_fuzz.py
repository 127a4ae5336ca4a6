"""A short fuzz with fixed seeds; `make fuzz` runs a long one with new seeds."""

from __future__ import annotations

import random

import pytest
import yaml

from tests.fuzz import PLAN, check, mutant
from tests.hostile import ALL
from workplan.files.parsing import PureLoader


@pytest.mark.slow
@pytest.mark.parametrize("loader", ["CSafeLoader", "PureLoader"])
def test_damaged_plans_break_nothing(loader: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("workplan.files.parsing._LOADER", getattr(yaml, loader, PureLoader))
    seeds = [PLAN.read_bytes(), *(case.raw for case in ALL if len(case.raw) < 2000)]
    for seed in range(400):
        check(mutant(random.Random(seed), seeds))
