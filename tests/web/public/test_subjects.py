"""考试科目与时间: the timetable, the look-up of a major, the papers of each category."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from tests import factories

from chengzhao.law.provinces import SubjectOverride, supplement
from chengzhao.law.words import ExamCategory, Paper
from chengzhao.law.years import UnknownYear, known_years
from chengzhao.web.public import in_force
from chengzhao.web.public.in_force import rules_in_force

pytestmark = pytest.mark.django_db


def page_of(client: Client, query: str = "") -> str:
    response = client.get(f"/subjects/{query}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def rows(page: str, caption: str) -> list[list[str]]:
    """The body of the table with that caption, cell by cell, without tags."""
    table = page[page.index(f">{caption}</caption>") :]
    body = table[table.index("<tbody>") : table.index("</tbody>")]
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", body, flags=re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)
        found.append([" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells])
    return found


def test_timetable_is_that_of_annex_3(client: Client) -> None:
    factories.a_season()
    page = page_of(client)
    assert rows(page, "日期、时间、科目、时长")[0][:2] == ["2024年10月19日", "9:00—11:00"]
    upgrade = page[page.index("专升本考试时间</h2>") :]
    assert rows(upgrade, "日期、时间、科目、时长") == [
        ["2024年10月19日", "9:00—11:30", "政治", "150分钟"],
        ["2024年10月19日", "14:30—17:00", "外语", "150分钟"],
        [
            "2024年10月20日",
            "9:00—11:30",
            "大学语文、艺术概论、高等数学（一）、高等数学（二）、民法、教育理论、生态学基础、医学综合 按报考专业考一门",
            "150分钟",
        ],
    ]


def test_levels_that_can_be_sat_together_are_told(client: Client) -> None:
    factories.a_season()
    page = page_of(client)
    assert "高起本和高起专：时间不重叠，公共课只考一次，山西省报高起本可以兼报高起专" in page
    assert page.count("考试时间重叠，不能兼考") == 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("会计学", ["会计学 120203K", "管理学 工商管理类", "高等数学（二）", "经管", "对照表“管理学”"]),
        ("030101", ["法学 030101K", "法学 法学类", "民法", "法学", "对照表“法学”"]),
        ("030101K", ["法学 030101K", "法学 法学类", "民法", "法学", "对照表“法学”"]),
        (
            "中西医临床",
            ["中西医临床医学 100601K", "医学 中西医结合类", "医学综合 待核", "医学", "对照表“中西医结合类”"],
        ),
        (
            "环境科学",
            ["环境科学 082503", "工学 环境科学与工程类", "高等数学（二） 待核", "经管", "对照表“环境科学类”"],
        ),
    ],
)
def test_major_is_looked_up(client: Client, words: str, expected: list[str]) -> None:
    factories.a_season()
    page = page_of(client, f"?major={words}")
    assert rows(page, "专业、科类、专业基础课")[0] == expected


def test_vocational_major_leads_to_no_upgrade(client: Client) -> None:
    factories.a_season()
    [row] = rows(page_of(client, "?major=520301"), "专业、科类、专业基础课")
    assert row[2:] == ["专科专业，专升本不招", "—", "报高起专考文科还是理科，由招生学校定"]


def test_province_settles_a_doubtful_major(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.a_season()
    word = SubjectOverride(paper=Paper.ADVANCED_MATHS_1, category=ExamCategory.ENGINEERING)
    shanxi = supplement("14", 2024)
    settled = replace(shanxi.subject_overrides, value={"082503": word}, confidence=Decimal(1))
    own = replace(shanxi, subject_overrides=settled)
    monkeypatch.setattr(in_force, "supplement_or_none", lambda province, year: own)
    first = rows(page_of(client, "?major=082503"), "专业、科类、专业基础课")[0]
    assert first[2:] == ["高等数学（一）", "理工", "山西省补充规定"]


def test_many_majors_are_cut_and_told(client: Client) -> None:
    factories.a_season()
    page = page_of(client, "?major=工程")
    assert len(rows(page, "专业、科类、专业基础课")) == 30
    assert "只列出前30个，请把名称写得更具体。" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?major=炼金术", "没有查到这个专业。请填专业目录里的6位代码，或名称中的几个字。"),
        ("?major=", "请先填写专业代码或名称。"),
        ("?major=%20", "请先填写专业代码或名称。"),
    ],
)
def test_look_up_that_finds_nothing_says_what_to_do(client: Client, query: str, sentence: str) -> None:
    factories.a_season()
    assert sentence in page_of(client, query)


def test_nothing_is_said_of_a_look_up_that_was_not_asked(client: Client) -> None:
    factories.a_season()
    assert "请先填写" not in page_of(client)


def test_categories_are_those_of_the_province_with_what_does_not_count(client: Client) -> None:
    factories.a_season()
    found = rows(page_of(client), "层次、科类、科目")
    assert [
        "高起专",
        "艺术(文)",
        "语文、数学（文科）、外语",
        "数学不计入总分，供录取时参考 附件1·五（三）",
    ] in found
    assert ["高起本", "理工", "语文、数学（理科）、外语、理化", "全部计入总分"] in found
    assert ["专升本", "中医", "政治、外语、大学语文", "全部计入总分"] in found
    assert len(found) == 26


def test_languages_of_the_upgrade_are_the_provinces(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.a_season()
    assert "山西省只考英语" in page_of(client)
    shanxi = supplement("14", 2024)
    own = replace(shanxi, non_english_upgrade=replace(shanxi.non_english_upgrade, value=True))
    monkeypatch.setattr(in_force, "supplement_or_none", lambda province, year: own)
    assert "专升本外语：英语、日语、俄语。" in page_of(client)


def test_without_a_season_the_national_rules_are_shown(client: Client) -> None:
    page = page_of(client, "?major=会计学")
    assert "各省的科类划分可能更细，以报考省份公布的为准" in page
    assert "是否开设英语以外的语种，由各省自行确定" in page
    assert rows(page, "专业、科类、专业基础课")[0][2:4] == ["高等数学（二）", "经管类"]


def test_year_without_a_text_says_so(client: Client) -> None:
    factories.a_season(year=2025, province="32")
    page = page_of(client)
    assert "这一年的考试时间没有正式文本，按往年推定，以当年通知为准" in page
    assert rows(page, "日期、时间、科目、时长")[0][0] == "2025年10月18日"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "?year=2024&province=14",
            "高起本和高起专：时间不重叠，公共课只考一次，山西省报高起本可以兼报高起专",
        ),
        ("?year=2024&province=", "高起本和高起专：时间不重叠，公共课只考一次，能不能兼报看报考省份的规定"),
    ],
)
def test_side_levels_are_those_of_the_province_that_is_chosen(client: Client, query: str, said: str) -> None:
    page = page_of(client, query)
    assert said in page
    assert 'name="year"' in page
    assert 'name="province"' in page


def test_reader_may_choose_another_year_and_province_than_the_season_has(client: Client) -> None:
    factories.a_season()
    assert '<p class="muted">2024年，山西省' in page_of(client)
    page = page_of(client, "?year=2025&province=32")
    assert '<p class="muted">2025年，江苏省' in page
    assert '<option value="32" selected>' in page


def test_province_without_rules_of_the_year_says_so_and_stays_chosen(client: Client) -> None:
    page = page_of(client, "?year=2024&province=32")
    assert "本站没有江苏省2024年的补充规定，现有2025年的。以下只列国家规定。" in page
    assert '<option value="32" selected>' in page
    assert '<option value="2024" selected>' in page
    assert "本站没有" not in page_of(client, "?year=2025&province=32")


def test_day_after_the_last_year_is_answered_by_the_newest_and_says_so() -> None:
    later = rules_in_force(datetime(2026, 11, 27, tzinfo=UTC))
    assert later.law.year == known_years()[-1]
    assert later.missing == "本站没有2026年的规定，以下按2025年的，以报考省份公布的为准。"
    assert rules_in_force(datetime(2025, 10, 1, tzinfo=UTC)).missing == ""


@pytest.mark.parametrize("path", ["/subjects/", "/eligibility/"])
def test_pages_say_that_the_year_is_not_at_hand(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def unknown(_: object) -> None:
        raise UnknownYear

    monkeypatch.setattr(in_force, "law_on", unknown)
    page = unescape(client.get(path).content.decode())
    assert "以下按2025年的，以报考省份公布的为准。" in page
    assert "2025年，依据教学厅〔2024〕5号推定" in page
    factories.a_season()
    assert "以下按2025年的" not in unescape(client.get(path).content.decode())


def test_season_of_a_year_without_rules_says_so() -> None:
    factories.a_season(year=2031)
    assert rules_in_force(datetime(2024, 10, 1, tzinfo=UTC)).missing.startswith("本站没有2031年的规定")


@pytest.mark.parametrize(("major", "is_doubtful"), [("会计学", False), ("中西医临床", True)])
def test_doubt_is_explained_only_beside_a_doubtful_row(client: Client, major: str, is_doubtful: bool) -> None:
    factories.a_season()
    assert ("“待核”的一行没有见到原件" in page_of(client, f"?major={major}")) is is_doubtful


def test_subject_map_is_a_table_with_doubt_place_and_what_a_province_may_change(client: Client) -> None:
    factories.a_season()
    page = page_of(client)
    found = rows(page, "专业类、专业基础课、科类、可靠程度、出处")
    assert len(found) == 25
    assert found[0][:4] == ["中医学类 专业代码以1005开头", "大学语文", "中医类", "90％"]
    doubtful = [row[0].split()[0] for row in found if row[3].endswith("待核")]
    assert doubtful == ["环境科学类", "中西医结合类", "环境科学与工程类", "交叉学科"]
    assert f"25行，{len(doubtful)}行待核" in page
    assert "law/reference/subject_map.csv:3" in found[0][4]
    assert "山西省没有另定" in page


def test_what_the_province_settles_stands_below_the_map(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.a_season()
    word = SubjectOverride(paper=Paper.ADVANCED_MATHS_1, category=ExamCategory.ENGINEERING)
    shanxi = supplement("14", 2024)
    own = replace(shanxi, subject_overrides=replace(shanxi.subject_overrides, value={"082503": word}))
    monkeypatch.setattr(in_force, "supplement_or_none", lambda province, year: own)
    assert "山西省另定：专业代码以082503开头：高等数学（一）（理工类）" in page_of(client)
