"""The texts before collection: published ones never change, each has its version, its day, its other way."""

from datetime import date

import pytest

from chengzhao.law.privacy.consents import TEXTS, ConsentKind, current_text, text_of

DIGESTS = {
    ("NOTICE", 1): "1ab0dcd9e78561a081f8d6fbaa098006461e630df61307ccb4101243e19804bf",
    ("FACE", 1): "7b471325b69d138edd3fdcaeea8ac6f8faf21aa936434169d2a8b15e8c9979c6",
    ("HEALTH", 1): "1534124f8dd5a20f4853fae0cf3906b3d9da8cdabf097fa064588c9fcab020ef",
}


def test_published_texts_never_change() -> None:
    # A changed text is a new version: people agreed to the words that stood there.
    assert {(text.kind.value, text.version): text.digest for text in TEXTS} == DIGESTS


@pytest.mark.parametrize("kind", list(ConsentKind))
def test_versions_are_counted_from_one_and_follow_in_time(kind: ConsentKind) -> None:
    versions = [text for text in TEXTS if text.kind is kind]
    assert [text.version for text in versions] == list(range(1, len(versions) + 1))
    assert [text.since for text in versions] == sorted({text.since for text in versions})


@pytest.mark.parametrize("kind", list(ConsentKind))
def test_what_is_asked_has_another_way_and_what_is_told_has_none(kind: ConsentKind) -> None:
    for text in (text for text in TEXTS if text.kind is kind):
        assert bool(text.alternative) is text.is_optional is (kind is not ConsentKind.NOTICE)


def test_current_text_is_the_last_one_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    [first] = [text for text in TEXTS if text.kind is ConsentKind.NOTICE]
    second = type(first)(
        kind=first.kind, version=2, since=date(2025, 7, 1), title=first.title, paragraphs=("新的一段",)
    )
    monkeypatch.setattr("chengzhao.law.privacy.consents.TEXTS", (*TEXTS, second))
    assert current_text(ConsentKind.NOTICE, date(2024, 1, 1)) == first
    assert current_text(ConsentKind.NOTICE, date(2025, 6, 30)) == first
    assert current_text(ConsentKind.NOTICE, date(2025, 7, 1)) == second
    assert text_of(ConsentKind.NOTICE, 2) == second


def test_text_that_never_was_is_not_found() -> None:
    with pytest.raises(LookupError, match="没有第9版"):
        text_of(ConsentKind.NOTICE, 9)
