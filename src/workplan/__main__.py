"""``python -m workplan`` and the ``workplan`` script."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line and end the process with its status. A profiler calls :func:`workplan.cli.app.run`."""
    if getattr(sys, "frozen", False):  # a bundle has no Python to start a child with: it starts itself
        import multiprocessing

        multiprocessing.freeze_support()
    try:
        from .cli.app import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before anything can be said, or while it is being handed over
        os._exit(130)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    # At once: Python would first go through all values of the answer, and then take them apart one by one.
    os._exit(status)


if __name__ == "__main__":
    main()
