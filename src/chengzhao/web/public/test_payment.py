"""演练支付: the page of the local test provider, which moves no money and signs what it is told to say."""

from datetime import datetime
from secrets import token_hex

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.fees import Order
from chengzhao.exchange.payments import LocalProvider, order_for_page, receive
from chengzhao.rules.registration import Event, Told
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows

WAYS = {
    "pay": "付款",
    "twice": "付款，通知发两次",
    "wrong": "少付1元",
    "fail": "付款失败",
}


@shows("A1.3.9", called="演练支付")
@login_not_required
@require_http_methods(["GET", "POST"])
def test_payment(request: HttpRequest, number: str) -> HttpResponse:
    """The one order of a signed address: pay it, or do what goes wrong with payments."""
    provider = LocalProvider()
    order = order_for_page(number) if settings.PAYMENT_PROVIDER == "local" else None
    if order is None or not provider.is_page(order, request.GET.get("sign", "")):
        raise Http404
    if request.method == "POST" and (way := request.POST.get("way", "")) in WAYS:
        _tell(provider, order, way, timezone.now())
        return redirect("candidate:fee")
    return page(request, "public/test_payment.html", {"order": order, "ways": WAYS})


def _tell(provider: LocalProvider, order: Order, way: str, at: datetime) -> None:
    """Send the notices, as a provider does: from server to server, signed."""
    event = Event.FAILED if way == "fail" else Event.PAID
    amount = order.amount - 1 if way == "wrong" else order.amount
    told = Told(event=event, amount=amount, payment=f"YL{token_hex(8)}", at=at)
    body, headers = provider.notice(order.number, told)
    for _ in range(2 if way == "twice" else 1):
        receive(provider, at=at, body=body, headers=headers)
