"""Keys and words of lists, as they stand in an address: nothing else of it reaches a query."""

from django.http import HttpRequest

LONGEST_WORD = 64


def key_of(request: HttpRequest, name: str) -> int | None:
    """The whole number in a query parameter; None where it is missing or is none."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None


def word_of(request: HttpRequest, name: str, longest: int = LONGEST_WORD) -> str:
    """The text of a query parameter; empty where it is missing or holds what no text of ours holds."""
    value = request.GET.get(name, "")
    return value if value.isprintable() and len(value) <= longest else ""
