"""Digests are the same for equal values on every machine, and tell different values apart."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.law.words import Sex
from chengzhao.ledger.digest import digest_of, digest_of_lines

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=8,
)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        ("张三", '"张三"'),
        ({"b": 1, "a": [True, "x"]}, '{"a":[true,"x"],"b":1}'),
        ((1, 2), "[1,2]"),
        (Sex.FEMALE, '"2"'),
        (Decimal("2000.00"), '"2000"'),
        (Decimal("0.50"), '"0.5"'),
        (Decimal("1E+3"), '"1000"'),
        (Fraction(5, 2), '"5/2"'),
        (date(2024, 10, 19), '"2024-10-19"'),
        (
            datetime(2024, 10, 19, 9, tzinfo=ZoneInfo("Asia/Shanghai")),
            '"2024-10-19 09:00:00+08:00"',
        ),
    ],
)
def test_digest_is_sha_256_of_the_canonical_json(value: object, text: str) -> None:
    assert digest_of(value) == sha(text)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), values))
def test_digest_does_not_depend_on_the_order_of_keys(value: dict[str, object]) -> None:
    assert digest_of(dict(reversed(value.items()))) == digest_of(value)


@given(st.lists(values, min_size=2, max_size=2, unique_by=repr))
def test_digest_tells_lists_of_one_and_two_apart(pair: list[object]) -> None:
    assert digest_of(pair) != digest_of(pair[:1])


def test_digest_of_equal_decimals_is_one() -> None:
    assert digest_of(Decimal("90")) == digest_of(Decimal("90.0")) == digest_of(Decimal("9E+1"))


@dataclass
class Unknown:
    name: str = "x"


@pytest.mark.parametrize("value", [Unknown(), b"bytes", {1, 2}, object()])
def test_digest_of_a_type_without_canonical_form_is_an_error(value: object) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        digest_of([value])


def test_digest_of_lines_is_that_of_the_bytes_in_a_row() -> None:
    assert digest_of_lines([b"a\n", b"b\n"]) == sha("a\nb\n")
    assert digest_of_lines([]) == sha("")
    assert digest_of_lines([b"ab", b"c"]) == digest_of_lines([b"a", b"bc"])
