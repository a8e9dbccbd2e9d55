"""报名考试费 of a candidate, where the province charges one: what it is, by which rule, how it stands."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.fees import open_order
from chengzhao.exchange.payments import PaymentUnavailable, chosen_provider
from chengzhao.records.queries.fees import fee_of, order_of
from chengzhao.records.queries.registration import registration_of
from chengzhao.rules.registration import PAYABLE
from chengzhao.web.candidate.permissions import may_see_own_registration
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows

AWAY = "现在不能打开缴费页面，没有扣款。请过几分钟再试。"


@shows("A1.3.9", called="报名考试费")
@allow(may_see_own_registration)
@require_http_methods(["GET", "POST"])
def fee(request: StaffRequest) -> HttpResponse:
    """The fee on GET; on POST to the provider's page. Pressed twice, or after going back, it is the same order."""
    acting = request.acting
    found, mine = fee_of(acting.season, acting.province), registration_of(acting.candidate_id or 0)
    if found is None or mine is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            return redirect(_page_of_provider(request))
        except Refused as refused:
            refusal = str(refused)
        except PaymentUnavailable:
            refusal = AWAY
    order = order_of(acting.candidate_id or 0)
    context = {
        "fee": found,
        "registration": mine,
        "order": order,
        "may_pay": mine.state in PAYABLE and (order is None or order.state.value == "UNPAID"),
        "refusal": refusal,
    }
    return page(request, "candidate/fee.html", context, status=409 if refusal else 200)


def _page_of_provider(request: StaffRequest) -> str:
    provider = chosen_provider(settings.PAYMENT_PROVIDER)
    if provider is None:
        raise Refused("本省还没有开通网上缴费，请按确认点的通知缴费。")
    order = open_order(border=border_of(request), actor=actor_of(request), at=timezone.now())
    return provider.page(order)
