"""Writers of a ledger as processes of their own: ``python -m tests.writers many|random|lines PATH ...``.

Killing needs a process to kill, and starting Python a hundred times is slow; so one process forks the victims.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from tests.ledgers import on, plan_of, records_in
from workplan.files import atomic, ledger_file
from workplan.files.ledger_file import append

PLAN = plan_of('deadline: "10"')
WATCHED = frozenset({atomic.__file__, ledger_file.__file__})


def append_many(path: Path, name: str, count: int, say: Callable[[str], object]) -> None:
    """Append records one by one, each its own command as it were, and say so after each."""
    for number in range(count):
        note = f"{name}-{number}"
        append(path, PLAN, [on("08-10", note=note)])
        say(note)


def notes(path: Path) -> list[str]:
    """Return the notes of a ledger, which must load without fault."""
    return [record.note for record in records_in(path, PLAN)] if path.exists() else []


@contextmanager
def victim(
    work: Callable[[Callable[[str], object]], object],
) -> Iterator[tuple[int, Callable[[], list[str]]]]:
    """Fork a process that works and says what is done; yield its number, and how to hear it once it is dead."""
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        work(lambda note: os.write(mouth, f"{note}\n".encode()))
        os._exit(0)
    os.close(mouth)

    def hear() -> list[str]:
        with os.fdopen(ear, encoding="utf-8") as stream:
            said = stream.read().splitlines()
        os.waitpid(child, 0)
        return said

    yield child, hear


def check(path: Path, promised: list[str]) -> None:
    """Fail where something acknowledged is not there, or the next writer cannot go on."""
    missing = set(promised) - set(notes(path))
    assert not missing, missing
    append(path, PLAN, [on("08-11", note="下一个")])
    assert notes(path)[-1] == "下一个"


def kill_at_random(path: Path, kills: int, seconds: float) -> None:
    """Kill writers after random stretches of time; print how many, and how many records they had promised."""
    chance, promised, killed, began = random.Random(2020), 0, 0, time.monotonic()
    for killed in range(1, kills + 1):
        with victim(partial(append_many, path, f"第{killed}轮", 10_000)) as (child, hear):
            time.sleep(chance.random() * 0.05)
            os.kill(child, signal.SIGKILL)
            said = hear()
        check(path, said)
        promised += len(said)
        if killed % 10 == 0:
            path.unlink()  # a long ledger would only make the writers slow
        if time.monotonic() - began > seconds:
            break
    print(killed, promised)


def kill_at_every_line(path: Path) -> None:
    """Kill a writer at the first line it runs in our modules, at the second, and so on; print how many."""
    for moment in range(1, 10_000):
        path.unlink(missing_ok=True)
        append(path, PLAN, [on("08-10", note="先前")])
        with victim(partial(_dying, path, moment)) as (_, hear):
            said = hear()
        check(path, ["先前", *said])
        if said == ["完"]:
            print(moment - 1)
            return


def _dying(path: Path, moment: int, say: Callable[[str], object]) -> None:
    left = moment

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line":
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    append(path, PLAN, [on("08-10", note="完")])
    sys.settrace(None)
    say("完")


if __name__ == "__main__":
    how, place = sys.argv[1], Path(sys.argv[2])
    if how == "many":
        # What is asked is whether anything is lost, not how busy the machine is.
        ledger_file.LOCK_SECONDS = 300.0
        print("ready", flush=True)
        sys.stdin.readline()
        append_many(place, sys.argv[3], int(sys.argv[4]), lambda note: print(note, flush=True))
    elif how == "random":
        kill_at_random(place, int(sys.argv[3]), float(sys.argv[4]))
    else:
        kill_at_every_line(place)
