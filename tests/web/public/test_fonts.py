"""The font of rare names over HTTP: for everybody, kept by the browser, also of somebody logged in."""

import re

import pytest
from django.template import Context, Template
from django.test import Client
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role

pytestmark = pytest.mark.django_db


def shown(name: str) -> str:
    return Template("{% load show %}{{ name|person }}").render(Context({"name": name}))


def test_rules_and_a_piece_are_kept(client: Client, world: World, log_in: LogIn) -> None:
    for browser in (client, log_in(world.accounts[Role.COUNTY_REVIEWER])):
        rules = browser.get("/names.css?runs=1b6-26d")
        assert rules.headers["Content-Type"] == "text/css; charset=utf-8"
        assert rules.headers["Cache-Control"] == "public, max-age=86400"
        found = re.search(r'url\("([^"]+)"\)[^}]+U\+4DA0-4DBF', rules.content.decode())
        assert found
        piece = browser.get(found[1])
        assert (piece.headers["Content-Type"], piece.content[:4]) == ("font/woff", b"wOFF")
        assert "immutable" in piece.headers["Cache-Control"]


def test_unknown_piece_is_not_found(client: Client, world: World) -> None:
    assert client.get("/fonts/26d-00000000.woff").status_code == 404


def test_common_name_is_plain_text() -> None:
    assert shown("张三丰") == "张三丰"
    assert shown("<b>") == "&lt;b&gt;"


def test_rare_name_comes_with_its_font_and_reading() -> None:
    text = shown("刘䶮")
    assert '<span class="name">刘䶮</span>' in text
    assert '<small class="name__read">liú yǎn</small>' in text
    assert "缺字形" not in text


def test_page_loads_the_font_in_its_head_for_a_rare_name_alone(world: World, log_in: LogIn) -> None:
    lead = log_in(world.accounts[Role.PROVINCE_LEAD])
    address = "/province/characters/"
    assert "names.css" not in lead.get(address).content.decode()
    factories.a_candidate(name="刘䶮", confirmation_point=world.tree.county)
    head, _, body = lead.get(address).content.decode().partition("</head>")
    assert '<link rel="stylesheet" href="/names.css?runs=26d">' in head
    assert "names.css" not in body
    # A character that no font has needs none, and is named on the page.
    factories.a_candidate(name="李\ue000", confirmation_point=world.tree.county)
    page = lead.get(address).content.decode()
    assert page.count('names.css?runs=26d"') == 1
    assert "缺字形" in page


@pytest.mark.parametrize("runs", ["", "zz", "-", "26d" * 50, "%00", "../etc"])
def test_runs_that_are_none_have_no_rules(client: Client, world: World, runs: str) -> None:
    assert client.get(f"/names.css?runs={runs}").content == b""


def test_masked_name_keeps_its_reading() -> None:
    assert "liú * yǎn" in shown("刘*䶮")


def test_character_without_a_glyph_is_named() -> None:
    text = shown("范\U000323af")
    assert "缺字形U+323AF" in text


def test_name_in_the_private_area_has_no_reading() -> None:
    text = shown("李\ue000")
    assert "缺字形U+E000" in text
    assert text.count("name__read") == 1
