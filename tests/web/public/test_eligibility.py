"""报考条件自测: six pages, one question each; nothing is kept; every sentence has its clause."""

import re
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories

from chengzhao.law.words import OrganisationKind

pytestmark = pytest.mark.django_db

STEPS = ("level", "education", "student", "residence", "medical", "document")
USUAL = {
    "level": "ZHUANSHENGBEN",
    "education": "ZHUANKE",
    "student": "no",
    "residence": "HOUSEHOLD",
    "medical": "NONE",
    "document": "RESIDENT_ID",
}


def address(step: str, **answers: str) -> str:
    return f"/eligibility/{step}/?{urlencode(answers)}"


def answer(client: Client, **other: str) -> str:
    response = client.get(address("answer", **(USUAL | other)))
    assert response.status_code == 200
    return unescape(response.content.decode())


def headings(page: str) -> list[str]:
    return re.findall(r"<h[12][^>]*>([^<]+)<", page)


def test_six_pages_lead_to_the_answer(client: Client) -> None:
    factories.a_season()
    assert 'href="/eligibility/level/"' in client.get("/eligibility/").content.decode()
    kept: dict[str, str] = {}
    for number, step in enumerate(STEPS, start=1):
        page = client.get(address(step, **kept)).content.decode()
        assert f"第{number}题，共6题" in page
        assert page.count("<h1") == 1
        response = client.get(address(step, **kept, **{step: USUAL[step]}, sent="1"))
        kept[step] = USUAL[step]
        following = "answer" if number == 6 else STEPS[number]
        assert (response.status_code, response.headers["Location"]) == (302, address(following, **kept))
    assert headings(answer(client))[0] == "可以"


def test_nothing_is_kept_neither_in_cookies_nor_in_the_database(client: Client) -> None:
    factories.a_season()
    with CaptureQueriesContext(connection) as queries:
        client.get("/eligibility/")
        client.get(address("level", level="GAOQIBEN", sent="1"))
        answer(client)
    assert dict(client.cookies) == {}
    written = [q["sql"] for q in queries if re.match(r"(INSERT|UPDATE|DELETE)", q["sql"])]
    assert written == []


def test_page_not_answered_says_what_to_do_and_keeps_what_was_said(client: Client) -> None:
    factories.a_season()
    page = client.get(address("education", level="GAOQIBEN", sent="1")).content.decode()
    assert "<title>错误：你已经取得的最高学历是什么？" in page
    assert '<a href="#id_education_1">请选择一项</a>' in page
    assert 'id="id_education_1"' in page
    assert page.count("请选择一项") == 2
    assert '<input type="hidden" name="level" value="GAOQIBEN">' in page


def test_page_opened_again_shows_the_answer_and_the_way_back(client: Client) -> None:
    factories.a_season()
    page = client.get(address("student", **USUAL)).content.decode()
    assert re.search(r'value="no" checked>', page)
    back = re.search(r'<a class="back" href="([^"]+)"', page)
    assert back is not None
    parts = urlsplit(unescape(back[1]))
    assert parts.path == "/eligibility/education/"
    assert {name: values[0] for name, values in parse_qs(parts.query).items()} == USUAL


def test_changed_answer_leads_straight_back_to_the_end(client: Client) -> None:
    factories.a_season()
    response = client.get(address("level", **(USUAL | {"level": "GAOQIZHUAN", "sent": "1"})))
    assert response.headers["Location"] == address("answer", **(USUAL | {"level": "GAOQIZHUAN"}))


def test_changed_residence_asks_for_the_document_again(client: Client) -> None:
    factories.a_season()
    changed = USUAL | {"residence": "NO_HOUSEHOLD"}
    response = client.get(address("residence", **changed, sent="1"))
    del changed["document"]
    assert response.headers["Location"] == address("document", **changed)


@pytest.mark.parametrize("sent", [{}, {"sent": "1"}])
def test_page_opened_too_early_leads_to_the_first_open_question(client: Client, sent: dict[str, str]) -> None:
    factories.a_season()
    response = client.get(address("medical", level="GAOQIBEN", medical="NONE", **sent))
    assert response.headers["Location"] == address("education", level="GAOQIBEN", medical="NONE")
    response = client.get(address("answer", level="GAOQIBEN"))
    assert response.headers["Location"] == address("education", level="GAOQIBEN")


@pytest.mark.parametrize("value", ["", "nonsense", "%00", "<script>", "a" * 3000, "MAY"])
def test_answer_that_is_none_is_asked_for_again(client: Client, value: str) -> None:
    factories.a_season()
    response = client.get(address("answer", **(USUAL | {"student": value})))
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/eligibility/student/?")
    page = client.get(address("student", level="GAOQIBEN", education="ZHUANKE", student=value, sent="1"))
    assert "请选择一项" in page.content.decode()
    assert "<script>" not in page.content.decode()


def test_document_that_cannot_be_is_told_on_its_page(client: Client) -> None:
    factories.a_season()
    response = client.get(address("answer", **(USUAL | {"residence": "NO_HOUSEHOLD"})))
    assert response.status_code == 302
    page = unescape(client.get(response.headers["Location"]).content.decode())
    assert "“居民身份证”与“没有内地户口（港澳台居民、外国侨民）”不能同时成立，请改正其中一项" in page
    assert "<title>错误：你用什么证件报名？" in page


def test_unknown_question_has_no_page(client: Client) -> None:
    factories.a_season()
    assert client.get("/eligibility/nonsense/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_sent(client: Client, method: str) -> None:
    for href in ("/eligibility/", "/eligibility/level/", "/eligibility/answer/"):
        assert getattr(client, method)(href).status_code == 405


def test_answer_may(client: Client) -> None:
    factories.a_season()
    page = answer(client)
    assert headings(page) == [
        "可以",
        "需要的材料",
        "到哪里报名",
        "每个条件怎样看",
        "考试科目和时间",
        "照顾政策",
        "你的回答",
        *headings(page)[7:],
    ]
    assert "专科毕业证书" in page
    assert "山西省" in page


def test_answer_may_not_says_why_and_how_to_mend_it(client: Client) -> None:
    factories.a_season()
    page = answer(client, education="SENIOR_SECONDARY", student="yes")
    assert headings(page)[:3] == ["不可以", "为什么不可以", "符合条件以后需要的材料"]
    assert "填报的是“高级中等教育毕业”" in page
    assert "可以改报高起本或高起专。" in page
    assert "毕业或离校后可以报名。" in page


def test_answer_needs_papers(client: Client) -> None:
    factories.a_season()
    page = answer(client, residence="WORKS_OR_LIVES", medical="NURSING")
    assert headings(page)[:3] == ["还需材料", "还需要什么", "需要的材料"]
    assert "护士执业证书" in page
    assert "须提交下列材料之一：居住证、社会保险缴纳证明、在职证明。" in page


def test_every_sentence_has_its_clause(client: Client) -> None:
    factories.a_season()
    page = answer(client, residence="WORKS_OR_LIVES", medical="CLINICAL")
    listed = page[page.index('id="met"') : page.index('id="papers"')]
    items = re.findall(r"<li>.*?</li>", listed, flags=re.DOTALL)
    assert len(items) > 5
    assert [item for item in items if 'class="cite"' not in item] == []
    why = page[page.index('id="why"') : page.index('id="bring"')]
    findings = re.split(r'<div class="finding', why)[1:]
    assert len(findings) == 2
    assert all(finding.count('class="cite"') == 1 for finding in findings)


def test_confirmation_point_is_one_of_the_seasons(client: Client) -> None:
    factories.a_season()
    tree = factories.a_tree()
    page = answer(client)
    assert f'<option value="{tree.county.code}">{tree.county.name}</option>' in page
    assert f'<optgroup label="{tree.prefecture.name}">' in page
    chosen = answer(client, point=tree.county.code)
    assert f"<b>{tree.county.name}</b>" in chosen
    assert f'<option value="{tree.county.code}" selected>' in chosen


@pytest.mark.parametrize("point", ["999999", "", "<b>", "%00"])
def test_point_that_there_is_not_is_not_shown(client: Client, point: str) -> None:
    factories.a_season()
    factories.a_tree()
    assert '<p class="lead">' not in answer(client, point=point)


def test_points_of_another_province_are_not_offered(client: Client) -> None:
    factories.a_season()
    factories.a_tree()
    factories.an_organisation(
        kind=OrganisationKind.COUNTY, code="320102", path="/32/3201/320102/", name="玄武区"
    )
    assert "玄武区" not in answer(client)


def test_place_of_somebody_without_household_is_the_designated_one(client: Client) -> None:
    factories.a_season()
    factories.a_tree()
    page = answer(client, residence="NO_HOUSEHOLD", document="TAIWAN_RESIDENCE")
    assert "到山西省招生考试机构指定的地点办理。" in page
    assert "<select" not in page
    assert "山西省招生考试管理中心的报名公告" in page


def test_person_who_does_not_register_here_is_sent_nowhere_here(client: Client) -> None:
    factories.a_season()
    page = answer(client, residence="ELSEWHERE")
    assert headings(page)[0] == "不可以"
    assert "到哪里报名" not in page
    assert "请到户口所在地，或者工作、居住所在地报考。" in page


def test_preferences_are_those_of_the_level(client: Client) -> None:
    factories.a_season()
    assert "查看15项照顾政策" in answer(client)
    assert "查看13项照顾政策" in answer(client, level="GAOQIZHUAN")


def test_without_a_season_the_national_rules_answer(client: Client) -> None:
    page = answer(client, residence="WORKS_OR_LIVES")
    assert headings(page)[0] == "还需材料"
    assert "具体材料由报考省份确定，请看当地报名公告。" in page
    assert "户口在外省，在报考省份工作或居住" in page


def test_province_without_rules_is_answered_by_the_national_ones(client: Client) -> None:
    factories.a_season(province="65")
    page = answer(client)
    assert headings(page)[0] == "可以"
    assert "户口在报考省份" in page


def test_year_without_a_law_is_answered_by_the_law_of_the_day(client: Client) -> None:
    factories.a_season(year=2031)
    assert headings(answer(client))[0] == "可以"


def test_answers_are_kept_out_of_search_engines(client: Client) -> None:
    factories.a_season()
    for href in (address("answer", **USUAL), address("level")):
        assert client.get(href).headers["X-Robots-Tag"] == "noindex"


def test_languages_are_those_that_the_province_offers_and_a_guess_is_marked(client: Client) -> None:
    factories.a_season()
    page = answer(client)
    assert "语种：英语（待核，以报考省份公布的为准）" in page
    assert "日语" not in page
    assert "语种：英语、日语、俄语" in answer(client, level="GAOQIZHUAN", education="SENIOR_SECONDARY")
