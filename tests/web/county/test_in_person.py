"""到场办理 at the desk: through the doors of the database, as the county, its neighbours and others press it."""

import re

import pytest
from django.contrib.auth.hashers import is_password_usable
from django.test import Client
from tests import factories
from tests.factories import KEYS
from tests.factories.accounts import a_candidate_account, a_document_number
from tests.factories.border import REGISTRATION_DAY
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Account, Approval, AuditRow, Candidate, KnownDevice, LogInSession
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import ACCOUNT_PHONE
from chengzhao.web.shared import fresh as freshness

HREF = "/county/in-person/"
OLD, NEW = "19900009999", "19900001234"
SEEN = "核对居民身份证原件，与本人一致"
FORM = {"phone": NEW, "phone_again": NEW, "reason": SEEN}


@pytest.fixture
def just_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "is_fresh", lambda *_: True)


@pytest.fixture
def number() -> str:
    return a_document_number()


@pytest.fixture
def squatted(world: World, number: str) -> Account:
    """An account that a classmate opened with somebody's number; it holds a device and a session."""
    account = a_candidate_account(phone=OLD, number=number, password="a long pass phrase")
    KnownDevice.objects.create(
        account=account,
        device_digest=b"d" * 32,
        name="手机",
        first_seen_at=REGISTRATION_DAY,
        last_seen_at=REGISTRATION_DAY,
    )
    LogInSession.objects.create(
        session_key="a" * 64, session_data="", expire_date=REGISTRATION_DAY, account=account
    )
    return account


@pytest.fixture
def county(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.COUNTY_REVIEWER])


def registered(world: World, number: str, account: Account | None = None) -> Candidate:
    return factories.a_candidate(
        identity_number=number, account=account, confirmation_point=world.tree.county, name="李四光"
    )


def look_up(client: Client, number: str) -> str:
    """The address of what was found."""
    response = client.post(HREF, {"identity_number": number})
    assert response.status_code == 302
    address = str(response.headers["Location"])
    assert number not in address
    return address


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def phone_of(account: Account) -> str:
    account.refresh_from_db()
    return ACCOUNT_PHONE.text(KEYS, account.pk, account.phone_sealed)


def test_registration_is_bound_and_the_account_handed_over(
    world: World, county: Client, just_shown: None, squatted: Account, number: str
) -> None:
    person = registered(world, number)
    address = look_up(county, number)
    shown = page_of(county, address)
    assert person.candidate_number in shown
    assert "199****9999" in shown
    assert (number in shown, OLD in shown) == (False, False)
    response = county.post(address, {**FORM, "step": "bind"})
    assert (response.status_code, response.headers["Location"]) == (302, address)
    person.refresh_from_db()
    assert (person.account_id, phone_of(squatted)) == (squatted.pk, NEW)
    assert not is_password_usable(squatted.password)
    assert not KnownDevice.objects.filter(account=squatted).exists()
    assert not LogInSession.objects.filter(account=squatted).exists()
    assert "已办理" in page_of(county, address)
    acts = set(
        AuditRow.objects.filter(account=world.accounts[Role.COUNTY_REVIEWER]).values_list("act", "reason")
    )
    assert {
        ("look_up_in_person", "查到报名、账号"),
        ("view_file", "到场办理"),
        ("bind_candidate_in_person", SEEN),
    } <= acts


def test_account_without_a_document_of_its_own_is_handed_over_by_its_registration(
    world: World, county: Client, just_shown: None, number: str
) -> None:
    account = world.accounts[Role.CANDIDATE]
    registered(world, number, other := factories.an_account(kind=AccountKind.CANDIDATE, username="kao"))
    address = look_up(county, number)
    assert '<dd class="mono">kao</dd>' in page_of(county, address)
    assert county.post(address, {**FORM, "step": "phone"}).status_code == 302
    assert (phone_of(other), account.phone_sealed) == (NEW, None)


def test_registration_of_a_closed_account_is_sent_to_the_province(
    world: World, county: Client, just_shown: None, squatted: Account, number: str
) -> None:
    registered(world, number, squatted)
    Account.objects.filter(pk=squatted.pk).update(is_active=False)
    address = look_up(county, number)
    assert "绑定的账号已停用" in page_of(county, address)
    assert county.post(address, {**FORM, "step": "phone"}).status_code == 409


def test_second_press_of_a_binding_changes_nothing_and_says_so(
    world: World, county: Client, just_shown: None, squatted: Account, number: str
) -> None:
    registered(world, number)
    address = look_up(county, number)
    county.post(address, {**FORM, "step": "bind"})
    response = county.post(address, {**FORM, "step": "bind"})
    assert response.status_code == 409
    assert "情况刚刚有变化" in response.content.decode()
    assert AuditRow.objects.filter(act="bind_candidate_in_person").count() == 1


def test_phone_of_a_registered_candidate_is_changed(
    world: World, county: Client, just_shown: None, squatted: Account, number: str
) -> None:
    registered(world, number, squatted)
    address = look_up(county, number)
    assert county.post(address, {**FORM, "step": "phone"}).status_code == 302
    assert phone_of(squatted) == NEW
    response = county.post(address, {**FORM, "step": "phone"})
    assert (response.status_code, "账号现在就是这个手机号" in response.content.decode()) == (409, True)
    assert AuditRow.objects.filter(act="note_refusal", object_id=squatted.username).count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"phone_again": "19900001235"}, "两次输入的手机号不一致"),
        ({"phone": "123", "phone_again": "123"}, "手机号应为11位数字"),
        ({"reason": " "}, "请写明核对了什么证件"),
    ],
)
def test_form_with_a_slip_is_shown_again(
    world: World,
    county: Client,
    just_shown: None,
    squatted: Account,
    number: str,
    typed: dict[str, str],
    sentence: str,
) -> None:
    registered(world, number, squatted)
    response = county.post(look_up(county, number), {**FORM, "step": "phone", **typed})
    assert (response.status_code, sentence in response.content.decode()) == (200, True)
    assert phone_of(squatted) == OLD


def test_without_a_fresh_factor_nothing_is_looked_up(
    county: Client, squatted: Account, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "is_fresh", lambda *_: False)
    assert county.post(HREF, {"identity_number": number}).status_code == 307
    assert not AuditRow.objects.filter(act="look_up_in_person").exists()


def test_part_of_a_number_finds_nobody(
    world: World, county: Client, just_shown: None, squatted: Account, number: str
) -> None:
    registered(world, number)
    shown = page_of(county, look_up(county, number[-6:]))
    assert "这个证件本年度没有在本单位报名" in shown
    assert squatted.username not in shown


def test_sibling_county_sees_no_registration_and_is_sent_to_the_point(
    world: World, log_in: LogIn, just_shown: None, squatted: Account, number: str
) -> None:
    person = registered(world, number, squatted)
    place = factories.an_organisation(parent=world.tree.prefecture, name="迎泽区招生考试中心")
    neighbour = factories.an_account()
    factories.a_role(account=neighbour, organisation=place, role=Role.COUNTY_REVIEWER)
    client = log_in(neighbour)
    address = look_up(client, number)
    shown = page_of(client, address)
    assert "请考生到报名的确认点办理" in shown
    assert person.candidate_number not in shown
    for step in ("phone", "bind", "release"):
        assert client.post(address, {**FORM, "step": step}).status_code == 409
    assert (phone_of(squatted), Approval.objects.filter(act="release_account").count()) == (OLD, 0)


def test_address_of_one_visitor_or_seat_opens_nothing_for_another(
    world: World, county: Client, log_in: LogIn, just_shown: None, squatted: Account, number: str
) -> None:
    address = look_up(county, number)
    other = log_in(world.accounts[Role.PREFECTURE_OFFICER])
    response = other.get(address)
    assert (response.status_code, response.headers["Location"]) == (302, f"{HREF}?late=1")


def test_two_persons_in_two_tabs_are_not_mixed_up(
    world: World, county: Client, just_shown: None, squatted: Account, number: str
) -> None:
    registered(world, number, squatted)
    second = a_document_number(sex_digit=2)
    other = a_candidate_account(phone="19900005555", number=second)
    registered(world, second, other)
    first_tab = look_up(county, number)
    look_up(county, second)
    county.post(first_tab, {**FORM, "step": "phone"})
    assert (phone_of(squatted), phone_of(other)) == (NEW, "19900005555")


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.COLLEGE_OFFICER, Role.SYSTEM_ADMIN])
def test_other_roles_have_no_such_page(world: World, log_in: LogIn, just_shown: None, role: Role) -> None:
    assert log_in(world.accounts[role]).post(HREF, {"identity_number": "1"}).status_code == 403


def test_account_without_a_registration_is_released_by_two(
    world: World, county: Client, log_in: LogIn, just_shown: None, squatted: Account, number: str
) -> None:
    address = look_up(county, number)
    assert "注销证件名下的账号" in page_of(county, address)
    for _ in range(2):
        response = county.post(address, {"reason": SEEN, "step": "release"})
        assert (response.status_code, response.headers["Location"]) == (302, "/approvals/")
    waiting = Approval.objects.get(act="release_account")
    second = log_in(world.accounts[Role.SECOND_REVIEWER])
    page = page_of(second, f"/approvals/{waiting.public_id}/")
    assert squatted.username in page
    digest = re.search(r'name="digest" value="(\w+)"', page)
    assert digest is not None
    second.post(f"/approvals/{waiting.public_id}/", {"step": "confirm", "digest": digest[1]})
    squatted.refresh_from_db()
    assert (squatted.is_active, squatted.identity_index, squatted.phone_index) == (False, None, None)
    assert "这个证件没有账号" in page_of(county, address)
