"""What a thief got hold of before the owner acted opens nothing afterwards."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests import factories
from tests.factories import KEYS
from tests.factories.accounts import a_candidate_account, a_place
from tests.web.account.conftest import NOON, PASSWORD, Clock

from chengzhao.actions.audit import Refused
from chengzhao.actions.candidate_accounts import recover_account
from chengzhao.actions.log_in import LogInStep, log_in_with_code
from chengzhao.actions.one_time_codes import prove_phone, send_code
from chengzhao.actions.passwords import set_password
from chengzhao.actions.phones import change_phone
from chengzhao.actions.second_factors import code_of, drop_second_factor
from chengzhao.records.models import Account, LogInSession, OneTimeCode, TotpDevice
from chengzhao.records.models.accounts import CodePurpose
from chengzhao.records.queries.accounts import message_text, totp_secret

pytestmark = pytest.mark.django_db

OLD, NEW = "19970000101", "19970000999"
THIEF, OWNER = b"t" * 32, b"o" * 32
ANOTHER = "一把 蓝色 雨伞 在 桥上"


def code_sent(
    purpose: CodePurpose, phone: str, browser: bytes, minute: int, account: Account | None = None
) -> tuple[int, str]:
    sent = send_code(
        at=NOON + timedelta(minutes=minute),
        keys=KEYS,
        purpose=purpose,
        typed=phone,
        browser=browser,
        place=a_place(device=browser.decode()),
        account=account,
    )
    found = re.search(r"\d{6}", message_text(f"code/{sent.code_id}", KEYS))
    assert found is not None
    return sent.code_id, found[0]


def phone_changed(account: Account, minute: int) -> None:
    code, typed = code_sent(CodePurpose.NEW_PHONE, NEW, OWNER, minute, account)
    assert change_phone(
        at=NOON + timedelta(minutes=minute),
        keys=KEYS,
        account_id=account.pk,
        code_id=code,
        typed=typed,
        browser=OWNER,
        session_key="",
        place=a_place(),
    )


def test_code_that_was_asked_for_on_the_phone_of_before_opens_nothing() -> None:
    factories.a_season()
    account = a_candidate_account(phone=OLD)
    code, typed = code_sent(CodePurpose.LOG_IN, OLD, THIEF, 0)
    phone_changed(account, 2)
    came = log_in_with_code(
        at=NOON + timedelta(minutes=3),
        keys=KEYS,
        code_id=code,
        typed=typed,
        browser=THIEF,
        place=a_place(device="t"),
    )
    assert came.step is LogInStep.WRONG


def test_phone_of_before_that_was_proved_sets_no_password() -> None:
    factories.a_season()
    account = a_candidate_account(phone=OLD)
    code, typed = code_sent(CodePurpose.RECOVER, OLD, THIEF, 0)
    place = a_place(device="t")
    assert prove_phone(
        code_id=code, typed=typed, purpose=CodePurpose.RECOVER, browser=THIEF, at=NOON, keys=KEYS, place=place
    )
    phone_changed(account, 2)
    with pytest.raises(Refused, match="手机号验证已过期"):
        recover_account(
            at=NOON + timedelta(minutes=9),
            keys=KEYS,
            password=ANOTHER,
            code_id=code,
            browser=THIEF,
            place=place,
        )
    account.refresh_from_db()
    assert not account.check_password(ANOTHER)
    assert not OneTimeCode.objects.filter(account=account, phone_sealed__isnull=False).exists()


def shown_password(client: Client, password: str = PASSWORD) -> None:
    client.post("/login/", {"door": "staff", "username": "zhao", "password": password})


def factor_of(officer: Account, clock: Clock) -> str:
    secret = totp_secret(officer.pk, KEYS)
    assert secret is not None
    return code_of(secret, clock.now)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def recovered(officer: Account, clock: Clock) -> None:
    """What a link of two administrators does: no factor, another password, nobody logged in."""
    officer.refresh_from_db()
    drop_second_factor(officer)
    set_password(officer, ANOTHER, at=clock.now, keys=KEYS)


@pytest.mark.parametrize("binds_anew", [False, True])
def test_who_bound_before_the_account_was_recovered_does_not_go_on(
    officer: Account, clock: Clock, binds_anew: bool
) -> None:
    TotpDevice.objects.all().delete()
    thief, owner = Client(), Client()
    shown_password(thief)
    assert "恢复码" in thief.post("/login/enrol/", {"factor": factor_of(officer, clock)}).content.decode()
    recovered(officer, clock)
    clock.go_on(minutes=8)
    if binds_anew:
        shown_password(owner, ANOTHER)
        owner.post("/login/enrol/", {"factor": factor_of(officer, clock)})
        owner.post("/login/enrol/", {"go_on": "1"})
        assert is_in(owner)
    thief.post("/login/enrol/", {"go_on": "1"}, follow=True)
    assert not is_in(thief)


def test_another_authenticator_alone_also_stops_who_bound_before(officer: Account, clock: Clock) -> None:
    TotpDevice.objects.all().delete()
    thief, owner = Client(), Client()
    shown_password(thief)
    thief.post("/login/enrol/", {"factor": factor_of(officer, clock)})
    drop_second_factor(officer)
    clock.go_on(minutes=1)
    shown_password(owner)
    owner.post("/login/enrol/", {"factor": factor_of(officer, clock)})
    thief.post("/login/enrol/", {"go_on": "1"}, follow=True)
    assert not is_in(thief)
    owner.post("/login/enrol/", {"go_on": "1"})
    assert is_in(owner)


def test_password_of_before_does_not_carry_on_to_the_second_factor(officer: Account, clock: Clock) -> None:
    thief = Client()
    shown_password(thief)
    assert thief.get("/login/second-factor/").status_code == 200
    officer.refresh_from_db()
    set_password(officer, ANOTHER, at=clock.now, keys=KEYS)
    assert thief.get("/login/second-factor/").status_code == 302


def test_who_came_in_with_another_factor_is_out_once_it_is_bound(officer: Account, clock: Clock) -> None:
    TotpDevice.objects.all().delete()
    client = Client()
    shown_password(client)
    LogInSession.objects.create(account=officer, session_key="of-before", session_data="", expire_date=NOON)
    client.post("/login/enrol/", {"factor": factor_of(officer, clock)})
    assert not LogInSession.objects.filter(account=officer).exists()
