"""Messages from the outbox to the gateway: each is claimed, handed over, then said to be sent or not.

A process that dies in between leaves a claimed message, which another tries again after a minute under the same
key. A code that nobody can use any more is not sent.
"""

from dataclasses import dataclass
from datetime import datetime

from chengzhao.actions.delivery import claim_messages, settle_message
from chengzhao.exchange.sms.adapter import SmsAdapter, SmsRefused, SmsUnavailable
from chengzhao.vault.sealing import Keys


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivered:
    """How many messages were sent, will be tried again, and were given up."""

    sent: int = 0
    waiting: int = 0
    given_up: int = 0


def deliver_messages(
    adapter: SmsAdapter, *, at: datetime, keys: Keys, signature: str, most: int = 100
) -> Delivered:
    """Hand over at most `most` messages that wait, the oldest first. The signature 【…】 stands before each."""
    sent = waiting = given_up = 0
    for message in claim_messages(at=at, keys=keys, most=most):
        text = f"【{signature}】{message.text}" if signature else message.text
        try:
            adapter.send(message.phone, text, key=message.key)
        except SmsUnavailable as error:
            settle_message(at=at, message_id=message.message_id, failure=str(error), is_final=False)
            waiting += 1
        except SmsRefused as error:
            settle_message(at=at, message_id=message.message_id, failure=str(error), is_final=True)
            given_up += 1
        else:
            settle_message(at=at, message_id=message.message_id, failure="", is_final=True)
            sent += 1
    return Delivered(sent=sent, waiting=waiting, given_up=given_up)
