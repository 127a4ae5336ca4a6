"""``make bench``: whole processes against baselines and peers of the same run; prints tables, writes docs/performance.md.

``--quick`` asks fewer times and stops at 10,000 tasks; ``--parts`` chooses what is measured anew, the rest of the page
stays as it was.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
from collections.abc import Callable
from importlib.metadata import version

from benchmarks import many, peers, scale, startup
from benchmarks.runs import ROOT

PAGE = ROOT / "docs" / "performance.md"
QUICK = 10_000
"""The largest plan of a quick run, and of what peers are asked about."""
PACKAGES = ("typer", "pydantic", "pyyaml", "rich", "jinja2")

Part = Callable[[argparse.Namespace], str]

PARTS: dict[str, Part] = {
    "start-up": lambda given: startup.measure(5 if given.quick else 15),
    "first line": lambda given: scale.first_lines(QUICK),
    "scale": lambda given: scale.measure(given.sizes),
    "opened form": lambda given: scale.opened(QUICK, 1 if given.quick else 3),
    "many plans": lambda given: many.measure(many.NUMBERS[:1] if given.quick else many.NUMBERS),
    "peers": lambda given: peers.measure(rounds=1 if given.quick else 3),
}
"""In this order: what a process held in memory may be taken for that of those it starts, so the small ones come first."""


def surroundings() -> str:
    """Return what was measured with, without a word about where."""
    tools = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    others = ", ".join(f"{name} {found}" for name, found in peers.versions().items())
    return (
        f"{platform.python_implementation()} {platform.python_version()} on {platform.system()}, "
        f"{os.cpu_count()} cores, shared with other work. {tools}. Peers: {others}."
    )


def placed(page: str, name: str, measured: str) -> str:
    """Return a page with what was measured between its marks."""
    block = re.compile(rf"(<!-- measured: {name} -->\n).*?(<!-- end of it -->)", re.DOTALL)
    made, places = block.subn(lambda marks: f"{marks[1]}\n{measured}\n\n{marks[2]}", page)
    if places != 1:
        sys.exit(f"{PAGE.name} has {places} places for {name}")
    return made


def write(name: str, measured: str) -> None:
    """Put what was measured into the page."""
    PAGE.write_text(placed(PAGE.read_text(encoding="utf-8"), name, measured), encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure whole processes and write docs/performance.md.")
    parser.add_argument(
        "--quick", action="store_true", help="fewer rounds, up to 10,000 tasks; the page stays"
    )
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="what to measure")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=scale.SIZES, help="numbers of tasks, rising, two at least"
    )
    given = parser.parse_args()
    if given.quick:
        given.sizes = [size for size in given.sizes if size <= QUICK]
    if len(given.sizes) < 2:
        parser.error("--sizes needs two at least")
    for name, measure in PARTS.items():
        if name in given.parts:
            measured = measure(given)
            print(f"\n{name}\n\n{measured}\n", flush=True)
            if not given.quick:
                write(name, measured)
    if not given.quick:
        write("surroundings", surroundings())


if __name__ == "__main__":
    main()
