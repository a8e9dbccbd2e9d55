"""The font of rare names over HTTP: for everybody, kept by the browser, also of somebody logged in."""

import re

import pytest
from django.template import Context, Template
from django.test import Client
from tests.web.world import LogIn, World

from chengzhao.law.words import Role

pytestmark = pytest.mark.django_db


def shown(name: str) -> str:
    return Template("{% load show %}{{ name|person }}").render(Context({"name": name}))


def test_rules_and_a_piece_are_kept(client: Client, world: World, log_in: LogIn) -> None:
    for browser in (client, log_in(world.accounts[Role.COUNTY_REVIEWER])):
        rules = browser.get("/names.css")
        assert rules.headers["Content-Type"] == "text/css; charset=utf-8"
        assert rules.headers["Cache-Control"] == "public, max-age=86400"
        found = re.search(r'url\("([^"]+)"\)[^}]+U\+4D00-4DFF', rules.content.decode())
        assert found
        piece = browser.get(found[1])
        assert (piece.headers["Content-Type"], piece.content[:4]) == ("font/woff", b"wOFF")
        assert "immutable" in piece.headers["Cache-Control"]


def test_unknown_piece_is_not_found(client: Client, world: World) -> None:
    assert client.get("/fonts/4d-00000000.woff").status_code == 404


def test_common_name_is_plain_text() -> None:
    assert shown("张三丰") == "张三丰"
    assert shown("<b>") == "&lt;b&gt;"


def test_rare_name_comes_with_its_font_and_reading() -> None:
    text = shown("刘䶮")
    assert '<link rel="stylesheet" href="/names.css"><span class="name">刘䶮</span>' in text
    assert '<small class="name__read">liú yǎn</small>' in text
    assert "缺字形" not in text


def test_masked_name_keeps_its_reading() -> None:
    assert "liú * yǎn" in shown("刘*䶮")


def test_character_without_a_glyph_is_named() -> None:
    text = shown("范\U000323af")
    assert "缺字形U+323AF" in text


def test_name_in_the_private_area_has_no_reading() -> None:
    text = shown("李\ue000")
    assert "缺字形U+E000" in text
    assert text.count("name__read") == 1
