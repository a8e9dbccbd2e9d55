"""Exact numbers as a reader writes them: 5/2 as 2.5, a share without an end as a fraction."""

from decimal import Decimal
from fractions import Fraction

_MOST_PLACES = 1000


def exact_text(value: Fraction) -> str:
    """A number with up to three decimal places; as a fraction where it needs more, as 1/3 does."""
    has_end = _MOST_PLACES % value.denominator == 0
    return str(Decimal(value.numerator) / value.denominator if has_end else value)
