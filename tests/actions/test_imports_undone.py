"""A table is taken back with all that grew on its registrations by itself, and not over what people did."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db.models import PROTECT
from tests import factories
from tests.factories import BORDER
from tests.work.imported import Desk, a_desk, a_person, imported

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.imports_taken_back import GOES, LOOKED_AT, undo_import
from chengzhao.actions.risk_scan import scan_risks
from chengzhao.law.words import Role
from chengzhao.records.bulk import server_time
from chengzhao.records.models import Candidate, ImportBatch, RegisterCheck, RiskCase, RiskDecision, RiskTrait
from chengzhao.rules.registration import CheckAnswer, CheckSubject

pytestmark = pytest.mark.django_db

LATER = {
    *("ReturnedItem", "RegistrationDraft", "FilingResult", "FilingReason", "CandidateFile", "Admission"),
    *("Seat", "PaperMark", "ExtraTestResult"),
}
"""What somebody has only after a decision, or after taking the registration over: that refuses the undoing."""


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def undo(desk: Desk, batch: ImportBatch) -> int:
    number = UUID(str(batch.public_id))
    return undo_import(
        border=BORDER, actor=desk.actor, at=server_time(), public_id=number, reason="传错了文件"
    )


def look() -> None:
    service = Actor(account=None, role=Role.PROVINCE_OFFICER, org_path="/14/")
    scan_risks(border=BORDER, actor=service, at=server_time())


def test_cases_that_were_found_lose_what_is_taken_back(desk: Desk) -> None:
    phone = factories.a_phone()
    imported(desk, [a_person(desk, phone=phone), a_person(desk, phone=phone)])
    batch = imported(desk, [a_person(desk, phone=phone)])
    apart = {
        "phone": factories.a_phone(),
        "address": "太原市迎泽区演练路9号",
        "certificate_number": "104235199905009",
    }
    ended = imported(desk, [a_person(desk, name=name, **apart) for name in ("何一鸣", "何二鸣")])
    look()
    assert sorted(RiskCase.objects.values_list("size", flat=True)) == [2, 3]
    assert (undo(desk, batch), undo(desk, ended)) == (1, 2)
    assert sorted(RiskCase.objects.values_list("state", "size")) == [("ENDED", 2), ("OPEN", 2)]
    assert RiskTrait.objects.values("candidate").distinct().count() == 2
    look()
    assert sorted(RiskCase.objects.values_list("state", "size")) == [("ENDED", 2), ("OPEN", 2)]


def test_questions_that_did_not_go_are_taken_back(desk: Desk) -> None:
    batch = imported(desk, [a_person(desk)])
    factories.a_check(Candidate.objects.get(), subject=CheckSubject.HEALTH_LICENCE)
    assert undo(desk, batch) == 1
    assert RegisterCheck.objects.count() == 0


def a_decided_case(person: Candidate) -> None:
    case = factories.a_risk_case(person, state="KEPT")
    RiskDecision.objects.create(
        season=case.season,
        province=case.province,
        case=case,
        decision="KEEP",
        account=factories.an_account(),
        reason="同一家庭",
        at=server_time(),
        weight=50,
        size=1,
    )


def an_exchange(person: Candidate) -> None:
    subject = CheckSubject.HEALTH_LICENCE
    factories.an_exchange(factories.a_check(person, subject=subject, answer=CheckAnswer.MATCHES))


def a_question_on_its_way(person: Candidate) -> None:
    factories.a_check(person, subject=CheckSubject.HEALTH_LICENCE, claimed_at=server_time())


@pytest.mark.parametrize("done", [a_decided_case, an_exchange, a_question_on_its_way])
def test_what_people_or_registers_did_refuses_the_undoing(
    desk: Desk, done: Callable[[Candidate], None]
) -> None:
    batch = imported(desk, [a_person(desk)])
    done(Candidate.objects.get())
    with pytest.raises(Refused, match=r"有1份已经开始审核或核查.*请逐份退回或由考生撤回"):
        undo(desk, batch)
    assert Candidate.objects.count() == 1


def test_nothing_that_holds_a_candidate_is_forgotten() -> None:
    holding = {
        one.related_model
        for one in Candidate._meta.related_objects
        if one.on_delete is PROTECT and one.related_model not in (*GOES, *LOOKED_AT, RiskTrait)
    }
    assert sorted(table.__name__ for table in holding) == sorted(LATER)
