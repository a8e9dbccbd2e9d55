"""Demonstration accounts of candidates: only in made-up seasons, and only where the settings allow them."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings
from tests.factories import BORDER, a_candidate, a_season, an_account, an_actor

from chengzhao.actions.audit import Refused
from chengzhao.actions.personas import LoanForm, lend_accounts, require_personas
from chengzhao.actions.refusals import RowsRefused
from chengzhao.records.models import AuditRow, Candidate
from chengzhao.records.models.people import AccountKind

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def a_persona() -> int:
    return an_account(kind=AccountKind.CANDIDATE, is_persona=True, password="x").pk


def lend(*loans: LoanForm) -> int:
    return lend_accounts(border=BORDER, actor=an_actor(), at=NOW, loans=loans)


def test_a_persona_becomes_the_account_of_a_candidate_and_leaves_a_trail() -> None:
    a_season()
    candidate, account = a_candidate(), a_persona()
    assert lend(LoanForm(candidate_id=candidate.pk, account_id=account)) == 1
    assert Candidate.objects.get().account_id == account
    assert list(AuditRow.objects.values_list("act", "object_id")) == [("lend_accounts", str(candidate.pk))]


def test_a_season_of_real_people_has_no_personas() -> None:
    a_season(synthetic=False)
    with pytest.raises(Refused, match="只能用于演示数据的年度"):
        lend(LoanForm(candidate_id=a_candidate().pk, account_id=a_persona()))


def test_settings_without_personas_refuse_them() -> None:
    a_season()
    with override_settings(DEMO_PERSONAS=False), pytest.raises(Refused, match="当前设置不允许演示账号"):
        lend(LoanForm(candidate_id=a_candidate().pk, account_id=a_persona()))
    with override_settings(DEMO_PERSONAS=True):
        require_personas()


def test_everything_wrong_is_said_at_once_and_nothing_is_lent() -> None:
    a_season()
    taken = a_persona()
    owner = a_candidate()
    lend(LoanForm(candidate_id=owner.pk, account_id=taken))
    free, person = a_persona(), a_candidate()
    staff = an_account(is_persona=True).pk
    with pytest.raises(RowsRefused) as refusal:
        lend(
            LoanForm(candidate_id=0, account_id=free),
            LoanForm(candidate_id=owner.pk, account_id=a_persona()),
            LoanForm(candidate_id=person.pk, account_id=taken),
            LoanForm(candidate_id=person.pk, account_id=staff),
        )
    assert [(fault.row, fault.expected) for fault in refusal.value.faults] == [
        (1, "应为本年度本省的考生"),
        (2, "考生已有账号"),
        (3, "应为未借出的考生演示账号"),
        (4, "应为未借出的考生演示账号"),
    ]
    assert Candidate.objects.get(pk=person.pk).account_id is None
