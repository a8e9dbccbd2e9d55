"""我的照顾申请: each claim with its steps, publicity and what is worth; nobody's but one's own."""

from datetime import datetime

import pytest
from django.test import Client
from tests import factories
from tests.factories import BEIJING
from tests.web.world import LogIn, World

from chengzhao.law.words import ClaimKind, Role
from chengzhao.records.models import Claim, NoticeEntry
from chengzhao.rules.disclosure import NoticeState
from chengzhao.rules.preferences import ClaimState

HREF = "/candidate/claims/"
S = ClaimState


@pytest.fixture
def mine(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.CANDIDATE])


@pytest.fixture
def claim(world: World) -> Claim:
    """A merit of the candidate who logs in, beside the bonus of age that is in effect."""
    return factories.a_claim(candidate=world.admitted, state=S.DEPARTMENT_AGREED)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (S.CLAIMED, "待公示"),
        (S.OFFICE_APPROVED, "待公示"),
        (S.DEPARTMENT_AGREED, "待公示"),
        (S.NOTIFIED, "公示中"),
        (S.OBJECTED, "公示有异议"),
        (S.EFFECTIVE, "已公示"),
    ],
)
def test_each_state_says_how_far_the_publicity_is(mine: Client, claim: Claim, state: S, said: str) -> None:
    given = {"notice_completed_at": claim.claimed_at} if state is S.EFFECTIVE else {}
    Claim.objects.filter(pk=claim.pk).update(state=state.value, approved_at=claim.claimed_at, **given)
    page = mine.get(HREF).content.decode()
    merit = page[page.index("个人三等功以上</h2>") :].partition("</section>")[0]
    assert f">{said}</span>" in merit


def test_the_notice_and_its_days_are_named(mine: Client, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(state=S.NOTIFIED.value)
    notice = factories.a_notice(
        claims=[claim],
        up_at=datetime(2024, 10, 8, 9, tzinfo=BEIJING),
        objections_until=datetime(2024, 10, 18, tzinfo=BEIJING),
    )
    page = mine.get(HREF).content.decode()
    assert notice.number in page
    assert "异议截止2024年10月17日（周四）24:00" in page


def test_a_withdrawn_line_and_a_notice_that_is_gone_are_not_shown(mine: Client, claim: Claim) -> None:
    notice = factories.a_notice(claims=[claim], state=NoticeState.UP)
    NoticeEntry.objects.filter(notice=notice).update(withdrawn_at=notice.up_at, withdrawn_reason="写错")
    assert notice.number not in mine.get(HREF).content.decode()


def test_age_waits_for_no_department(mine: Client, claim: Claim) -> None:
    page = mine.get(HREF).content.decode()
    age = page[page.index("年满25周岁</h2>") :].partition("</section>")[0]
    merit = page[page.index("个人三等功以上</h2>") :].partition("</section>")[0]
    assert ("部门核准" in age, "部门核准" in merit) == (False, True)


def test_only_the_highest_in_effect_counts(mine: Client, claim: Claim) -> None:
    assert "现在生效的加分：20分" in mine.get(HREF).content.decode()
    high = {
        "state": S.EFFECTIVE.value,
        "approved_at": claim.claimed_at,
        "notice_completed_at": claim.claimed_at,
    }
    Claim.objects.filter(pk=claim.pk).update(points=50, **high)
    assert "现在生效的加分：50分" in mine.get(HREF).content.decode()
    Claim.objects.update(state=S.REVOKED.value, objection_sustained=True, refused_reason="异议成立")
    page = mine.get(HREF).content.decode()
    assert "现在没有生效的照顾" in page
    assert "公示有异议" in page
    assert "异议成立" in page


def test_nobody_else_s_claims_are_shown(mine: Client, world: World) -> None:
    other = factories.a_claim(candidate=world.waiting, kind=ClaimKind.MODEL_WORKER)
    assert ClaimKind(other.kind).label not in mine.get(HREF).content.decode()
