"""How many examples a property is tried with: a part of them each time, all of them where time is not short."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import settings

ALL = "WORKPLAN_EXAMPLES" in os.environ
"""`make slow` sets it, which CI runs, and `make weekly`."""
_PART, _LEAST = 4, 20


def share(count: int) -> int:
    """Return how many of so many examples are tried now."""
    return count if ALL else min(count, max(_LEAST, count // _PART))


def tried(count: int, **more: Any) -> settings:
    """Try a property with so many examples, as ``@settings(max_examples=count)`` does, or with a part of them."""
    return settings(max_examples=share(count), **more)


def shares(count: int) -> list[Any]:
    """Number the shares of a test over everything there is: the first is tried each time, the others with the long tests."""
    return [0, *(pytest.param(share, marks=pytest.mark.slow) for share in range(1, count))]
