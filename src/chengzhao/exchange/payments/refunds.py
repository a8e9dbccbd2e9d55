"""Refunds that are due, sent one after another; what the provider does not take is sent again later."""

import logging
from collections.abc import Callable
from datetime import datetime

from chengzhao.actions.fee_refunds import claim_refunds, settle_refund
from chengzhao.exchange.payments.adapter import PaymentProvider, PaymentUnavailable

log = logging.getLogger(__name__)

AT_ONCE = 50


def send_refunds(provider: PaymentProvider, *, clock: Callable[[], datetime]) -> int:
    """Send what is due; returns how many were done. A process that dies leaves them to be sent again, same key."""
    done = 0
    for wanted in claim_refunds(at=clock(), most=AT_ONCE):
        try:
            provider.refund(wanted)
        except PaymentUnavailable as error:
            settle_refund(at=clock(), refund_id=wanted.refund_id, failure=str(error) or "没有答复")
        except Exception as error:
            # Somebody else's program: its mistake delays a refund and loses none.
            log.error("the payment provider's adapter made a mistake: %s", type(error).__name__)
            failure = f"接口程序出错（{type(error).__name__}）"
            settle_refund(at=clock(), refund_id=wanted.refund_id, failure=failure)
        else:
            settle_refund(at=clock(), refund_id=wanted.refund_id)
            done += 1
    return done
