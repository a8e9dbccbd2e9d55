"""Masks: what stays visible of each kind of value."""

import pytest

from chengzhao.rules.privacy.masks import Mask, covered


@pytest.mark.parametrize(
    ("value", "mask", "shown"),
    [
        ("张三丰", Mask.NAME, "张*丰"),
        ("唐敏", Mask.NAME, "唐*"),
        ("350481199001011123", Mask.IDENTITY, "35*************123"),
        ("H12345678", Mask.IDENTITY, "H1****678"),
        ("1234", Mask.IDENTITY, "****"),
        ("13812341234", Mask.PHONE, "138****1234"),
        ("138 1234 1234", Mask.PHONE, "138****1234"),
        ("62345678", Mask.PHONE, "******78"),
        ("6222020200112233445", Mask.BANK_CARD, "***************3445"),
        ("123451202206000001", Mask.CERTIFICATE, "1234************01"),
        ("太原市小店区学府街1号", Mask.ADDRESS, "太原市小店区******"),
        ("太原市", Mask.ADDRESS, "******"),
        ("1990-01-31", Mask.BIRTH_DATE, "1990-**-**"),
        ("1990年1月31日", Mask.BIRTH_DATE, "1990年*月**日"),
        ("立功证书", Mask.WHOLE, "******"),
    ],
)
def test_mask_of_each_kind(value: str, mask: Mask, shown: str) -> None:
    assert covered(value, mask) == shown


@pytest.mark.parametrize("mask", list(Mask))
def test_mask_of_nothing_is_nothing(mask: Mask) -> None:
    assert covered("", mask) == ""


@pytest.mark.parametrize("mask", [mask for mask in Mask if mask is not Mask.BIRTH_DATE])
@pytest.mark.parametrize("length", range(1, 25))
def test_mask_never_shows_more_than_two_thirds(mask: Mask, length: int) -> None:
    shown = covered("9" * length, mask)
    assert 3 * shown.count("9") <= 2 * length
    assert "*" in shown
