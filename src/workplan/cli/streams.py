"""Standard output and error: an encoding that fits, and no traceback when the reader goes away."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO

from ..domain.characters import one_line
from ..domain.errors import Misuse, reason


def prepare() -> None:
    """Make both streams able to take any text.

    A console keeps its own code page (GBK on Chinese Windows) and shows what it lacks as ``\\u2713``.
    Pipes and files get UTF-8, whatever the locale says, unless PYTHONIOENCODING does.
    """
    if sys.stdout is None:  # closed by the caller: `>&-`
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        with suppress(
            OSError, ValueError, AttributeError
        ):  # node and ssh may hand over one that does not wait
            os.set_blocking(stream.fileno(), True)
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def coloured(stream: IO[str]) -> bool:
    """Tell whether colour may be written to a stream: only ever to a terminal that shows it.

    NO_COLOR, an empty FORCE_COLOR and TERM=dumb say no, as they do to the tables.
    """
    if not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("FORCE_COLOR") == "":
        return False
    if sys.platform == "win32":  # the old console prints escapes as they are; the others name themselves
        return any(os.environ.get(name) for name in ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM"))
    return os.environ.get("TERM", "dumb").lower() not in ("dumb", "unknown")


def width() -> int:
    """Return how many columns the screen has: COLUMNS, else that of the terminal at any end of this program, else 80."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdecimal() and int(wanted) > 0:
        return int(wanted)
    for handle in (1, 2, 0):  # of a pipe to `less` the screen is still at the other two
        with suppress(OSError, ValueError):
            if (columns := os.get_terminal_size(handle).columns) > 0:
                return columns
    return 80


_EAST_ASIAN = frozenset({"gbk", "gb2312", "cp936", "big5", "cp950", "cp932", "shift_jis", "cp949", "euc_kr"})
_CODE_PAGES = frozenset({932, 936, 949, 950})


def ambiguous() -> int:
    """Return how many columns marks such as “ ● ─ take on the screen: two in the code pages of East Asia, else one.

    WORKPLAN_AMBIGUOUS says it where this guesses wrong. Raises Misuse where it says anything but 1 or 2.
    """
    wanted = os.environ.get("WORKPLAN_AMBIGUOUS", "")
    if wanted not in ("", "1", "2"):
        raise Misuse(
            f"环境变量 WORKPLAN_AMBIGUOUS 应为 1 或 2，这里是“{wanted}”。",
            "表格里的“”○─等在屏幕上占一列的写 1，占两列的写 2；不写则自动判断。",
        )
    return int(wanted) if wanted else 1 + (_encoding(sys.stdout) in _EAST_ASIAN or _old_console())


def _encoding(stream: IO[str]) -> str:
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "_")


def _old_console() -> bool:
    """Tell whether the screen is Windows' old console in such a code page: Python writes it as UTF-8 all the same."""
    if sys.platform != "win32" or not sys.stdout.isatty() or os.environ.get("WT_SESSION"):
        return False
    import ctypes

    return ctypes.windll.kernel32.GetConsoleOutputCP() in _CODE_PAGES


def short_of(stream: IO[str]) -> str:
    """Return the encoding of a stream that cannot write every character, "" where it can."""
    encoding = _encoding(stream)
    return "" if encoding.startswith("utf") or not encoding else encoding


def tell(line: str) -> None:
    """Say one line on stderr; a full disk behind it must not change the status."""
    with suppress(OSError):
        sys.stderr.write(one_line(line) + "\n")


def warn(lines: Iterable[str]) -> None:
    """Say on stderr what looks mistaken, a line each."""
    for line in lines:
        tell(f"警告：{line}")


@contextmanager
def already(done: str) -> Iterator[None]:
    """Hand over, inside, what is said of something written; where it cannot be said there, ``done`` says it on stderr.

    What is written is written: that nobody can read of it is no failure, and who repeats the command does it twice.
    """
    try:
        yield
        flush()
    except BrokenPipeError:
        silence()
    except OSError as error:
        silence()
        tell(f"{done}只是无法输出：{reason(error)}。")
    except KeyboardInterrupt:
        tell(done)
        raise


def flush() -> None:
    """Hand everything over now, while errors can still be told."""
    sys.stdout.flush()


def silence() -> None:
    """Point stdout at nothing, so that what is still held does not fail as well when it is flushed."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError):
        pass
