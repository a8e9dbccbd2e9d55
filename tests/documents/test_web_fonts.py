"""The font of rare names in pieces: every character of the fonts in one piece, cut out when it is asked for."""

import csv
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from chengzhao.documents.fonts import font_folders
from chengzhao.documents.web_fonts import can_be_shown, names_stylesheet, piece_of_font, pieces, runs_of
from chengzhao.rules.registration import is_rare


def piece_with(character: str) -> str:
    held = pieces(font_folders())
    return next(slug for slug, piece in held.items() if ord(character) in piece.points)


@pytest.mark.parametrize("character", ["䶮", "㛃", "\U0002cb4e", "鿍"])
def test_piece_has_the_character_and_none_that_is_common(character: str) -> None:
    slug = piece_with(character)
    points = TTFont(BytesIO(piece_of_font(slug))).getBestCmap()
    assert ord(character) in points
    assert all(is_rare(chr(point)) for point in points)
    assert len(piece_of_font(slug)) < 20_000


def test_every_character_stands_in_one_piece() -> None:
    points = [point for piece in pieces(font_folders()).values() for point in piece.points]
    assert len(points) == len(set(points)) > 8_000


def test_stylesheet_names_the_pieces_of_the_runs_that_a_text_needs() -> None:
    slug = piece_with("䶮")
    text = names_stylesheet(lambda slug: f"/fonts/{slug}.woff", runs_of("刘䶮"))
    lines = text.splitlines()
    assert [line for line in lines if f"/fonts/{slug}.woff" in line]
    assert all("unicode-range:U+4DA0-4DBF" in line for line in lines)
    assert names_stylesheet(str, ()) == ""


def test_runs_are_of_rare_characters_that_a_font_has() -> None:
    assert runs_of("张三丰") == runs_of("李\ue000") == runs_of("") == ()
    assert runs_of("㛃䶮㛃") == ("1b6", "26d")


def test_fonts_of_the_office_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.woff").write_bytes(b"not a font for papers")
    cut = tmp_path / "own.ttf"
    font = TTFont(BytesIO(piece_of_font(piece_with("䶮"))))
    font.flavor = None
    font.save(cut)
    monkeypatch.setenv("FONTS_DIR", str(tmp_path))
    held = pieces(font_folders())
    assert held[piece_with("䶮")].file == cut
    assert list(held)[-1] == piece_with("䶮")


def test_unknown_address_has_no_piece() -> None:
    with pytest.raises(KeyError):
        piece_of_font("26d-00000000")


def test_rare_names_are_known_to_be_shown_or_not(shared: Path) -> None:
    with (shared / "data" / "rare_names_test.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["blocks"].startswith("Ext")]
    rare = {sign for row in rows for sign in row["name"] if is_rare(sign)}
    assert rare
    assert can_be_shown("䶮")
    assert not can_be_shown("\U000323af")
    assert not any(is_rare(sign) for sign in "张王李赵〇·喆堃")
