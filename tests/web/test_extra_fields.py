"""A form takes what it asks for: columns that somebody adds to a request change nothing (C-07, I-14)."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.db import models, transaction
from django.test import Client
from tests.web.test_access import Visit
from tests.web.test_presence import acting_views
from tests.web.walking import Dom, body_of, everybody
from tests.web.world import LogIn, World

from chengzhao.records.models import (
    Account,
    Admission,
    Candidate,
    CandidateFile,
    Choice,
    FilingRun,
    PaperMark,
    Registration,
    Season,
    StaffRole,
)

KEPT: tuple[type[models.Model], ...] = (
    *(Admission, Candidate, CandidateFile, Choice, FilingRun, PaperMark, Registration, Season, StaffRole),
)
OF_AN_ACCOUNT = (
    *("username", "display_name", "kind", "is_active", "is_persona", "password"),
    *("identity_kind", "identity_index", "phone_index"),
)
WISHED = {
    "kind": "STAFF",
    "role": "PROVINCE_LEAD",
    "org_path": "/14/",
    "state": "ADMITTED",
    "season": "2025",
    "province": "32",
    "is_active": "0",
    "is_persona": "1",
    "synthetic": "1",
    "mark": "150",
    "filing_score": "300",
    "total_score": "300",
    "bonus_points": "20",
    "merit_rank": "1",
    "valid_until": "2099-01-01",
    "confirmed_at": "2024-01-01",
    "frozen_at": "",
}


def added(world: World) -> dict[str, str]:
    """Every column of the tables that are kept, and of accounts, with a value that somebody might wish for."""
    columns = {field.name for model in (*KEPT, Account) for field in model._meta.concrete_fields}
    columns |= {field.column for model in (*KEPT, Account) for field in model._meta.concrete_fields}
    other = str(world.waiting.pk)
    return {name: WISHED.get(name, other) for name in sorted(columns)}


def state() -> dict[str, list[object]]:
    """What no added field may change."""
    found: dict[str, list[object]] = {
        model.__name__: list(model._default_manager.order_by("pk").values_list()) for model in KEPT
    }
    found["Account"] = list(Account.objects.order_by("pk").values_list(*OF_AN_ACCOUNT))
    return found


def forms_of(client: Client, visit: Visit) -> Iterator[tuple[str, dict[str, str]]]:
    """Where each form of a page is sent to, and its fields as they stand there."""
    response = client.get(visit.href)
    if response.status_code != 200 or "text/html" not in response.headers.get("Content-Type", ""):
        return
    for action, method, fields in Dom(body_of(response)).forms:
        path = urlsplit(urljoin(visit.href, action)).path
        if method == "post" and path != "/logout/":
            yield path, fields


def test_columns_that_are_added_to_a_form_change_nothing(world: World, log_in: LogIn) -> None:
    more, before, sent, acting = added(world), state(), set(), acting_views()
    for client, visit in everybody(world, log_in):
        for path, fields in [*forms_of(client, visit), *([(visit.href, {})] if visit.name in acting else [])]:
            with transaction.atomic():
                point = transaction.savepoint()
                response = client.post(path, more | fields)
                assert (path, response.status_code < 500) == (path, True)
                assert (path, state()) == (path, before)
                transaction.savepoint_rollback(point)
            sent.add(path)
    assert len(sent) > 30


def test_every_column_that_decides_about_somebody_is_tried(world: World) -> None:
    tried = added(world)
    assert {"is_active", "kind", "role", "org_path", "state", "mark", "account_id", "candidate"} <= set(tried)
    assert apps.get_model("records", "account") is Account
