"""Refunds that are due, sent while a worker runs."""

from django.conf import settings

from chengzhao.exchange.payments import chosen_provider, send_refunds
from chengzhao.records.bulk import server_time


def send_refunds_once() -> int:
    """Send what is due, where there is a provider. Raises OptionError."""
    provider = chosen_provider(settings.PAYMENT_PROVIDER)
    return send_refunds(provider, clock=server_time) if provider is not None else 0
