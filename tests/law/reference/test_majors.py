"""Majors: both catalogues with their official counts."""

from chengzhao.law.reference import major, majors


def test_catalogues_have_their_official_counts() -> None:
    assert len(majors(is_undergraduate=True)) == 845
    assert len(majors(is_undergraduate=False)) == 744
    assert len(majors()) == 1589


def test_major_by_code_with_and_without_its_suffix() -> None:
    found = major("030101")
    assert found is not None
    assert (found.name, found.suffix, found.is_controlled, found.class_name) == ("法学", "K", True, "法学类")
    assert major("030101K") is found
    assert major("000000") is None


def test_class_and_category_begin_the_code() -> None:
    wrong = [
        m for m in majors() if not m.code.startswith(m.class_code) or not m.code.startswith(m.category_code)
    ]
    assert wrong == []
