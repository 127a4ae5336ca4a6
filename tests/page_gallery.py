"""Sample pages of every report for the eye: HTML, PDF, and pictures of paper and screens in build/gallery/.

The real plan on four days, with the example ledger (or that of the tests) and without one, and a plan of 1,000 tasks made
of its words. All that lasts an hour; ``ARGS="wall overview"`` makes only the reports of these names, and ``ARGS=--quick`` one
day with one ledger.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import Generator

from tests.conftest import PLAN, ROOT
from tests.pages import LEDGER, chromium, lacking, lay_out, make

GALLERY = ROOT / "build" / "gallery"
EXAMPLE = ROOT / "examples" / "2020-progress.yaml"
DAYS = ("2020-03-31", "2020-06-30", "2020-10-15", "2020-12-31")
REPORTS = {
    "plan": "plan",
    "plan-department": "plan --dept 许可处",
    "bulletin": "bulletin",
    "account": "account",
    "slip-assign": "slip --level 交办",
    "slip-remind": "slip --level 催办",
    "slip-supervise": "slip --level 督办",
    "wall": "wall",
    "wall-a4": "wall --paper A4",
    "wall-a0": "wall --paper A0",
    "overview": "overview",
    "overview-a4": "overview --paper A4",
    "department": "department",
}
PICTURED = 3  # pages of each PDF
LARGE = 1000
SCREENS = ((360, 800, False), (360, 800, True), (1280, 900, False), (1280, 900, True), (1920, 1080, False))


class Case(NamedTuple):
    """A plan with its ledger on a day, and the folder its pages go to."""

    plan: Path
    day: str
    folder: Path


def main(words: list[str]) -> int:
    """Make the gallery; without a browser there are only the pages themselves."""
    shutil.rmtree(GALLERY, ignore_errors=True)
    names = [word for word in words if not word.startswith("-")]
    wanted = {n: line for n, line in REPORTS.items() if not names or line.split()[0] in names}
    reason = lacking()
    for case in cases(quick="--quick" in words):
        case.folder.mkdir(parents=True)
        for name, line in wanted.items():
            show(case, name, line, pictured=not reason)
        print(case.folder, flush=True)
    if reason:
        print(f"no pictures: {reason}")
    return 0


def cases(*, quick: bool) -> Iterator[Case]:
    """Yield the plans on their days: one case where it is to be quick."""
    ledger = EXAMPLE.read_text(encoding="utf-8") if EXAMPLE.is_file() else LEDGER
    kept = lay_out(GALLERY / "35", PLAN.read_bytes(), ledger)
    if quick:
        yield Case(kept, DAYS[2], GALLERY / "35" / DAYS[2])
        return
    unkept = lay_out(GALLERY / "35-no-ledger", PLAN.read_bytes())
    Generator(LARGE).write(GALLERY / str(LARGE))
    large = GALLERY / str(LARGE) / "plan.yaml"
    silent = lay_out(GALLERY / f"{LARGE}-no-ledger", large.read_bytes())
    for plan in (kept, unkept, large, silent):
        yield from (Case(plan, day, plan.parent / day) for day in DAYS)


def show(case: Case, name: str, line: str, *, pictured: bool) -> None:
    """Make one report in every format, and pictures of it on paper, in grey and on screens."""
    made = {kind: case.folder / f"{name}.{kind}" for kind in ("md", "html", "pdf")}
    for kind in ("md", "html"):
        make(case.plan, f"{line} --as-of {case.day}", made[kind])
    if not pictured:
        return
    make(case.plan, f"{line} --as-of {case.day}", made["pdf"])
    for colour, option in (("page", []), ("grey", ["-gray"])):
        prefix = str(case.folder / f"{name}-{colour}")
        scale = ["-scale-to", "1400"]  # whatever the paper
        command = ["pdftoppm", *scale, *option, "-l", str(PICTURED), "-png", str(made["pdf"]), prefix]
        subprocess.run(command, check=True)
    for width, height, dark in SCREENS:
        picture = case.folder / f"{name}-{width}{'-dark' if dark else ''}.png"
        screenshot(made["html"], picture, (width, height), dark=dark)


def screenshot(page: Path, picture: Path, size: tuple[int, int], *, dark: bool) -> None:
    """Take a picture of a page; in a frame, since a window cannot be as narrow as a phone."""
    width, height = size
    with tempfile.TemporaryDirectory(prefix="workplan-") as folder:
        frame = Path(folder, "frame.html")
        style = f"width:{width}px;height:{height}px;border:0;display:block"
        frame.write_text(
            f'<body style="margin:0"><iframe src="{html.escape(page.as_uri())}" style="{style}"></iframe>',
            encoding="utf-8",
        )
        chromium(f"--window-size={width},{height}", f"--screenshot={picture}", frame.as_uri(), dark=dark)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
