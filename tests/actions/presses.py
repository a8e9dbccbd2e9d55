"""Two people press the same button at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from chengzhao.actions.audit import Refused

DONE = "done"


def press_twice(act: Callable[[], object]) -> list[str]:
    """Runs `act` in two threads that begin together; the outcomes, DONE or the refusal, sorted."""
    both = Barrier(2)

    def press() -> str:
        try:
            both.wait(timeout=30)
            act()
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return DONE

    with ThreadPoolExecutor(2) as pool:
        return sorted(run.result(timeout=60) for run in [pool.submit(press), pool.submit(press)])
