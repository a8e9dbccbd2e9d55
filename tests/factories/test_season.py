"""The small season ends as its docstring says."""

import pytest
from tests.factories.season import a_whole_small_season

from chengzhao.records.models import Admission, AdmissionLetter, AuditRow, Claim, FilingResult, SourcePlan


@pytest.mark.django_db
def test_a_whole_small_season_ends_with_three_letters() -> None:
    season = a_whole_small_season()
    admitted = Admission.objects.order_by("candidate_id").values_list("candidate_id", "programme__code")
    first, second, third, fourth, fifth, sixth = season.candidates
    assert list(admitted) == [(first, "1010801"), (second, "1010801"), (third, "1010901")]
    assert AdmissionLetter.objects.count() == 3
    used = SourcePlan.objects.order_by("programme__code").values_list("places", "admitted")
    assert list(used) == [(2, 2), (1, 1)]
    assert [(claim.candidate_id, claim.state, claim.points) for claim in Claim.objects.all()] == [
        (fourth, "EFFECTIVE", 20)
    ]
    scores = dict(FilingResult.objects.filter(run=season.run_id).values_list("candidate_id", "filing_score"))
    assert [int(scores[key]) for key in season.candidates] == [400, 360, 320, 300, 160, 0]
    assert {fifth, sixth}.isdisjoint(key for key, _ in admitted)
    acts = set(AuditRow.objects.values_list("act", flat=True))
    assert len(acts) >= 40
