"""`chengzhao sms deliver`: messages from the outbox to the gateway."""

import time
from datetime import UTC, datetime

from chengzhao.cli.tables import running_project
from chengzhao.settings import options

PAUSE = 1.0
"""Seconds between two looks into an empty outbox: a code is on its way within a second."""


def deliver(*, follow: bool) -> int:
    """Hand over what waits, and with `follow` go on until stopped."""
    with running_project():
        from django.conf import settings

        from chengzhao.exchange.sms import chosen_adapter, deliver_messages
        from chengzhao.records.scope import Scope, session
        from chengzhao.records.walls.doors import Door

        if settings.SMS_ADAPTER == "outbox":
            raise options.OptionError(
                "SMS_ADAPTER is outbox: nothing is sent. Name the adapter of a gateway."
            )
        adapter = chosen_adapter(settings.SMS_ADAPTER)
        with session(Scope(door=Door.MAINTENANCE)):
            while True:
                done = deliver_messages(
                    adapter,
                    at=datetime.now(UTC),
                    keys=settings.VAULT.keys(),
                    signature=settings.SMS_SIGNATURE,
                )
                if done.sent or done.waiting or done.given_up:
                    print(f"{done.sent} sent, {done.waiting} to be tried again, {done.given_up} given up")
                elif not follow:
                    return 0
                else:
                    time.sleep(PAUSE)
