"""What hands a text message to a gateway, and which one is used here (SMS_ADAPTER)."""

import sys
from importlib import import_module
from typing import Protocol, TextIO

from chengzhao.rules.accounts import masked_phone
from chengzhao.settings.options import OptionError

OUTBOX, CONSOLE = "outbox", "console"


class SmsUnavailable(Exception):
    """The gateway does not answer now; the message is tried again later. The text names no person."""


class SmsRefused(Exception):
    """The gateway will never take this message; it is not tried again. The text names no person."""


class SmsAdapter(Protocol):
    """A way to a gateway. It is made once for a process and used by one thread."""

    def send(self, phone: str, text: str, *, key: str) -> None:
        """Hand one message over. `key` is the same at every try of a message: a gateway that knows it sends once.

        `phone` is 11 digits, or +852, +853, +886 and the number. Raises SmsUnavailable or SmsRefused.
        """
        ...


class OutboxAdapter:
    """Sends nothing: the message stays in the table, where the demonstration and the tests read it."""

    def send(self, phone: str, text: str, *, key: str) -> None:
        """Leave the message where it is."""


class ConsoleAdapter:
    """Writes messages to the terminal of whoever develops, with the phone masked."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdout

    def send(self, phone: str, text: str, *, key: str) -> None:
        """Write one line."""
        self.stream.write(f"短信 → {masked_phone(phone)}：{text}\n")
        self.stream.flush()


def chosen_adapter(name: str) -> SmsAdapter:
    """The adapter that SMS_ADAPTER names: outbox, console, or `package.module:Class`. Raises OptionError."""
    if name == OUTBOX:
        return OutboxAdapter()
    if name == CONSOLE:
        return ConsoleAdapter()
    module, _, attribute = name.partition(":")
    try:
        adapter: SmsAdapter = getattr(import_module(module), attribute)()
    except (ImportError, AttributeError, ValueError) as error:
        raise OptionError(
            f"SMS_ADAPTER is {name!r}: expected outbox, console, or package.module:Class ({error})."
        ) from error
    return adapter
