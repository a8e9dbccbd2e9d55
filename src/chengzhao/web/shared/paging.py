"""Keys by which lists are paged, as they stand in an address."""

from django.http import HttpRequest


def key_of(request: HttpRequest, name: str) -> int | None:
    """The whole number in a query parameter; None where it is missing or is none."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None
