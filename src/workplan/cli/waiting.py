"""A bar on a terminal's stderr while something takes longer than a second; nothing at all anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading

PATIENCE = 1.0
"""Seconds before anything is shown: most answers are there sooner, and a bar that flashes up only disturbs."""


@contextmanager
def shown() -> Iterator[None]:
    """Show how far the work inside has come; the bar is gone when it is done, before anything is printed."""
    if not sys.stderr.isatty():
        yield
        return
    import threading

    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(done,), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _watch(done: threading.Event) -> None:
    if done.wait(PATIENCE):
        return
    from ..domain.meter import METER
    from ..output import terminal

    terminal.bar(METER, sys.stderr, done)
