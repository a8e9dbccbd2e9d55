"""Exact numbers as text."""

from fractions import Fraction

import pytest

from chengzhao.law.exact import exact_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(5, 2), "2.5"),
        (Fraction(4), "4"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1, 10000), "1/10000"),
    ],
)
def test_number_is_decimal_where_it_has_an_end(value: Fraction, text: str) -> None:
    assert exact_text(value) == text
