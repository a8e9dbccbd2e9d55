"""Scripts and statements typed into every form and filter, or found in the tables, stay text (I-01, I-02)."""

import time
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.test import Client
from tests.web.test_access import TABLE
from tests.web.test_links import Links
from tests.web.walking import Dom, body_of, everybody
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Account, Candidate, Organisation
from chengzhao.web.shared.navigation import HOMES

SCRIPTS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script src=//evil.example/x.js></script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    '" autofocus onfocus="alert(1)',
    "' onmouseover='alert(1)",
    "` onclick=alert(1) `",
    "javascript:alert(1)",
    "JaVaScRiPt&#58;alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<style>*{background:url(//evil.example/)}</style>",
    "<p style=behavior:url(x)>",
    "<math><mtext><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "\u202e<script>\u200b",
    "＜script＞alert(1)＜/script＞",
)
STATEMENTS = (
    "'",
    "''",
    "' OR '1'='1",
    "1 OR 1=1",
    "1; DROP TABLE records_account; --",
    "'; UPDATE records_account SET is_active = false; --",
    "') UNION SELECT username, password FROM records_account --",
    "1 AND (SELECT pg_sleep(3)) IS NOT NULL",
    "'||(SELECT pg_sleep(3))||'",
    "\\'; COPY records_account TO PROGRAM 'id'; --",
    "$$;SELECT pg_read_file('/etc/passwd');$$",
    "%' AND 1=CAST((SELECT version()) AS int) --",
    "%s%s%s%(name)s",
    "admin'/*",
    "1e309",
    "-9223372036854775809",
)
PAYLOADS = SCRIPTS + STATEMENTS
ENOUGH_PAGES = 120
TOO_SLOW = 2.5

# What is read as a key or compared with one: a text in it is not a text on a page.
KEYS = {
    "path",
    "code",
    "digest",
    "number",
    "username",
    "password",
    "identifier",
    "province",
    "index",
    "mark",
    "id",
}


def asked_for(
    client: Client, start: str
) -> tuple[set[tuple[str, str]], dict[tuple[str, str], dict[str, str]]]:
    """(path, parameter) of every address, and the fields of every form, on the pages that lead on from `start`."""
    waiting, seen = [start], set()
    filters: set[tuple[str, str]] = set()
    forms: dict[tuple[str, str], dict[str, str]] = {}
    while waiting and len(seen) < ENOUGH_PAGES:
        href = waiting.pop()
        if urlsplit(href).path in seen or href.startswith(("/static/", "/clauses/")):
            continue
        seen.add(urlsplit(href).path)
        response = client.get(href)
        if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
            continue
        text = body_of(response)
        waiting += [urljoin(href, found) for found in Links(text).found if not found.startswith("#")]
        for link in Links(text).found:
            parts = urlsplit(urljoin(href, link))
            filters |= {(parts.path, name) for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        for action, method, fields in Dom(text).forms:
            path = urlsplit(urljoin(href, action)).path
            if method == "get":
                filters |= {(path, name) for name in fields}
            elif path != "/logout/":
                forms[path, ",".join(sorted(fields))] = fields
    return filters, forms


def check(place: object, response: object) -> None:
    """The answer is a page, and the page runs nothing."""
    assert (place, response.status_code < 500) == (place, True)  # type: ignore[attr-defined]
    if "text/html" in response.headers.get("Content-Type", ""):  # type: ignore[attr-defined]
        assert (place, Dom(body_of(response)).dangers) == (place, [])  # type: ignore[arg-type]


def one_of_each_audience() -> list[Role]:
    """A role for each folder of pages, the one that sees the most of them."""
    seen: dict[str, Role] = {}
    for role in Role:
        audience = HOMES[role].partition(":")[0]
        best = seen.setdefault(audience, role)
        if pages_of(role) > pages_of(best):
            seen[audience] = role
    return list(seen.values())


def pages_of(role: Role) -> int:
    return sum(1 for allowed in TABLE.values() if isinstance(allowed, set) and role in allowed)


@pytest.mark.parametrize("role", [None, *one_of_each_audience()])
def test_every_form_and_filter_takes_them_as_text(world: World, log_in: LogIn, role: Role | None) -> None:
    client = Client() if role is None else log_in(world.accounts[role])
    start = "/" if role is None else client.get("/seats/").headers["Location"]
    filters, forms = asked_for(client, start)
    if role is not None:
        # The public pages are tried once, by nobody in particular.
        public, _ = asked_for(Client(), "/")
        filters -= public
        forms = {key: fields for key, fields in forms.items() if not key[0].startswith("/login/")}
    accounts = list(Account.objects.order_by("pk").values())
    began = time.monotonic()
    for path, name in sorted(filters):
        for payload in PAYLOADS:
            check((path, name, payload), client.get(f"{path}?{urlencode({name: payload})}"))
    for (path, _), fields in sorted(forms.items()):
        for payload in PAYLOADS:
            # Each in a transaction of its own: what one of them may do, the next does not find done.
            with transaction.atomic():
                check((path, fields, payload), client.post(path, dict.fromkeys(fields, payload)))
                transaction.set_rollback(True)
    each = (time.monotonic() - began) / max(1, len(PAYLOADS) * (len(filters) + len(forms)))
    assert each < TOO_SLOW
    # Logging in notes its time; nothing else about anybody changed.
    assert [row | {"last_login": None} for row in accounts] == [
        row | {"last_login": None} for row in Account.objects.order_by("pk").values()
    ]


def test_the_filters_and_forms_are_found(world: World, log_in: LogIn) -> None:
    filters, forms = asked_for(Client(), "/")
    assert {("/plans/", "words"), ("/plans/", "level"), ("/care/", "next")} <= filters
    assert [fields for (path, _), fields in forms.items() if path == "/login/"]
    filters, _ = asked_for(log_in(world.accounts[Role.COLLEGE_OFFICER]), "/college/files/")
    assert {("/college/files/", "level"), ("/college/files/", "state")} <= filters


@pytest.mark.parametrize("payload", SCRIPTS[:6], ids=range(6))
def test_what_the_tables_hold_is_drawn_as_text(world: World, log_in: LogIn, payload: str) -> None:
    walk = list(everybody(world, log_in))
    changed = poison(payload)
    assert {(Candidate, "name"), (Organisation, "name"), (Account, "display_name")} <= changed
    for client, visit in walk:
        check((visit.name, payload), client.get(visit.href))


def poison(payload: str) -> set[tuple[type[models.Model], str]]:
    """Put the payload into every text column that the database lets be any text."""
    changed = set()
    for model in apps.get_app_config("records").get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField) or field.choices or field.unique:
                continue
            if KEYS & set(field.attname.split("_")):
                continue
            try:
                with transaction.atomic():
                    model._base_manager.update(**{field.attname: payload[: field.max_length]})
                    changed.add((model, field.attname))
            except DatabaseError:
                continue
    return changed
