"""Whose files are read: each read of one person's file notes the person, so that nobody can look without a trace.

Reads carry `@of_one_person`; whoever answers a request opens `noting()` around it and writes down who was noted
(`web/shared/looks.py`). Outside of `noting()` nothing is noted: commands and jobs show nobody a file.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

Rest = ParamSpec("Rest")
Found = TypeVar("Found")

_noted: ContextVar[dict[int, None] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[dict[int, None]]:
    """The candidates whose files are read inside, in the order in which they were first read."""
    found: dict[int, None] = {}
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def note_person(candidate_id: int) -> None:
    """Note that a candidate's file is read."""
    found = _noted.get()
    if found is not None:
        found[candidate_id] = None


def of_one_person(
    read: Callable[Concatenate[int, Rest], Found],
) -> Callable[Concatenate[int, Rest], Found]:
    """Marks a named read of one person's file; its first argument is the candidate's key."""

    @wraps(read)
    def noted(candidate_id: int, *args: Rest.args, **kwargs: Rest.kwargs) -> Found:
        note_person(candidate_id)
        return read(candidate_id, *args, **kwargs)

    noted.is_of_one_person = True  # type: ignore[attr-defined]
    return noted
