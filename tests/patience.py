"""How long a test waits before it says that something hangs.

No claim of speed: how quick things are is what `make bench` measures, against a baseline in the same run. A machine
that does other work as well takes twice as long for the same steps, and a test that fails for it says nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

HANG = 20
"""Seconds of processor time: some twenty times what the slowest of those who ask takes, a small part of a hang."""


@contextmanager
def no_hang() -> Iterator[None]:
    """Fail if what is done inside takes as long as what grows with the square of a large input does."""
    began = time.process_time()
    yield
    assert time.process_time() - began < HANG
