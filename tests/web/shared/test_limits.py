"""The limits of the site: counted by what is typed, by browser, by network; never by whether an account exists."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django.fixtures import Settings

from chengzhao.records.models import RequestCount
from chengzhao.web.shared import limits
from chengzhao.web.shared.limits import LIMITS, Limit, Per, key_of, limited

pytestmark = pytest.mark.django_db
NOON = datetime(2024, 9, 10, 4, 0, tzinfo=UTC)
THREE = (Limit(per=Per.SUBJECT, most=3, window=timedelta(minutes=10)),)


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def attempt(client: Client) -> Callable[..., int]:
    """A log-in with a wrong password; gives the status."""

    def trying(username: str = "zhao", **extra: str) -> int:
        return client.post("/login/", {"username": username, "password": "wrong"}, **extra).status_code  # type: ignore[arg-type]

    return trying


def test_login_of_one_browser_is_limited(client: Client, attempt: Callable[..., int]) -> None:
    client.get("/login/")
    statuses = [attempt(f"a{place}", REMOTE_ADDR=f"203.0.{place}.1") for place in range(31)]
    assert statuses == [200] * 30 + [429]


def test_login_of_one_network_is_limited_but_not_that_of_an_office(
    attempt: Callable[..., int], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = (Limit(per=Per.NETWORK, most=5, window=timedelta(minutes=10)),)
    view = limited_view(few, monkeypatch)
    statuses = [visit(view, f"203.0.113.{place}") for place in range(6)]
    assert statuses == [200] * 5 + [429]
    assert visit(view, "203.0.114.1") == 200
    settings.OFFICE_NETWORKS = [ip_network("203.0.113.0/24")]
    assert visit(view, "203.0.113.7") == 200


def test_who_is_right_takes_no_place_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    few = (Limit(per=Per.NETWORK, most=2, window=timedelta(minutes=10), only_wrong=True),)
    monkeypatch.setattr(limits, "LIMITS", {"try": few})
    answers = {"right": redirect("/"), "wrong": HttpResponse("again")}
    view = limited("try")(lambda request: answers[request.POST["typed"]])

    def visits(typed: str, times: int) -> list[int]:
        request = RequestFactory().post("/", {"typed": typed}, REMOTE_ADDR="203.0.113.5")
        request.user, request.session = AnonymousUser(), {}
        return [view(request).status_code for _ in range(times)]

    assert visits("right", 5) == [302] * 5
    assert visits("wrong", 3) == [200, 200, 429]
    assert visits("right", 1) == [429]


def test_county_office_may_log_in_all_morning_and_a_guesser_not() -> None:
    assert [limit.only_wrong for limit in LIMITS["login"]] == [False, True]
    assert [limit.only_wrong for limit in LIMITS["factor"]] == [False, True]


def limited_view(
    some: tuple[Limit, ...], monkeypatch: pytest.MonkeyPatch, **options: object
) -> Callable[[HttpRequest], HttpResponse]:
    monkeypatch.setattr(limits, "LIMITS", {"try": some})
    return limited("try", **options)(lambda request: HttpResponse("done"))  # type: ignore[return-value,arg-type]


def visit(
    view: Callable[[HttpRequest], HttpResponse], address: str = "203.0.113.1", method: str = "post"
) -> int:
    request = getattr(RequestFactory(), method)("/", {"number": "14001"}, REMOTE_ADDR=address)
    request.user, request.session = AnonymousUser(), {}
    return view(request).status_code


def test_only_the_named_methods_count(monkeypatch: pytest.MonkeyPatch) -> None:
    view = limited_view(THREE, monkeypatch, subject="number")
    assert [visit(view, method="get") for _ in range(5)] == [200] * 5
    assert [visit(view) for _ in range(4)] == [200, 200, 200, 429]


def test_subject_may_be_read_by_a_function(monkeypatch: pytest.MonkeyPatch) -> None:
    view = limited_view(THREE, monkeypatch, subject=lambda request: "everybody")
    assert [visit(view, f"203.0.{place}.1") for place in range(4)] == [200, 200, 200, 429]


def test_refusal_says_which_limit_and_when(client: Client, attempt: Callable[..., int]) -> None:
    client.get("/login/")
    for place in range(30):
        attempt(f"a{place}")
    response = client.post("/login/", {"username": "zhao", "password": "wrong"})
    page = response.content.decode()
    assert response.headers["Retry-After"] == str(int(timedelta(minutes=16, seconds=30).total_seconds()))
    assert "同一台设备在15分钟内最多30次。" in page
    assert "请在12:17以后再试，还要等17分钟。" in page
    assert response.headers["X-Request-ID"] in page


def test_an_unknown_limit_is_refused_when_the_view_is_made() -> None:
    with pytest.raises(KeyError):
        limited("no such limit")


def test_table_holds_neither_name_nor_address(attempt: Callable[..., int]) -> None:
    attempt("zhao", REMOTE_ADDR="203.0.113.1")
    keys = [bytes(key) for key in RequestCount.objects.values_list("key", flat=True)]
    assert [len(key) for key in keys] == [16]
    assert not any(text in key for key in keys for text in (b"zhao", b"203.0"))


def test_key_depends_on_limit_value_and_secret(settings: Settings) -> None:
    [limit] = THREE
    one = key_of("login", limit, "zhao")
    assert one == key_of("login", limit, "zhao")
    assert len({one, key_of("code", limit, "zhao"), key_of("login", limit, "qian")}) == 3
    settings.SECRET_KEY = "another"
    assert key_of("login", limit, "zhao") != one


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_a_narrower_limit_is_never_wider_than_the_next(name: str) -> None:
    """Whoever runs into the limit of an account has not used up that of the network for all others."""
    rates = [limit.most / limit.window.total_seconds() for limit in LIMITS[name]]
    assert rates == sorted(rates)
    assert [limit.per for limit in LIMITS[name]][-1] is Per.NETWORK
