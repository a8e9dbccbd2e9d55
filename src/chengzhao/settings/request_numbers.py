"""The number of the request that is being answered, in every line of the log that is written meanwhile."""

import logging
from contextvars import ContextVar

NO_REQUEST = "-"

REQUEST_NUMBER: ContextVar[str] = ContextVar("REQUEST_NUMBER", default=NO_REQUEST)
"""Set by the outermost middleware; also on the page of an error and in the audit rows of the request."""


class RequestNumberFilter(logging.Filter):
    """Gives a record the number of the request in which it was written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through."""
        record.request_number = REQUEST_NUMBER.get()
        return True
