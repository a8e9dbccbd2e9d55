"""Where a request comes from: the address behind one's own proxies, its network, and the browser's own mark."""

import re
import secrets
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponseBase

Address = IPv4Address | IPv6Address

NOWHERE = IPv4Address("0.0.0.0")
"""For a server that names no peer, such as one that listens on a socket file."""

NETWORK_BITS = {4: 24, 6: 56}
"""What one subscriber or one small office is usually given."""

MOST_HOPS = 32
DEVICE_MARK = re.compile(r"[0-9a-f]{32}")
A_YEAR = 365 * 24 * 3600


def address_of(request: HttpRequest) -> Address:
    """The address that the request came from: the peer's, or what a trusted proxy in front says it was.

    X-Forwarded-For is read from its end, where our own proxies write; the first that is not one of them is
    the visitor. Whatever stands before that was written by the visitor and is not believed.
    """
    found = _address(request.META.get("REMOTE_ADDR", "")) or NOWHERE
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-MOST_HOPS:]
    for hop in reversed(hops):
        if not is_within(found, settings.TRUSTED_PROXIES):
            return found
        before = _address(hop)
        if before is None:
            return found
        found = before
    return found


def network_of(address: Address) -> str:
    """The network that counts as one visitor's: /24 of IPv4, /56 of IPv6."""
    return str(ip_network((address, NETWORK_BITS[address.version]), strict=False))


def is_within(address: Address, networks: Iterable[object]) -> bool:
    """Whether the address lies in one of the networks."""
    return any(address in network for network in networks)  # type: ignore[operator]


def device_of(request: HttpRequest) -> str:
    """The mark of the browser; empty where it has none, or one that we did not sign."""
    try:
        mark = _signer().unsign(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))
    except BadSignature:
        return ""
    return mark if DEVICE_MARK.fullmatch(mark) else ""


def mark_device(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give a browser that has no mark one: random, signed, kept for a year, out of reach of scripts."""
    if device_of(request):
        return
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        _signer().sign(secrets.token_hex(16)),
        max_age=A_YEAR,
        secure=settings.DEVICE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _signer() -> Signer:
    return Signer(salt="chengzhao.device")


def _address(text: str) -> Address | None:
    """The address in a text; one of IPv4 that stands in IPv6 clothes is taken out of them."""
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
