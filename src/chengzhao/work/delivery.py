"""Messages handed over while a worker runs: a thread of its own, for a code is to be there within a second."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections

from chengzhao.exchange.sms import Delivered, SmsAdapter, chosen_adapter, deliver_messages
from chengzhao.records.bulk import server_time
from chengzhao.records.scope import Scope, session
from chengzhao.records.walls.doors import Door
from chengzhao.vault.key_files import KeysMissing

log = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds between two looks into an empty outbox."""
AFTER_A_FAULT = 10.0
AT_ONCE = 20
END_SECONDS = 8


def sends_nothing() -> bool:
    """Whether messages stay in the outbox, where the demonstration reads them."""
    return bool(settings.SMS_ADAPTER == "outbox")


def deliver_once(adapter: SmsAdapter) -> Delivered:
    """Hand over what waits, a few at a time, seen as maintenance."""
    with session(Scope(door=Door.MAINTENANCE)):
        return deliver_messages(
            adapter,
            at=server_time(),
            keys=settings.VAULT.keys(),
            signature=settings.SMS_SIGNATURE,
            most=AT_ONCE,
        )


@contextmanager
def delivering() -> Iterator[None]:
    """Hand messages over as long as this lasts; several workers share them, for each claims what it sends."""
    if sends_nothing():
        yield
        return
    ended = threading.Event()
    # Loaded here, so that an adapter that cannot be loaded stops the worker at once.
    thread = threading.Thread(target=_go_on, args=(chosen_adapter(settings.SMS_ADAPTER), ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(END_SECONDS)


def _go_on(adapter: SmsAdapter, ended: threading.Event) -> None:
    pause = 0.0
    while not ended.wait(pause):
        try:
            done = deliver_once(adapter)
            pause = 0.0 if done.sent or done.given_up else PAUSE
        except (InterfaceError, OperationalError, KeysMissing) as error:
            log.warning("messages could not be delivered, trying again: %s", error)
            pause = AFTER_A_FAULT
        except Exception:
            log.exception("messages could not be delivered by a mistake of the program, trying again")
            pause = AFTER_A_FAULT
        finally:
            if pause:
                connections.close_all()
