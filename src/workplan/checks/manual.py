"""What `validate --explain` says of a code, as a value."""

from typing import NamedTuple


class Manual(NamedTuple):
    """Why a code matters, what a bad plan looks like, and how to mend it; for the plan's keepers, in Chinese."""

    why: str
    bad: str
    fix: str
