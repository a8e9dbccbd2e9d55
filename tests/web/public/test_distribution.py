"""一分一段 on the page and as a file: everybody once, few nowhere, before the release nothing."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from tests import factories

from chengzhao.law.words import PaperSlot
from chengzhao.records.models import ControlLine, PaperMark
from chengzhao.rules.exams import MarkState
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

HREF = "/distribution/2024/ZHUANSHENGBEN/ECONOMICS_MANAGEMENT/"


@pytest.fixture
def people() -> None:
    """Twelve who sat: five of 200, four of 150.5, three of 100."""
    factories.a_season()
    county = factories.a_tree().county
    for total, count in ((200, 5), (150.4, 4), (100, 3)):
        for _ in range(count):
            sitter = factories.a_candidate(confirmation_point=county, state=RegistrationState.TICKETED)
            for slot in (PaperSlot.POLITICS, PaperSlot.FOREIGN):
                factories.a_mark(candidate=sitter, slot=slot, mark=Decimal(str(total)) / 2)
    factories.a_control_line(score=120)


def rows(client: Client) -> list[list[str]]:
    text = client.get(f"{HREF}table.csv").content.decode("utf-8-sig")
    return [line.split(",") for line in text.splitlines()]


def test_table_has_bands_of_five_or_more(client: Client, people: None) -> None:
    assert rows(client) == [
        ["最高分", "最低分", "人数", "累计人数"],
        ["200", "200", "5", "5"],
        ["150", "100", "7", "12"],
    ]
    text = client.get(HREF).content.decode()
    assert "控制线 120" in text
    assert "100–150" in text
    assert "最高200分，最低100分，共12人" in text


@pytest.mark.parametrize(
    ("score", "said"),
    [
        ("200", "200分：在200分这一段，达到这一段的共<b>5</b>人"),
        ("140", "140分：在100至150分这一段，达到这一段的共<b>12</b>人"),
        ("110", "低于控制线120分"),
        ("180", "180分：这个分数及以上共<b>5</b>人"),
        ("201", "没有人达到这个分数"),
        ("601", "总分应为0至600分"),
        ("-1", "总分应为0至600分"),
        ("x", "总分填整数"),
        ("", "请填写总分"),
    ],
)
def test_where_a_score_stands(client: Client, people: None, score: str, said: str) -> None:
    assert said in re.sub(r"\s+", "", client.get(HREF, {"score": score}).content.decode())


def test_before_the_release_nothing_is_told(client: Client, people: None) -> None:
    PaperMark.objects.update(state=MarkState.FROZEN.value)
    assert len(rows(client)) == 1
    assert "成绩还没有发布" in client.get(HREF).content.decode()


def test_absent_and_exempt_are_not_counted(client: Client, people: None) -> None:
    absent = factories.a_candidate(state=RegistrationState.TICKETED)
    factories.a_mark(candidate=absent, mark=None, absent=True)
    assert rows(client)[-1][-1] == "12"


@pytest.mark.parametrize(
    "href",
    [
        "/distribution/2023/ZHUANSHENGBEN/ECONOMICS_MANAGEMENT/",
        "/distribution/2024/ZHUANSHENGBEN/LAW/",
        "/distribution/2024/NO_LEVEL/ECONOMICS_MANAGEMENT/",
        "/distribution/2024/ZHUANSHENGBEN/NO_CATEGORY/",
    ],
)
def test_without_a_published_line_there_is_no_page(client: Client, people: None, href: str) -> None:
    assert client.get(href).status_code == 404
    assert client.get(f"{href}table.csv").status_code == 404


def test_line_that_is_not_published_opens_nothing(client: Client) -> None:
    factories.a_season()
    factories.a_control_line(score=120)
    ControlLine.objects.update(published_at=None)
    assert client.get(HREF).status_code == 404


def test_lines_lead_to_their_table(client: Client, people: None) -> None:
    assert f'href="{HREF}"' in client.get("/lines/2024/").content.decode()
