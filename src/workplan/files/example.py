"""The plan that comes with workplan, to try things on: that of 2020, and a made ledger of its year."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from .belongings import LEDGER, PLAN

_IN_CHECKOUT = {PLAN: PLAN, LEDGER: "examples/2020-progress.yaml"}


def text(name: str) -> str:
    """Return the text of the example's plan or ledger: from the wheel, or from the checkout."""
    packaged = files(__package__.partition(".")[0]) / "example" / name
    kept = packaged if packaged.is_file() else Path(__file__).parents[3] / _IN_CHECKOUT[name]
    return kept.read_bytes().decode("utf-8")
