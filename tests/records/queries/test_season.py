"""What a season knows of itself."""

from decimal import Decimal

import pytest
from tests.factories import (
    BORDER,
    a_candidate,
    a_choice,
    a_claim,
    a_college,
    a_file,
    a_list,
    a_programme,
    a_result,
    a_run,
    a_unit,
    an_account,
    an_admission,
)

from chengzhao.law.words import ClaimKind, ProgrammeLevel
from chengzhao.records.models import Job
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries import season as queries
from chengzhao.rules.admission import ListState, RunState

pytestmark = pytest.mark.django_db

HERE = (BORDER.season, BORDER.province)


def test_jobs_come_in_the_order_in_which_they_were_begun() -> None:
    for kind in ("b", "a"):
        Job.objects.create(
            season=2024, province="14", kind=kind, title=kind, state="RUNNING", total=2, done=1
        )
    Job.objects.create(season=2025, province="14", kind="c", title="c", state="RUNNING", total=1)
    assert [(job.kind, job.state, job.done, job.total) for job in queries.jobs(*HERE)] == [
        ("b", "RUNNING", 1, 2),
        ("a", "RUNNING", 1, 2),
    ]


def test_account_keys_leave_unknown_names_out() -> None:
    known = an_account(username="sheng")
    assert queries.account_keys(["sheng", "nobody"]) == {"sheng": known.pk}


def test_lent_accounts_are_those_of_persona_candidates() -> None:
    persona = an_account(username="kaosheng-1", kind=AccountKind.CANDIDATE, is_persona=True)
    a_candidate(name="王伟", account=persona)
    a_candidate(name="李娜", account=an_account(kind=AccountKind.CANDIDATE))
    assert queries.lent_accounts(*HERE) == {"kaosheng-1": "王伟"}


def test_candidate_keys_are_those_of_the_season_by_number() -> None:
    here = a_candidate()
    a_candidate(season=2023)
    assert queries.candidate_keys(*HERE) == {here.candidate_number: here.pk}


def test_claim_keys_are_by_candidate_and_kind() -> None:
    candidate = a_candidate()
    first = a_claim(candidate=candidate, kind=ClaimKind.AGED_25)
    second = a_claim(candidate=candidate, kind=ClaimKind.MODEL_WORKER)
    assert queries.claim_keys(*HERE) == {
        candidate.pk: {ClaimKind.AGED_25: first.pk, ClaimKind.MODEL_WORKER: second.pk}
    }


def test_the_run_of_a_round_and_tier_is_the_newest() -> None:
    a_run(tier=1, state=RunState.SUPERSEDED)
    newest = a_run(tier=1)
    a_run(tier=2, state=RunState.PREPARED)
    assert queries.run_key(*HERE, "MAIN", 1) == newest.pk
    with pytest.raises(LookupError, match="no run of tier 3 in round MAIN"):
        queries.run_key(*HERE, "MAIN", 3)


def test_released_runs_are_the_ones_in_force() -> None:
    a_run(tier=1, state=RunState.SUPERSEDED)
    released = a_run(tier=1, state=RunState.RELEASED)
    found = queries.released_runs(*HERE)
    assert [(run.key, run.number, run.tier) for run in found] == [(released.pk, released.number, 1)]


def test_places_are_added_up_by_level() -> None:
    a_programme(places=30, admitted=12)
    a_programme(places=5, admitted=5)
    a_programme(level=ProgrammeLevel.GAOQIZHUAN, places=7)
    assert queries.places_used(*HERE) == {
        ProgrammeLevel.GAOQIBEN: (0, 0),
        ProgrammeLevel.ZHUANSHENGBEN: (35, 17),
        ProgrammeLevel.GAOQIZHUAN: (7, 0),
    }


def test_vacancies_are_what_nobody_has_taken() -> None:
    left = a_programme(places=30, admitted=29)
    a_programme(places=5, admitted=5)
    assert queries.vacancies(*HERE) == {left.code: 1}


def test_choices_of_a_round_are_asked_for_by_level() -> None:
    programme = a_programme()
    a_choice(candidate=a_candidate(), programmes=[programme])
    level = ProgrammeLevel.ZHUANSHENGBEN
    assert queries.has_choices(*HERE, "MAIN", [level])
    assert not queries.has_choices(*HERE, "SUPPLEMENTARY", [level])
    assert not queries.has_choices(*HERE, "MAIN", [ProgrammeLevel.GAOQIBEN])


def test_unplaced_are_all_of_a_run_without_a_live_place() -> None:
    run, programme = a_run(), a_programme()
    lost, returned, placed = a_candidate(), a_candidate(), a_candidate()
    a_result(run=run, candidate=lost)
    a_result(run=run, candidate=returned, programme=programme)
    a_result(run=run, candidate=placed, programme=programme)
    an_admission(candidate=placed, programme=programme, run=run)
    found = queries.unplaced(run.pk)
    assert [number for number, _, _ in found] == [lost.candidate_number, returned.candidate_number]
    assert {type(score) for _, _, score in found} == {Decimal}


def test_places_proposed_and_never_sent_are_counted_by_rank() -> None:
    run, programme = a_run(), a_programme()
    a_result(run=run, candidate=a_candidate(), programme=programme)
    sent = a_candidate()
    a_result(run=run, candidate=sent, programme=programme)
    a_file(candidate=sent, programme=programme, run=run)
    assert queries.proposed_without_file(run.pk, 1) == 1
    assert queries.proposed_without_file(run.pk, 2) == 0
    assert queries.proposed_without_file(run.pk, 0) == 1


def test_colleges_that_returned_had_more_files_than_places() -> None:
    run = a_run()
    crowded, exact = a_programme(), a_programme()
    a_unit(run=run, programme=crowded, filed=3, admitted=2)
    a_unit(run=run, programme=exact, filed=2, admitted=2)
    assert queries.colleges_that_returned(run.pk) == {crowded.college.national_code}


def test_numbers_of_files_are_those_of_their_candidates() -> None:
    programme = a_programme()
    held = a_file(candidate=a_candidate(), programme=programme)
    a_file(candidate=a_candidate(), programme=programme)
    assert queries.numbers_of_files([held.pk]) == {held.pk: held.candidate.candidate_number}


def test_colleges_with_lists_are_asked_for_by_state() -> None:
    one = a_list(college=a_college(), state=ListState.OPEN)
    a_list(college=a_college(), state=ListState.SUBMITTED)
    level = [one.level]
    assert queries.colleges_with_lists(*HERE, "MAIN", level, ListState.OPEN) == (one.college.national_code,)
    assert queries.colleges_with_lists(*HERE, "SUPPLEMENTARY", level, ListState.OPEN) == ()


def test_statistics_can_be_refreshed_within_a_transaction() -> None:
    queries.refresh_statistics()
    assert queries.candidate_keys(*HERE) == {}
