"""The candidate of an object is found by the name under which acts record it."""

import pytest
from tests import factories
from tests.factories import BORDER

from chengzhao.actions.whose import OF_A_CANDIDATE, candidates_of
from chengzhao.law.words import ClaimKind
from chengzhao.records.models import Candidate, RegistrationDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def names() -> dict[str, tuple[Candidate, str]]:
    """For each kind of object its candidate and the object's name."""
    candidate = factories.a_candidate(ticketed=True)
    number = candidate.candidate_number
    factories.a_candidate()
    mark = factories.a_mark(candidate=candidate)
    college = factories.a_college()
    admission = factories.an_admission(candidate=candidate, programme=factories.a_programme(college=college))
    letter = factories.a_letter(admission=admission)
    extra = factories.an_extra_test(candidate=candidate, college=college)
    draft = RegistrationDraft.objects.create(
        **vars(BORDER),
        account=factories.an_account(),
        candidate=candidate,
        opened_at=factories.REGISTRATION_DAY,
        saved_at=factories.REGISTRATION_DAY,
    )
    found = {
        "registration_draft": str(draft.public_id),
        "candidate": str(candidate.pk),
        "registration": number,
        "register_check": number,
        "fee_order": number,
        "education": number,
        "seat": number,
        "claim": f"{number} {ClaimKind.AGED_25.label}",
        "choice_list": f"{number}-MAIN-ZHUANSHENGBEN",
        "rights_request": number,
        "legal_hold": number,
        "sealed_file": str(factories.an_evidence_file(candidate=candidate).public_id),
        "candidate_file": str(admission.file_id),
        "extra_test": str(extra.pk),
        "paper_mark": str(mark.pk),
        "admission_letter": letter.number,
    }
    return {kind: (candidate, name) for kind, name in found.items()}


def test_candidate_is_found_for_every_kind(names: dict[str, tuple[Candidate, str]]) -> None:
    assert set(names) == set(OF_A_CANDIDATE)
    for kind, (candidate, name) in names.items():
        found = candidates_of(BORDER.season, BORDER.province, kind, [name, name])
        assert (kind, found) == (kind, {name: candidate.pk})


def test_object_of_nobody_has_no_candidate() -> None:
    assert candidates_of(BORDER.season, BORDER.province, "filing_run", ["1"]) == {}
    assert candidates_of(BORDER.season, BORDER.province, "registration", []) == {}


@pytest.mark.parametrize("kind", sorted(set(OF_A_CANDIDATE) - {"candidate"}))
def test_object_whose_candidate_is_not_found_is_not_recorded(kind: str) -> None:
    with pytest.raises(LookupError, match=f"of kind {kind}"):
        candidates_of(BORDER.season, BORDER.province, kind, ["999"])


def test_number_of_another_season_is_not_taken(names: dict[str, tuple[Candidate, str]]) -> None:
    _, number = names["registration"]
    with pytest.raises(LookupError):
        candidates_of(BORDER.season + 1, BORDER.province, "registration", [number])
