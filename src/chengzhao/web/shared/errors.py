"""Pages for what cannot be shown or done: what happened, what was kept, what to do, and a number to ask by.

Those before the session, and those of a system in trouble, are rendered without it and without the database.
"""

import sys
from dataclasses import dataclass
from datetime import timedelta

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from chengzhao.web.shared.chinese import beijing, full_day
from chengzhao.web.shared.page import page

NOTHING_KEPT = "这一次没有保存任何内容，此前已经提交的都在。"
RETRY_SECONDS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorText:
    """What a page of error says."""

    title: str
    happened: str
    kept: str = NOTHING_KEPT
    to_do: str
    may_be_foreign: bool = False


TEXTS = {
    400: ErrorText(
        title="这个请求不能办理",
        happened="地址或表单里有系统不认识的内容。",
        to_do="请返回上一页，刷新后重新填写再提交。",
    ),
    404: ErrorText(
        title="没有这一页",
        happened="地址可能打错了，或内容已经撤下。",
        kept="",
        to_do="请核对地址，或从首页重新进入。",
        may_be_foreign=True,
    ),
    405: ErrorText(
        title="这个地址不能这样打开",
        happened="这一步要在页面上按按钮提交，不能直接打开地址。",
        to_do="请从首页进入，按页面上的按钮办理。",
    ),
    410: ErrorText(
        title="内容已经撤下",
        happened="规定的公开时间已到，这一页已经撤下。",
        kept="",
        to_do="仍在公开的内容请从首页查看。",
    ),
    413: ErrorText(
        title="提交的内容太大",
        happened="提交的内容超过了这一页允许的大小。",
        to_do="请返回上一页，换用较小的文件或减少内容后再提交。",
    ),
    500: ErrorText(
        title="页面出错",
        happened="系统没能完成这一步，错误已经记录。",
        to_do="请过几分钟再试。仍然出错的，请向招生考试机构报出下面的编号。",
    ),
    503: ErrorText(
        title="系统暂时不能办理",
        happened="系统正忙或正在维护。",
        to_do="请过几分钟再试。截止时间以前没有办成的，请与招生考试机构联系。",
    ),
}

STALE_FORM = ErrorText(
    title="这一页放得太久了",
    happened="表单已经过期，没有提交。",
    to_do="请返回上一页，刷新后再提交一次。浏览器需要允许本站使用 Cookie。",
)


def error_page(request: HttpRequest, status: int, text: ErrorText | None = None) -> HttpResponse:
    """The page of an error inside the shell of the site."""
    return page(request, "parts/error.html", {"error": text or TEXTS[status]}, status=status)


def plain_page(request: HttpRequest, status: int, text: ErrorText | None = None) -> HttpResponse:
    """The page of an error that needs neither session nor database."""
    return render(request, "plain_error.html", {"error": text or TEXTS[status]}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request holds what no form of ours sends."""
    return plain_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The visitor is logged in, but not in a role that may see this."""
    return page(request, "parts/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing here, or nothing that this visitor may know of."""
    return error_page(request, 404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: open for too long, or sent by another site."""
    return plain_page(request, 403, STALE_FORM)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: 503 where it was the database's time or reach, 500 otherwise; never with a trace."""
    # Django calls this while it handles the exception.
    if isinstance(sys.exc_info()[1], InterfaceError | OperationalError):
        response = plain_page(request, 503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response
    return plain_page(request, 500)


def too_many(
    request: HttpRequest, *, who: str, most: int, window: timedelta, wait: timedelta
) -> HttpResponse:
    """One request more than the limit allows: says which limit, and from when the next one passes."""
    text = ErrorText(
        title="操作太频繁，请稍后再试",
        happened=f"{who}在{said(window)}内最多{most}次。",
        to_do=f"请在{moment_after(wait)}以后再试，还要等{said(wait)}。",
    )
    response = error_page(request, 429, text)
    response.headers["Retry-After"] = str(int(wait.total_seconds()))
    return response


def said(length: timedelta) -> str:
    """A length of time in whole units, rounded up: 45秒, 15分钟, 24小时."""
    seconds = int(length.total_seconds())
    if seconds < 60:
        return f"{seconds}秒"
    minutes = -(-seconds // 60)
    return f"{minutes}分钟" if minutes < 60 else f"{-(-minutes // 60)}小时"


def moment_after(wait: timedelta) -> str:
    """14:32, with the day where it is not today; rounded up to the minute, in 北京时间."""
    now = beijing(timezone.now())
    moment = now + wait + timedelta(seconds=59)
    clock = f"{moment.hour}:{moment.minute:02}"
    return clock if moment.date() == now.date() else f"{full_day(moment.date())}{clock}"
