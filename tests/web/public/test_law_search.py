"""Search in the law: by id, by words, in the orders; marked, and honest about what it leaves out."""

import pytest
from django.test import Client

from chengzhao.law import texts
from chengzhao.web.public.law import MOST_WORDS
from chengzhao.web.public.law_search import MOST_ITEMS, find


@pytest.mark.parametrize(
    ("asked", "clauses"),
    [
        ("降分", ["A1.5.10"]),
        ("征集志愿", ["A1.5.11"]),
        ("85%", ["A1.2.4"]),
        ("85％", ["A1.2.4"]),
        ("年满25周岁 20分", ["A1.5.19"]),
        ("a1.2.1", ["A1.2.1", "A1.2.10", "A1.2.11", "A1.2.12", "A1.2.13"]),
        ("没有这样的话", []),
    ],
)
def test_clauses_with_every_word_are_found(asked: str, clauses: list[str]) -> None:
    assert [hit.plain.id for hit in find(asked).hits] == clauses


def test_sentence_of_a_hit_has_the_word() -> None:
    [hit] = find("登记责任人").hits
    assert hit.sentence == "每个单位每年登记责任人。"


@pytest.mark.parametrize(
    "paragraph", [each for each in texts.paragraphs() if each.clauses], ids=lambda each: each.id
)
def test_every_sentence_of_a_paragraph_with_clauses_is_found(paragraph: texts.Paragraph) -> None:
    for sentence in paragraph.text.rstrip("。").split("。"):
        asked = f"{sentence}。" if f"{sentence}。" in paragraph.text else sentence
        assert len(asked) <= MOST_WORDS
        assert {hit.plain.id for hit in find(asked).hits} & set(paragraph.clauses), asked


def test_sentence_that_no_clause_has_whole_leads_to_those_of_its_paragraph() -> None:
    hits = find("全部实行计算机网上录取。录取工作应于").hits
    assert [hit.plain.id for hit in hits] == ["A1.5.1"]


@pytest.mark.django_db
def test_a_long_sentence_is_searched_whole(client: Client) -> None:
    sentences = [each for one in texts.paragraphs() if one.clauses for each in one.text.split("。")]
    longest = max(sentences, key=len)
    page = client.get("/clauses/", {"q": longest}).content.decode()
    assert f'value="{longest}"' in page
    assert "少写几个字再查" not in page


def test_rows_of_the_orders_are_found() -> None:
    labels = [item.label for item in find("冒名代考").items]
    assert labels == ["教育部令第33号第六条第五项"]
    assert [item.slug for item in find("点招").items] == ["thirty-bans"]


def test_too_many_rows_are_counted() -> None:
    found = find("成绩")
    assert len(found.items) == MOST_ITEMS
    assert found.left_out > 0


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["A1.5.10", "a1.5.10", " N3.1 "])
def test_an_id_goes_straight_to_its_clause(client: Client, asked: str) -> None:
    response = client.get("/clauses/", {"q": asked, "year": "2025", "province": "41"})
    target = f"/clauses/{asked.strip().upper()}/?year=2025&province=41"
    assert (response.status_code, response.headers["Location"]) == (302, target)


@pytest.mark.django_db
def test_found_words_are_marked_and_lead_on(client: Client) -> None:
    page = client.get("/clauses/", {"q": "降分"}).content.decode()
    assert '<mark class="">降分</mark>' in page
    assert 'href="/clauses/A1.5.10/' in page
    assert "通知：1个条目" in page


@pytest.mark.django_db
def test_nothing_found_says_what_to_do(client: Client) -> None:
    page = client.get("/clauses/", {"q": "没有这样的话"}).content.decode()
    assert "少写几个字再查" in page


@pytest.mark.django_db
def test_search_keeps_markup_out(client: Client) -> None:
    page = client.get("/clauses/", {"q": "<b>x</b>"}).content.decode()
    assert "<b>x</b>" not in page
