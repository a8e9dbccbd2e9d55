"""The actor of a request: the seat that was taken, and from where the request came."""

from ipaddress import ip_network
from typing import Any, cast

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.web.world import World

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow
from chengzhao.records.queries.people import Acting, seats_of
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.actors import actor_of, border_of, session_mark
from chengzhao.web.shared.visitors import device_of, mark_device


def request_of(acting: Acting, **headers: str) -> StaffRequest:
    request: Any = RequestFactory().get("/", **headers)
    request.session = SessionStore(session_key="k" * 32)
    request.META["REQUEST_ID"] = "a" * 32
    request.acting = acting
    return cast(StaffRequest, request)


@pytest.fixture
def acting(world: World) -> Acting:
    [seat] = seats_of(world.accounts[Role.COLLEGE_OFFICER].pk)
    return seat


def test_actor_is_the_visitor_in_the_seat_taken(acting: Acting) -> None:
    request = request_of(acting, REMOTE_ADDR="192.0.2.7")
    assert border_of(request) == Border(season=2024, province="14")
    assert actor_of(request) == Actor(
        account=acting.account_id,
        role=Role.COLLEGE_OFFICER,
        org_path=acting.org_path,
        request_id="a" * 32,
        address="192.0.2.7",
        device="",
        session=session_mark(request),
    )


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("192.0.2.7", "203.0.113.9", "192.0.2.7"),
        ("10.0.0.5", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "", "fe80::1"),
        ("", "", ""),
    ],
)
def test_actor_comes_from_behind_a_trusted_proxy_only(
    acting: Acting, settings: Settings, peer: str, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.5/32")]
    request = request_of(acting, REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert actor_of(request).address == address
    written = write(actor_of(request))
    assert written.network_address == (address or None)


def test_actor_has_the_mark_of_the_device(acting: Acting) -> None:
    response = HttpResponse()
    request = request_of(acting)
    mark_device(request, response)
    request.COOKIES["device"] = response.cookies["device"].value
    assert actor_of(request).device == device_of(request) != ""


def test_session_is_told_by_a_digest_and_not_by_its_key(acting: Acting) -> None:
    request = request_of(acting)
    mark = session_mark(request)
    assert (len(mark), mark == session_mark(request)) == (32, True)
    assert (request.session.session_key or "") not in mark
    request.session = SessionStore()
    assert session_mark(request) == ""


def write(actor: Actor) -> AuditRow:
    """The row of an act by the actor, as the table keeps it."""
    act = {
        "act": "take_up_files",
        "object_kind": "thing",
        "touched": [Touched(object_id="1", after="")],
    }
    record(border=Border(season=2024, province="14"), actor=actor, at=timezone.now(), **act)  # type: ignore[arg-type]
    return AuditRow.objects.latest("pk")
