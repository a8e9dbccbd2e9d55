"""What a view hands to its page is all that the page could show: no rows of tables, no sealed text, no more (P-05).

A template that is changed later can show whatever stands in its context. So each URL is walked in each role, and
everything that can be reached from the context is looked through, whether the page shows it or not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from django.db.models import Model, QuerySet
from django.test import Client
from tests.canaries import FULL_NUMBER_VIEWS, NUMBERS, seen_in
from tests.web.test_access import EVERYBODY, TABLE, visits
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Candidate, NoticeEntry

OF_DJANGO = {"request", "user", "csrf_token", "messages", "perms", "form", "debug", "sql_queries", "block"}
"""What the framework puts beside what a view hands over; a form holds what the visitor typed."""

PUBLIC_OF_PERSONS = {"EntryView"}
"""What may name a candidate to everybody: a line of a notice, with the fields that the notice orders (A1.6.3)."""

PUBLICITY = {
    *("key", "name", "sex", "employer", "claim_label", "qualification", "test", "intended", "benefit"),
    *("objected", "withdrawn_at", "withdrawn_reason"),
}
DEEPEST = 8


def reached(value: Any, depth: int = 0) -> Iterator[Any]:
    """A value and everything that a template can reach from it by its fields and items."""
    yield value
    if depth == DEEPEST or isinstance(value, (str, bytes, Model, QuerySet)):
        return
    if isinstance(value, Mapping):
        inner = [*value.values()]
    elif isinstance(value, (list, tuple, set, frozenset)):
        inner = list(value)
    elif is_dataclass(value) and not isinstance(value, type):
        inner = [getattr(value, field.name) for field in fields(value)]
    else:
        return
    for one in inner:
        yield from reached(one, depth + 1)


def handed_over(client: Client, href: str) -> dict[str, Any]:
    """What the view of an address hands to its template; empty for an answer without one."""
    context = client.get(href).context
    if context is None:
        return {}
    held = {name: value for one in context for name, value in one.flatten().items()}
    return {name: value for name, value in held.items() if name not in OF_DJANGO}


@pytest.mark.parametrize("role", list(Role))
def test_no_page_is_handed_a_row_or_a_sealed_text(world: World, log_in: LogIn, role: Role) -> None:
    client = log_in(world.accounts[role])
    for visit in visits(world):
        allowed = TABLE[visit.name]
        if not isinstance(allowed, set) or role not in allowed:
            continue
        for name, value in handed_over(client, visit.href).items():
            for one in reached(value):
                assert not isinstance(one, (Model, QuerySet)), (visit.name, name, type(one))
                if isinstance(one, str) and visit.name not in FULL_NUMBER_VIEWS:
                    assert list(seen_in(one, NUMBERS)) == [], (visit.name, name)


def test_public_is_handed_no_candidate_but_the_lines_of_notices(world: World, client: Client) -> None:
    people = {text for pair in Candidate.objects.values_list("name", "candidate_number") for text in pair}
    lines = 0
    for visit in visits(world):
        if TABLE[visit.name] != EVERYBODY:
            continue
        for name, value in handed_over(client, visit.href).items():
            for one in _but_lines(value):
                assert not isinstance(one, (Model, QuerySet)), (visit.name, name, type(one))
                assert not (isinstance(one, str) and one in people), (visit.name, name)
            lines += sum(type(one).__name__ in PUBLIC_OF_PERSONS for one in reached(value))
    assert lines == NoticeEntry.objects.count() > 0


def _but_lines(value: Any) -> Iterator[Any]:
    """Everything that is reached otherwise than through the line of a notice."""
    told = {
        id(inner)
        for one in reached(value)
        if type(one).__name__ in PUBLIC_OF_PERSONS
        for inner in reached(one)
    }
    return (one for one in reached(value) if id(one) not in told)


def test_line_of_a_notice_has_the_ordered_fields_and_no_other() -> None:
    from chengzhao.records.queries.disclosure import EntryView

    assert {field.name for field in fields(EntryView)} == PUBLICITY
