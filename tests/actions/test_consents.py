"""Answers to texts: bound to the very words, never changed, the last one counts."""

from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction
from tests import factories
from tests.factories import BEIJING, BORDER

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.consents import Answer, answer_consents
from chengzhao.law.privacy.consents import TEXTS, ConsentKind, ConsentText, current_text
from chengzhao.law.words import Role
from chengzhao.records.models import Account, AuditRow, Consent, LegalHold, SealedFile
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.consents import consents_of, has_agreed

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 2, 10, tzinfo=BEIJING)
TODAY = date(2024, 9, 2)


@pytest.fixture
def account() -> Account:
    return factories.an_account(kind=AccountKind.CANDIDATE)


def answer(account: Account, kind: ConsentKind, *, is_given: bool = True, digest: str = "") -> None:
    answer_consents(
        border=BORDER,
        actor=Actor(account=account.pk, role=Role.CANDIDATE, org_path="/14/"),
        at=NOW,
        answers=[Answer(kind=kind, digest=digest or current_text(kind, TODAY).digest, is_given=is_given)],
    )


def test_answer_keeps_version_digest_and_time_and_leaves_a_trail(account: Account) -> None:
    answer(account, ConsentKind.NOTICE)
    row = Consent.objects.get()
    text = current_text(ConsentKind.NOTICE, TODAY)
    assert (row.version, row.digest, row.is_given, row.at) == (1, text.digest, True, NOW)
    trail = AuditRow.objects.get(act="answer_consents")
    assert (trail.object_kind, trail.object_id, trail.account_id) == ("consent", "NOTICE v1", account.pk)
    assert has_agreed(account.pk, ConsentKind.NOTICE, TODAY) is True


def test_last_answer_counts(account: Account) -> None:
    for is_given in (True, False, True, False):
        answer(account, ConsentKind.FACE, is_given=is_given)
    assert has_agreed(account.pk, ConsentKind.FACE, TODAY) is False
    assert consents_of(account.pk)[ConsentKind.FACE].is_given is False
    assert Consent.objects.count() == 4


def test_new_version_asks_again(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(account, ConsentKind.NOTICE)
    second = ConsentText(
        kind=ConsentKind.NOTICE, version=2, since=date(2024, 9, 10), title="新告知书", paragraphs=("新",)
    )
    monkeypatch.setattr("chengzhao.law.privacy.consents.TEXTS", (*TEXTS, second))
    assert has_agreed(account.pk, ConsentKind.NOTICE, date(2024, 9, 9)) is True
    assert has_agreed(account.pk, ConsentKind.NOTICE, date(2024, 9, 10)) is False


def test_text_that_changed_while_it_was_read_is_not_agreed_to(account: Account) -> None:
    with pytest.raises(Refused, match="已经更新，请重新阅读"):
        answer(account, ConsentKind.FACE, digest="0" * 64)
    assert Consent.objects.count() == 0


def test_notice_is_no_question(account: Account) -> None:
    with pytest.raises(Refused, match="须确认已经阅读"):
        answer(account, ConsentKind.NOTICE, is_given=False)


def test_nobody_answers_without_an_account() -> None:
    with pytest.raises(Refused, match="请先登录"):
        answer_consents(
            border=BORDER, actor=Actor(account=None, role=Role.CANDIDATE, org_path="/"), at=NOW, answers=[]
        )


def test_answer_of_another_account_is_not_mine(account: Account) -> None:
    answer(factories.an_account(kind=AccountKind.CANDIDATE), ConsentKind.NOTICE)
    assert consents_of(account.pk) == {}


def test_database_refuses_a_changed_answer_and_a_refused_notice(account: Account) -> None:
    answer(account, ConsentKind.FACE)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Consent.objects.update(is_given=False)
    with pytest.raises(DatabaseError, match="consent_notice_is_never_refused"), transaction.atomic():
        factories.a_consent(account=account, given=False)


@pytest.mark.parametrize(
    ("is_given", "is_held", "left"), [(False, False, 1), (True, False, 2), (False, True, 2)]
)
def test_files_of_health_go_with_the_consent_at_once(
    account: Account, is_given: bool, is_held: bool, left: int
) -> None:
    person = factories.a_candidate(account=account)
    for kind in (EvidenceKind.HEALTH, EvidenceKind.PORTRAIT):
        factories.an_evidence_file(candidate=person, kind=kind)
    if is_held:
        facts = {"season": person.season, "province": person.province, "placed_at": NOW}
        LegalHold.objects.create(candidate=person, reason="诉讼", placed_by=factories.an_account(), **facts)
    answer(account, ConsentKind.HEALTH, is_given=is_given)
    assert SealedFile.objects.filter(candidate=person).count() == left
