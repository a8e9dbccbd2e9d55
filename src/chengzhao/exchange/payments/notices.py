"""A notice on its way in: its signature is looked at before anything else, and whatever it is, it is kept."""

from collections.abc import Mapping
from datetime import datetime

from chengzhao.actions.fees import Incoming, Order, order_called, take_notice
from chengzhao.actions.own import newest_border
from chengzhao.exchange.payments.adapter import BadSignature, PaymentProvider
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.registration import NoticeVerdict

LARGEST = 4_000


def receive(
    provider: PaymentProvider, *, at: datetime, body: bytes, headers: Mapping[str, str]
) -> NoticeVerdict:
    """Take one notice. What is longer than a notice is kept by its beginning."""
    incoming = Incoming(body=body[:LARGEST])
    try:
        found = provider.read(body, headers)
        incoming = Incoming(body=body[:LARGEST], order_number=found.order_number, told=found.told)
    except BadSignature:
        pass
    # The provider has no seat here: what it says is looked at over all seasons.
    with scope(Scope(door=Door.MAINTENANCE)):
        return take_notice(border=newest_border(), at=at, incoming=incoming)


def order_for_page(number: str) -> Order | None:
    """The order of that number that waits to be paid, for a provider's page; None where there is none."""
    with scope(Scope(door=Door.MAINTENANCE)):
        return order_called(number)
