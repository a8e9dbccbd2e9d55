"""The headers that every answer carries."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from chengzhao.web.shared.middleware import ContentPolicyMiddleware


def answer(**attributes: object) -> HttpResponse:
    """The answer to a request whose session and user the inner layers have set."""

    def inner_layers(request: HttpRequest) -> HttpResponse:
        for name, value in attributes.items():
            setattr(request, name, value)
        return HttpResponse("page", headers={"Cache-Control": "max-age=60"})

    return ContentPolicyMiddleware(inner_layers)(RequestFactory().get("/"))


def test_policy_allows_only_what_the_site_itself_serves() -> None:
    assert answer().headers["Content-Security-Policy"] == (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def test_each_answer_has_a_number_of_its_own() -> None:
    first, second = (answer().headers["X-Request-ID"] for _ in range(2))
    assert (len(first), first == second) == (32, False)


@pytest.mark.parametrize(
    ("accessed", "known", "cache"),
    [(True, True, "no-store"), (True, False, "max-age=60"), (False, True, "max-age=60")],
)
def test_page_made_for_a_person_is_not_kept(accessed: bool, known: bool, cache: str) -> None:
    page = answer(session=SimpleNamespace(accessed=accessed), user=SimpleNamespace(is_authenticated=known))
    assert page.headers["Cache-Control"] == cache


def test_answer_from_before_the_session_is_left_alone() -> None:
    assert answer().headers["Cache-Control"] == "max-age=60"
