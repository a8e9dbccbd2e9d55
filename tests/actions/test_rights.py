"""Requests about one's own data: asked by oneself alone, answered by the office once, all on the trail."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError
from tests import factories
from tests.factories import BEIJING, BORDER, KEYS, a_phone, an_identity_number, answer_in, asked_in

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.refusals import RowsRefused
from chengzhao.actions.rights import answer_request, ask_right, take_back_request
from chengzhao.law.words import Role, Stage
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import AuditRow, Candidate, RightsRequest, SealedFile
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.rights import ERASED, requests_of
from chengzhao.rules.privacy.deletion import RUNNING
from chengzhao.rules.privacy.requests import RequestState, Right
from chengzhao.rules.privacy.retention import ERASED_NAME, KEPT_REASON
from chengzhao.rules.registration import RegistrationState
from chengzhao.vault.sealing import SealBroken

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 11, 1, 23, 30, tzinfo=BEIJING)
TEXT = "工作单位应为太原市第二机械厂"


@pytest.fixture
def candidate() -> Candidate:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    return factories.a_candidate(account=account, confirmation_point=factories.a_tree().county)


def own(candidate: Candidate) -> Actor:
    return Actor(account=candidate.account_id, role=Role.CANDIDATE, org_path=candidate.org_path)


def ask(candidate: Candidate, *, actor: Actor | None = None, text: str = TEXT) -> int:
    return ask_right(
        border=BORDER,
        actor=actor or own(candidate),
        at=NOW,
        keys=KEYS,
        candidate_id=candidate.pk,
        right=Right.CORRECT,
        text=text,
    )


def answer(
    request_id: int, *, actor: Actor | None = None, is_granted: bool = True, text: str = "已更正"
) -> None:
    answer_request(
        border=BORDER,
        actor=actor or factories.an_actor(),
        at=NOW,
        keys=KEYS,
        request_id=request_id,
        is_granted=is_granted,
        answer=text,
    )


def test_request_is_kept_with_its_last_day_and_the_trail_does_not_say_what_was_asked(
    candidate: Candidate,
) -> None:
    request = RightsRequest.objects.get(pk=ask(candidate))
    assert (request.state, asked_in(request), request.due_on) == ("RECEIVED", TEXT, date(2024, 11, 22))
    trail = AuditRow.objects.get(act="ask_right")
    assert (trail.object_id, trail.reason) == (candidate.candidate_number, "更正、补充：已收到")
    assert TEXT not in f"{trail.reason}{trail.object_id}{trail.after_digest}"


def test_second_open_request_of_a_kind_waits_for_the_first(candidate: Candidate) -> None:
    first = ask(candidate)
    with pytest.raises(Refused, match="同一类请求正在办理"):
        ask(candidate)
    answer(first)
    ask(candidate)
    assert RightsRequest.objects.count() == 2


@pytest.mark.parametrize(("text", "sentence"), [("  ", "请写明"), ("字" * 1001, "最多1000字，现为1001字")])
def test_empty_and_endless_requests_are_refused(candidate: Candidate, text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        ask(candidate, text=text)


def test_request_about_somebody_else_is_refused(candidate: Candidate) -> None:
    other = factories.a_candidate(account=factories.an_account(kind=AccountKind.CANDIDATE))
    with pytest.raises(Refused, match="只能对本人"):
        ask(candidate, actor=own(other))
    nobody = Actor(account=None, role=Role.CANDIDATE, org_path="/")
    with pytest.raises(Refused, match="只能对本人"):
        ask(factories.a_candidate(), actor=nobody)


@pytest.mark.parametrize(("is_granted", "state"), [(True, "GRANTED"), (False, "REFUSED")])
def test_office_answers_once(candidate: Candidate, is_granted: bool, state: str) -> None:
    request = ask(candidate)
    answer(request, is_granted=is_granted, text="依据报名材料，不能更正")
    row = RightsRequest.objects.get(pk=request)
    assert (row.state, answer_in(row), row.answered_at) == (state, "依据报名材料，不能更正", NOW)
    with pytest.raises(Refused, match="不能再办理"):
        answer(request)
    assert AuditRow.objects.filter(act="answer_request").count() == 1


def ask_deletion(candidate: Candidate) -> int:
    return ask_right(
        border=BORDER,
        actor=own(candidate),
        at=NOW,
        keys=KEYS,
        candidate_id=candidate.pk,
        right=Right.DELETE,
        text="不再报考，请删除",
    )


def test_granted_deletion_deletes_what_the_law_lets_go_and_says_what_stays() -> None:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    office = factories.a_tree().county
    gone = factories.a_candidate(
        account=account, state=RegistrationState.WITHDRAWN, confirmation_point=office
    )
    factories.an_evidence_file(candidate=gone)
    request = ask_deletion(gone)
    answer(request, text="已按请求办理")
    gone.refresh_from_db()
    assert (gone.name, bytes(gone.phone_sealed), gone.employer) == (ERASED_NAME, b"", "")
    assert not SealedFile.objects.filter(candidate=gone).exists()
    said = answer_in(RightsRequest.objects.get(pk=request))
    assert said.startswith("已按请求办理\n已删除：填报痕迹和审核备注、")
    assert KEPT_REASON in said
    trail = AuditRow.objects.get(act="erase_on_request")
    assert (trail.candidate_id, trail.object_id) == (gone.pk, gone.candidate_number)


def test_deletion_in_the_course_of_the_season_deletes_health_alone_and_says_why(candidate: Candidate) -> None:
    factories.an_open_stage(Stage.ADMISSION)
    for kind in (EvidenceKind.HEALTH, EvidenceKind.EDUCATION):
        factories.an_evidence_file(candidate=candidate, kind=kind)
    request = ask_deletion(candidate)
    answer(request, text="部分办理")
    candidate.refresh_from_db()
    assert candidate.name != ERASED_NAME
    assert SealedFile.objects.get().kind == EvidenceKind.EDUCATION
    assert RUNNING in answer_in(RightsRequest.objects.get(pk=request))


def test_refused_deletion_and_granted_correction_delete_nothing(candidate: Candidate) -> None:
    factories.an_evidence_file(candidate=candidate, kind=EvidenceKind.HEALTH)
    answer(ask_deletion(candidate), is_granted=False, text="正在诉讼")
    answer(ask(candidate))
    assert SealedFile.objects.count() == 1
    assert not AuditRow.objects.filter(act="erase_on_request").exists()


def test_answer_needs_a_text_and_a_reach(candidate: Candidate) -> None:
    request = ask(candidate)
    with pytest.raises(Refused, match="不予办理的写明理由"):
        answer(request, text=" ")
    with pytest.raises(RowsRefused, match="不在你单位的管辖范围内"):
        answer(request, actor=factories.an_actor(org_path="/32/"))
    with pytest.raises(Refused, match="这项工作由"):
        answer(request, actor=factories.an_actor(role=Role.COUNTY_REVIEWER, org_path=candidate.org_path))
    assert RightsRequest.objects.get().state == RequestState.RECEIVED


def test_candidate_takes_back_an_open_request_only(candidate: Candidate) -> None:
    request = ask(candidate)
    other = factories.a_candidate(account=factories.an_account(kind=AccountKind.CANDIDATE))
    with pytest.raises(Refused, match="只能对本人"):
        take_back_request(border=BORDER, actor=own(other), at=NOW, request_id=request)
    take_back_request(border=BORDER, actor=own(candidate), at=NOW, request_id=request)
    assert RightsRequest.objects.get().state == RequestState.TAKEN_BACK
    with pytest.raises(Refused, match="本人已撤回，不能再办理"):
        answer(request)


def test_request_of_another_province_is_unknown(candidate: Candidate) -> None:
    request = ask(candidate)
    elsewhere = type(BORDER)(season=2024, province="32")
    with pytest.raises(Refused, match="没有这项请求"):
        answer_request(
            border=elsewhere,
            actor=factories.an_actor(org_path="/"),
            at=NOW,
            keys=KEYS,
            request_id=request,
            is_granted=True,
            answer="好",
        )


def test_what_is_asked_and_answered_is_sealed_where_it_belongs(candidate: Candidate) -> None:
    said = f"新手机号{a_phone()}，证件{an_identity_number()}"
    first, second = ask(candidate, text=said), ask_deletion(candidate)
    answer(first, text=f"已按{said}更正")
    row, other = RightsRequest.objects.get(pk=first), RightsRequest.objects.get(pk=second)
    assert (asked_in(row), answer_in(row)) == (said, f"已按{said}更正")
    for sealed in (row.text_sealed, row.answer_sealed):
        assert said.encode() not in bytes(sealed)
    other.text_sealed = row.text_sealed
    with pytest.raises(SealBroken):
        asked_in(other)


def test_digest_on_the_trail_is_no_digest_of_the_text(candidate: Candidate) -> None:
    ask(candidate, text="13800000000")
    held = AuditRow.objects.get(act="ask_right").after_digest
    assert held not in {digest_of({"state": "RECEIVED", "said": guess}) for guess in ("", "13800000000")}


def test_granted_deletion_takes_the_texts_of_before_but_not_what_waits() -> None:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    office = factories.a_tree().county
    gone = factories.a_candidate(
        account=account, state=RegistrationState.WITHDRAWN, confirmation_point=office
    )
    answered = factories.a_rights_request(candidate=gone, right=Right.EXPLAIN, state=RequestState.GRANTED)
    back = factories.a_rights_request(candidate=gone, state=RequestState.TAKEN_BACK, answered_at=NOW)
    waiting = factories.a_rights_request(candidate=gone, right=Right.WITHDRAW, text="还没有答复")
    elsewhere = factories.a_rights_request(
        candidate=factories.a_candidate(), state=RequestState.GRANTED, text="别人的"
    )
    asked = RightsRequest.objects.get(pk=ask_deletion(gone))
    phone = a_phone()
    answer(asked.pk, text=f"已删除{phone}")
    for row in (answered, back, waiting, elsewhere, asked):
        row.refresh_from_db()
    assert [asked_in(row) for row in (answered, back, asked)] == ["", "", ""]
    assert answer_in(answered) == ""
    assert [asked_in(row) for row in (waiting, elsewhere)] == ["还没有答复", "别人的"]
    assert answer_in(elsewhere)
    assert answer_in(asked).startswith("已删除〔手机号〕\n已删除：")
    shown = {one.key: (one.text, one.answer) for one in requests_of(gone.pk, KEYS)}
    assert shown[answered.pk] == (ERASED, ERASED)
    assert shown[back.pk] == (ERASED, "")
    assert shown[waiting.pk] == ("还没有答复", "")


def test_answer_without_a_text_is_refused_by_the_table(candidate: Candidate) -> None:
    request = factories.a_rights_request(candidate=candidate, state=RequestState.GRANTED)
    with pytest.raises(IntegrityError, match="answer_has_text"):
        RightsRequest.objects.filter(pk=request.pk).update(answer_sealed=b"")
