"""Fees: what opens a provider's page, reads its signed notices and sends refunds.

docs/how-to/connect-a-payment-provider.md says how an adapter for a provider of one's own is written.
"""

from chengzhao.exchange.payments.adapter import (
    BadSignature,
    PaymentProvider,
    PaymentUnavailable,
    Unreadable,
)
from chengzhao.exchange.payments.chosen import chosen_provider
from chengzhao.exchange.payments.local import LocalProvider
from chengzhao.exchange.payments.notices import order_for_page, receive
from chengzhao.exchange.payments.refunds import send_refunds

__all__ = [
    "BadSignature",
    "LocalProvider",
    "PaymentProvider",
    "PaymentUnavailable",
    "Unreadable",
    "chosen_provider",
    "order_for_page",
    "receive",
    "send_refunds",
]
