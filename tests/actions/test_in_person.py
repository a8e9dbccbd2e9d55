"""到场办理, from both sides: the document's owner gets the account, and who had taken it is out of every way in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import is_password_usable
from tests import factories
from tests.actions.two_persons import confirm, put_forward
from tests.factories import BORDER, KEYS
from tests.factories.accounts import a_candidate_account, a_document_number, a_place

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.candidate_accounts import recover_account
from chengzhao.actions.in_person import (
    bind_candidate_in_person,
    change_phone_in_person,
    look_up_in_person,
)
from chengzhao.actions.recusals import declare_recusal
from chengzhao.actions.refusals import RowsRefused
from chengzhao.actions.released_accounts import release_account, release_arguments
from chengzhao.law.words import Role
from chengzhao.records.models import (
    Account,
    AuditRow,
    Candidate,
    KnownDevice,
    LogInSession,
    Message,
    OneTimeCode,
    Organisation,
    PhoneChange,
)
from chengzhao.records.models.accounts import CodePurpose
from chengzhao.records.sealed import ACCOUNT_PHONE, BY_PHONE, CODE_PHONE
from chengzhao.rules.governance import Relation

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 9, 5, 2, tzinfo=UTC)
OLD, PHONE = "19900009999", "19900001234"
COUNTY, SIBLING = "/14/1401/140105/", "/14/1401/140106/"
SEEN = "核对居民身份证原件，与本人一致"
BROWSER = b"b" * 32


def a_county() -> None:
    factories.an_organisation(code="140105", path=COUNTY)
    factories.an_organisation(code="140106", path=SIBLING)


def a_squatted_account(number: str) -> Account:
    """An account with every way in that somebody can leave behind: password, device, session, code, waiting phone."""
    account = a_candidate_account(phone=OLD, number=number, password="a long pass phrase")
    KnownDevice.objects.create(
        account=account, device_digest=b"d" * 32, name="手机", first_seen_at=NOW, last_seen_at=NOW
    )
    LogInSession.objects.create(session_key="a" * 64, session_data="", expire_date=NOW, account=account)
    PhoneChange.objects.create(
        account=account,
        phone_index=b"p" * 20,
        phone_sealed=b"sealed",
        asked_at=NOW,
        due_at=NOW + timedelta(days=7),
    )
    a_proved_code(account)
    return account


def a_proved_code(account: Account) -> None:
    """A code to set a new password, proved on the old phone and not yet used for it."""
    code = OneTimeCode.objects.create(
        pk=77,
        purpose=CodePurpose.RECOVER.value,
        account=account,
        phone_index=BY_PHONE.of(KEYS, OLD),
        phone_sealed=KEYS.seal(OLD, row=CODE_PHONE.place(77)),
        browser_digest=BROWSER,
        code_digest=b"c" * 20,
        sent_at=NOW,
        expires_at=NOW + timedelta(minutes=5),
        used_at=NOW,
    )
    assert code.pk == 77


def a_candidate(number: str, account: Account | None = None) -> Candidate:
    county = Organisation.objects.get(path=COUNTY)
    return factories.a_candidate(identity_number=number, account=account, confirmation_point=county)


def a_reviewer(org_path: str = COUNTY, role: Role = Role.COUNTY_REVIEWER) -> Actor:
    return factories.an_actor(role=role, org_path=org_path)


def change(account: Account, org_path: str = COUNTY, phone: str = PHONE, reason: str = SEEN) -> None:
    change_phone_in_person(
        border=BORDER,
        actor=a_reviewer(org_path),
        at=NOW,
        username=account.username,
        phone=phone,
        reason=reason,
        keys=KEYS,
    )


def bind(person: Candidate, account: Account, org_path: str = COUNTY, phone: str = PHONE) -> None:
    bind_candidate_in_person(
        border=BORDER,
        actor=a_reviewer(org_path),
        at=NOW,
        candidate_number=person.candidate_number,
        username=account.username,
        phone=phone,
        reason=SEEN,
        keys=KEYS,
    )


def phone_of(account: Account) -> str:
    account.refresh_from_db()
    return ACCOUNT_PHONE.text(KEYS, account.pk, account.phone_sealed)


def kinds_told() -> list[str]:
    return sorted(Message.objects.values_list("kind", flat=True))


def assert_nobody_comes_in_as_before(account: Account) -> None:
    account.refresh_from_db()
    assert not is_password_usable(account.password)
    assert account.password_changed_at is None
    assert not KnownDevice.objects.filter(account=account).exists()
    assert not LogInSession.objects.filter(account=account).exists()
    assert not PhoneChange.objects.filter(account=account, called_off_at__isnull=True).exists()
    with pytest.raises(Refused, match="手机号验证已过期"):
        recover_account(
            at=NOW, keys=KEYS, password="another long phrase", code_id=77, browser=BROWSER, place=a_place()
        )


def assert_all_is_as_before(account: Account) -> None:
    assert phone_of(account) == OLD
    assert is_password_usable(account.password)
    assert LogInSession.objects.filter(account=account).exists()
    assert KnownDevice.objects.filter(account=account).exists()
    assert not Message.objects.exists()


def test_owner_gets_the_account_and_who_had_taken_it_is_out() -> None:
    a_county()
    account = a_squatted_account(number := a_document_number())
    a_candidate(number, account)
    change(account)
    assert phone_of(account) == PHONE
    assert_nobody_comes_in_as_before(account)
    assert kinds_told() == ["phone_gone", "phone_new"]
    row = AuditRow.objects.get(act="change_phone_in_person")
    assert (row.object_id, row.reason) == (account.username, SEEN)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"org_path": SIBLING}, "没有绑定本年度在你单位的报名"),
        ({"phone": "12345"}, "手机号应为11位数字"),
        ({"reason": "  "}, "请写明核对了什么证件"),
        ({"phone": OLD}, "账号现在就是这个手机号"),
    ],
)
def test_change_that_may_not_be_leaves_everything(asked: dict[str, str], sentence: str) -> None:
    a_county()
    account = a_squatted_account(number := a_document_number())
    a_candidate(number, account)
    with pytest.raises(Refused, match=sentence):
        change(account, **asked)
    assert_all_is_as_before(account)


def test_change_to_the_phone_of_another_account_leaves_everything() -> None:
    a_county()
    a_candidate_account(phone=PHONE)
    account = a_squatted_account(number := a_document_number())
    a_candidate(number, account)
    with pytest.raises(Refused, match="这个手机号不能用于此账号"):
        change(account)
    assert_all_is_as_before(account)


def test_account_without_a_registration_here_keeps_its_phone() -> None:
    a_county()
    account = a_squatted_account(a_document_number())
    with pytest.raises(Refused, match="没有绑定本年度在你单位的报名"):
        change(account)
    assert_all_is_as_before(account)


def test_binding_gives_the_account_to_who_stands_there() -> None:
    a_county()
    account = a_squatted_account(number := a_document_number())
    person = a_candidate(number)
    bind(person, account)
    person.refresh_from_db()
    assert (person.account_id, phone_of(account)) == (account.pk, PHONE)
    assert_nobody_comes_in_as_before(account)
    assert AuditRow.objects.get(act="bind_candidate_in_person").reason == SEEN


def test_binding_with_the_same_phone_ends_the_ways_in_and_says_so() -> None:
    a_county()
    account = a_squatted_account(number := a_document_number())
    bind(a_candidate(number), account, phone=OLD)
    assert_nobody_comes_in_as_before(account)
    assert (phone_of(account), kinds_told()) == (OLD, ["proved_in_person"])


def test_binding_of_another_document_or_another_county_leaves_everything() -> None:
    a_county()
    account = a_squatted_account(number := a_document_number())
    with pytest.raises(Refused, match="不是同一个"):
        bind(a_candidate(a_document_number()), account)
    with pytest.raises(RowsRefused, match="不在你单位的管辖范围内"):
        bind(a_candidate(number), account, SIBLING)
    assert_all_is_as_before(account)


def test_second_press_of_the_binding_is_refused() -> None:
    a_county()
    account = a_squatted_account(number := a_document_number())
    person = a_candidate(number)
    bind(person, account)
    with pytest.raises(Refused, match="已绑定账号"):
        bind(person, account)
    assert AuditRow.objects.filter(act="bind_candidate_in_person").count() == 1


def test_reviewer_who_keeps_away_hands_nothing_over() -> None:
    a_county()
    account = a_squatted_account(number := a_document_number())
    person = a_candidate(number, account)
    reviewer = a_reviewer()
    declare_recusal(
        border=BORDER,
        actor=reviewer,
        at=NOW,
        candidate_number=person.candidate_number,
        relation=next(iter(Relation)),
    )
    with pytest.raises(RowsRefused):
        change_phone_in_person(
            border=BORDER,
            actor=reviewer,
            at=NOW,
            username=account.username,
            phone=PHONE,
            reason=SEEN,
            keys=KEYS,
        )
    assert_all_is_as_before(account)


def look_up(number: str, org_path: str = COUNTY, role: Role = Role.COUNTY_REVIEWER) -> tuple[object, object]:
    found = look_up_in_person(
        border=BORDER, actor=a_reviewer(org_path, role), at=NOW, identity_number=number, keys=KEYS
    )
    return found.candidate_id, found.account_id


def test_look_finds_by_the_whole_number_and_leaves_a_row() -> None:
    a_county()
    account = a_squatted_account(number := a_document_number())
    person = a_candidate(number)
    assert look_up(f" {number.lower()} ") == (person.pk, account.pk)
    assert look_up(number, SIBLING) == (None, account.pk)
    assert look_up(number[:-1]) == (None, None)
    rows = AuditRow.objects.filter(act="look_up_in_person").order_by("pk")
    assert [(row.object_kind, row.reason) for row in rows] == [
        ("candidate", "查到报名、账号"),
        ("account", "查到账号"),
        ("account", "没有查到"),
    ]
    assert number not in str(list(rows.values()))


def test_look_is_for_the_confirmation_point() -> None:
    with pytest.raises(Refused, match="这项工作由"):
        look_up(a_document_number(), "/14/", Role.PROVINCE_OFFICER)


def release(account: Account, at: datetime = NOW) -> None:
    arguments = release_arguments(account.pk, COUNTY, SEEN)
    waiting = put_forward("release_account", arguments, at, first=a_reviewer())
    confirm(waiting, at, second=a_reviewer(role=Role.SECOND_REVIEWER))


def test_released_account_frees_document_and_phone_and_opens_to_nobody() -> None:
    a_county()
    account = a_squatted_account(number := a_document_number())
    release(account)
    assert_nobody_comes_in_as_before(account)
    assert (account.is_active, account.identity_index, account.phone_index) == (False, None, None)
    assert kinds_told() == ["account_released"]
    assert look_up(number) == (None, None)
    owner = a_candidate_account(phone=OLD, number=number)
    assert look_up(number) == (None, owner.pk)


def test_release_says_of_two_accounts_different_things() -> None:
    """The digests are of what is freed, not only of whether the account is open: that is the same for all."""
    a_county()
    for _ in range(2):
        release(a_candidate_account(phone=OLD, number=a_document_number()))
    rows = AuditRow.objects.filter(act="release_account").values_list("before_digest", "after_digest")
    (one, freed), (other, freed_too) = rows
    assert one != other
    assert freed == freed_too
    assert freed not in (one, other)


def test_account_with_a_registration_is_not_released() -> None:
    a_county()
    account = a_squatted_account(number := a_document_number())
    a_candidate(number, account)
    with pytest.raises(Refused, match="本年度已经报名"):
        release(account)
    assert_all_is_as_before(account)


def test_registration_between_the_two_signatures_stops_the_release() -> None:
    a_county()
    account = a_squatted_account(number := a_document_number())
    waiting = put_forward(
        "release_account", release_arguments(account.pk, COUNTY, SEEN), NOW, first=a_reviewer()
    )
    a_candidate(number)
    with pytest.raises(Refused, match="本年度已经报名"):
        confirm(waiting, NOW, second=a_reviewer(role=Role.SECOND_REVIEWER))
    assert_all_is_as_before(account)


def test_release_takes_two() -> None:
    a_county()
    account = a_squatted_account(a_document_number())
    with pytest.raises(Refused, match="须由两人办理"):
        release_account(
            border=BORDER,
            actor=a_reviewer(),
            at=NOW,
            account_id=account.pk,
            org_path=COUNTY,
            reason=SEEN,
            keys=KEYS,
        )
    assert_all_is_as_before(account)


def test_release_is_not_put_forward_for_another_county() -> None:
    a_county()
    account = a_squatted_account(a_document_number())
    with pytest.raises(Refused, match="不在你单位的管辖范围内"):
        put_forward(
            "release_account", release_arguments(account.pk, COUNTY, SEEN), NOW, first=a_reviewer(SIBLING)
        )
