"""Targets held against what was reported: met, unmet, or no value yet."""

from decimal import Decimal
from enum import StrEnum, unique
from typing import NamedTuple

from .fold import fold
from .history import TaskHistory
from .plan import AnyTarget, Comparison
from .status import FULFILLED

ABOUT = Decimal("0.1")
"""How far, as a share of the value, a figure may be from one the text calls 约 or 近."""


@unique
class Outcome(StrEnum):
    """How a target stands."""

    MET = "met"
    UNMET = "unmet"
    NO_VALUE = "no_value"


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
