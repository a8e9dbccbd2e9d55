"""Plays a season up to an afternoon of its registration in a database of its own, and serves it as of then.

`python -m tools.shots_underway PORT`, until its input ends. tools/shots.py starts it.
"""

import os
import subprocess
import sys
from datetime import datetime

from tools.shots_clock import MOMENT, go_on_from

from chengzhao.cli.tables import apply_migrations, close_connections, running_project
from chengzhao.records.embedded import ServerError
from chengzhao.settings import options

PEOPLE = 600


def play() -> datetime:
    """Play it into the empty database; returns the moment as of which it is looked at."""
    from django.conf import settings

    from chengzhao.records.scope import session
    from chengzhao.rehearsal.generator import generate
    from chengzhao.rehearsal.player.play import Play
    from chengzhao.rehearsal.player.underway import moment_of, play_underway
    from chengzhao.rehearsal.scenario import scenario

    wanted = scenario(province="14", year=2024, candidates=PEOPLE, seed="chengzhao")
    held = Play(season=generate(wanted), keys=settings.VAULT.keys())
    moment = moment_of(held)
    go_on_from(moment)
    with session(held.scope):
        return play_underway(held).moment


def serve(port: str, moment: datetime) -> None:
    """The pages as of the moment, until this process's input ends."""
    command = [
        "granian",
        "--interface",
        "wsgi",
        "--workers",
        "1",
        "--blocking-threads",
        "4",
        "--log-level",
        "error",
    ]
    served = subprocess.Popen(
        [sys.executable, "-m", *command, "--port", port, "tools.shots_clock:application"],
        env=os.environ | {MOMENT: moment.isoformat()},
    )
    try:
        sys.stdin.read()
    finally:
        served.terminate()
        served.wait(10)


def main() -> int:
    """The exit status."""
    os.environ.setdefault(options.DJANGO_SETTINGS_MODULE.name, options.DJANGO_SETTINGS_MODULE.default)
    with running_project():
        apply_migrations()
        moment = play()
        close_connections()
        serve(sys.argv[1], moment)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ServerError as error:
        sys.exit(str(error))
