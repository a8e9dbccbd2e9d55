"""The authenticator of staff and the codes on paper (A-03)."""

from datetime import timedelta

import pytest
from django.db import transaction
from tests import factories
from tests.actions.refusing import refused, trail_of
from tests.factories import KEYS, REGISTRATION_DAY
from tests.factories.accounts import a_factor_code, a_place, a_second_factor

from chengzhao.actions.second_factors import (
    code_of,
    confirm_replacement,
    confirm_second_factor,
    has_second_factor,
    is_right_factor,
    offered_secret,
    provisioning_uri,
    renew_recovery_codes,
    replace_second_factor,
    secret_mark,
    secret_text,
    start_second_factor,
)
from chengzhao.law.words import Role
from chengzhao.records.models import Account, AuditRow, RecoveryCode, TotpDevice
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.accounts import totp_secret

pytestmark = pytest.mark.django_db
NOW = REGISTRATION_DAY


@pytest.fixture
def officer() -> Account:
    """An officer who has no authenticator yet."""
    account = factories.an_account(username="zhao")
    factories.a_role(account=account, organisation=factories.a_tree().province, role=Role.PROVINCE_OFFICER)
    return account


def start(account: Account) -> bytes:
    return start_second_factor(account_id=account.pk, at=NOW, keys=KEYS, place=a_place())


def bind(account: Account, typed: str) -> tuple[str, ...] | None:
    shown = totp_secret(account.pk, KEYS)
    mark = secret_mark(shown) if shown else ""
    return confirm_second_factor(
        account_id=account.pk, mark=mark, typed=typed, at=NOW, keys=KEYS, place=a_place()
    )


def is_right(account: Account, typed: str, later: timedelta = timedelta(0)) -> bool:
    with transaction.atomic():
        return is_right_factor(account, typed, at=NOW + later, keys=KEYS)


def test_code_is_that_of_rfc_6238() -> None:
    # Appendix B gives 94287082 with eight digits for this secret at 59 seconds.
    at = NOW.fromtimestamp(59, tz=NOW.tzinfo)
    assert code_of(b"12345678901234567890", at) == "287082"


def test_first_right_code_binds_and_gives_ten_codes_once(officer: Account) -> None:
    secret = start(officer)
    assert (len(secret), has_second_factor(officer.pk)) == (20, False)
    assert bind(officer, "000000") is None
    codes = bind(officer, code_of(secret, NOW))
    assert codes is not None
    assert (len(codes), len(set(codes)), {len(code) for code in codes}) == (10, 10, {11})
    assert has_second_factor(officer.pk)
    assert bind(officer, code_of(secret, NOW)) is None
    assert trail_of("confirm_second_factor") == [("account", "zhao")]


def test_each_row_says_how_the_factor_stood_and_how_it_stands(officer: Account) -> None:
    secret = start(officer)
    bind(officer, code_of(secret, NOW))
    renew_recovery_codes(account_id=officer.pk, at=NOW + timedelta(1), keys=KEYS, place=a_place())
    started, bound, renewed = AuditRow.objects.order_by("pk").values_list("before_digest", "after_digest")
    assert (bound[0], renewed[0]) == (started[1], bound[1])
    assert all(before and before != after for before, after in (started, bound, renewed))


def test_each_start_gives_another_secret_and_it_is_sealed(officer: Account) -> None:
    first = start(officer)
    secret = start(officer)
    assert secret != first
    assert bind(officer, code_of(first, NOW)) is None
    kept = bytes(TotpDevice.objects.get(account=officer).secret_sealed)
    assert secret not in kept
    assert secret.hex().encode() not in kept


def test_bound_authenticator_cannot_be_read_again(officer: Account) -> None:
    a_second_factor(officer)
    with refused("两步验证已经绑定。要换设备，请先用原设备或恢复码登录。"):
        start(officer)


def test_candidate_binds_none(db: None) -> None:
    with refused("考生用短信验证码确认本人，不用绑定两步验证。"):
        start(factories.an_account(kind=AccountKind.CANDIDATE))


@pytest.mark.parametrize(
    ("seconds", "expected"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_clock_may_be_half_a_minute_wrong(officer: Account, seconds: int, expected: bool) -> None:
    a_second_factor(officer)
    code = a_factor_code(NOW + timedelta(seconds=seconds))
    assert is_right(officer, f"{code[:3]} {code[3:]}") is expected


def test_code_is_taken_once_and_none_before_it(officer: Account) -> None:
    a_second_factor(officer)
    code = a_factor_code(NOW)
    assert (is_right(officer, code), is_right(officer, code)) == (True, False)
    assert not is_right(officer, a_factor_code(NOW - timedelta(seconds=30)))
    later = timedelta(seconds=30)
    assert is_right(officer, a_factor_code(NOW + later), later)


def test_recovery_code_is_used_once_and_kept_as_digest(officer: Account) -> None:
    codes = bind(officer, code_of(start(officer), NOW))
    assert codes is not None
    assert is_right(officer, codes[0].lower())
    assert not is_right(officer, codes[0])
    assert is_right(officer, codes[1].replace("-", ""))
    digests = [bytes(digest) for digest in RecoveryCode.objects.values_list("code_digest", flat=True)]
    assert not any(codes[2].replace("-", "").encode() in digest for digest in digests)


def test_new_recovery_codes_end_the_old(officer: Account) -> None:
    old = bind(officer, code_of(start(officer), NOW))
    new = renew_recovery_codes(account_id=officer.pk, at=NOW, keys=KEYS, place=a_place())
    assert old is not None
    assert not set(old) & set(new)
    assert not is_right(officer, old[0])
    assert is_right(officer, new[0])


def test_recovery_codes_without_an_authenticator_are_refused(officer: Account) -> None:
    with refused("还没有绑定两步验证，没有恢复码。请先绑定。"):
        renew_recovery_codes(account_id=officer.pk, at=NOW, keys=KEYS, place=a_place())


def test_recovery_code_of_another_account_opens_nothing(officer: Account) -> None:
    codes = bind(officer, code_of(start(officer), NOW))
    other = factories.an_account(username="qian")
    a_second_factor(other)
    assert codes is not None
    assert not is_right(other, codes[0])


def offered(account: Account) -> tuple[bytes, str]:
    return replace_second_factor(account_id=account.pk, at=NOW, keys=KEYS, place=a_place())


def take(account: Account, offer: str, typed: str) -> tuple[str, ...] | None:
    return confirm_replacement(
        account_id=account.pk, offer=offer, typed=typed, at=NOW, keys=KEYS, place=a_place()
    )


def test_authenticator_stays_until_the_new_one_shows_its_first_right_code(officer: Account) -> None:
    a_second_factor(officer)
    secret, offer = offered(officer)
    assert has_second_factor(officer.pk)
    assert take(officer, offer, "000000") is None
    assert take(officer, offer, a_factor_code(NOW)) is None
    assert is_right(officer, a_factor_code(NOW))
    codes = take(officer, offer, code_of(secret, NOW))
    assert codes is not None
    later = timedelta(seconds=30)
    assert not is_right(officer, a_factor_code(NOW + later), later)
    assert not is_right(officer, code_of(secret, NOW))
    assert is_right(officer, code_of(secret, NOW + later), later)
    assert is_right(officer, codes[0])


def test_offer_is_void_once_another_was_bound_and_for_another_account(officer: Account) -> None:
    a_second_factor(officer)
    other = factories.an_account(username="qian")
    a_second_factor(other)
    (first, stale), (second, good) = offered(officer), offered(officer)
    assert offered_secret(other.pk, good, KEYS) is None
    assert take(other, good, code_of(second, NOW)) is None
    assert take(officer, good, code_of(second, NOW)) is not None
    assert offered_secret(officer.pk, stale, KEYS) is None
    assert take(officer, stale, code_of(first, NOW)) is None


def test_nothing_is_replaced_where_nothing_is_bound(officer: Account) -> None:
    with refused("还没有绑定两步验证，不用更换。请先绑定。"):
        offered(officer)


def test_provisioning_names_account_and_issuer() -> None:
    uri = provisioning_uri(b"12345678901234567890", username="zhao", issuer="成招")
    assert uri.startswith("otpauth://totp/%E6%88%90%E6%8B%9B:zhao?")
    assert "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" in uri
    assert secret_text(b"12345678901234567890").startswith("GEZD GNBV")
