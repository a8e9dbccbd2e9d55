"""What the database promises of claims and opinions."""

from typing import Any

import pytest
from tests.factories import BORDER, REGISTRATION_DAY, a_claim, an_organisation
from tests.records.models.breaking import again, breaks, change

from chengzhao.law.words import ClaimKind, OrganisationKind
from chengzhao.records.models import Claim, ClaimOpinion
from chengzhao.rules.preferences import ClaimState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("column", "name"), [("kind", "claim_kind_known"), ("state", "claim_state_known")])
def test_claim_words_known(column: str, name: str) -> None:
    row = a_claim()
    with breaks(name):
        change(row, **{column: "OTHER"})


def test_claim_once_per_kind() -> None:
    row = a_claim()
    with breaks("claim_once_per_kind"):
        again(row)
    again(row, kind=ClaimKind.AGED_25)


@pytest.mark.parametrize(
    ("points", "exempts", "is_allowed"),
    [
        *((points, False, points in (10, 20, 30, 50)) for points in (0, 10, 19, 20, 30, 40, 50, 60)),
        (0, True, True),
        (20, True, False),
    ],
)
def test_claim_points_of_the_notice(points: int, exempts: bool, is_allowed: bool) -> None:
    row = a_claim()
    if is_allowed:
        change(row, points=points, exempts=exempts)
        assert Claim.objects.get().points == points
        return
    with breaks("claim_points_of_the_notice"):
        change(row, points=points, exempts=exempts)


@pytest.mark.parametrize(
    "columns", [{"approved_at": None}, {"notice_completed_at": None}, {"objection_sustained": True}]
)
def test_claim_effective_only_after_publicity(columns: dict[str, Any]) -> None:
    row = a_claim(effective=True)
    with breaks("claim_effective_only_after_publicity"):
        change(row, **columns)
    change(row, state=ClaimState.NOTIFIED, **columns)


def test_claim_refused_has_reason() -> None:
    row = a_claim()
    with breaks("claim_refused_has_reason"):
        change(row, state=ClaimState.REFUSED)
    change(row, state=ClaimState.REFUSED, refused_reason="材料不符")


def test_claim_opinion_once_per_department() -> None:
    row = ClaimOpinion.objects.create(
        season=BORDER.season,
        province=BORDER.province,
        claim=a_claim(),
        department=an_organisation(kind=OrganisationKind.DEPARTMENT),
        agrees=True,
        text="属实",
        at=REGISTRATION_DAY,
    )
    with breaks("claim_opinion_once_per_department"):
        again(row, agrees=False)
    again(row, department_id=an_organisation(kind=OrganisationKind.DEPARTMENT).pk)
