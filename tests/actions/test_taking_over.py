"""A registration that an office typed is taken over by its owner, who mends what was returned and nothing else."""

from datetime import date, datetime, timedelta

import pytest
from tests.actions.refusing import refused, trail_of
from tests.factories import (
    BORDER,
    KEYS,
    a_college,
    a_programme,
    a_registration_form,
    a_season,
    a_tree,
    an_accepted_file,
    an_account,
    an_actor_for,
    an_applicant,
    an_identity_number,
    an_open_stage,
)
from tests.factories.forms import a_choice_form

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.drafts import save_answers
from chengzhao.actions.evidence import EvidenceKind, keep_file
from chengzhao.actions.own_registration import Receipt, hand_in
from chengzhao.actions.registration import submit_registrations
from chengzhao.actions.registration_forms import ReturnForm, ReviewForm, TraceForm, Verdict
from chengzhao.actions.review import decide_registrations
from chengzhao.actions.taking_over import take_over_registration
from chengzhao.law.words import Role, Stage
from chengzhao.records.models import Account, Candidate, Choice, Registration, RegistrationVersion
from chengzhao.records.queries.drafts import versions_of
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.registration import DraftTask, RegistrationState, ReturnItem

pytestmark = pytest.mark.django_db

COUNTY = "/14/1401/140105/"
OPENS = datetime.fromisoformat("2024-09-01T08:00+08:00")
CLOSES = datetime.fromisoformat("2024-09-06T18:00+08:00")
AT = OPENS + timedelta(days=1)
NAME = "𠮷𫖯·阿依"


@pytest.fixture
def account() -> Account:
    """Somebody whose registration the county typed, with an account of the same document bound to it."""
    a_season()
    a_tree()
    for stage in (Stage.REGISTRATION, Stage.REVIEW):
        an_open_stage(stage, opens_at=OPENS, closes_at=CLOSES)
    programme = a_programme(college=a_college())
    number = an_identity_number(birth=date(2001, 3, 5))
    form = a_registration_form(
        confirmation_path=COUNTY,
        name=NAME,
        identity_number=number,
        hukou_division="140105",
        choices=(a_choice_form(programme.code),),
    )
    clerk = an_actor_for("submit_registrations", org_path=COUNTY)
    submit_registrations(border=BORDER, actor=clerk, at=AT, registrations=[form], keys=KEYS)
    mine = an_applicant(identity_number=number, name=NAME, phone=form.phone)
    Candidate.objects.update(account=mine)
    return mine


def actor_of(account: Account) -> Actor:
    return Actor(account=account.pk, role=Role.CANDIDATE, org_path="/14/")


def door(account: Account) -> Scope:
    own = Candidate.objects.filter(account=account).first()
    key = own.pk if own else None
    return Scope(
        door=Door.CANDIDATE, season=2024, province="14", org_path="/14/", account=account.pk, candidate=key
    )


def send_back(*items: ReturnItem) -> Candidate:
    candidate = Candidate.objects.get()
    returns = tuple(ReturnForm(item=item, reason="与原件不一致") for item in items)
    form = ReviewForm(
        candidate_id=candidate.pk,
        reviewer_id=an_account().pk,
        verdict=Verdict.RETURN,
        reason="" if returns else "请核对",
        returns=returns,
    )
    actor = an_actor_for("decide_registrations")
    decide_registrations(border=BORDER, actor=actor, at=AT, decisions=[form])
    return candidate


def take_over(account: Account) -> bool:
    with scope(door(account)):
        return take_over_registration(border=BORDER, actor=actor_of(account), at=AT, keys=KEYS)


def save(account: Account, step: str, given: dict[str, object]) -> int:
    with scope(door(account)):
        return save_answers(
            border=BORDER, actor=actor_of(account), at=AT, keys=KEYS, step=step, given=given, seen=0
        )


def press(account: Account) -> Receipt:
    with scope(door(account)):
        return hand_in(
            border=BORDER,
            actor=actor_of(account),
            at=AT + timedelta(hours=1),
            keys=KEYS,
            trace=TraceForm(),
        )


def test_what_was_returned_is_mended_and_the_office_s_version_stays(account: Account) -> None:
    candidate = send_back(ReturnItem.EMPLOYER)
    before = Choice.objects.values("level", "rank", "programmes", "accepts_reassignment").get()
    assert take_over(account)
    save(account, "employer", {"employer": "太原第一机床厂"})
    receipt = press(account)
    assert (receipt.version, receipt.candidate_number) == (2, candidate.candidate_number)
    candidate.refresh_from_db()
    assert (candidate.employer, candidate.name) == ("太原第一机床厂", NAME)
    assert Choice.objects.values("level", "rank", "programmes", "accepts_reassignment").get() == before
    assert Registration.objects.get().state == RegistrationState.SUBMITTED
    newest, typed = versions_of(candidate.pk, KEYS)
    assert (typed.from_office, newest.from_office) == (True, False)
    assert typed.answers[DraftTask.HOUSEHOLD]["employer"] != "太原第一机床厂"
    assert typed.answers[DraftTask.IDENTITY]["name"] == NAME
    assert trail_of("take_over_registration")[0][0] == "registration_draft"


def test_only_what_was_returned_is_changed(account: Account) -> None:
    send_back(ReturnItem.EMPLOYER)
    take_over(account)
    with pytest.raises(Refused, match="没有退回，不能改"):
        save(account, "certificate", {"school": "山西大学"})


def test_returned_paper_is_uploaded_and_the_others_are_not_asked_for(account: Account) -> None:
    send_back(ReturnItem.EDUCATION_PAPER)
    take_over(account)
    with pytest.raises(Refused, match=r"还没有填完|还没有更改"):
        press(account)
    with scope(door(account)):
        keep_file(
            border=BORDER,
            actor=actor_of(account),
            at=AT + timedelta(minutes=1),
            kind=EvidenceKind.EDUCATION,
            accepted=an_accepted_file(),
            keys=KEYS,
        )
    assert press(account).version == 2


def test_pressed_twice_it_is_taken_over_once(account: Account) -> None:
    send_back(ReturnItem.EMPLOYER)
    assert [take_over(account), take_over(account)] == [True, False]
    assert RegistrationVersion.objects.count() == 1
    assert len(trail_of("take_over_registration")) == 1


def test_while_the_office_has_it_nothing_is_taken_over(account: Account) -> None:
    with refused("报名现在是“待审核”，退回补正以后才能在网上更改。"):
        take_over(account)


def test_a_stranger_takes_over_nothing(account: Account) -> None:
    send_back(ReturnItem.EMPLOYER)
    with refused("你还没有本年度的报名。"):
        take_over(an_applicant())
    with pytest.raises(Refused):
        take_over_registration(border=BORDER, actor=an_actor_for("decide_registrations"), at=AT, keys=KEYS)
    assert not RegistrationVersion.objects.exists()


def test_without_a_named_item_everything_may_be_changed_and_no_paper_is_needed(account: Account) -> None:
    send_back()
    take_over(account)
    save(account, "certificate", {"school": "山西大学", "number": "123451202206000001"})
    assert press(account).version == 2
