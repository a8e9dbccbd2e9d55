"""Every answer carries the whole set of headers: pages, redirects, errors, downloads, static files (S-07, S-08)."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings
from tests.web.walking import everybody
from tests.web.world import LogIn, World

from chengzhao.law.words import Role

A_YEAR = 31_536_000
ON_EVERY_ANSWER = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": f"max-age={A_YEAR}; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
SAY_TOO_MUCH = ("Server", "X-Powered-By", "X-AspNet-Version", "Via")


@pytest.fixture(autouse=True)
def _as_in_production(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = A_YEAR
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True


def lacking(response: HttpResponse) -> dict[str, str | None]:
    """The headers that are not as they should be."""
    wrong: dict[str, str | None] = {
        name: response.headers.get(name)
        for name, value in ON_EVERY_ANSWER.items()
        if response.headers.get(name) != value
    }
    if len(response.headers.get("X-Request-ID", "")) != 32:
        wrong["X-Request-ID"] = response.headers.get("X-Request-ID")
    wrong |= {name: response.headers[name] for name in SAY_TOO_MUCH if name in response.headers}
    return wrong


def test_every_url_for_nobody_and_for_somebody(world: World, log_in: LogIn) -> None:
    for client, visit in everybody(world, log_in):
        response = client.get(visit.href, secure=True)
        assert (visit.name, lacking(response)) == (visit.name, {})


def test_pages_of_people_are_kept_nowhere(world: World, log_in: LogIn) -> None:
    for client, visit in everybody(world, log_in):
        response = client.get(visit.href, secure=True)
        if "_auth_user_id" in client.session and response.status_code == 200:
            assert (visit.name, response.headers.get("Cache-Control")) == (visit.name, "no-store")


def test_errors_and_static_files(world: World, log_in: LogIn, settings: Settings) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answers = {
        "/static/system.css": 200,
        "/static/none.css": 404,
        "/nowhere/": 404,
        "/plans": 301,
    }
    for href, status in answers.items():
        response = client.get(href, secure=True)
        assert (href, response.status_code, lacking(response)) == (href, status, {})
    refused = {
        403: client.post("/login/", {"username": "a"}, secure=True),
        405: client.put("/login/", secure=True),
        413: client.post("/login/", b"x" * 1_100_000, content_type="text/plain", secure=True),
        400: client.get("/", secure=True, headers={"host": "elsewhere.example"}),
    }
    assert {status: (answer.status_code, lacking(answer)) for status, answer in refused.items()} == {
        status: (status, {}) for status in refused
    }
    stranger = log_in(world.accounts[Role.CANDIDATE])
    forbidden = stranger.get("/province/", secure=True)
    assert (forbidden.status_code, lacking(forbidden)) == (403, {})


def test_an_error_of_the_system(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.public.home.page", None)
    client.raise_request_exception = False
    response = client.get("/", secure=True)
    assert (response.status_code, lacking(response)) == (500, {})


def test_plain_http_is_sent_to_https_with_the_same_headers(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/plans/")
    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/plans/")
    # A browser heeds HSTS over HTTPS only.
    assert set(lacking(response)) == {"Strict-Transport-Security"}


def test_logging_out_clears_what_the_browser_kept(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.PROVINCE_OFFICER])
    assert "Clear-Site-Data" not in client.get("/province/").headers
    assert client.post("/logout/").headers["Clear-Site-Data"] == '"cache", "storage"'
    # A browser has thrown the session's cookie away by now; the test client keeps it, empty.
    client.cookies.clear()
    assert "Clear-Site-Data" not in client.get("/").headers


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client: Client, db: None) -> None:
    response = client.get("/login/", secure=True)
    assert set(response.cookies) == {"csrftoken", "device"}
    for cookie in response.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", "")
