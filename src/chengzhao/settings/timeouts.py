"""How long the database may take: a page soon gives up, a job has time, and nobody holds a lock for ever."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

SECOND = 1000
MINUTE = 60 * SECOND


@dataclass(frozen=True, kw_only=True)
class Timeouts:
    """Milliseconds: of one statement, of waiting for a lock, of a transaction in which nothing happens."""

    statement: int
    lock: int
    idle: int

    @property
    def startup(self) -> str:
        """As the server is told when a connection begins."""
        return (
            f"-c statement_timeout={self.statement} -c lock_timeout={self.lock} "
            f"-c idle_in_transaction_session_timeout={self.idle}"
        )


WEB = Timeouts(statement=5 * SECOND, lock=3 * SECOND, idle=30 * SECOND)
"""Of a request: whoever waits longer has gone, and a page of error says so (`web.shared.errors`)."""

JOB = Timeouts(statement=10 * MINUTE, lock=3 * SECOND, idle=10 * MINUTE)
"""Of commands and jobs, which work something out between two statements of one transaction."""


def limit(database: MutableMapping[str, Any], timeouts: Timeouts) -> None:
    """Put the timeouts into connection settings, after what the address itself asks for."""
    given = dict(database.get("OPTIONS") or {})
    asked = given.get("options", "")
    for other in (WEB, JOB):
        asked = asked.replace(other.startup, "")
    database["OPTIONS"] = given | {"options": f"{asked} {timeouts.startup}".strip()}
