"""Percentages: as they are shown, half up, and never 0 or 100 unless they are; and as they are typed."""

from decimal import ROUND_HALF_UP, Decimal

_ALL = Decimal(100)


class Share(Decimal):
    """A reported figure with a % behind it: 50% of 家 is not 50 家, and whoever knows the unit can tell."""


def rounded(part: Decimal | int, whole: Decimal | int, places: int = 0) -> Decimal:
    """Return how many per cent of the whole a part is, with so many decimals.

    >>> rounded(299, 300), rounded(1, 300), rounded(9, 16, 1)
    (Decimal('99'), Decimal('1'), Decimal('56.3'))
    """
    exact = _ALL * part / whole
    step = Decimal(1).scaleb(-places)
    near = exact.quantize(step, ROUND_HALF_UP)
    return min(max(near, step), _ALL - step) if 0 < exact < _ALL else near
