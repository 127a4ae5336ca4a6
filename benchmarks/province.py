"""A made province: a bureau in every place, each with a plan for every year, in folders as an office would keep them.

`定海区/2019/plan.yaml` stands beside `定海区/2020/plan.yaml`; their keys are `定海区/2019` and `定海区/2020`. The same
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


def write(folder: Path, number: int, tasks: int, seed: int = 0) -> None:
    """Write the plans of a province, with a ledger each, below a folder."""
    phrases = Phrases()
    for made in plans(number):
        generator = Generator(
            tasks, seed * number + made.number, year=made.year, issuer=made.place, phrases=phrases
        )
        generator.write(folder / made.place / str(made.year))
