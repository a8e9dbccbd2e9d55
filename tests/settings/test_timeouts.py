"""How long the database may take, as the database itself says (trust G-07)."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.db import connection

from chengzhao.settings.timeouts import JOB, WEB, Timeouts, limit

SHOWN = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")


def shown(timeouts: Timeouts) -> list[str]:
    """What a connection with these timeouts is told."""
    given = connection.settings_dict
    database: dict[str, object] = {"OPTIONS": {}}
    limit(database, timeouts)
    with psycopg.connect(
        host=given["HOST"],
        port=given["PORT"],
        user=given["USER"],
        password=given["PASSWORD"],
        dbname=given["NAME"],
        **database["OPTIONS"],  # type: ignore[arg-type]
    ) as held:
        return [held.execute(f"SHOW {name}").fetchone()[0] for name in SHOWN]  # type: ignore[index,call-overload]


@pytest.mark.django_db
@pytest.mark.parametrize(("timeouts", "told"), [(WEB, ["5s", "3s", "30s"]), (JOB, ["10min", "3s", "10min"])])
def test_the_server_keeps_the_timeouts(timeouts: Timeouts, told: list[str]) -> None:
    assert shown(timeouts) == told


def test_the_last_timeouts_hold_and_other_options_stay() -> None:
    database: dict[str, object] = {"OPTIONS": {"options": "-c search_path=public", "sslmode": "require"}}
    limit(database, JOB)
    limit(database, WEB)
    assert database["OPTIONS"] == {
        "options": f"-c search_path=public  {WEB.startup}",
        "sslmode": "require",
    }


def test_what_is_served_gives_up_sooner_than_a_command() -> None:
    program = (
        "import django; django.setup()\n"
        "from django.db import connections\n"
        "of = lambda name: connections.settings[name]['OPTIONS'].get('options', '')\n"
        "told = lambda: [of('counters'), of('default')]\n"
        "print(told())\nimport chengzhao.wsgi\nprint(told())\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "chengzhao.settings.dev"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    before, after = (line for line in done.stdout.splitlines() if line.startswith("["))
    assert (before, after) == (str([JOB.startup] * 2), str([WEB.startup] * 2))
