"""Code 128: the bars of a number on paper, which any scanner types back (ISO/IEC 15417)."""

from dataclasses import dataclass

_TABLE = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321
232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224
111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
"""
_WIDTHS = tuple(_TABLE.split())
_START_B, _START_C, _TO_B, _STOP = 104, 105, 100, 106
_QUIET = 10
_FIRST_OF_B = 32


@dataclass(frozen=True, kw_only=True, slots=True)
class Barcode:
    """The bars as (left edge, width), in modules, and how wide the whole is with its quiet zones."""

    bars: tuple[tuple[int, int], ...]
    width: int


def code128(digits: str) -> Barcode:
    """The bars of a number of ASCII digits, two digits a sign. Raises ValueError for anything else."""
    if not digits or not (digits.isascii() and digits.isdecimal()):
        raise ValueError(f"no number: {digits!r}")
    pairs = [int(digits[at : at + 2]) for at in range(0, len(digits) - 1, 2)]
    signs = [_START_C, *pairs] if pairs else [_START_B]
    if len(digits) % 2:
        signs += [*([_TO_B] if pairs else []), ord(digits[-1]) - _FIRST_OF_B]
    check = (signs[0] + sum(place * sign for place, sign in enumerate(signs[1:], start=1))) % 103
    at, bars = _QUIET, []
    for sign in (*signs, check, _STOP):
        for place, width in enumerate(map(int, _WIDTHS[sign])):
            if place % 2 == 0:
                bars.append((at, width))
            at += width
    return Barcode(bars=tuple(bars), width=at + _QUIET)
