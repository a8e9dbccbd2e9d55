"""Code 128, read back bar by bar by a reader that is written apart."""

from itertools import pairwise

import pytest

from chengzhao.documents.barcodes import _WIDTHS, Barcode, code128


def read(code: Barcode) -> str:
    """What a scanner would type: widths of bars and gaps, sign by sign, with the check sign."""
    edges = [10, *(edge for left, width in code.bars for edge in (left, left + width))]
    widths = [after - before for before, after in pairwise(edges[1:])]
    signs = ["".join(map(str, widths[at : at + 6])) for at in range(0, len(widths) - 7, 6)]
    values = [_WIDTHS.index(sign) for sign in signs]
    assert "".join(map(str, widths[-7:])) == "2331112"
    *held, check = values
    assert (held[0] + sum(place * one for place, one in enumerate(held[1:], 1))) % 103 == check
    text, is_pairs = "", held[0] == 105
    for value in held[1:]:
        if value == 100 and is_pairs:
            is_pairs = False
        else:
            text += f"{value:02d}" if is_pairs else chr(value + 32)
    return text


def test_signs_are_eleven_modules_and_none_is_another() -> None:
    assert (len(_WIDTHS), len(set(_WIDTHS))) == (107, 107)
    assert {sum(map(int, one)) for one in _WIDTHS[:-1]} == {11}
    # Bars of a sign are an even number of modules together: what lets a scanner see a broken one.
    assert {sum(map(int, one[::2])) % 2 for one in _WIDTHS[:-1]} == {0}


@pytest.mark.parametrize("digits", ["24140105000039", "2414010500003", "7", "00", "099"])
def test_number_is_read_back(digits: str) -> None:
    assert read(code128(digits)) == digits


def test_known_code() -> None:
    # Start C, 12, 34, check sign 105 + 12 + 2 * 34 = 185 = 82 (mod 103), stop; with two quiet zones of ten.
    code = code128("1234")
    assert code.width == 5 * 11 + 2 + 20
    assert code.bars[:3] == ((10, 2), (13, 1), (16, 3))


@pytest.mark.parametrize("text", ["", "12a", "１２"])
def test_what_is_no_number_has_no_bars(text: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        code128(text)
