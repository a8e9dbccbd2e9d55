"""Claims reviewed by the office and the department in charge."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.actions.two_persons import by_two
from tests.factories import (
    BORDER,
    REGISTRATION_DAY,
    a_candidate,
    a_claim,
    an_actor,
    an_open_stage,
    an_organisation,
)

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.preferences import (
    OpinionForm,
    RefusalForm,
    give_opinions,
    refuse_claims,
)
from chengzhao.law.words import ClaimKind, OrganisationKind, Role, Stage
from chengzhao.records.models import AuditRow, Claim, ClaimOpinion, Organisation, StageWindow
from chengzhao.rules.preferences import CLAIM, ClaimState

pytestmark = pytest.mark.django_db

S = ClaimState
AT = REGISTRATION_DAY + timedelta(days=2)
COUNTY = "/14/1401/140105/"


def a_made_claim(state: S = S.CLAIMED, **facts: Any) -> Claim:
    """A claim of a candidate in a county where reviews are open."""
    point = Organisation.objects.filter(path=COUNTY).first() or an_organisation(path=COUNTY)
    if not StageWindow.objects.exists():
        an_open_stage(Stage.REVIEW)
    return a_claim(candidate=a_candidate(confirmation_point=point), state=state, **facts)


def a_department() -> Organisation:
    return an_organisation(kind=OrganisationKind.DEPARTMENT, path="/14/D1/", name="山西省退役军人事务厅")


def name_of(claim: Claim) -> str:
    return f"{claim.candidate.candidate_number} {ClaimKind(claim.kind).label}"


def state_of(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).state


def approve(*claims: Claim, actor: Actor | None = None) -> None:
    ids = [claim.pk for claim in claims]
    by_two("approve_claims", {"claim_ids": ids}, AT, first=actor)


def refuse(*forms: RefusalForm) -> None:
    refuse_claims(border=BORDER, actor=an_actor(), at=AT, refusals=forms)


def opine(*forms: OpinionForm) -> None:
    department = an_actor(role=Role.DEPARTMENT_OFFICER, org_path="/14/D1/")
    give_opinions(border=BORDER, actor=department, at=AT, opinions=forms)


def an_opinion(claim: Claim, *, agrees: bool = True, text: str = "属实") -> OpinionForm:
    return OpinionForm(claim_id=claim.pk, department_path="/14/D1/", agrees=agrees, text=text)


def test_approve_claims_leaves_them_to_the_department_in_charge() -> None:
    claim = a_made_claim()
    approve(claim)
    claim.refresh_from_db()
    assert (claim.state, claim.approved_at) == ("OFFICE_APPROVED", AT)
    assert trail_of("approve_claims") == [("claim", name_of(claim))]


def test_approve_claims_of_age_which_the_office_itself_is_in_charge_of() -> None:
    merit, age = a_made_claim(), a_made_claim(kind=ClaimKind.AGED_25)
    approve(merit, age)
    assert (state_of(merit), state_of(age)) == ("OFFICE_APPROVED", "DEPARTMENT_AGREED")
    assert trail_of("approve_claims") == [("claim", name_of(merit)), ("claim", name_of(age))]


@pytest.mark.parametrize("state", sorted(set(S) - {S.CLAIMED}))
def test_approve_claims_once(state: S) -> None:
    claim = a_made_claim(state)
    with pytest.raises(Refused, match=f"照顾政策申请“{state.label}”不能转为“已初审”"):
        approve(claim)
    assert state_of(claim) == state


@pytest.mark.django_db(transaction=True)
def test_approve_claims_at_once_approves_once() -> None:
    claim = a_made_claim()
    assert press_twice(lambda: approve(claim)).count(DONE) == 1
    assert trail_of("approve_claims") == [("claim", name_of(claim))]


def test_approve_claims_of_one_s_own_county_only() -> None:
    claim = a_made_claim()
    with rows_refused((1, name_of(claim), "不在你单位的管辖范围内")):
        approve(claim, actor=an_actor(role=Role.COUNTY_REVIEWER, org_path="/14/1401/140106/"))


def test_approve_claims_unknown_or_twice_in_one_act_is_refused() -> None:
    claim = a_made_claim()
    with rows_refused((1, "0", "本年度本省没有这项照顾申请")):
        by_two("approve_claims", {"claim_ids": [0]}, AT)
    with rows_refused((2, name_of(claim), "与前面的行重复，应只写一次")):
        approve(claim, claim)


@pytest.mark.parametrize("state", sorted(set(S)))
def test_refuse_claims_from_any_state_before_the_effect(state: S) -> None:
    claim = a_made_claim(state)
    form = RefusalForm(claim_id=claim.pk, reason="证书查无此人")
    if CLAIM.allows(state, S.REFUSED):
        refuse(form)
        claim.refresh_from_db()
        assert (claim.state, claim.refused_reason) == ("REFUSED", "证书查无此人")
        assert trail_of("refuse_claims") == [("claim", name_of(claim))]
        assert AuditRow.objects.get(act="refuse_claims").reason == "证书查无此人"
        return
    with pytest.raises(Refused, match=f"照顾政策申请“{state.label}”不能转为“不通过”"):
        refuse(form)
    assert state_of(claim) == state


def test_refuse_claims_without_a_reason_is_refused() -> None:
    claim = a_made_claim()
    with rows_refused((1, name_of(claim), "不通过必须写明理由")):
        refuse(RefusalForm(claim_id=claim.pk, reason=" "))


def test_give_opinions() -> None:
    department = a_department()
    good, bad = a_made_claim(S.OFFICE_APPROVED), a_made_claim(S.OFFICE_APPROVED)
    opine(an_opinion(good), an_opinion(bad, agrees=False, text="查无立功记录"))
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, good.refused_reason) == ("DEPARTMENT_AGREED", "")
    assert (bad.state, bad.refused_reason) == ("REFUSED", "查无立功记录")
    opinions = ClaimOpinion.objects.order_by("pk").values_list("claim_id", "department_id", "agrees", "text")
    assert list(opinions) == [
        (good.pk, department.pk, True, "属实"),
        (bad.pk, department.pk, False, "查无立功记录"),
    ]
    assert trail_of("give_opinions") == [("claim", name_of(good)), ("claim", name_of(bad))]


@pytest.mark.parametrize("state", sorted(set(S) - {S.OFFICE_APPROVED}))
@pytest.mark.parametrize("agrees", [True, False])
def test_give_opinions_after_the_office_only(state: S, agrees: bool) -> None:
    a_department()
    claim = a_made_claim(state)
    expected = f"现在是“{state.label}”，主管部门在初审通过后出具意见"
    with rows_refused((1, name_of(claim), expected)):
        opine(an_opinion(claim, agrees=agrees))
    assert state_of(claim) == state


def test_give_opinions_refuses_every_wrong_row_at_once() -> None:
    an_organisation(kind=OrganisationKind.COUNTY, path="/14/D2/")
    a_department()
    first, second = a_made_claim(S.OFFICE_APPROVED), a_made_claim(S.OFFICE_APPROVED)
    with rows_refused(
        (1, name_of(first), "没有主管部门/14/D2/"),
        (2, name_of(second), "不同意必须写明理由"),
    ):
        opine(
            replace(an_opinion(first), department_path="/14/D2/"),
            an_opinion(second, agrees=False, text=" "),
        )


@pytest.mark.django_db(transaction=True)
def test_give_opinions_at_once_is_taken_once() -> None:
    a_department()
    claim = a_made_claim(S.OFFICE_APPROVED)
    assert press_twice(lambda: opine(an_opinion(claim))).count(DONE) == 1
    assert ClaimOpinion.objects.count() == 1
    assert trail_of("give_opinions") == [("claim", name_of(claim))]


def test_reviews_of_claims_after_the_deadline_are_refused() -> None:
    a_department()
    claimed, approved = a_made_claim(), a_made_claim(S.OFFICE_APPROVED)
    StageWindow.objects.update(closes_at=AT)
    late = "“资格审核”已于2024年9月7日10:00截止，如需延长请联系省级招生考试机构。"
    with refused(late):
        approve(claimed)
    with refused(late):
        refuse(RefusalForm(claim_id=claimed.pk, reason="材料不符"))
    with refused(late):
        opine(an_opinion(approved))


def test_give_opinions_on_kinds_of_one_s_own_department_only() -> None:
    a_department()
    merit = a_made_claim(S.OFFICE_APPROVED)
    worker = a_made_claim(S.OFFICE_APPROVED, kind=ClaimKind.MODEL_WORKER)
    with rows_refused((2, name_of(worker), "这类申请由人力资源和社会保障主管部门出具意见")):
        opine(an_opinion(merit), an_opinion(worker))
    assert (state_of(merit), ClaimOpinion.objects.count()) == ("OFFICE_APPROVED", 0)
    opine(an_opinion(merit))
    assert (state_of(merit), state_of(worker)) == ("DEPARTMENT_AGREED", "OFFICE_APPROVED")


def test_give_opinions_in_the_name_of_another_department_is_refused() -> None:
    a_department()
    an_organisation(kind=OrganisationKind.DEPARTMENT, path="/14/D2/", name="山西省公安厅")
    claim = a_made_claim(S.OFFICE_APPROVED)
    form = OpinionForm(claim_id=claim.pk, department_path="/14/D2/", agrees=True, text="属实")
    with rows_refused((1, name_of(claim), "只能出具本部门的意见")):
        opine(form)
    other = an_actor(role=Role.DEPARTMENT_OFFICER, org_path="/14/D2/")
    give_opinions(border=BORDER, actor=other, at=AT, opinions=[form])
    assert state_of(claim) == "DEPARTMENT_AGREED"
