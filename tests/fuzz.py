"""Damage the real plan at random for some seconds: `python -m tests.fuzz SECONDS [SEED]`.

Every input must end in findings or acceptance. One that does not is written to `fuzz-<seed>.yaml` and raised.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from tests.hostile import ALL
from tests.patience import no_hang
from workplan.files import parsing
from workplan.files.examination import combine, examine_bytes
from workplan.output.findings import FORMATS
from workplan.output.findings.text import to_terminal

MAX_MEGABYTES = 150
PLAN = Path(__file__).parent.parent / "plan.yaml"
SPICE = (
    *(bytes([byte]) for byte in range(256)),
    *(
        piece.encode()
        for piece in ("\u202e", "\ufeff", "\u2028", "𠮷", "---\n", "- ", ": ", "&a ", "*a ", "!!x ")
    ),
    *(
        piece.encode()
        for piece in ("\t", "\r", '"', "'", "|-\n", ">\n", "[", "]", "{", "}", "? ", "#", "%", "<<: ")
    ),
)


def mutant(chance: random.Random, seeds: list[bytes]) -> bytes:
    """Return one damaged plan."""
    raw = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at, length = chance.randrange(len(raw) + 1), chance.choice((0, 0, 1, 3, 50, 1000))
        match chance.randrange(4):
            case 0:
                raw[at:at] = chance.choice(SPICE)
            case 1:
                del raw[at : at + length]
            case 2:
                raw[at : at + length] = chance.choice(SPICE) * chance.choice((1, 1, 2, 40))
            case _:
                start = chance.randrange(len(raw) + 1)
                raw[at:at] = raw[start : start + length]
    return bytes(raw)


def check(raw: bytes) -> None:
    """Examine one input and render it in every format."""
    whole = combine([examine_bytes(raw, "plan.yaml")], frozenset())
    lines = raw.count(b"\n") + raw.count(b"\r") + 2
    for finding in whole.found:
        assert 1 <= finding.location.line <= lines, finding
        assert finding.location.column >= 1, finding
    for render in FORMATS.values():
        render(whole).encode("utf-8")
    to_terminal(whole, 80).encode("utf-8")


def peak() -> int:
    """Return how many megabytes this process has had at most; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main(seconds: float, seed: int) -> int:
    """Try mutants until the time is up; return how many."""
    seeds = [PLAN.read_bytes(), *(case.raw for case in ALL if len(case.raw) < 2000)]
    fast, end, tried = parsing._LOADER, time.monotonic() + seconds, 0
    while time.monotonic() < end:
        chance = random.Random(seed + tried)
        raw = mutant(chance, seeds)
        parsing._LOADER = parsing.PureLoader if tried % 8 == 0 else fast
        try:
            with no_hang():
                check(raw)
        except BaseException:
            Path(f"fuzz-{seed + tried}.yaml").write_bytes(raw)
            raise
        finally:
            parsing._LOADER = fast
        tried += 1
    return tried


if __name__ == "__main__":
    wanted = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    first = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**9)
    print(
        f"seed {first}: {main(wanted, first)} damaged plans, none of them broke anything; {peak()} MB at most"
    )
    assert peak() < MAX_MEGABYTES
