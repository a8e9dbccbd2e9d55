"""One picture looks like itself however it was packed; two pictures do not look alike."""

import io
from itertools import combinations
from random import Random

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from chengzhao.exchange.intake.likeness import apart, look_of
from chengzhao.records.queries.risk_traits import LOOK_BITS


def a_portrait(seed: int) -> Image.Image:
    """A drawing with the build of a portrait: ground, shoulders, head, hair, each of its own size and grey."""
    chance = Random(seed)
    drawn = Image.new("RGB", (480, 640), (chance.randrange(150, 255),) * 3)
    pen = ImageDraw.Draw(drawn)
    middle, top = chance.randrange(190, 290), chance.randrange(80, 190)
    wide, high = chance.randrange(80, 140), chance.randrange(130, 190)
    dark = chance.randrange(20, 120)
    pen.ellipse((middle - 230, 480 + chance.randrange(-60, 60), middle + 230, 900), fill=(dark, dark, 90))
    pen.ellipse(
        (middle - wide, top, middle + wide, top + 2 * high), fill=(chance.randrange(150, 230), 180, 160)
    )
    hair = chance.randrange(20, 90)
    pen.pieslice((middle - wide, top - 20, middle + wide, top + high), 180, 360, fill=(hair,) * 3)
    for side in (-1, 1):
        eye = middle + side * chance.randrange(30, 60)
        pen.ellipse((eye - 12, top + high - 10, eye + 12, top + high + 8), fill=(20, 20, 20))
    return drawn


def packed(drawn: Image.Image, quality: int) -> Image.Image:
    kept = io.BytesIO()
    drawn.save(kept, "JPEG", quality=quality)
    return Image.open(io.BytesIO(kept.getvalue()))


@pytest.mark.parametrize("seed", range(8))
def test_a_picture_packed_scaled_lightened_or_grey_looks_the_same(seed: int) -> None:
    drawn = a_portrait(seed)
    look = look_of(drawn)
    others = (
        packed(drawn, 40),
        packed(drawn.resize((360, 480)), 75),
        ImageEnhance.Brightness(drawn).enhance(1.1),
        drawn.convert("L"),
    )
    assert [apart(look, look_of(other)) <= LOOK_BITS for other in others] == [True] * 4


def test_pictures_of_different_people_do_not_look_alike() -> None:
    looks = [look_of(a_portrait(seed)) for seed in range(40)]
    near = [pair for pair in combinations(looks, 2) if apart(*pair) <= LOOK_BITS]
    assert near == []


def test_a_look_fits_a_signed_column_of_64_bits() -> None:
    looks = [look_of(a_portrait(seed)) for seed in range(40)]
    assert all(-(1 << 63) <= look < 1 << 63 for look in looks)
    assert any(look < 0 for look in looks)
    assert apart(-1, 0) == 64
