from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.documents.samples import CARD

from chengzhao.documents import admit_cards
from chengzhao.documents.typesetting import CannotPrint

AT = datetime(2024, 10, 10, tzinfo=UTC)


def pages(*names: str) -> int:
    return len(admit_cards.render([replace(CARD, name=name) for name in names], at=AT, as_format="png"))


def test_render_one_card_one_page() -> None:
    assert pages("张三丰") == 1


def test_render_three_cards_three_pages() -> None:
    assert pages("张三丰", "李四", "王五") == 3


def test_render_long_minority_name_stays_on_its_page() -> None:
    assert pages("阿不都热依木·买买提·吾甫尔江·玉素甫·阿卜杜热合曼") == 1


def test_render_is_a_pdf() -> None:
    (pdf,) = admit_cards.render([CARD], at=AT)
    assert pdf[:5] == b"%PDF-"


def test_render_name_of_a_rare_character_that_fonts_have() -> None:
    assert pages("欧阳䶮") == 1


def test_render_name_without_glyph_is_refused() -> None:
    with pytest.raises(CannotPrint, match=r"U\+2A6A5"):
        admit_cards.render([replace(CARD, name="张\U0002a6a5")], at=AT)
