"""The two doors and the way out."""

import re
from datetime import datetime

import pytest
from django.test import Client
from tests import factories
from tests.factories.accounts import a_candidate_account, a_document_number, a_factor_code, a_second_factor
from tests.web.account.conftest import NOON, PASSWORD, Clock

from chengzhao.law.words import Role
from chengzhao.records.models import Account, AuditRow, KnownDevice, Message, TotpDevice
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import BY_NUMBER
from chengzhao.web.account.doors import WRONG_FACTOR, WRONG_PAIR

pytestmark = pytest.mark.django_db


def show_password(client: Client, username: str = "zhao", password: str = PASSWORD, **extra: str):  # type: ignore[no-untyped-def]
    fields = {"door": "staff", "username": username, "password": password, **extra}
    return client.post("/login/", fields, follow=True)


def log_in(client: Client, at: datetime = NOON, **extra: str):  # type: ignore[no-untyped-def]
    show_password(client, **extra)
    return client.post("/login/second-factor/", {"factor": a_factor_code(at)}, follow=True)


def as_candidate(client: Client, username: str, password: str = PASSWORD, **extra: str):  # type: ignore[no-untyped-def]
    fields = {"door": "candidate", "username": username, "password": password, **extra}
    return client.post("/login/", fields, follow=True)


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_staff_come_in_by_password_and_second_factor(client: Client, officer: Account) -> None:
    response = show_password(client)
    assert response.redirect_chain == [("/login/second-factor/", 302)]
    assert not is_logged_in(client)
    assert client.get("/province/").status_code == 302
    assert [place for place, _ in log_in(client).redirect_chain] == ["/seats/", "/province/"]
    assert is_logged_in(client)


def test_second_factor_without_a_password_is_no_page(client: Client, officer: Account) -> None:
    response = client.get("/login/second-factor/")
    assert (response.status_code, response.headers["Location"]) == (302, "/login/?door=staff")


def test_second_factor_waits_a_quarter_of_an_hour(client: Client, officer: Account, clock: Clock) -> None:
    show_password(client)
    clock.go_on(minutes=15, seconds=1)
    assert client.post("/login/second-factor/", {"factor": a_factor_code(clock.now)}).status_code == 302
    assert not is_logged_in(client)


def test_wrong_and_used_codes_are_refused(client: Client, officer: Account) -> None:
    show_password(client)
    wrong = client.post("/login/second-factor/", {"factor": "000000"}).content.decode()
    assert WRONG_FACTOR in wrong
    log_in(client)
    client.post("/logout/")
    assert WRONG_FACTOR in log_in(client).content.decode()


def test_staff_without_second_factor_reach_only_its_enrolment(client: Client, officer: Account) -> None:
    TotpDevice.objects.all().delete()
    response = show_password(client)
    assert response.redirect_chain == [("/login/enrol/", 302)]
    assert "绑定两步验证" in response.content.decode()
    assert client.get("/province/").headers["Location"] == "/login/?next=/province/"
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    "typed", ["19970000101", "199 7000 0101", "+8619970000101", "999999199003070012", " 999999199003070012 "]
)
def test_candidate_comes_in_by_phone_or_document(client: Client, candidate: Account, typed: str) -> None:
    Account.objects.filter(pk=candidate.pk).update(
        identity_index=BY_NUMBER.of(factories.KEYS, "999999199003070012")
    )
    assert as_candidate(client, typed).redirect_chain[-1][0] == "/candidate/"


def test_each_door_lets_in_its_own_people_only(client: Client, officer: Account, candidate: Account) -> None:
    assert WRONG_PAIR in as_candidate(client, "zhao").content.decode()
    assert WRONG_PAIR in show_password(client, "19970000101").content.decode()
    assert not is_logged_in(client)


def test_login_gives_the_session_a_new_key_at_each_step(client: Client, officer: Account) -> None:
    keys = []
    client.get("/login/")
    for step in (show_password, log_in):
        step(client)
        keys.append(client.session.session_key)
    assert len({*keys, None}) == 3


@pytest.mark.parametrize(
    ("username", "password"), [("nobody", PASSWORD), ("zhao", "wrong"), ("closed", PASSWORD)]
)
def test_login_answers_every_wrong_pair_alike(
    client: Client, officer: Account, username: str, password: str
) -> None:
    factories.an_account(username="closed", password=PASSWORD, can_log_in=False)
    response = show_password(client, username, password)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count(WRONG_PAIR) == 1
    assert "请改正以下1处" in page
    assert not is_logged_in(client)


def test_login_names_every_empty_field(client: Client) -> None:
    page = as_candidate(client, "", "").content.decode()
    assert "请改正以下2处" in page
    assert page.count("请填写证件号码或手机号") == 2
    assert page.count("请填写密码") == 2
    assert '<a href="#id_username">请填写证件号码或手机号</a>' in page
    assert "<title>错误：考生登录" in page


def test_login_never_shows_the_password_again(client: Client, officer: Account) -> None:
    assert "wrong-and-secret" not in show_password(client, password="wrong-and-secret").content.decode()


def test_login_goes_on_to_the_page_that_was_asked_for(client: Client, officer: Account) -> None:
    assert client.get("/login/?next=/province/runs/").content.decode().count("工作人员登录") > 1
    assert log_in(client, next="/province/runs/").redirect_chain[-1][0] == "/province/runs/"


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "province:home", "-1"]
)
def test_login_never_leaves_the_site(client: Client, officer: Account, wanted: str) -> None:
    assert log_in(client, next=wanted).redirect_chain[-1][0] == "/province/"


def test_login_needs_the_token_of_its_form(officer: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/login/", {"door": "staff", "username": "zhao", "password": PASSWORD})
    assert response.status_code == 403


def test_login_of_somebody_without_a_seat_says_so(client: Client) -> None:
    a_second_factor(factories.an_account(username="idle", password=PASSWORD))
    page = log_in(client, username="idle").content.decode()
    assert "这个账号现在没有可用的身份" in page
    assert "退出登录" in page


def test_several_seats_are_offered_and_one_is_taken_under_a_new_key(client: Client, officer: Account) -> None:
    county = factories.an_organisation(name="小店区招生考试中心", parent=None)
    role = factories.a_role(account=officer, organisation=county, role=Role.COUNTY_REVIEWER)
    page = log_in(client).content.decode()
    assert "以哪个身份进入？" in page
    assert page.count('name="seat"') == 2
    before = client.session.session_key
    response = client.post("/seats/", {"seat": f"role:{role.pk}"}, follow=True)
    assert response.redirect_chain[-1][0] == "/county/"
    assert client.session.session_key != before
    assert client.get("/province/").status_code == 403


def test_logout_ends_the_session_on_the_server(client: Client, officer: Account) -> None:
    log_in(client)
    old = client.cookies["sessionid"].value
    assert client.get("/logout/").status_code == 405
    response = client.post("/logout/")
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert "cache" in response.headers["Clear-Site-Data"]
    client.cookies["sessionid"] = old
    assert client.get("/province/").status_code == 302


def test_stranger_waits_but_the_owner_comes_in_on_a_known_device(officer: Account, clock: Clock) -> None:
    own, stranger = Client(REMOTE_ADDR="203.0.113.7"), Client(REMOTE_ADDR="198.51.100.9")
    own.get("/login/")
    log_in(own)
    own.post("/logout/")
    stranger.get("/login/")
    for _ in range(5):
        show_password(stranger, password="wrong")
    refused = show_password(stranger).content.decode()
    assert "尝试次数过多" in refused
    assert not is_logged_in(stranger)
    clock.go_on(minutes=1)
    assert log_in(own, clock.now).redirect_chain[-1][0] == "/province/"
    clock.go_on(minutes=14)
    assert "两步验证" in show_password(stranger).content.decode()


def test_sixth_wrong_try_of_a_candidate_waits_and_the_wait_grows(client: Client, clock: Clock) -> None:
    a_candidate_account(phone="19970000102", password=PASSWORD)
    client.get("/login/")
    for _ in range(5):
        assert WRONG_PAIR in as_candidate(client, "19970000102", "wrong").content.decode()
    assert "还要等30秒" in as_candidate(client, "19970000102").content.decode()
    clock.go_on(seconds=30)
    assert WRONG_PAIR in as_candidate(client, "19970000102", "wrong").content.decode()
    assert "还要等1分钟" in as_candidate(client, "19970000102").content.decode()


@pytest.mark.parametrize("number", ["19970000101", "19970000104"])
def test_another_spelling_of_the_name_does_not_pass_the_wait(
    client: Client, candidate: Account, number: str
) -> None:
    client.get("/login/")
    wide = number.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    spellings = [f"{number}-", f"{number}--", f"+86{number}", f"199 {number[3:]}", wide]
    for typed in spellings:
        assert WRONG_PAIR in as_candidate(client, typed, "wrong").content.decode()
    for typed in (number, *spellings):
        assert "尝试次数过多" in as_candidate(client, typed).content.decode()
    assert not is_logged_in(client)


def test_phone_and_document_of_one_account_wait_together(client: Client, candidate: Account) -> None:
    client.get("/login/")
    for typed in ("19970000101", "999999199003070012", candidate.username, "19970000101", "19970000101"):
        assert WRONG_PAIR in as_candidate(client, typed, "wrong").content.decode()
    assert "尝试次数过多" in as_candidate(client, "999999199003070012").content.decode()


@pytest.mark.parametrize("typed", ["19970000101.", "a19970000101", "1997_0000101", "19970000101;x"])
def test_phone_with_foreign_signs_is_none(client: Client, candidate: Account, typed: str) -> None:
    assert WRONG_PAIR in as_candidate(client, typed).content.decode()
    assert not is_logged_in(client)


def test_known_and_unknown_accounts_are_answered_alike_before_and_during_the_wait(client: Client) -> None:
    client.get("/login/")
    a_candidate_account(phone="19970000102", password=PASSWORD)
    pages: dict[str, list[str]] = {}
    for typed in ("19970000102", "19970000103"):
        answers = [as_candidate(client, typed, "wrong").content.decode() for _ in range(6)]
        pages[typed] = [re.sub(rf"{typed}|[0-9a-zA-Z]{{32,64}}", "", answer) for answer in answers]
    assert "尝试次数过多" in pages["19970000102"][5]
    assert pages["19970000102"] == pages["19970000103"]


def test_log_ins_and_failures_stand_on_the_trail_without_what_was_typed(
    client: Client, candidate: Account
) -> None:
    as_candidate(client, "19970000101", "wrong")
    as_candidate(client, "19970000101")
    rows = list(AuditRow.objects.order_by("pk").values_list("act", "object_id", "account_id"))
    acts = [act for act, _, _ in rows]
    assert acts == ["fail_log_in", "log_in"]
    assert not any("19970000101" in object_id for _, object_id, _ in rows)
    assert rows[1][2] == candidate.pk


def test_first_device_is_silent_and_a_new_one_is_told(candidate: Account) -> None:
    first, second = Client(), Client()
    for client in (first, second):
        client.get("/login/")
        as_candidate(client, "19970000101")
    assert KnownDevice.objects.filter(account=candidate).count() == 2
    assert list(Message.objects.values_list("kind", flat=True)) == ["new_device"]


def test_login_page_lists_personas_and_their_code_only_where_the_demo_is_on(client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    factories.an_account(username="sheng", display_name="省工作人员甲", is_persona=True)
    factories.an_account(
        username="kaosheng-1", display_name="考生甲", kind=AccountKind.CANDIDATE, is_persona=True
    )
    settings.DEMO_PERSONAS = True
    staff, candidates = (
        client.get(f"/login/?door={door}").content.decode() for door in ("staff", "candidate")
    )
    assert ("省工作人员甲" in staff, "考生甲" in staff, "现在的动态码" in staff) == (True, False, True)
    assert ("省工作人员甲" in candidates, "考生甲" in candidates) == (False, True)
    settings.DEMO_PERSONAS = False
    page = client.get("/login/?door=staff").content.decode()
    assert ("省工作人员甲" in page, "动态码是" in page) == (False, False)


def test_demo_shows_the_code_of_personas_only(client: Client, officer: Account, settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO_PERSONAS = True
    assert "现在的动态码" not in show_password(client).content.decode()


def test_own_number_is_one_of_the_region_of_nobody() -> None:
    assert a_document_number().startswith("999999")
