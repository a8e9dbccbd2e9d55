"""The words: every member has a label, and the labels that two members share are known."""

import inspect
from collections import Counter

import pytest

from chengzhao.law import words
from chengzhao.law.words import ExamCategory, ProgrammeLevel, Word

ENUMERATIONS = [
    kind
    for _, kind in inspect.getmembers(words, inspect.isclass)
    if issubclass(kind, Word) and kind is not Word
]


@pytest.mark.parametrize("kind", ENUMERATIONS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_chinese_label(kind: type[Word]) -> None:
    assert [member.value for member in kind if not member.label] == []


@pytest.mark.parametrize(
    "kind", [kind for kind in ENUMERATIONS if kind is not ExamCategory], ids=lambda kind: kind.__name__
)
def test_labels_within_an_enumeration_differ(kind: type[Word]) -> None:
    assert [label for label, count in Counter(member.label for member in kind).items() if count > 1] == []


def test_categories_that_share_a_label_are_those_of_two_levels() -> None:
    shared = [label for label, count in Counter(c.label for c in ExamCategory).items() if count > 1]
    assert shared == ["文史类", "理工类"]


def test_word_is_read_from_its_stored_value() -> None:
    assert ProgrammeLevel("GAOQIBEN").label == "高起本"


def test_word_refuses_an_unknown_value() -> None:
    with pytest.raises(ValueError, match="GAOQI"):
        ProgrammeLevel("GAOQI")
