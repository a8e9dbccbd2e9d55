"""Questions to registers that are due, asked while a worker runs (N3.7)."""

from datetime import timedelta

from django.conf import settings

from chengzhao.actions.audit import Border
from chengzhao.exchange.registers import Asked, ask_all, chosen_adapters
from chengzhao.records.bulk import server_time
from chengzhao.records.queries.register_checks import borders_waiting

LONGEST = timedelta(seconds=40)
"""What is not asked by then waits for the next time: other upkeep is not held up by a slow register."""


def ask_registers_once() -> Asked:
    """Ask what is due in every season and province. Raises OptionError for REGISTERS that cannot be read."""
    adapters = chosen_adapters(settings.REGISTERS)
    answered = waiting = 0
    now = server_time()
    for season, province in borders_waiting(now) if adapters else ():
        done = ask_all(
            adapters,
            border=Border(season=season, province=province),
            clock=server_time,
            keys=settings.VAULT.keys(),
            stop_at=now + LONGEST,
        )
        answered, waiting = answered + done.answered, waiting + done.waiting
    return Asked(answered=answered, waiting=waiting)
