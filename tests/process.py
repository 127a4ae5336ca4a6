"""Workplan as a process of its own, for what only a process shows: start-up, consoles, closed pipes."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys

from tests.conftest import ROOT

SETTINGS = (
    "COLUMNS",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
    "LC_ALL",
    "WORKPLAN_AMBIGUOUS",
    "_TYPER_FORCE_DISABLE_TERMINAL",
)


def environment(**more: str) -> dict[str, str]:
    """Return a plain environment in which `python -m workplan` is this checkout's."""
    plain = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return {**plain, "PYTHONPATH": str(ROOT / "src"), **more}


def python(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project's folder and return what it printed."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


_BAR = re.compile(rb"\x1b\[\?25l.*?\x1b\[\?25h(?:\n?\r?\x1b\[1A)?(?:\r?\x1b\[2K)*", re.DOTALL)
"""What rich draws between hiding and showing the cursor, and how it takes it away again."""


def in_terminal(columns: int, *arguments: str, **more: str) -> tuple[int, bytes]:
    """Run Python in a pseudo terminal of that width; return its status and all that stays on the screen.

    On a busy machine a bar is shown, and wiped away, before the answer.
    """
    import fcntl
    import pty
    import termios

    screen, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(TERM="xterm-256color", **more),
        stdin=inside,
        stdout=inside,
        stderr=inside,
    ) as child:
        os.close(inside)
        pieces: list[bytes] = []
        try:
            while piece := os.read(screen, 65536):
                pieces.append(piece)
        except OSError:  # Linux says EIO when the last user of the terminal is gone
            pass
        os.close(screen)
    return child.returncode, _BAR.sub(b"", b"".join(pieces).replace(b"\r\n", b"\n"))
