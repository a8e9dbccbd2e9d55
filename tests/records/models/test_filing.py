"""What the database promises of lines, choices, runs and what they found."""

import pytest
from django.db import IntegrityError, models, transaction
from tests.factories import (
    PROVINCE,
    YEAR,
    a_candidate,
    a_choice,
    a_control_line,
    a_programme,
    a_reason,
    a_result,
    a_run,
    a_unit,
    an_account,
)
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import FiledUnit, FilingProof, FilingReason, FilingResult, FilingSheet
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import RunState

pytestmark = pytest.mark.django_db

DIGESTS = {"input_digest": "a" * 64, "result_digest": "b" * 64}


def test_control_line_version_once() -> None:
    row = a_control_line()
    with breaks("control_line_version_once"):
        again(row)
    again(row, version=2)


def test_control_line_published_by_two() -> None:
    row = a_control_line()
    with breaks("control_line_published_by_two"):
        change(row, approved_by=None)
    with breaks("control_line_published_by_two"):
        change(row, approved_by=row.proposed_by)
    change(row, approved_by=None, published_at=None)


def test_control_line_at_most_full_mark() -> None:
    row = a_control_line()
    with breaks("control_line_at_most_full_mark"):
        change(row, score=601)
    change(row, score=600)


@pytest.mark.parametrize(
    ("name", "column"), [("choice_round_known", "filing_round"), ("choice_level_known", "level")]
)
def test_choice_words_known(name: str, column: str) -> None:
    row = a_choice(candidate=a_candidate(), programmes=[a_programme()])
    with breaks(name):
        change(row, **{column: "UNKNOWN"})


def test_choice_rank_once() -> None:
    row = a_choice(candidate=a_candidate(), programmes=[a_programme()])
    with breaks("choice_rank_once"):
        again(row)
    again(row, filing_round=FilingRound.SUPPLEMENTARY)


def test_choice_ranks_start_at_one() -> None:
    row = a_choice(candidate=a_candidate(), programmes=[a_programme()])
    with breaks("choice_ranks_start_at_one"):
        change(row, rank=0)
    change(row, rank=1)


def test_choice_has_a_programme() -> None:
    row = a_choice(candidate=a_candidate(), programmes=[a_programme()])
    with breaks("choice_has_a_programme"):
        change(row, programmes=[])


def test_filing_run_words_known() -> None:
    row = a_run(state=RunState.PREPARED)
    with breaks("filing_run_state_known"):
        change(row, state="UNKNOWN")
    with breaks("filing_run_round_known"):
        change(row, filing_round="UNKNOWN")


def test_filing_run_number_once() -> None:
    row = a_run(state=RunState.PREPARED)
    with breaks("filing_run_number_once"):
        again(row)
    again(row, season=2025)


def test_filing_run_one_released_per_round_and_tier() -> None:
    row = a_run()
    with breaks("filing_run_one_released_per_round_and_tier"):
        a_run()
    a_run(tier=2)
    a_run(filing_round=FilingRound.SUPPLEMENTARY)
    again(row, number=0, state=RunState.SUPERSEDED)


@pytest.mark.parametrize("state", [RunState.SIGNED, RunState.RELEASED])
def test_filing_run_released_only_signed_by_two(state: RunState) -> None:
    row = a_run(state=RunState.PROVED)
    person = an_account()
    with breaks("filing_run_released_only_signed_by_two"):
        change(row, state=state, first_signer=person)
    with breaks("filing_run_released_only_signed_by_two"):
        change(row, state=state, first_signer=person, second_signer=person)
    change(row, state=state, first_signer=person, second_signer=an_account())


@pytest.mark.parametrize("state", [RunState.RUN, RunState.PROVED, RunState.SUPERSEDED])
def test_filing_run_result_has_digests(state: RunState) -> None:
    row = a_run(state=RunState.PREPARED)
    with breaks("filing_run_result_has_digests"):
        change(row, state=state, **(DIGESTS | {"input_digest": ""}))
    with breaks("filing_run_result_has_digests"):
        change(row, state=state, **(DIGESTS | {"result_digest": ""}))
    change(row, state=state, **DIGESTS)


def test_filing_sheet_and_proof_once() -> None:
    run = a_run(proved=False)
    sheet = FilingSheet.objects.create(
        season=YEAR, province=PROVINCE, run=run, name="rules.toml", digest="c" * 64, packed=b"x"
    )
    with breaks("filing_sheet_once"):
        again(sheet)
    proof = FilingProof.objects.create(
        season=YEAR, province=PROVINCE, run=run, name="P1", checked=1, failed=0
    )
    with breaks("filing_proof_once"):
        again(proof)
    again(proof, name="P2")


def test_filing_result_once() -> None:
    row = a_result(run=a_run(), candidate=a_candidate())
    with breaks("filing_result_once"):
        again(row)
    again(row, level="GAOQIZHUAN")


def test_filing_result_place_is_whole() -> None:
    row = a_result(run=a_run(), candidate=a_candidate(), programme=a_programme())
    for columns in ({"programme_id": None}, {"choice_rank": None}, {"admitted": False}):
        with breaks("filing_result_place_is_whole"):
            again(row, level="GAOQIBEN", **columns)
    again(row, level="GAOQIBEN", admitted=False, programme_id=None, choice_rank=None)


@pytest.mark.parametrize("table", [FilingSheet, FilingProof, FilingResult, FilingReason, FiledUnit])
def test_what_a_run_found_is_never_changed_or_removed(table: type[models.Model]) -> None:
    run, candidate, programme = a_run(), a_candidate(), a_programme(places=3)
    a_result(run=run, candidate=candidate)
    a_reason(run=run, candidate=candidate)
    a_unit(run=run, programme=programme)
    FilingSheet.objects.create(
        season=YEAR, province=PROVINCE, run=run, name="a", digest="c" * 64, packed=b"x"
    )
    row = table._default_manager.filter(run=run).first()
    for step in (lambda: change(row, run=run), lambda: row.delete()):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            step()


def test_filing_reason_once() -> None:
    row = a_reason(run=a_run(), candidate=a_candidate())
    with breaks("filing_reason_once"):
        again(row)
    again(row, choice_rank=2)


@pytest.mark.parametrize("by_programme", [True, False])
def test_filed_unit_once_with_and_without_a_programme(by_programme: bool) -> None:
    row = a_unit(run=a_run(), programme=a_programme(), by_programme=by_programme)
    with breaks("filed_unit_once"):
        again(row)
    again(row, ordering="extra")


def test_filed_unit_never_over_admitted() -> None:
    programme = a_programme(places=3)
    with breaks("filed_unit_never_over_admitted"):
        a_unit(run=a_run(), programme=programme, admitted=4)
    a_unit(run=a_run(tier=2), programme=programme, admitted=3)
