"""From the released run to the letters: rank after rank, list, check, approval, supplementary round."""

import pytest
from tests.actions.admission_desk import (
    MAIN,
    SUPPLEMENTARY,
    approve,
    check,
    decide_as_proposed,
    file_out,
    moves_of,
    send,
    settle,
    submit,
    take_up,
    the_file,
    to_the_letters,
)
from tests.actions.ready_season import (
    a_desk,
    a_programme_of,
    a_season_with_lines,
    an_entrant,
    filed_with,
    release,
)
from tests.factories import a_choice

from chengzhao.records.models import Admission, AdmissionLetter, AdmissionList, CandidateFile, SourcePlan
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import ListState

pytestmark = pytest.mark.django_db


def test_a_tier_is_admitted_rank_after_rank_and_filled_by_the_supplementary_round() -> None:
    a_season_with_lines()
    wanted, other = a_programme_of(1, code="A1"), a_programme_of(2, code="B1")
    desks = (a_desk(wanted), a_desk(other))
    best = an_entrant(400, wanted, other)
    second = an_entrant(360, wanted, other)
    third = an_entrant(320, wanted)
    run_id = release()

    assert file_out(run_id, rank=1) == 1
    take_up()
    decide_as_proposed(*desks)
    assert file_out(run_id, rank=2) == 1
    take_up()
    decide_as_proposed(*desks)
    assert submit() == 2
    assert [one.state for one in check()] == [ListState.CHECKED] * 2
    assert approve() == 2
    assert send() == 2
    assert moves_of(the_file(best)) == [
        "FREE",
        "FILED",
        "UNDER_REVIEW",
        "PROPOSED",
        "PENDING_CHECK",
        "ADMITTED",
    ]
    places = Admission.objects.values_list("candidate_id", "programme__code")
    assert dict(places) == {best.pk: "A1", second.pk: "B1"}

    a_choice(candidate=third, programmes=[other], filing_round=FilingRound.SUPPLEMENTARY, frozen=True)
    again = release(filing_round=FilingRound.SUPPLEMENTARY)
    to_the_letters(*desks, run_id=again, scope=SUPPLEMENTARY)
    assert Admission.objects.get(candidate=third).programme == other
    used = SourcePlan.objects.order_by("programme__code").values_list("places", "admitted")
    assert list(used) == [(1, 1), (2, 2)]
    assert AdmissionLetter.objects.count() == 3
    assert set(AdmissionList.objects.values_list("state", flat=True)) == {ListState.SENT}


def test_who_finds_no_place_is_returned_and_filed_to_the_next_choice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_season_with_lines()
    filed_with(monkeypatch, ratio="2")
    wanted, other = a_programme_of(1, code="A1"), a_programme_of(1, code="B1")
    desks = (a_desk(wanted), a_desk(other))
    an_entrant(400, wanted, other)
    an_entrant(360, wanted, other)
    run_id = release()
    assert file_out(run_id, rank=1) == 2
    take_up()
    decide_as_proposed(*desks)
    assert settle() == 1
    assert file_out(run_id, rank=2) == 1
    take_up()
    decide_as_proposed(*desks)
    submit()
    check()
    assert approve() == 2
    returned = CandidateFile.objects.get(choice_rank=1, return_code="PROGRAMME_FULL")
    assert moves_of(returned) == [
        "FREE",
        "FILED",
        "UNDER_REVIEW",
        "RETURN_PROPOSED",
        "PENDING_CHECK",
        "RETURNED",
    ]
    assert Admission.objects.get(candidate=returned.candidate).programme == other
    assert send(MAIN) == 2
