"""Documents are typeset the same way each time, and refuse characters that would become boxes."""

from datetime import UTC, datetime

import pytest
from tests.documents.samples import card_item

from chengzhao.documents.typesetting import CannotPrint, qr_code, typeset

AT = datetime(2024, 10, 10, tzinfo=UTC)


def test_typeset_same_items_same_bytes() -> None:
    assert typeset("admit_card.typ", [card_item()], at=AT) == typeset("admit_card.typ", [card_item()], at=AT)


def test_typeset_other_name_other_bytes() -> None:
    assert typeset("admit_card.typ", [card_item()], at=AT) != typeset(
        "admit_card.typ", [card_item(name="李四")], at=AT
    )


def test_typeset_without_items_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to print"):
        typeset("admit_card.typ", [], at=AT)


def test_typeset_missing_glyph_names_the_character() -> None:
    with pytest.raises(CannotPrint) as refusal:
        typeset("admit_card.typ", [card_item(name="张\U0002a6a5")], at=AT)
    assert str(refusal.value) == (
        "现有字库没有这些字：\U0002a6a5（U+2A6A5）。请把含有这些字的字体放入 FONTS_DIR 指定的目录后再打印。"
    )


def test_qr_code_is_svg_and_depends_on_its_text() -> None:
    assert qr_code("a").startswith("<svg ")
    assert qr_code("a") != qr_code("b")
