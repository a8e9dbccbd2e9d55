"""The small public pages: with a season, without one, and for what does not exist."""

import pytest
from django.test import Client
from tests import factories
from tests.web.world import World

from chengzhao.rules.disclosure import NoticeState
from chengzhao.web.public import disclosure

SMALL_PAGES = (
    "/",
    "/plans/",
    "/lines/2024/",
    "/calendar/2024/",
    "/calendar/2025/",
    "/calendar/1999/",
    "/publicity/",
    "/responsible/",
    "/clauses/",
    "/clauses/?q=A",
    "/clauses/A1.5.7/",
    "/changes/2024/2025/",
    "/orders/",
    "/orders/order-36/",
    "/orders/eight-requirements/",
    "/supplements/",
    "/supplements/41/2025/",
    "/help/",
    "/login/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("href", SMALL_PAGES)
def test_page_without_a_season(client: Client, href: str) -> None:
    assert client.get(href).status_code == 200


@pytest.mark.parametrize("href", SMALL_PAGES)
def test_page_with_a_season(world: World, client: Client, href: str) -> None:
    assert client.get(href).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "href",
    [
        "/clauses/A9.9.9/",
        "/changes/2024/2030/",
        "/orders/order-34/",
        "/supplements/14/2025/",
        "/supplements/99/2024/",
        "/publicity/00000000-0000-4000-8000-000000000000/",
        "/nope/",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, href: str) -> None:
    response = client.get(href)
    assert response.status_code == 404
    assert "没有这一页" in response.content.decode()


def test_lines_show_earlier_years_with_their_source(world: World, client: Client) -> None:
    page = client.get("/lines/2024/").content.decode()
    assert "经管类" in page
    assert "往年分数线出处" in page
    assert "本年分数线由演示数据划定" in page


def test_calendar_shows_stages_and_the_timetable_of_the_exam(world: World, client: Client) -> None:
    page = client.get("/calendar/2024/").content.decode()
    assert "2024年12月31日（周二）24:00" in page
    assert "2024年10月19日" in page
    assert "9:00—11:30" in page
    assert "政治" in page


@pytest.mark.django_db
def test_calendar_says_where_a_timetable_has_no_text_behind_it(client: Client) -> None:
    inferred = "以上按往年推定，以当年通知为准"
    assert inferred in client.get("/calendar/2025/").content.decode()
    assert inferred not in client.get("/calendar/2024/").content.decode()


def test_notice_shows_the_ordered_fields_and_asks_not_to_be_indexed(world: World, client: Client) -> None:
    notice = world.admitted.claims.get().entries.get().notice
    response = client.get(f"/publicity/{notice.public_id}/")
    page = response.content.decode()
    for column in (
        "姓名",
        "性别",
        "所在单位",
        "照顾类别",
        "资格条件",
        "测试与标准",
        "拟录高校及专业",
        "优惠",
    ):
        assert f'<th scope="col">{column}</th>' in page
    assert "张三丰" in page
    assert notice.report_channel in page
    assert response.headers["X-Robots-Tag"] == "noindex, noarchive"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("state", [NoticeState.DOWN, NoticeState.UP])
def test_notice_whose_time_is_over_is_gone_and_names_nobody(
    client: Client, db: None, state: NoticeState
) -> None:
    # Half a year after 8 October 2024 is over by any clock that runs this test.
    factories.a_season(synthetic=False)
    notice = factories.a_notice(claims=[factories.a_claim()], state=state)
    response = client.get(f"/publicity/{notice.public_id}/")
    page = response.content.decode()
    assert (response.status_code, response.headers["Cache-Control"]) == (410, "no-store")
    assert response.headers["X-Robots-Tag"] == "noindex, noarchive"
    assert "内容已经撤下" in page
    assert "张三丰" not in page
    assert notice.number not in page
    assert notice.number not in client.get("/publicity/").content.decode()


@pytest.mark.parametrize("state", [NoticeState.DRAFT, NoticeState.SIGNED])
def test_notice_that_is_not_up_yet_is_unknown(client: Client, db: None, state: NoticeState) -> None:
    factories.a_season()
    notice = factories.a_notice(claims=[factories.a_claim()], state=state)
    assert client.get(f"/publicity/{notice.public_id}/").status_code == 404


def test_notice_is_paged(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "PAGE_SIZE", 1)
    factories.a_season()
    notice = factories.a_notice(claims=[factories.a_claim() for _ in range(2)])
    first = client.get(f"/publicity/{notice.public_id}/").content.decode()
    assert first.count("张三丰") == 2
    assert 'rel="next"' in first
    last = notice.entries.order_by("pk").first().pk  # type: ignore[union-attr]
    second = client.get(f"/publicity/{notice.public_id}/?after={last}").content.decode()
    assert second.count("张三丰") == 2
    assert 'rel="next"' not in second


def test_responsible_names_persons_by_kind_of_office(world: World, client: Client) -> None:
    page = client.get("/responsible/").content.decode()
    assert page.index("省级招生考试机构</h2>") < page.index("县级招生考试机构</h2>")
    assert "第一责任人" in page


def test_lines_of_a_year_that_was_not_held_are_not_found(world: World, client: Client) -> None:
    assert client.get("/lines/1999/").status_code == 404
