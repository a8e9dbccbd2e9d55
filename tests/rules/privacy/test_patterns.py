"""Patterns: which signs in a running text are a person's number, and which are not."""

import pytest

from chengzhao.rules.privacy.patterns import Pattern, sightings
from chengzhao.rules.registration import check_digit

HEAD = "99999919900101123"
NUMBER = HEAD + check_digit(HEAD)
WIDE = "".join(chr(ord(sign) + 0xFEE0) for sign in NUMBER)
CARD = "6222020200112233" + "443"


def luhn(head: str) -> str:
    """A card number: the head with its check digit."""
    for digit in "0123456789":
        total = sum(
            int(sign) if place % 2 == 0 else sum(divmod(2 * int(sign), 10))
            for place, sign in enumerate(reversed(head + digit))
        )
        if total % 10 == 0:
            return head + digit
    raise AssertionError


@pytest.mark.parametrize(
    ("text", "pattern", "shown"),
    [
        (f"证件号{NUMBER}。", Pattern.IDENTITY, f"99*************{NUMBER[-3:]}"),
        (
            f"证件号{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
            Pattern.IDENTITY,
            f"99*************{NUMBER[-3:]}",
        ),
        (f"{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}", Pattern.IDENTITY, f"99*************{NUMBER[-3:]}"),
        (f"证件号{WIDE}", Pattern.IDENTITY, f"99*************{NUMBER[-3:]}"),
        ("140105900101123", Pattern.OLD_IDENTITY, "14**********123"),
        ("通行证H12345678", Pattern.PERMIT, "H1****678"),
        ("手机13812341234", Pattern.MOBILE, "138****1234"),
        ("手机+86 138-1234-1234", Pattern.MOBILE, "138****1234"),
        ("手机１３８１２３４１２３４", Pattern.MOBILE, "138****1234"),
        (
            f"卡号{luhn('622202020011223344')}",
            Pattern.BANK_CARD,
            f"{15 * '*'}{luhn('622202020011223344')[-4:]}",
        ),
        (
            f"卡号6222 0202 0011 {luhn('622202020011223')[-4:]}",
            Pattern.BANK_CARD,
            f"{12 * '*'}{luhn('622202020011223')[-4:]}",
        ),
    ],
)
def test_number_is_found_and_shown_masked(text: str, pattern: Pattern, shown: str) -> None:
    [found] = sightings(text)
    assert (found.pattern, found.shown) == (pattern, shown)
    assert text[found.start : found.end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "报名号24140105000123",
        "证书编号123451202206000001",
        "电话0351-7654321",
        "年份2024101920241019",
        "摘要9f3c51ae13812341234aa",
        "99999919901301123X",
        "1381234123",
        "138123412345",
        "3.13812341234",
        "6222020200112233440",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert sightings(text) == ()


def test_number_with_a_wrong_check_digit_is_found_and_not_certain() -> None:
    wrong = HEAD + ("1" if NUMBER[-1] != "1" else "2")
    assert [(found.pattern, found.is_certain) for found in sightings(wrong)] == [(Pattern.IDENTITY, False)]
    assert [found.is_certain for found in sightings(NUMBER)] == [True]


def test_several_numbers_come_in_order_with_their_places() -> None:
    text = f"{NUMBER}，13812341234；{NUMBER}"
    assert [text[found.start : found.end] for found in sightings(text)] == [NUMBER, "13812341234", NUMBER]


def test_long_text_without_numbers_is_read_quickly() -> None:
    assert sightings("1 " * 5000 + "3-" * 5000) == ()
