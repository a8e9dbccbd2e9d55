"""The pages at another moment: the clock of the service goes on from SHOTS_MOMENT. For pictures alone.

Nothing of the package reads it; a service is never started this way.
"""

import os
from datetime import UTC, datetime

from django.utils import timezone

MOMENT = "SHOTS_MOMENT"


def go_on_from(moment: datetime) -> None:
    """From now on Django's clock shows this moment and what has passed since."""
    started = datetime.now(UTC)
    timezone.now = lambda: moment.astimezone(UTC) + (datetime.now(UTC) - started)


def __getattr__(name: str) -> object:
    """The application that the web server asks this module for."""
    if name != "application":
        raise AttributeError(name)
    go_on_from(datetime.fromisoformat(os.environ[MOMENT]))
    from chengzhao.wsgi import application

    return application
