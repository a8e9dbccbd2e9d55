"""Keys and words of lists, as they stand in an address: nothing else of it reaches a query."""

from datetime import UTC, datetime

from django.http import HttpRequest

LONGEST_WORD = 64
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def key_of(request: HttpRequest, name: str) -> int | None:
    """The whole number in a query parameter; None where it is missing or is none."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None


def word_of(request: HttpRequest, name: str, longest: int = LONGEST_WORD) -> str:
    """The text of a query parameter; empty where it is missing or holds what no text of ours holds."""
    value = request.GET.get(name, "")
    return value if value.isprintable() and len(value) <= longest else ""


def moment_of(text: str) -> datetime:
    """The moment up to which a page showed a list; what is no moment is long ago, and marks nothing."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return LONG_AGO
    return found if found.tzinfo else LONG_AGO
