"""What most would write: ``yaml.safe_load``, with libyaml, and Pydantic models of the plan and of the ledger.

A script of its own, so that a whole process can be measured: ``naive.py plan.yaml [progress.yaml]``. It checks shapes
and types, but knows no lines and none of the checks.
"""

import datetime
import sys
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter


class Part(BaseModel):
    """Unknown keys are refused, as workplan does."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Target(Part):
    """A promise."""

    name: str
    phrase: str
    commitment: str = ""
    comparison: str | None = None
    value: float | None = None
    unit: str = ""
    tasks: tuple[int, ...] = ()


class Milestone(Part):
    """A step."""

    deadline: str
    text: str


class Point(Part):
    """A point of the prose."""

    id: int
    title: str
    text: str
    targets: tuple[Target, ...] = ()


class Section(Part):
    """A section of the prose."""

    number: int
    title: str
    points: tuple[Point, ...] = ()


class Task(Part):
    """A row of the list."""

    id: int
    title: str
    goals: str
    departments: str
    deadline: str
    remark: str = ""
    last_day: datetime.date | None = None
    lead: str = ""
    number: str = ""
    cells: dict[str, str] = {}
    points: tuple[int, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    targets: tuple[Target, ...] = ()


class Department(Part):
    """An office."""

    name: str
    aliases: tuple[str, ...] = ()


class Waiver(Part):
    """Accepted findings."""

    code: str
    reason: str
    tasks: tuple[int, ...] = ()
    points: tuple[int, ...] = ()


class Plan(Part):
    """The whole."""

    schema_version: int
    year: int
    titles: dict[str, str]
    publication: dict[str, Any]
    settings: dict[str, Any]
    departments: tuple[Department, ...]
    preamble: str
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    footer: str
    columns: tuple[dict[str, str], ...] = ()
    waivers: tuple[Waiver, ...] = ()


class Extension(Part):
    """More time."""

    to: datetime.date
    reason: str
    approval: str = ""


class Record(Part):
    """An entry of the ledger."""

    task: int
    date: datetime.date
    recorded: datetime.date
    by: str
    status: str | None = None
    percent: float | None = None
    values: dict[str, float | str] = {}
    reached: tuple[str, ...] = ()
    extension: Extension | None = None
    returned: str = ""
    note: str = ""
    evidence: str = ""


def read(path: str) -> Any:
    return yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


if __name__ == "__main__":
    plan = Plan.model_validate(read(sys.argv[1]))
    for ledger in sys.argv[2:]:
        TypeAdapter(list[Record]).validate_python(read(ledger))
