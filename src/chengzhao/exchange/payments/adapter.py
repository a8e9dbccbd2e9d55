"""What speaks to a payment provider, and which one is used here (PAYMENT_PROVIDER)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from chengzhao.actions.fee_refunds import RefundToSend
from chengzhao.actions.fees import Order
from chengzhao.rules.registration import Told


class PaymentUnavailable(Exception):
    """The provider does not answer now; what was to go is sent again later. The text names no person."""


class BadSignature(Exception):
    """A notice is not signed by the provider, or says something else than was signed."""


class Unreadable(BadSignature):
    """A notice cannot be read at all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A notice whose signature is right: for which order, and what it says."""

    order_number: str
    told: Told


class PaymentProvider(Protocol):
    """A way to one provider. It is made once for a process."""

    name: str

    def page(self, order: Order) -> str:
        """The address at which the payer pays this order. Raises PaymentUnavailable."""
        ...

    def read(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Read a notice as it came (header names in lower case). Raises BadSignature, Unreadable."""
        ...

    def refund(self, wanted: RefundToSend) -> None:
        """Give one payment back. `wanted.key` is the same at every try. Raises PaymentUnavailable."""
        ...
