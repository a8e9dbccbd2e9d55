"""Where a request comes from: nobody but our own proxies is believed."""

from ipaddress import ip_address, ip_network

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from chengzhao.web.shared.visitors import address_of, device_of, mark_device, network_of

PROXIES = [ip_network("10.0.0.0/24")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.5", None, "10.0.0.5"),
        ("10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "192.0.2.66, 198.51.100.1, 10.0.0.7", "198.51.100.1"),
        ("10.0.0.5", "10.0.0.9", "10.0.0.9"),
        ("10.0.0.5", "unknown", "10.0.0.5"),
        ("10.0.0.5", "192.0.2.66, nonsense, 10.0.0.7", "10.0.0.7"),
        ("10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.5", "2001:db8:1:2::3", "2001:db8:1:2::3"),
        ("::ffff:10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("", "198.51.100.1", "0.0.0.0"),
    ],
)
def test_address_behind_trusted_proxies_only(
    settings: Settings, peer: str, forwarded: str | None, found: str
) -> None:
    settings.TRUSTED_PROXIES = PROXIES
    extra = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, **extra)
    assert str(address_of(request)) == found


def test_address_with_no_proxy_named_is_the_peers(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = []
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.5", HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert str(address_of(request)) == "10.0.0.5"


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.9", "203.0.113.0/24"), ("2001:db8:1:2f3::4", "2001:db8:1:200::/56")],
)
def test_network_is_what_one_subscriber_is_given(address: str, network: str) -> None:
    assert network_of(ip_address(address)) == network


def test_device_is_marked_once_and_known_again() -> None:
    response = HttpResponse()
    mark_device(RequestFactory().get("/"), response)
    cookie = response.cookies["device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 365 * 24 * 3600)
    again = RequestFactory().get("/")
    again.COOKIES["device"] = cookie.value
    assert len(device_of(again)) == 32
    second = HttpResponse()
    mark_device(again, second)
    assert "device" not in second.cookies


@pytest.mark.parametrize("value", ["", "0" * 32, "0" * 32 + ":forged", "\0", ":", "x" * 5000])
def test_device_that_we_did_not_sign_is_none(value: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["device"] = value
    assert device_of(request) == ""
