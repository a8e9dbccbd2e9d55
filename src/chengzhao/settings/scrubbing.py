"""Nothing personal reaches a log: what stands between every handler and what it writes.

A filter and not a formatter alone, so that a handler which formats in its own way, or sends records
elsewhere, gets the scrubbed text too.
"""

import logging
import sys
from types import TracebackType
from typing import Any

from chengzhao.rules.privacy.scrubbing import indented, one_line, scrubbed

_FORMATTER = logging.Formatter()

SERVER_LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"scrub": {"()": "chengzhao.settings.scrubbing.ScrubbingFilter"}},
    "formatters": {"generic": {"()": "logging.Formatter", "fmt": "[%(levelname)s] %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "generic",
            "filters": ["scrub"],
            "stream": "ext://sys.stdout",
        }
    },
    "loggers": {
        "_granian": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "granian.access": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
"""What the web server writes of itself and, where it is asked to, of requests."""


class ScrubbingFilter(logging.Filter):
    """Rewrites a record before it is written: message, exception and stack, without personal numbers."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through, rewritten once however many handlers it passes."""
        if getattr(record, "is_scrubbed", False):
            return True
        record.is_scrubbed = True
        record.msg, record.args = one_line(scrubbed(message_of(record))), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _FORMATTER.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = indented(scrubbed(record.exc_text))
        # The traceback's text stays; its objects, with the values that they hold, go no further.
        record.exc_info = None
        if record.stack_info:
            record.stack_info = indented(scrubbed(record.stack_info))
        for name in ("request", "context"):
            record.__dict__.pop(name, None)
        return True


def message_of(record: logging.LogRecord) -> str:
    """The message of a record; one whose arguments do not fit it says so instead of failing."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg}（日志参数不符）"


def scrubbed_traceback(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What `sys.excepthook` is for the command: a traceback that says nothing of a person."""
    sys.stderr.write(indented(scrubbed(_FORMATTER.formatException((kind, error, trace)))) + "\n")
