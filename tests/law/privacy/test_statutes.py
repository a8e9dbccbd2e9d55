"""Articles: cited as a reader says them, and only those that are at hand."""

import pytest

from chengzhao.law.privacy import UnknownArticle, article


def test_article_is_cited_with_its_law() -> None:
    assert article("PIPL-13").label == "《个人信息保护法》第十三条"
    assert article("CSL-21").label == "《网络安全法》第二十一条"
    assert article("A1.6.3").label == "《2024年成人高校招生通知》附件1·六（二）"


@pytest.mark.parametrize("key", ["PIPL-99", "A9.9.9", ""])
def test_article_that_is_not_at_hand_is_refused(key: str) -> None:
    with pytest.raises(UnknownArticle):
        article(key)


def test_article_from_memory_is_not_certain() -> None:
    assert (article("PIPL-29").is_certain, article("ARCHIVES-13").is_certain) == (True, False)
