"""Targets held against what was reported: met, unmet, or no value yet."""

from decimal import Decimal
from enum import unique
from typing import NamedTuple

from .fold import fold
from .percent import rounded
from .plan import AnyTarget, Comparison
from .standing import ScheduledTask, Standing
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
    PENDING = "pending", "未到时限", Standing.ON_TRACK
    NO_VALUE = "no_value", "未报", Standing.ON_TRACK


class TargetStanding(NamedTuple):
    """The value last reported for a target, and what it means for it."""

    outcome: Outcome
    value: Decimal | str | None = None

    @property
    def met(self) -> bool:
        """Whether it is met."""
        return self.outcome is Outcome.MET


def standing_of(target: AnyTarget, task: ScheduledTask) -> TargetStanding:
    """Hold a target against the last value its task reported; unmet only once the task's time is over."""
    value = task.history.values.get(fold(target.name))
    if value is None:
        return TargetStanding(Outcome.NO_VALUE)
    if _meets(target, value):
        return TargetStanding(Outcome.MET, value)
    return TargetStanding(Outcome.UNMET if task.past else Outcome.PENDING, value)


def share_reached(target: AnyTarget, value: Decimal | str | None) -> Decimal | None:
    """Return how many per cent of the figure were reached, None where that says nothing."""
    counted = target.comparison in (Comparison.AT_LEAST, Comparison.ABOUT)
    if not counted or not target.value or target.value < 0 or not isinstance(value, Decimal) or value < 0:
        return None
    return rounded(value, target.value)


def _meets(target: AnyTarget, value: Decimal | str) -> bool:
    if not isinstance(value, Decimal) or target.value is None or target.comparison is None:
        return value == FULFILLED
    return target.comparison.met(value, target.value)
