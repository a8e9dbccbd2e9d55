"""Every clause has plain words, and they keep to the numbers of the notice."""

import re
import tomllib
from pathlib import Path

import pytest

from chengzhao.law import texts
from chengzhao.law.texts.plain import PlainClause, plain_clause, plain_clauses
from chengzhao.law.years import year_law

OFFICIALESE = ("切实", "进一步", "贯彻", "认真落实", "强化", "统筹", "相关工作", "进行了", "予以")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_clause_has_plain_words_once(root: Path) -> None:
    folder = root / "src/chengzhao/law/texts/2024/plain"
    written = [
        row["id"]
        for file in sorted(folder.glob("*.toml"))
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["clause"]
    ]
    assert sorted(written) == sorted(texts.clauses())
    assert list(plain_clauses()) == list(texts.clauses())


def test_titles_differ_and_are_short() -> None:
    titles = [clause.title for clause in plain_clauses().values()]
    assert sorted(titles) == sorted(set(titles))
    assert [title for title in titles if not 2 <= len(title) <= 16] == []


@pytest.mark.parametrize("clause", plain_clauses().values(), ids=lambda clause: clause.id)
def test_plain_words_are_sentences_without_officialese(clause: PlainClause) -> None:
    for text in (clause.says, clause.does):
        assert text.endswith("。")
        assert 10 <= len(text) <= 200
        assert [word for word in OFFICIALESE if word in text] == []
        assert max(len(sentence) for sentence in re.split("[。；]", text)) <= 90


@pytest.mark.parametrize("clause", plain_clauses().values(), ids=lambda clause: clause.id)
def test_numbers_of_plain_words_stand_in_the_notice(clause: PlainClause) -> None:
    text = squeezed(texts.clause(clause.id).text).replace("%", "％").replace("—", "-")
    for number in re.findall(r"\d+(?:[:.]\d+)*", clause.says):
        assert number in text, number


@pytest.mark.parametrize("clause", plain_clauses().values(), ids=lambda clause: clause.id)
def test_quoted_words_stand_in_the_notice(clause: PlainClause) -> None:
    text = squeezed(texts.clause(clause.id).text)
    for quoted in re.findall(r"[“《]([^”》]+)[”》]", clause.says):
        assert quoted in text, quoted


def test_relaxation_says_the_number_of_the_year() -> None:
    assert f"最多降{year_law(2024).relaxation_ceiling.value}分" in plain_clause("A1.5.10").says


def test_unknown_clause_is_an_error() -> None:
    with pytest.raises(texts.UnknownClause, match=r"A9\.9"):
        plain_clause("A9.9")
