"""Targets held against what was reported: met, unmet, or no value yet."""

from decimal import Decimal
from enum import unique
from typing import NamedTuple

from .fold import fold
from .history import TaskHistory
from .plan import AnyTarget
from .standing import Standing
from .status import FULFILLED
from .worded import Worded


@unique
class Outcome(Worded):
    """How a target stands: its word, and the standing of a task it is marked and coloured like."""

    def __init__(self, code: str, word: str, like: Standing) -> None:
        super().__init__(code, word)
        self.like = like

    MET = "met", "达到", Standing.DONE
    UNMET = "unmet", "未达到", Standing.OVERDUE
    NO_VALUE = "no_value", "未报", Standing.ON_TRACK


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
    if not isinstance(value, Decimal) or target.value is None or target.comparison is None:
        return value == FULFILLED
    return target.comparison.met(value, target.value)
