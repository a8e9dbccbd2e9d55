"""Text messages on their way out: the adapter that hands them to a gateway, and what hands them to the adapter.

docs/how-to/sms-adapter.md says how an adapter for a gateway of one's own is written.
"""

from chengzhao.exchange.sms.adapter import SmsAdapter, SmsRefused, SmsUnavailable, chosen_adapter
from chengzhao.exchange.sms.delivery import Delivered, deliver_messages

__all__ = [
    "Delivered",
    "SmsAdapter",
    "SmsRefused",
    "SmsUnavailable",
    "chosen_adapter",
    "deliver_messages",
]
