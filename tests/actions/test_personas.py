"""Demonstration accounts of candidates: only in made-up seasons, and only where the settings allow them."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings
from tests.actions.refusing import refused, trail_of
from tests.factories import BORDER, KEYS, a_candidate, a_season, an_account, an_actor

from chengzhao.actions.audit import Refused
from chengzhao.actions.personas import (
    PUBLISHED_SECRET,
    LoanForm,
    equip_personas,
    lend_accounts,
    require_personas,
)
from chengzhao.actions.refusals import RowsRefused
from chengzhao.actions.second_factors import code_of, is_right_factor
from chengzhao.records.models import AuditRow, Candidate, TotpDevice
from chengzhao.records.models.people import AccountKind

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def a_persona() -> int:
    return an_account(kind=AccountKind.CANDIDATE, is_persona=True, password="x").pk


def equip(*keys: int) -> int:
    return equip_personas(border=BORDER, actor=an_actor(), at=NOW, account_ids=keys, keys=KEYS)


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


def test_equip_personas_gives_them_the_published_authenticator() -> None:
    persona = an_account(username="sheng", is_persona=True)
    assert equip(persona.pk) == 1
    with transaction.atomic():
        assert is_right_factor(persona, code_of(PUBLISHED_SECRET, NOW), at=NOW, keys=KEYS)
    assert trail_of("equip_personas") == [("account", "sheng")]


def test_equip_personas_refuses_real_people_and_real_settings(settings) -> None:  # type: ignore[no-untyped-def]
    with refused("只有工作人员的演示账号可以配备公开的动态码。"):
        equip(an_account().pk)
    settings.DEMO_PERSONAS = False
    with refused("当前设置不允许演示账号：它们的密码是公开的，只能用于演示（DEMO_PERSONAS）。"):
        equip(an_account(is_persona=True).pk)
    assert not TotpDevice.objects.exists()
