"""What a request may look like before anything else is read of it (trust I-13, I-14).

Each parameter once, no method in disguise, no body beyond what the page takes: what two readers of a request
could understand differently is refused, not guessed at.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict

from chengzhao.web.shared.access import View
from chengzhao.web.shared.errors import TEXTS, ErrorText, plain_page

METHODS = ("GET", "HEAD", "POST")
DISGUISES = ("HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_HTTP_METHOD", "HTTP_X_METHOD_OVERRIDE")
DISGUISE_FIELD = "_method"

# Controls but tab and line ends, zero-width signs but the joiners of scripts, changes of direction.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)

LONGEST_VALUE = 10_000
LARGEST_FORM = 1_000_000
LARGEST_UPLOAD = 30_000_000
LARGEST_TABLE = 70_000_000


def takes_lists(*names: str) -> Callable[[View], View]:
    """Mark a view whose form has these fields more than once, such as the boxes of a list."""

    def mark(view: View) -> View:
        view.lists = frozenset(names)  # type: ignore[attr-defined]
        return view

    return mark


def takes_uploads(view: View) -> View:
    """Mark a view whose form carries files; others refuse a large body before it is read."""
    view.largest_body = LARGEST_UPLOAD  # type: ignore[attr-defined]
    return view


def takes_tables(view: View) -> View:
    """Mark a view whose form carries a table of 100,000 rows and more."""
    view.largest_body = LARGEST_TABLE  # type: ignore[attr-defined]
    return view


class PlainRequestMiddleware:
    """Refuses requests that no page of ours makes a browser send."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            refused = HttpResponseNotAllowed(METHODS)
            refused.content = plain_page(request, 405).content
            return refused
        if any(header in request.META for header in DISGUISES):
            return plain_page(request, 400)
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return plain_page(request, 411, NO_LENGTH)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Look at the parameters once the view, and with it what it takes, is known."""
        if _length(request) > getattr(view, "largest_body", LARGEST_FORM):
            return plain_page(request, 413)
        lists = getattr(view, "lists", frozenset())
        text = fault_of(request.GET, lists) or fault_of(request.POST, lists) or unseen_in(request.POST)
        return plain_page(request, 400, text) if text else None


NO_LENGTH = ErrorText(
    title="这个请求不能办理",
    happened="请求没有写明长度。",
    to_do="请用浏览器打开本站办理。",
)


def fault_of(values: QueryDict, lists: Iterable[str]) -> ErrorText | None:
    """What is wrong with the parameters of an address or a form; None where nothing is."""
    for name, found in values.lists():
        if name == DISGUISE_FIELD:
            return TEXTS[400]
        if len(found) > 1 and name not in lists:
            return ErrorText(
                title="这个请求不能办理",
                happened=f"“{name[:40]}”一项出现了{len(found)}次，系统不知道以哪一个为准。",
                to_do="请返回上一页，刷新后重新填写再提交。",
            )
        if any(len(value) > LONGEST_VALUE for value in found):
            return ErrorText(
                title="填写的内容太长",
                happened=f"“{name[:40]}”一项超过{LONGEST_VALUE}字。",
                to_do="请返回上一页，缩短后再提交。",
            )
    return None


def unseen_in(form: QueryDict) -> ErrorText | None:
    """Whether a form holds signs that nobody sees: they let one text look like another."""
    for name, value in form.items():
        if isinstance(value, str) and UNSEEN.search(value):
            return ErrorText(
                title="填写的内容里有看不见的符号",
                happened=f"“{name[:40]}”一项里有看不见的控制符号，可能是从别处粘贴带来的。",
                to_do="请返回上一页，把这一项删掉重新输入，再提交。",
            )
    return None


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
