"""Pages of error: what happened, what was kept, what to do, a number to ask by; never a trace (L-10)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import wraps
from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseGone
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.test_access import TABLE
from tests.web.walking import body_of, everybody
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.web.shared.errors import moment_after, said

SECRET = "the-text-of-the-exception-4711"
TRACES = (SECRET, "Traceback", "RuntimeError", ".py", "line ", "chengzhao.", "django")


def patterns(found: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    """Every view of the site."""
    for pattern in get_resolver().url_patterns if found is None else found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns)
        else:
            yield pattern


@pytest.fixture
def break_views(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception | HttpResponse], None]:
    """Lets every view raise an exception, or answer with a response, inside all that stands around it."""

    def breaking(outcome: Exception | HttpResponse) -> None:
        for pattern in patterns():
            monkeypatch.setattr(pattern, "callback", broken(pattern.callback, outcome))

    return breaking


def broken(view: Callable[..., Any], outcome: Exception | HttpResponse) -> Callable[..., HttpResponse]:
    """The view's place in the site with something else in it."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(outcome, Exception):
            raise type(outcome)(*outcome.args)
        return outcome

    return answering


def holds_a_trace(text: str) -> list[str]:
    return [trace for trace in TRACES if trace in text.replace("system.css", "")]


def test_an_exception_in_any_view_shows_no_trace(
    world: World, log_in: LogIn, break_views: Callable[[Exception], None]
) -> None:
    walk = list(everybody(world, log_in))
    break_views(RuntimeError(SECRET))
    broken_urls = set()
    for client, visit in walk:
        client.raise_request_exception = False
        response = client.get(visit.href)
        if response.status_code == 302:
            # To the log-in, in front of the view.
            continue
        page = body_of(response)
        assert (visit.name, response.status_code, holds_a_trace(page)) == (visit.name, 500, [])
        assert "<h1>页面出错</h1>" in page
        assert response.headers["X-Request-ID"] in page
        broken_urls.add(visit.name)
    assert broken_urls == set(TABLE)


def test_an_exception_while_a_page_is_drawn_shows_no_trace(
    world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(request: HttpRequest) -> None:
        raise RuntimeError(SECRET)

    client = log_in(world.accounts[Role.PROVINCE_LEAD])
    client.raise_request_exception = False
    monkeypatch.setattr("chengzhao.web.shared.page.shell_of", fail)
    response = client.get("/province/")
    assert (response.status_code, holds_a_trace(body_of(response))) == (500, [])


@pytest.mark.parametrize("error", [OperationalError(SECRET), InterfaceError(SECRET)])
def test_a_database_that_does_not_answer_is_said_so(
    client: Client, world: World, break_views: Callable[[Exception], None], error: Exception
) -> None:
    break_views(error)
    client.raise_request_exception = False
    response = client.get("/")
    page = body_of(response)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "<h1>系统暂时不能办理</h1>" in page
    assert holds_a_trace(page) == []


@pytest.mark.parametrize(
    ("outcome", "status", "title"),
    [
        (BadRequest(SECRET), 400, "这个请求不能办理"),
        (SuspiciousOperation(SECRET), 400, "这个请求不能办理"),
        (PermissionDenied(SECRET), 403, "你现在的身份不能查看这一页"),
        (Http404(SECRET), 404, "没有这一页"),
        (HttpResponse(status=405), 405, "这个地址不能这样打开"),
        (HttpResponseGone(), 410, "内容已经撤下"),
        (HttpResponse(status=413), 413, "提交的内容太大"),
    ],
)
def test_each_error_has_its_page(
    world: World,
    log_in: LogIn,
    break_views: Callable[[Exception | HttpResponse], None],
    outcome: Exception | HttpResponse,
    status: int,
    title: str,
) -> None:
    client = log_in(world.accounts[Role.PROVINCE_LEAD])
    break_views(outcome)
    response = client.get("/province/")
    page = body_of(response)
    assert (response.status_code, holds_a_trace(page)) == (status, [])
    assert page.count("<h1") == 1
    assert f"<h1>{title}</h1>" in page
    assert f'查询编号 <span class="mono">{response.headers["X-Request-ID"]}</span>' in page


def test_an_error_with_a_body_of_its_own_keeps_it(
    client: Client, world: World, break_views: Callable[[HttpResponse], None]
) -> None:
    break_views(HttpResponse("how to mend it", status=400))
    assert client.get("/").content == b"how to mend it"


def test_a_wrong_method_says_which_are_right(world: World, log_in: LogIn) -> None:
    response = log_in(world.accounts[Role.CANDIDATE]).get("/logout/")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "要在页面上按按钮提交" in body_of(response)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (1, "1秒"),
        (59, "59秒"),
        (60, "1分钟"),
        (61, "2分钟"),
        (3540, "59分钟"),
        (3541, "1小时"),
        (86400, "24小时"),
    ],
)
def test_lengths_are_said_in_whole_units_rounded_up(seconds: int, text: str) -> None:
    assert said(timedelta(seconds=seconds)) == text


def test_a_moment_of_another_day_is_said_with_its_day() -> None:
    assert "年" not in moment_after(timedelta(seconds=0)) or moment_after(timedelta(seconds=0)).endswith(
        "0:00"
    )
    assert "年" in moment_after(timedelta(days=1))
