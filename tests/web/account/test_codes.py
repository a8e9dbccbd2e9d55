"""Codes to the phone: logging in, registering and recovering, with one answer for everybody (A-07, A-08)."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests import factories
from tests.factories.accounts import a_candidate_account, a_document_number
from tests.web.account.conftest import PASSWORD, Clock, last_code, texts

from chengzhao.law.words import IdentityDocument
from chengzhao.records.models import Account, AuditRow, Candidate, OneTimeCode
from chengzhao.records.sealed import BY_NUMBER, PHONE

pytestmark = pytest.mark.django_db


def ask(client: Client, where: str, typed: str, name: str = "who") -> str:
    response = client.post(where, {name: typed}, follow=True)
    return response.redirect_chain[-1][0] if response.redirect_chain else response.content.decode()


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def identity(number: str = "", name: str = "李四", password: str = "") -> dict[str, str]:
    return {
        "identity_kind": IdentityDocument.RESIDENT_ID.value,
        "identity_number": number or a_document_number(),
        "name": name,
        "password": password,
    }


def register(client: Client, phone: str, **facts: str) -> str:
    ask(client, "/register/", phone, "phone")
    client.post("/register/code/", {"code": last_code()})
    response = client.post("/register/identity/", identity(**facts), follow=True)
    return response.redirect_chain[-1][0] if response.redirect_chain else response.content.decode()


@pytest.mark.parametrize("typed", ["19970000101", "999999199003070012"])
def test_code_lets_a_candidate_in(client: Client, candidate: Account, typed: str) -> None:
    assert ask(client, "/login/code/", typed) == "/login/code/enter/"
    response = client.post("/login/code/enter/", {"code": last_code()}, follow=True)
    assert response.redirect_chain[-1][0] == "/candidate/"


def test_code_is_six_digits_and_kept_as_digest(client: Client, candidate: Account) -> None:
    ask(client, "/login/code/", "19970000101")
    row = OneTimeCode.objects.get()
    assert re.fullmatch(r"\d{6}", last_code())
    assert last_code().encode() not in bytes(row.code_digest)
    assert len(bytes(row.code_digest)) >= 32
    assert row.expires_at - row.sent_at == timedelta(minutes=5)


def test_code_page_offers_what_phones_fill_in_and_says_when_another_may_be_sent(
    client: Client, candidate: Account
) -> None:
    ask(client, "/login/code/", "19970000101")
    page = client.get("/login/code/enter/").content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    assert "199****0101" in page
    assert "12:01:00以后可以重新获取" in page
    assert "onpaste" not in page


def test_code_is_used_once(client: Client, candidate: Account) -> None:
    ask(client, "/login/code/", "19970000101")
    code, session = last_code(), dict(client.session)
    client.post("/login/code/enter/", {"code": code})
    client.post("/logout/")
    again = client.session
    again.update({name: session[name] for name in ("binding", "codes")})
    again.save()
    client.cookies["sessionid"] = again.session_key or ""
    assert "验证码不对或已过期" in client.post("/login/code/enter/", {"code": code}).content.decode()


def test_code_lasts_five_minutes(client: Client, candidate: Account, clock: Clock) -> None:
    ask(client, "/login/code/", "19970000101")
    clock.go_on(minutes=5)
    assert "验证码不对或已过期" in client.post("/login/code/enter/", {"code": last_code()}).content.decode()


def test_code_takes_five_tries(client: Client, candidate: Account) -> None:
    ask(client, "/login/code/", "19970000101")
    code = last_code()
    for _ in range(5):
        client.post("/login/code/enter/", {"code": other_than(code)})
    assert "验证码不对或已过期" in client.post("/login/code/enter/", {"code": code}).content.decode()
    assert OneTimeCode.objects.get().tries == 5


def test_wrong_code_that_proves_no_phone_is_on_the_trail(client: Client) -> None:
    ask(client, "/register/", "19970000777", "phone")
    assert (
        "验证码不对或已过期"
        in client.post("/register/code/", {"code": other_than(last_code())}).content.decode()
    )
    sent = OneTimeCode.objects.get()
    assert AuditRow.objects.get(act="fail_code").object_id == f"code/{sent.pk}"


def test_code_of_one_browser_or_purpose_opens_nothing_elsewhere(candidate: Account) -> None:
    first, second = Client(), Client()
    ask(first, "/login/code/", "19970000101")
    stolen = second.session
    stolen["codes"] = dict(first.session["codes"])
    stolen.save()
    second.cookies["sessionid"] = stolen.session_key or ""
    assert second.post("/login/code/enter/", {"code": last_code()}).status_code == 302
    assert "_auth_user_id" not in second.session
    mixed = first.session
    mixed["codes"] = {"RECOVER": first.session["codes"]["LOG_IN"]}
    mixed.save()
    page = first.post("/recover/code/", {"code": last_code()}).content.decode()
    assert "验证码不对或已过期" in page


def test_code_may_be_sent_again_after_a_minute_and_ten_times_a_day(
    client: Client, candidate: Account, clock: Clock
) -> None:
    for number in range(10):
        assert ask(client, "/login/code/", "19970000101") == "/login/code/enter/", number
        assert "验证码每60秒可获取一次" in ask(client, "/login/code/", "19970000101")
        clock.go_on(seconds=60)
    assert "请在24小时以后再获取" in ask(client, "/login/code/", "19970000101")
    clock.go_on(hours=23, minutes=50)
    assert ask(client, "/login/code/", "19970000101") == "/login/code/enter/"


def test_a_stranger_uses_up_no_code_of_the_owner(
    candidate: Account, candidate_client: Callable[[], Client], clock: Clock
) -> None:
    owner = candidate_client()
    owner.post("/logout/")
    networks = ("198.51.100.1", "192.0.2.1")
    for place in networks:
        for _ in range(10):
            clock.go_on(seconds=60)
            assert asked_from(place) == 302
        clock.go_on(seconds=60)
        assert asked_from(place) == 200
    assert asked_from("203.0.113.77") == 200, "twenty in all for whoever is not known"
    assert ask(owner, "/login/code/", "19970000101") == "/login/code/enter/"


def asked_from(address: str) -> int:
    stranger = Client(REMOTE_ADDR=address)
    return stranger.post("/login/code/", {"who": "19970000101"}).status_code


def test_no_number_of_strangers_keeps_the_owner_from_recovering(candidate: Account, clock: Clock) -> None:
    for last in range(1, 8):
        Client(REMOTE_ADDR=f"192.0.{last}.7").post("/recover/", {"who": "19970000101"})
        clock.go_on(seconds=61)
    assert ask(Client(REMOTE_ADDR="198.51.100.7"), "/recover/", "19970000101") == "/recover/code/"


@pytest.mark.parametrize("where", ["/login/code/", "/recover/"])
def test_answer_is_the_same_whether_or_not_there_is_an_account(
    candidate: Account, where: str, settings: Settings
) -> None:
    settings.DEMO_PERSONAS = False
    pages = []
    for typed in ("19970000101", "19970000102"):
        client = Client()
        page = client.get(ask(client, where, typed)).content.decode()
        pages.append(re.sub(r"199\*+\d{4}|[0-9a-zA-Z]{32,64}", "", page))
    assert pages[0] == pages[1]
    assert len(texts("code")) == 1
    assert "还没有账号" in texts("unknown")[0]


def test_registration_opens_an_account_and_seals_what_it_keeps(client: Client) -> None:
    assert register(client, "19970000301", number="999999199003070020", password="十二座石桥与一支笔") == (
        "/register/done/"
    )
    account = Account.objects.get()
    assert (account.kind, account.display_name, account.check_password("十二座石桥与一支笔")) == (
        "CANDIDATE",
        "李四",
        True,
    )
    kept = b"".join(
        bytes(getattr(account, name))
        for name in ("identity_index", "identity_sealed", "phone_index", "phone_sealed")
    )
    assert b"999999199003070020" not in kept
    assert b"19970000301" not in kept
    assert "999999199003070020" not in account.username
    client.post("/login/", {"door": "candidate", "username": "19970000301", "password": "十二座石桥与一支笔"})
    assert "_auth_user_id" in client.session


def test_registration_without_a_password_is_open_to_codes(client: Client, clock: Clock) -> None:
    register(client, "19970000301")
    clock.go_on(minutes=1)
    ask(client, "/login/code/", "19970000301")
    client.post("/login/code/enter/", {"code": last_code()})
    assert "_auth_user_id" in client.session


def test_phone_of_an_account_registers_nothing_and_is_told_so_by_message_only(
    client: Client, candidate: Account
) -> None:
    assert ask(client, "/register/", "19970000101", "phone") == "/register/code/"
    assert texts("code") == []
    assert "已有账号" in texts("taken")[0]
    assert "验证码不对或已过期" in client.post("/register/code/", {"code": "123456"}).content.decode()


def test_document_of_an_account_gets_the_same_page_and_no_second_account(
    client: Client, candidate: Account
) -> None:
    assert register(client, "19970000301", number="999999199003070012") == "/register/done/"
    assert Account.objects.filter(kind="CANDIDATE").count() == 1
    assert "有人用您的证件号码再次注册" in texts("document_again")[0]
    again = client.post("/register/identity/", identity("999999199003070039"))
    assert again.status_code != 200 or "手机号验证已过期" in again.content.decode()
    assert Account.objects.filter(kind="CANDIDATE").count() == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"number": "99999919900307"}, "号码应为18位"),
        ({"number": "999999199003070010"}, "号码最后一位校验码不对"),
        ({"name": "李?"}, "姓名中的生僻字不能用"),
        ({"password": "1234567"}, "密码至少8个字符"),
        ({"password": "12345678"}, "这个密码太常见"),
        ({"password": "lisi2024lisi"}, "去掉姓名"),
    ],
)
def test_registration_says_what_is_wrong(client: Client, facts: dict[str, str], sentence: str) -> None:
    assert sentence in register(client, "19970000301", **facts)
    assert not Account.objects.exists()


def test_registration_without_the_phone_is_no_page(client: Client) -> None:
    response = client.post("/register/identity/", identity())
    assert (response.status_code, response.headers["Location"]) == (302, "/register/")


@pytest.mark.parametrize(("phone", "is_bound"), [("19970000301", True), ("19970000302", False)])
def test_account_is_bound_to_the_row_with_its_document_and_phone(
    client: Client, phone: str, is_bound: bool
) -> None:
    number = "999999199003070012"
    row = factories.a_candidate(identity_index=BY_NUMBER.of(factories.KEYS, number))
    sealed = factories.KEYS.seal("19970000301", row=PHONE.place(row.pk))
    Candidate.objects.filter(pk=row.pk).update(phone_sealed=sealed)
    register(client, phone, number=number)
    row.refresh_from_db()
    assert (row.account == Account.objects.get()) is is_bound


def test_recovery_sets_a_password_and_ends_every_session(candidate: Account, clock: Clock) -> None:
    other, client = Client(), Client()
    other.post("/login/", {"door": "candidate", "username": "19970000101", "password": PASSWORD})
    assert other.get("/account/").status_code == 200
    ask(client, "/recover/", "19970000101")
    client.post("/recover/code/", {"code": last_code()})
    page = client.post("/recover/password/", {"password": "十二座石桥与一支笔"}).content.decode()
    assert "密码已重设" in page
    assert other.get("/account/").status_code == 302
    assert "密码已修改" in texts("password")[0]
    candidate.refresh_from_db()
    assert candidate.check_password("十二座石桥与一支笔")
    assert client.post("/recover/password/", {"password": "another of twelve"}).status_code == 302


def test_a_closed_account_is_not_recovered(candidate: Account) -> None:
    client = Client()
    ask(client, "/recover/", "19970000101")
    client.post("/recover/code/", {"code": last_code()})
    Account.objects.filter(pk=candidate.pk).update(is_active=False)
    client.post("/recover/password/", {"password": "十二座石桥与一支笔"})
    candidate.refresh_from_db()
    assert candidate.check_password(PASSWORD)


def test_candidates_without_an_account_are_left_alone(client: Client) -> None:
    factories.a_candidate()
    register(client, "19970000301")
    assert Candidate.objects.filter(account__isnull=False).count() == 0
    assert a_candidate_account().pk
