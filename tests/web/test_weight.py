"""Every page weighs at most 60 KB with all that it loads, as it goes over the wire; photographs are left out."""

import re
from urllib.parse import urljoin

import pytest
from django.test import Client
from tests import factories
from tests.web.walking import Links, everybody
from tests.web.world import LogIn, World

from chengzhao.law.words import Role

pytestmark = pytest.mark.django_db
MOST = 60_000
WIRE = {"HTTP_ACCEPT_ENCODING": "gzip"}
HTML = "text/html"
PIECE = re.compile(r'url\("([^"]+)"\)[^}]*?unicode-range:U\+([0-9A-F]+)-([0-9A-F]+)')


class Scales:
    """Weighs what a first visit brings; what every page loads is fetched once."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def of_page(self, client: Client, href: str) -> int | None:
        """Bytes of a page and of what its tags load; None for what is no page."""
        answer = client.get(href, **WIRE)
        if answer.status_code != 200 or HTML not in answer.headers["Content-Type"]:
            return None
        text = client.get(href).content.decode()
        loaded = {urljoin(href, one).partition("#")[0] for one in Links(text).loaded}
        return len(answer.content) + sum(self.of_file(client, one, text) for one in sorted(loaded))

    def of_file(self, client: Client, href: str, page: str) -> int:
        """Bytes of a stylesheet, a script, a picture of ours, with the pieces of the font that the page shows."""
        if "names.css" in href:
            rules = client.get(href, **WIRE)
            pieces = PIECE.findall(client.get(href).content.decode())
            shown = [
                url
                for url, first, last in pieces
                if any(int(first, 16) <= ord(sign) <= int(last, 16) for sign in page)
            ]
            assert shown, "the page loads a font for nobody"
            return len(rules.content) + sum(len(client.get(one).content) for one in shown)
        if href not in self.known:
            answer = client.get(href, **WIRE)
            is_photo = answer.headers["Content-Type"] in ("image/jpeg", "image/png")
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            self.known[href] = 0 if is_photo else len(content)
        return self.known[href]


def test_every_page_weighs_at_most_60_kb(world: World, log_in: LogIn) -> None:
    scales, found = Scales(), {}
    for client, visit in everybody(world, log_in):
        weight = scales.of_page(client, visit.href)
        if weight is not None:
            found[visit.name] = max(weight, found.get(visit.name, 0))
    assert {name: weight for name, weight in found.items() if weight > MOST} == {}
    # Without its stylesheet a page would weigh less than that alone.
    assert min(found.values()) > scales.known["/static/system.css"] > 8_000
    assert len(found) > 90


@pytest.mark.parametrize("href", ["/county/review/", "/province/characters/"])
def test_page_with_rare_names_weighs_at_most_60_kb(world: World, log_in: LogIn, href: str) -> None:
    role = Role.COUNTY_REVIEWER if href.startswith("/county") else Role.PROVINCE_LEAD
    client, scales = log_in(world.accounts[role]), Scales()
    without = scales.of_page(client, href)
    for name in ("刘䶮", "㛃明"):
        factories.a_candidate(name=name, confirmation_point=world.tree.county)
    within = scales.of_page(client, href)
    assert without is not None
    assert within is not None
    # Two pieces of the font are in it.
    assert without + 8_000 < within <= MOST
