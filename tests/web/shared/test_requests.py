"""What a request may look like: each parameter once, no method in disguise, no body beyond what the page takes."""

from urllib.parse import urlencode

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client, RequestFactory

from chengzhao.web.shared.requests import (
    LARGEST_FORM,
    LARGEST_UPLOAD,
    LONGEST_VALUE,
    PlainRequestMiddleware,
    fault_of,
    takes_lists,
    takes_uploads,
    unseen_in,
)

pytestmark = pytest.mark.django_db


def refusal(query: str, *lists: str) -> str:
    found = fault_of(QueryDict(query), lists)
    return found.happened if found else ""


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("", ""),
        ("a=1&b=1", ""),
        ("a=1&a=2", "“a”一项出现了2次，系统不知道以哪一个为准。"),
        ("a=1&a=1", "“a”一项出现了2次，系统不知道以哪一个为准。"),
        ("a=&a=1&a=2", "“a”一项出现了3次，系统不知道以哪一个为准。"),
        ("_method=DELETE", "地址或表单里有系统不认识的内容。"),
        ("a=" + "x" * LONGEST_VALUE, ""),
        ("a=" + "x" * (LONGEST_VALUE + 1), "“a”一项超过10000字。"),
    ],
)
def test_parameters_stand_once_and_are_not_endless(query: str, text: str) -> None:
    assert refusal(query) == text


def test_a_list_may_have_several_values() -> None:
    assert refusal("row=1&row=2&a=1", "row") == ""
    assert refusal("row=1&row=2&a=1&a=2", "row") == "“a”一项出现了2次，系统不知道以哪一个为准。"


@pytest.mark.parametrize("header", ["x-http-method-override", "x-http-method", "x-method-override"])
def test_a_method_in_disguise_is_refused(client: Client, header: str) -> None:
    assert client.get("/", headers={header: "DELETE"}).status_code == 400
    assert client.post("/login/", {"_method": "PUT", "username": "a"}).status_code == 400


def test_duplicate_parameters_are_refused_with_a_page(client: Client) -> None:
    response = client.get("/plans/?words=a&words=b")
    assert response.status_code == 400
    assert "“words”一项出现了2次" in response.content.decode()
    assert client.get("/plans/?words=a").status_code == 200


def test_a_body_without_its_length_is_refused(client: Client) -> None:
    response = client.post("/login/", {"username": "a"}, headers={"transfer-encoding": "chunked"})
    assert response.status_code == 411


@pytest.mark.parametrize(("length", "status"), [(LARGEST_FORM, 403), (LARGEST_FORM + 1, 413)])
def test_a_large_body_is_refused_before_it_is_read(length: int, status: int) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/login/", b"", content_type="text/plain", headers={"content-length": str(length)})
    assert response.status_code == status
    if status == 413:
        assert "提交的内容太大" in response.content.decode()


def answer(view: object, length: int) -> HttpResponse | None:
    request = RequestFactory().post(
        "/", b"", content_type="text/plain", headers={"content-length": str(length)}
    )
    return PlainRequestMiddleware(lambda request: HttpResponse()).process_view(request, view, (), {})  # type: ignore[arg-type]


def test_a_view_may_take_files_or_lists() -> None:
    @takes_uploads
    @takes_lists("row")
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert answer(view, LARGEST_UPLOAD) is None
    refused = answer(view, LARGEST_UPLOAD + 1)
    assert refused is not None
    assert refused.status_code == 413
    assert view.lists == {"row"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("length", ["nonsense", "", "-1"])
def test_a_length_that_is_none_counts_as_nothing(client: Client, length: str) -> None:
    assert client.post("/login/", {"username": ""}, headers={"content-length": length}).status_code < 500


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x7f", "\u200b", "\u202e", "\u2066", "\ufeff"])
def test_signs_that_nobody_sees_are_refused_in_forms(client: Client, sign: str) -> None:
    response = client.post("/login/", {"username": f"zh{sign}ao", "password": "wrong"})
    assert response.status_code == 400
    assert "“username”一项里有看不见的控制符号" in response.content.decode()
    assert client.get("/plans/", {"words": f"会{sign}计"}).status_code == 200


@pytest.mark.parametrize(
    "text", ["两行\r\n文字\t", "ᠮᠣᠩᠭᠣᠯ\u180e", "نه\u200cخێر", "王\uf9d0", "𠮷", "龜\U000e0100"]
)
def test_signs_of_scripts_are_taken(text: str) -> None:
    assert unseen_in(QueryDict(urlencode({"a": text}))) is None
