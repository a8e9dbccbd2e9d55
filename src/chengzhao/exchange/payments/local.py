"""The local test provider: a page of its own on the same server that signs what it says, and moves no money."""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from django.conf import settings

from chengzhao.actions.fee_refunds import RefundToSend
from chengzhao.actions.fees import Order
from chengzhao.exchange.payments.adapter import BadSignature, Notice, Unreadable
from chengzhao.rules.registration import Event, Told

HEADER = "x-payment-signature"
_PURPOSE = b"the local test provider of payments\0"


class LocalProvider:
    """Signs with a key made of the installation's own; production refuses it."""

    name = "演练支付"

    def page(self, order: Order) -> str:
        """Its own page, for this order and amount and no other."""
        return f"/test-payment/{order.number}/?sign={self.sign(_told(order))}"

    def is_page(self, order: Order, signature: str) -> bool:
        """Whether an address was made by `page`."""
        return hmac.compare_digest(self.sign(_told(order)), signature)

    def read(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Read what `notice` wrote."""
        if not hmac.compare_digest(self.sign(body), headers.get(HEADER, "")):
            raise BadSignature
        try:
            said = json.loads(body)
            told = Told(
                event=Event(said["event"]),
                amount=Decimal(said["amount"]),
                payment=str(said["payment"])[:64],
                at=datetime.fromisoformat(said["at"]),
            )
        except (ValueError, KeyError, TypeError, InvalidOperation) as error:
            raise Unreadable from error
        if told.at.tzinfo is None or not told.amount.is_finite():
            raise Unreadable
        return Notice(order_number=str(said["order"])[:32], told=told)

    def notice(self, order_number: str, told: Told) -> tuple[bytes, dict[str, str]]:
        """A notice and its headers, as this provider sends them."""
        body = json.dumps(
            {
                "order": order_number,
                "event": told.event.value,
                "amount": format(told.amount, "f"),
                "payment": told.payment,
                "at": told.at.isoformat(),
            }
        ).encode()
        return body, {HEADER: self.sign(body)}

    def refund(self, wanted: RefundToSend) -> None:
        """Nothing was taken, so nothing goes back; it is done at once."""

    def sign(self, data: bytes) -> str:
        """The keyed hash of what is said."""
        return hmac.new(settings.SECRET_KEY.encode(), _PURPOSE + data, sha256).hexdigest()


def _told(order: Order) -> bytes:
    return f"{order.number} {order.amount}".encode()
