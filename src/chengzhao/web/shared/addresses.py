"""Addresses that somebody brings along: only those of this site are gone to."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_page(request: HttpRequest, wanted: str) -> str:
    """The address if it is one of ours, empty otherwise."""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}
    )
    return wanted if is_ours else ""
