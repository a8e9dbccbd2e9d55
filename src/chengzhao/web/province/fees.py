"""缴费 of a province that charges a fee: totals, notices that nobody could book, refunds, the file of a day."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.fee_decisions import decide_notice
from chengzhao.actions.fee_refunds import agree_refund, ask_refund
from chengzhao.exchange.sheet_writing import Row
from chengzhao.records.fee_words import NoticeOutcome
from chengzhao.records.queries.fees import (
    fee_of,
    fee_totals,
    notices_of_day,
    notices_to_decide,
    refunds,
    refunds_owed,
)
from chengzhao.web.province.permissions import may_decide_fees
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.chinese import moment_of_record
from chengzhao.web.shared.fresh import EVERY_METHOD, fresh_factor
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.tables import csv_answer

SHOWN = 50


@require_http_methods(["GET", "POST"])
@shows("A1.3.9", called="缴费")
@allow(may_decide_fees)
@fresh_factor
def fees(request: StaffRequest) -> HttpResponse:
    """The lists on GET; on POST one decision, named by the button that was pressed."""
    if fee_of(request.acting.season, request.acting.province) is None:
        status = 409 if request.method == "POST" else 200
        return page(request, "province/fees.html", {"fee": None}, status=status)
    if request.method != "POST":
        return _page(request)
    step = _STEPS.get(request.POST.get("step", ""))
    try:
        if step is None:
            raise Refused("请按页面上的按钮办理。")
        step(request)
    except Refused as refused:
        said = noted(request, refused, object_kind="fee_notice", object_id="")
        return _page(request, refusal=said)
    return redirect("province:fees")


def _page(request: StaffRequest, *, refusal: str = "") -> HttpResponse:
    border = (request.acting.season, request.acting.province)
    context = {
        "fee": fee_of(*border),
        "provider": settings.PAYMENT_PROVIDER,
        "totals": fee_totals(*border),
        "notices": notices_to_decide(*border, limit=SHOWN),
        "owed": refunds_owed(*border, limit=SHOWN),
        "refunds": refunds(*border, limit=SHOWN),
        "mine": request.acting.account_id,
        "today": localdate(),
        "outcomes": tuple(NoticeOutcome),
        "refusal": refusal,
    }
    return page(request, "province/fees.html", context, status=409 if refusal else 200)


def _decide(request: StaffRequest) -> None:
    chosen = request.POST.get("outcome", "")
    outcome = next((one for one in NoticeOutcome if one.value == chosen), None)
    if outcome is None:
        raise Refused("请选择怎样处理这条通知。")
    decide_notice(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        public_id=_uuid(request.POST.get("notice", "")),
        outcome=outcome,
        reason=request.POST.get("reason", ""),
    )


def _ask(request: StaffRequest) -> None:
    ask_refund(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        order_number=request.POST.get("order", ""),
        note=request.POST.get("reason", ""),
    )


def _agree(request: StaffRequest) -> None:
    agree_refund(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        public_id=_uuid(request.POST.get("refund", "")),
    )


_STEPS: dict[str, Callable[[StaffRequest], None]] = {"decide": _decide, "refund": _ask, "agree": _agree}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused("没有这一条，请刷新页面再办。") from None


@require_GET
@shows("A1.3.9", called="缴费日账")
@allow(may_decide_fees)
@fresh_factor(methods=EVERY_METHOD)
@shows_person("缴费对账")
def fees_csv(request: StaffRequest, day: str) -> HttpResponse:
    """Every notice of a day with what became of it, to compare with the provider's own account of that day."""
    try:
        wanted = parse_date(day)
    except ValueError:
        wanted = None
    if wanted is None:
        raise Http404
    return csv_answer(_rows(request, wanted), name=f"fees-{wanted.isoformat()}")


def _rows(request: StaffRequest, day: date) -> Iterator[Row]:
    yield [
        "收到时间",
        "订单号",
        "支付流水号",
        "事件",
        "金额（元）",
        "支付方时间",
        "处理",
        "报名号",
        "决定",
        "理由",
    ]
    for one in notices_of_day(request.acting.season, request.acting.province, day):
        yield [
            moment_of_record(one.received_at),
            one.order_number,
            one.payment,
            one.event,
            "" if one.amount is None else format(one.amount, "f"),
            moment_of_record(one.happened_at) if one.happened_at else "",
            one.verdict.label,
            one.candidate_number,
            one.outcome,
            one.reason,
        ]
