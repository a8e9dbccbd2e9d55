"""Majors: both catalogues with their official counts."""

import pytest

from chengzhao.law.reference import major, majors, majors_meant, search_majors


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


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("030101", ["030101"]),
        ("030101K", ["030101"]),
        (" ０３０１０１ ", ["030101"]),
        ("法学", ["030101"]),
        ("会计", []),
        ("0301", []),
        ("", []),
        ("  ", []),
    ],
)
def test_major_is_meant_by_its_code_or_its_whole_name(words: str, codes: list[str]) -> None:
    assert [each.code for each in majors_meant(words, is_undergraduate=True)] == codes


def test_same_name_in_both_catalogues_is_told_apart_by_the_catalogue() -> None:
    assert [each.code for each in majors_meant("口腔医学")] == ["100301", "520102"]
    assert [each.code for each in majors_meant("口腔医学", is_undergraduate=False)] == ["520102"]


def test_search_gives_the_very_name_first_and_nothing_for_nothing() -> None:
    found = [each.name for each in search_majors("会计学", is_undergraduate=True)]
    assert found[0] == "会计学"
    assert search_majors("") == ()
    assert [each.code for each in search_majors("0301", is_undergraduate=True)][:2] == ["030101", "030102"]


@pytest.mark.parametrize("is_undergraduate", [True, False])
def test_names_of_a_catalogue_differ(is_undergraduate: bool) -> None:
    names = [each.name for each in majors(is_undergraduate=is_undergraduate)]
    assert sorted(names) == sorted(set(names))
