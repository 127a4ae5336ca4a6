"""A made province: a bureau in every place, each with a plan for every year, in folders as an office would keep them.

`定海区/2019/plan.yaml` stands beside `定海区/2020/plan.yaml`; their keys are `定海区/2019` and `定海区/2020`. Every tenth
task goes on from the year before, and every seventh carries out one of the province's own plan for the year. The same
number, size and seed give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import places
from benchmarks.generate import Generator
from benchmarks.phrases import Phrases

YEARS = (2018, 2019, 2020)
"""The years each bureau has plans for, as far as the number of plans goes."""
PROVINCE = "省本级"
"""Where the bureau above all others keeps its plans."""


class Made(NamedTuple):
    """One plan of the province: where it is, and for which year."""

    number: int
    place: str
    year: int

    @property
    def key(self) -> str:
        """What workplan calls it, asked from the province's folder."""
        return f"{self.place}/{self.year}"


def plans(number: int) -> Iterator[Made]:
    """Yield so many plans, a place's together."""
    for at in range(number):
        spot, year = divmod(at, len(YEARS))
        yield Made(at, places.place(spot) or PROVINCE, YEARS[year])


_FROM, _CARRIES = 10, 7


def links(made: Made, tasks: int) -> dict[int, list[str]]:
    """Return the lines of a plan's links, by task: to its own plan of the year before, and to the province's of this one."""
    found: dict[int, list[str]] = {}
    for task in range(1, tasks + 1):
        if made.year > YEARS[0] and task % _FROM == 0:
            found.setdefault(task, []).append(f'    from: ["{made.place}/{made.year - 1}#{task - 1}"]')
        if made.place != PROVINCE and task % _CARRIES == 0:
            found.setdefault(task, []).append(f'    carries: ["{PROVINCE}/{made.year}#{task}"]')
    return found


def write(folder: Path, number: int, tasks: int, seed: int = 0) -> None:
    """Write the plans of a province, with a ledger each, below a folder."""
    phrases = Phrases()
    for made in plans(number):
        generator = Generator(
            tasks,
            seed * number + made.number,
            year=made.year,
            issuer=made.place,
            phrases=phrases,
            links=links(made, tasks),
        )
        generator.write(folder / made.place / str(made.year))
