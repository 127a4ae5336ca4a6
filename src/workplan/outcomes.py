"""Targets held against what was reported: met, unmet, or no value yet."""

from decimal import Decimal
from enum import StrEnum, unique
from typing import NamedTuple

from .history import TaskHistory
from .model import AnyTarget, Comparison
from .phrasing import value_words
from .statuses import FULFILLED
from .text import fold

ABOUT = Decimal("0.1")
"""How far, as a share of the value, a figure may be from one the text calls 约 or 近."""


@unique
class Outcome(StrEnum):
    """How a target stands."""

    MET = "met"
    UNMET = "unmet"
    NO_VALUE = "no_value"


OUTCOMES = {Outcome.MET: "√ 达到", Outcome.UNMET: "■ 未达到", Outcome.NO_VALUE: "○ 未报"}


class TargetStanding(NamedTuple):
    """The value last reported for a target, and what it means for it."""

    outcome: Outcome
    value: Decimal | str | None = None


def standing_of(target: AnyTarget, history: TaskHistory) -> TargetStanding:
    """Hold a task's target against the last value reported by the day of the history."""
    value = history.values.get(fold(target.name))
    if value is None:
        return TargetStanding(Outcome.NO_VALUE)
    return TargetStanding(Outcome.MET if _meets(target, value) else Outcome.UNMET, value)


def _meets(target: AnyTarget, value: Decimal | str) -> bool:
    if not isinstance(value, Decimal) or target.value is None:
        return value == FULFILLED
    match target.comparison:
        case Comparison.AT_LEAST:
            return value >= target.value
        case Comparison.AT_MOST:
            return value <= target.value
        case Comparison.EXACTLY:
            return value == target.value
        case _:
            return abs(value - target.value) <= ABOUT * target.value


def reported_words(target: AnyTarget, standing: TargetStanding) -> str:
    """Return the value and its outcome: 96.2% √ 达到."""
    if standing.value is None:
        return OUTCOMES[standing.outcome]
    unit = target.unit if isinstance(standing.value, Decimal) else ""
    return f"{value_words(standing.value)}{unit} {OUTCOMES[standing.outcome]}"
