"""The public home in every stage of the year."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.web.world import PUBLIC_SCOPE, World

from chengzhao.law.words import Stage
from chengzhao.records.queries.governance import Window
from chengzhao.web.public.home import headline, steps
from chengzhao.web.shared.chinese import BEIJING

NOW = datetime(2024, 12, 17, 10, 20, tzinfo=BEIJING)


def a_window(stage: Stage, opens: int, closes: int) -> Window:
    """A window by days from now."""
    return Window(stage=stage, opens_at=NOW + timedelta(days=opens), closes_at=NOW + timedelta(days=closes))


def test_headline_names_the_open_stage_that_closes_first() -> None:
    found = headline([a_window(Stage.ADMISSION, -14, 13), a_window(Stage.CHOICES, -1, 1)], NOW, 2024)
    assert (found.kicker, found.title) == ("现在进行：志愿确认、录取", "志愿确认正在进行")
    assert (found.until, found.text) == ("2024年12月18日（周三）10:20", "（北京时间）截止，还剩1天。")
    assert found.also == (("录取", "至2024年12月30日（周一）10:20"),)


def test_headline_between_stages_names_the_next() -> None:
    found = headline([a_window(Stage.EXAM, -9, -8), a_window(Stage.ADMISSION, 1, 9)], NOW, 2024)
    assert (found.title, found.until) == ("下一项：录取", "2024年12月18日（周三）10:20")


def test_headline_after_everything_says_it_is_over() -> None:
    assert headline([a_window(Stage.ADMISSION, -9, 0)], NOW, 2024).title == "2024年招生录取已经结束"


def test_headline_without_a_calendar_says_so() -> None:
    assert headline([], NOW, 2024).title == "工作安排还没有公布"


def test_steps_join_the_windows_of_a_stage_and_leave_the_directory_out() -> None:
    found = steps(
        [a_window(Stage.DIRECTORY, -99, -90), a_window(Stage.EXAM, -9, -8), a_window(Stage.EXAM, 1, 2)], NOW
    )
    assert [(step.name, step.is_done, step.is_now, step.phase) for step in found] == [
        ("考试", False, True, "进行中")
    ]


@pytest.mark.django_db
def test_home_without_a_season_promises_nothing(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "还没有开放的年度" in page
    assert "还没有公开的计划、控制线和公示。" in page


def test_home_shows_what_was_made_public(world: World, client: Client) -> None:
    page = client.get("/").content.decode()
    assert "2024年最低录取控制分数线" in page
    assert "享受照顾政策考生公示" in page
    assert "2024年分专业招生来源计划" in page
    assert "专升本 经管类" in page


def test_home_shows_nothing_that_is_not_published(client: Client, db: None) -> None:
    factories.a_season()
    factories.a_control_line(published=False)
    page = client.get("/").content.decode()
    assert "控制分数线</a><small>" not in page
    assert "还没有公开的计划、控制线和公示。" in page


def test_home_is_read_in_nine_statements(
    world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(PUBLIC_SCOPE + 9):
        client.get("/")
