"""Search in the law: by id, by words, in the orders; marked, and honest about what it leaves out."""

import pytest
from django.test import Client

from chengzhao.law import texts
from chengzhao.law.texts.synonyms import groups
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
        ("加分 运动员 50分", ["A1.5.16"]),
        ("25岁 加分", ["N3.5", "A1.5.19"]),
        ("二十五周岁 加20分", ["N3.5", "A1.5.19"]),
        ("附件1五（七）", ["A1.5.23"]),
        ('"五一劳动奖章"', ["A1.5.12", "A1.5.17"]),
        ("８５％", ["A1.2.4"]),
        ("· “”", []),
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


@pytest.mark.parametrize("clause", ["A1.5.16", "A1.5.17", "A1.5.18", "A1.5.19", "A1.5.20"])
def test_extra_points_are_found_by_what_people_call_them(clause: str) -> None:
    assert clause in {hit.plain.id for hit in find("加分").hits}


@pytest.mark.parametrize("asked", ["附件1五（四）", "附件1·五(四)", "附件1 五（四）"])
def test_a_place_is_found_however_it_is_written(asked: str) -> None:
    at_place = [each.id for each in texts.clauses().values() if "附件1·五（四）" in each.place]
    assert "A1.5.10" in at_place
    assert {hit.plain.id for hit in find(asked).hits} >= set(at_place)


@pytest.mark.parametrize("asked", ["第33号令", "33号令", "第三十三号令"])
def test_an_order_is_found_by_its_number_either_way_round(asked: str) -> None:
    found = find(asked)
    assert "A1.8.1" in {hit.plain.id for hit in found.hits}
    assert {item.slug for item in found.items} == {"order-33"}


def test_every_sentence_without_a_clause_is_found_with_its_reason() -> None:
    silent = [each for each in texts.paragraphs() if each.no_clause and each.no_clause != texts.HEADING]
    assert silent
    for paragraph in silent:
        for sentence in paragraph.text.rstrip("。").split("。"):
            found = {(each.paragraph.id, each.reason) for each in find(sentence).passages}
            assert (paragraph.id, paragraph.no_clause) in found, sentence
    for sentence, reason in texts.narrative().items():
        assert reason in {each.reason for each in find(sentence).passages}, sentence


@pytest.mark.django_db
def test_sentence_without_a_clause_is_shown_with_its_reason(client: Client) -> None:
    asked = "请各省级教育行政部门将本通知转发至行政区域内所有成人高校。"
    page = client.get("/clauses/", {"q": asked}).content.decode()
    assert "没有条目（转发要求：由省级教育行政部门以公文办理）" in page
    assert 'href="/clauses/?chapter=notice#notice-6"' in page
    assert "少写几个字再查" not in page


@pytest.mark.parametrize("group", groups(), ids=lambda group: group[0])
def test_synonyms_lead_to_words_of_the_texts(group: tuple[str, ...]) -> None:
    found = [find(word) for word in group]
    assert all(each.hits or each.passages for each in found)


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
