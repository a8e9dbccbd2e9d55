"""Playing small seasons in the database of the tests, each undone again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction

from chengzhao.records.scope import session
from chengzhao.rehearsal.funnel import funnel
from chengzhao.rehearsal.generator import SyntheticSeason, generate
from chengzhao.rehearsal.player.play import Play
from chengzhao.rehearsal.player.season import play_season
from chengzhao.rehearsal.report import season_digest
from chengzhao.rehearsal.scenario import scenario


class Silent:
    """A progress that tells nobody."""

    def stage_begins(self, title: str, acts: int, done: int) -> None:
        """Say nothing."""

    def act_done(self, title: str, rows: int) -> None:
        """Say nothing."""

    def stage_ends(self) -> None:
        """Say nothing."""


def small_season(province: str, year: int, *, candidates: int = 150, seed: str = "tests") -> SyntheticSeason:
    """A season of so few people that it plays in seconds."""
    return generate(scenario(province=province, year=year, candidates=candidates, seed=seed))


def play(season: SyntheticSeason) -> str:
    """Play what is left of a season through its door, as the command does, and return its digest."""
    with TemporaryDirectory() as folder:
        held = Play(season=season, keys=settings.VAULT.keys(), registers=Path(folder) / "registers.sqlite")
        with session(held.scope):
            play_season(held, Silent())
            year, province = season.scenario.year, season.scenario.province
            return season_digest(year, province, funnel(year, province))


@contextmanager
def undone() -> Iterator[None]:
    """Everything done inside is undone at the end; keys that were given out stay given."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
