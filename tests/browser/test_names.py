"""A rare name in a real browser: the piece of the font with its character is fetched, is let in, and draws it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests import factories
from tests.web.world import World

from chengzhao.law.words import Role

pytestmark = pytest.mark.browser
Visit = Callable[[Role | None, int], Page]

FETCHED = (
    """async character => (await document.fonts.load('16px "Rare"', character)).map(face => face.status)"""
)


def test_piece_of_the_font_is_let_in_and_draws_the_character(
    visit_as: Visit, live_server: LiveServer, small_season: World
) -> None:
    factories.a_candidate(name="刘䶮", confirmation_point=small_season.tree.county)
    page = visit_as(Role.PROVINCE_LEAD, 390)
    page.goto(f"{live_server.url}/province/characters/")
    assert page.evaluate(FETCHED, "䶮") == ["loaded"]
    # No piece has what is common: nobody pays for it.
    assert page.evaluate(FETCHED, "张") == []
