"""How a picture looks from afar: 64 bits that stay nearly the same when it is scaled, dyed grey or packed anew.

The lowest frequencies of its grey, each above or below their median (the cosine transform of 32 × 32 pixels). Two
files of one picture differ in hardly a bit, pictures of two persons in about half of them. It is no template of a
face: nobody is known again by it on another picture.
"""

import math

from PIL import Image

SIDE, KEPT = 32, 8
_WAVES = [[math.cos((2 * x + 1) * u * math.pi / (2 * SIDE)) for x in range(SIDE)] for u in range(KEPT + 1)]
_TURNED = 1 << 63


def look_of(drawn: Image.Image) -> int:
    """The look of a picture as a signed number of 64 bits, as the database keeps it."""
    grey = drawn.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS).tobytes()
    across = [
        [sum(wave[x] * grey[y * SIDE + x] for x in range(SIDE)) for wave in _WAVES] for y in range(SIDE)
    ]
    # Without the mean, which says only how light the picture is: the first row and column of frequencies.
    found = [
        sum(_WAVES[v][y] * across[y][u] for y in range(SIDE))
        for v in range(1, KEPT + 1)
        for u in range(1, KEPT + 1)
    ]
    middle = sorted(found)[len(found) // 2]
    bits = sum(1 << place for place, value in enumerate(found) if value > middle)
    return bits - 2 * _TURNED if bits >= _TURNED else bits


def apart(one: int, other: int) -> int:
    """In how many bits two looks differ."""
    return ((one ^ other) & (2 * _TURNED - 1)).bit_count()
