from dataclasses import replace
from datetime import UTC, datetime

from tests.documents.samples import LETTER

from chengzhao.documents import letters

AT = datetime(2024, 12, 20, tzinfo=UTC)


def test_render_one_letter_one_page() -> None:
    assert len(letters.render([LETTER], at=AT, as_format="png")) == 1


def test_render_longest_college_and_programme_one_page() -> None:
    long = replace(
        LETTER,
        college="太原钢铁(集团)有限公司职工钢铁学院",
        programme="冶金工程与金属材料工程（智能制造方向）",
    )
    assert len(letters.render([long], at=AT, as_format="png")) == 1


def test_render_same_letter_same_bytes() -> None:
    assert letters.render([LETTER], at=AT) == letters.render([LETTER], at=AT)


def test_render_other_digest_other_bytes() -> None:
    assert letters.render([LETTER], at=AT) != letters.render([replace(LETTER, digest="0" * 64)], at=AT)
