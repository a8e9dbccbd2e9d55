"""`chengzhao season play`: a whole synthetic season, then what came of it."""

from django.conf import settings
from django.db import InterfaceError, OperationalError
from psycopg.errors import DiskFull
from rich.console import Console

from chengzhao.actions.audit import Refused
from chengzhao.actions.personas import require_personas
from chengzhao.records.queries.governance import current_season
from chengzhao.records.queries.season import JobView, jobs
from chengzhao.records.scope import Scope, scope, session
from chengzhao.records.walls.doors import Door
from chengzhao.rehearsal import report
from chengzhao.rehearsal.generator import generate
from chengzhao.rehearsal.player.play import Play
from chengzhao.rehearsal.player.season import play_season, signature
from chengzhao.rehearsal.player.stage import KIND
from chengzhao.rehearsal.progress import Bars
from chengzhao.rehearsal.scenario import Scenario, ScenarioRefused, scenario
from chengzhao.settings.database import home, uses_embedded
from chengzhao.vault.key_files import KeysMissing

WIDTH = 120
"""Columns that the tables need: a narrower terminal wraps lines rather than losing digits."""


class SeasonStands(Exception):
    """Another season is in the database; the message is a sentence that says how to begin anew."""


def play(*, province: str, year: int, candidates: int, seed: str, fresh: bool) -> int:
    """Play the season asked for, or what is left of it, and tell what came of it; returns the exit status.

    With `fresh` a season that was played to its end is refused; without, it is told of again.
    """
    console = wide_console()
    try:
        wanted = scenario(province=province, year=year, candidates=candidates, seed=seed)
        require_personas()
        with scope(Scope(door=Door.MAINTENANCE)):
            stands = _standing(wanted)
        if stands is not None and stands.state == "DONE" and fresh:
            raise SeasonStands(
                f"{stands.title}已经演练完毕（{stands.message}）。{_how_to_begin_anew()}，再重新演练。"
            )
        return _play(wanted, console, is_done=stands is not None and stands.state == "DONE")
    except (ScenarioRefused, SeasonStands, Refused, KeysMissing) as refusal:
        console.print(str(refusal), style="bold red")
        return 1
    except (OperationalError, InterfaceError) as error:
        console.print(_broken_off(error), style="bold red")
        return 1


def wide_console() -> Console:
    """A terminal, or a file wide enough that no figure of a table is cut off."""
    console = Console()
    return console if console.width >= WIDTH else Console(width=WIDTH)


def _broken_off(error: Exception) -> str:
    """What to do after the database broke off: the steps that were done are kept in any case."""
    if isinstance(error.__cause__, DiskFull):
        reason, remedy = "磁盘已满", "腾出空间后，再运行同一命令"
    else:
        reason, remedy = "数据库连接中断", "再运行同一命令"
    return f"{reason}。已完成的步骤都已保存：{remedy}，会从未完成的一步接着演练。（{error}）"


def _how_to_begin_anew() -> str:
    """The way to an empty database: one's own server is never emptied by a command."""
    return "先运行 make reset" if uses_embedded() else "先在 DATABASE_URL 中换一个空的数据库"


def _play(wanted: Scenario, console: Console, *, is_done: bool) -> int:
    console.print(f"[bold]{wanted.title}[/bold] 演练：{signature(wanted)}（全部为虚构人员）")
    held = Play(season=generate(wanted), keys=settings.VAULT.keys())
    with session(held.scope):
        if not is_done:
            with Bars(console) as bars:
                play_season(held, bars)
        return report.tell(held.season, home() / "runs", console)


def _standing(wanted: Scenario) -> JobView | None:
    """The season in the database, where it is the one asked for. Raises SeasonStands for another."""
    held = current_season()
    if held is None:
        return None
    job = next((job for job in jobs(held.season, held.province) if job.kind == KIND), None)
    same = (held.season, held.province) == (wanted.year, wanted.province)
    if job is None or not same or job.message != signature(wanted):
        stands = f"{held.name}（{job.message}）" if job else held.name
        raise SeasonStands(
            f"数据库中已有{stands}，与这次要的{wanted.title}（{signature(wanted)}）不同。"
            f"{_how_to_begin_anew()}，再演练另一个年度。"
        )
    return job
