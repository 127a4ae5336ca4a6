"""Work that may never end, or take all memory, done in a process that is ended then.

A process and not a signal or a thread: Windows has neither the signal nor a way to stop the thread.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from ..domain.errors import Unreadable, WorkplanError

SECONDS, MEGABYTES = 30, 512
"""What the work may take: time, and memory beside what the plan already takes."""
_METHOD = "spawn" if sys.platform == "win32" else "fork"
_MEGABYTE = 1024 * 1024


def pieces(what: str, work: Callable[..., Iterator[str]], *given: Any) -> Iterator[str]:
    """Yield the texts that ``work(*given)`` yields in a process of its own.

    ``what`` names the work where it fails. Raises what the work raises of :class:`WorkplanError`, and Unreadable
    where it takes more than it may.
    """
    context: Any = multiprocessing.get_context(_METHOD)
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_do, args=(theirs, work, given), daemon=True)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # of threads beside a fork: they only wait for a screen
        child.start()
    theirs.close()
    late = threading.Event()
    timer = threading.Timer(SECONDS, _stop, (child, late))
    timer.daemon = True
    timer.start()
    try:
        yield from _received(ours, what, late)
    finally:
        timer.cancel()
        child.kill()
        child.join()
        ours.close()


def _received(ours: Connection, what: str, late: threading.Event) -> Iterator[str]:
    try:
        while (message := ours.recv()) is not None:
            if isinstance(message, BaseException):
                raise message
            yield message
    except MemoryError:
        raise Unreadable(
            f"{what}占用的内存超过 {MEGABYTES} MB，已经停下。", "检查模板里的循环和乘法。"
        ) from None
    except EOFError:
        why = (
            f"运行超过 {SECONDS} 秒，已经停下"
            if late.is_set()
            else f"中途停下，多半是占用的内存超过 {MEGABYTES} MB"
        )
        raise Unreadable(f"{what}{why}。", "检查模板里的循环，如范围过大、层层相套。") from None


def _stop(child: Any, late: threading.Event) -> None:
    late.set()
    child.kill()


def _do(theirs: Connection, work: Callable[..., Iterator[str]], given: tuple[Any, ...]) -> None:
    """Do the work, and send what comes of it; nothing more is said of whatever ends it."""
    _limit_memory()
    try:
        for text in work(*given):
            theirs.send(text)
        theirs.send(None)
    except WorkplanError as error:
        theirs.send(_portable(error))
    except MemoryError:
        theirs.send(MemoryError())
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    except Exception as error:
        theirs.send(RuntimeError(f"{type(error).__name__}: {error}"))


def _portable(error: WorkplanError) -> WorkplanError:
    """Return an error that can be sent: its parts are not those exceptions are usually rebuilt from."""
    return _Sent(type(error), error.message, error.hint)


class _Sent(WorkplanError):
    """An error of ours on its way from one process to the other."""

    def __init__(self, kind: type[WorkplanError], message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.kind = kind

    def __reduce__(self) -> Any:
        return self.kind, (self.message, self.hint)


def _limit_memory() -> None:
    """Let this process take no more memory than it may, where the system can be told so."""
    if sys.platform == "win32":
        with suppress(Exception):
            _limit_job()
        return
    import resource

    taken = MEGABYTES * _MEGABYTE
    with suppress(OSError), open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - no file of ours
        taken += int(statm.read().split()[0]) * resource.getpagesize()
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (taken, taken))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 2))


def _limit_job() -> None:
    """Put this process into a job of its own, which is what Windows limits."""
    import ctypes

    kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    # JOBOBJECT_EXTENDED_LIMIT_INFORMATION: the flags at 16, the memory of a process behind counters of I/O.
    pointer = ctypes.sizeof(ctypes.c_void_p)
    size, at = (144, 112) if pointer == 8 else (112, 96)
    limits = ctypes.create_string_buffer(size)
    ctypes.c_uint32.from_buffer(limits, 16).value = 0x100
    ctypes.c_size_t.from_buffer(limits, at).value = 2 * MEGABYTES * _MEGABYTE
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, 9, limits, size)
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
