"""A season that breaks off goes on where it was, and ends as if it never had broken off."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker
from tests.rehearsal.seasons import play, small_season, undone

from chengzhao.records.models import (
    Candidate,
    CandidateFile,
    FilingProof,
    FilingResult,
    FilingRun,
    Job,
    PaperMark,
    Registration,
    Seat,
)
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.player import exams, filing, registration

pytestmark = [pytest.mark.season, pytest.mark.django_db]

BREAKS = (
    ("registration", registration, "submit_registrations", (Candidate, Registration)),
    ("seating", exams, "seat_candidates", (Seat, PaperMark)),
    ("round0", filing, "run_filing", (FilingResult, FilingProof)),
)
"""Where it breaks: the stage, the module and act, and the tables that the act would have filled."""


@pytest.fixture(scope="module")
def undisturbed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> tuple[SyntheticSeason, str]:
    """The season and the digest it has when nothing breaks."""
    season = small_season("14", 2024, candidates=100)
    with django_db_blocker.unblock(), undone():
        digest = play(season)
    return season, digest


@pytest.mark.parametrize(("stage", "module", "act", "tables"), BREAKS, ids=[one[0] for one in BREAKS])
def test_a_season_broken_off_after_an_act_has_written_ends_the_same(
    undisturbed: tuple[SyntheticSeason, str],
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
    module: Any,
    act: str,
    tables: tuple[Any, ...],
) -> None:
    season, expected = undisturbed
    with monkeypatch.context() as broken:
        broken.setattr(module, act, _breaking(getattr(module, act)))
        with pytest.raises(ConnectionError, match="掉线"):
            play(season)
    assert [table.objects.count() for table in tables] == [0] * len(tables)
    job = Job.objects.get(kind=f"rehearsal:{stage}")
    assert job.state == "FAILED"
    assert job.message.endswith("掉线")
    assert job.done < job.total
    assert play(season) == expected
    assert set(Job.objects.values_list("state", flat=True)) == {"DONE"}


def test_a_season_that_is_done_is_left_alone(undisturbed: tuple[SyntheticSeason, str]) -> None:
    season, expected = undisturbed
    first = play(season)
    counts = (CandidateFile.objects.count(), FilingRun.objects.count(), Job.objects.count())
    assert play(season) == first == expected
    assert (CandidateFile.objects.count(), FilingRun.objects.count(), Job.objects.count()) == counts


def _breaking(act: Callable[..., Any]) -> Callable[..., Any]:
    """The act, done whole, and then the line goes dead before anybody hears of it."""

    def broken(**given: Any) -> Any:
        act(**given)
        raise ConnectionError("掉线")

    return broken
