"""One's own account: sessions seen and ended, limits of time, factors asked for again (A-09, S-01 to S-03, S-06)."""

import re
from base64 import b32decode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import resolve
from tests import factories
from tests.factories.accounts import a_factor_code
from tests.web.account.conftest import PASSWORD, Clock, last_code, texts

from chengzhao.actions.own import Place, record_own
from chengzhao.actions.second_factors import code_of
from chengzhao.actions.sessions import disable_account, end_sessions_of
from chengzhao.law.words import Role
from chengzhao.records.models import Account, AuditRow, LogInSession, Organisation, PhoneChange, Season
from chengzhao.records.queries.people import seats_of
from chengzhao.records.sealed import BY_PHONE

pytestmark = pytest.mark.django_db
LogIn = Callable[[], Client]
NEW_PASSWORD = "十二座石桥与一支蓝色钢笔"


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_sessions_are_listed_and_one_is_ended(staff_client: LogIn, clock: Clock) -> None:
    first = staff_client()
    clock.go_on(seconds=60)
    second = staff_client()
    page = first.get("/account/").content.decode()
    assert page.count("退出这台") == 1
    assert "这一台" in page
    other = LogInSession.objects.order_by("-began_at").first()
    assert other is not None
    first.post("/account/sessions/revoke/", {"session": other.session_key})
    assert (is_in(first), is_in(second)) == (True, False)


def test_every_other_session_is_ended_at_once(staff_client: LogIn, clock: Clock) -> None:
    clients = []
    for _ in range(3):
        clients.append(staff_client())
        clock.go_on(seconds=60)
    clients[0].post("/account/sessions/revoke-others/")
    assert [is_in(client) for client in clients] == [True, False, False]


def test_session_of_somebody_else_is_not_ended(staff_client: LogIn, candidate_client: LogIn) -> None:
    staff, person = staff_client(), candidate_client()
    theirs = LogInSession.objects.get(account__username="zhao")
    person.post("/account/sessions/revoke/", {"session": theirs.session_key})
    assert is_in(staff)


def test_table_of_sessions_opens_none(staff_client: LogIn) -> None:
    client = staff_client()
    thief = Client()
    thief.cookies["sessionid"] = LogInSession.objects.get(account__isnull=False).session_key
    assert not is_in(thief)
    assert is_in(client)


@pytest.mark.parametrize(("who", "minutes"), [("candidate", 30), ("staff", 15)])
def test_idle_session_ends_and_says_so(
    staff_client: LogIn, candidate_client: LogIn, clock: Clock, who: str, minutes: int
) -> None:
    client = {"candidate": candidate_client, "staff": staff_client}[who]()
    clock.go_on(minutes=minutes, seconds=-1)
    assert is_in(client)
    clock.go_on(minutes=minutes)
    response = client.get("/account/")
    assert response.headers["Location"] == "/login/?next=/account/"
    assert "已自动退出" in client.get("/login/?next=/account/").content.decode()


@pytest.mark.parametrize(("who", "hours"), [("candidate", 12), ("staff", 10)])
def test_busy_session_ends_too(
    staff_client: LogIn, candidate_client: LogIn, clock: Clock, who: str, hours: int
) -> None:
    client = {"candidate": candidate_client, "staff": staff_client}[who]()
    for _ in range(hours * 6 - 1):
        clock.go_on(minutes=10)
        assert is_in(client)
    clock.go_on(minutes=10)
    assert not is_in(client)


def test_limits_are_those_of_the_season(officer: Account, staff_client: LogIn, clock: Clock) -> None:
    Season.objects.update(staff_idle_minutes=5)
    client = staff_client()
    clock.go_on(minutes=5)
    assert not is_in(client)


def test_session_that_no_door_began_is_none(officer: Account) -> None:
    client = Client()
    client.force_login(officer)
    session = client.session
    del session["began"]
    session.save()
    assert not is_in(client)


def test_password_change_asks_who_is_there_and_ends_the_other_sessions(
    candidate_client: LogIn, candidate: Account, clock: Clock
) -> None:
    client, other = candidate_client(), candidate_client()
    clock.go_on(minutes=10, seconds=1)
    response = client.get("/account/password/")
    assert response.headers["Location"] == "/account/confirm/?next=%2Faccount%2Fpassword%2F"
    before = client.session.session_key
    confirmed = {"presence-factor": PASSWORD, "presence-tried": "1"}
    response = client.post("/account/confirm/?next=/account/password/", confirmed)
    assert response.headers["Location"] == "/account/password/"
    assert client.session.session_key != before
    assert client.post("/account/password/", {"password": NEW_PASSWORD}).headers["Location"] == "/account/"
    assert (is_in(client), is_in(other)) == (True, False)
    assert len(texts("password")) == 1
    candidate.refresh_from_db()
    assert candidate.check_password(NEW_PASSWORD)


def test_form_is_kept_over_the_question_who_is_there(
    candidate_client: LogIn, candidate: Account, clock: Clock
) -> None:
    client = candidate_client()
    clock.go_on(minutes=11)
    sent = client.post("/account/password/", {"password": NEW_PASSWORD}, follow=True)
    assert sent.redirect_chain == [("/account/confirm/?next=%2Faccount%2Fpassword%2F", 307)]
    page = sent.content.decode()
    assert f'<input type="hidden" name="password" value="{NEW_PASSWORD}">' in page
    assert "刚才填写的内容还在" in page
    again = {"password": NEW_PASSWORD, "presence-carried": "1", "presence-tried": "1"}
    wrong = client.post("/account/confirm/?next=/account/password/", {**again, "presence-factor": "no"})
    assert "密码不对" in wrong.content.decode()
    assert NEW_PASSWORD in wrong.content.decode()
    right = client.post(
        "/account/confirm/?next=/account/password/", {**again, "presence-factor": PASSWORD}, follow=True
    )
    assert right.redirect_chain == [("/account/password/", 307), ("/account/", 302)]
    candidate.refresh_from_db()
    assert candidate.check_password(NEW_PASSWORD)


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", ""])
def test_question_never_leads_off_the_site(staff_client: LogIn, clock: Clock, wanted: str) -> None:
    client = staff_client()
    clock.go_on(minutes=11)
    fields = {"presence-factor": a_factor_code(clock.now), "presence-tried": "1"}
    response = client.post(f"/account/confirm/?next={wanted}", fields)
    assert response.headers["Location"] == "/account/"


def test_staff_show_the_second_factor_again(staff_client: LogIn, clock: Clock) -> None:
    client = staff_client()
    clock.go_on(minutes=11)
    fields = {"presence-factor": PASSWORD, "presence-tried": "1"}
    assert "动态码或恢复码不对" in client.post("/account/confirm/", fields).content.decode()
    fields["presence-factor"] = a_factor_code(clock.now)
    assert client.post("/account/confirm/", fields).status_code == 302
    assert client.get("/account/password/").status_code == 200


def test_factor_is_fresh_for_ten_minutes(staff_client: LogIn, clock: Clock) -> None:
    client = staff_client()
    clock.go_on(minutes=10)
    assert client.get("/account/password/").status_code == 200
    clock.go_on(seconds=1)
    assert client.get("/account/password/").status_code == 302


def test_phone_is_changed_with_the_old_one(candidate_client: LogIn, candidate: Account, clock: Clock) -> None:
    other, client = candidate_client(), candidate_client()
    response = client.get("/account/phone/")
    assert response.headers["Location"].startswith("/account/confirm/?next=%2Faccount%2Fphone%2F&by=code")
    client.post("/account/confirm/code/?next=/account/phone/", follow=True)
    client.post(
        "/account/confirm/?next=/account/phone/&by=code",
        {"presence-factor": last_code(), "presence-tried": "1"},
    )
    assert client.get("/account/phone/").status_code == 200
    client.post("/account/phone/", {"phone": "19970000555"})
    client.post("/account/phone/code/", {"code": last_code()})
    candidate.refresh_from_db()
    assert bytes(candidate.phone_index or b"") == BY_PHONE.of(factories.KEYS, "19970000555")
    assert (len(texts("phone_gone")), len(texts("phone_new"))) == (1, 1)
    assert (is_in(client), is_in(other)) == (True, False)


def ask_for_change(client: Client, number: str = "999999199003070012") -> str:
    client.post("/account/phone/?lost=1", {"phone": "19970000555"})
    fields = {"code": last_code(), "identity_number": number}
    return client.post("/account/phone/code/", fields, follow=True).content.decode()


def test_lost_phone_waits_seven_days(candidate_client: LogIn, candidate: Account, clock: Clock) -> None:
    page = ask_for_change(candidate_client())
    assert "2024年9月17日 12:00生效" in page
    assert len(texts("phone_waits")) == 1
    clock.go_on(days=7, seconds=-1)
    candidate_client()
    candidate.refresh_from_db()
    assert bytes(candidate.phone_index or b"") == BY_PHONE.of(factories.KEYS, "19970000101")
    clock.go_on(seconds=1)
    candidate_client()
    candidate.refresh_from_db()
    assert bytes(candidate.phone_index or b"") == BY_PHONE.of(factories.KEYS, "19970000555")
    assert LogInSession.objects.filter(account=candidate).count() == 1, "those of before have ended"


def test_an_act_on_ones_own_account_stands_in_the_season_of_the_seat(clock: Clock) -> None:
    factories.a_season()
    factories.a_season(year=2025)
    tree = factories.a_tree()
    account = factories.an_account()
    for year, role in ((2024, Role.PROVINCE_OFFICER), (2025, Role.OVERSIGHT)):
        factories.a_role(account=account, organisation=tree.province, role=role, season=year)
    place = Place(device="", device_name="", network="203.0.113.0/24")
    both = seats_of(account.pk, clock.now + timedelta(days=365))
    for seat in (*both, None):
        record_own(account, at=clock.now, act="log_out", place=replace(place, seat=seat))
    stranger = factories.an_account()
    record_own(stranger, at=clock.now, act="log_out", place=replace(place, seat=both[1]))
    rows = AuditRow.objects.order_by("pk").values_list("season", "role", "account")
    assert list(rows) == [
        (2025, "OVERSIGHT", account.pk),
        (2024, "PROVINCE_OFFICER", account.pk),
        (2024, "PROVINCE_OFFICER", account.pk),
        (2025, "", stranger.pk),
    ]


def test_the_trail_of_a_page_has_the_season_of_the_seat(staff_client: LogIn, officer: Account) -> None:
    client = staff_client()
    factories.a_season(year=2025)
    place = Organisation.objects.get(path="/14/")
    factories.a_role(account=officer, organisation=place, role=Role.PROVINCE_OFFICER, season=2025)
    client.post("/account/sessions/revoke-others/")
    assert AuditRow.objects.get(act="revoke_sessions").season == 2024


def test_log_in_with_the_old_phone_calls_the_change_off(
    candidate_client: LogIn, candidate: Account, clock: Clock
) -> None:
    ask_for_change(candidate_client())
    clock.go_on(days=1)
    client = Client()
    client.post("/login/code/", {"who": "19970000101"})
    client.post("/login/code/enter/", {"code": last_code()})
    assert PhoneChange.objects.get().called_off_at == clock.now


def test_lost_phone_needs_the_document(candidate_client: LogIn, candidate: Account) -> None:
    assert "验证码或证件号码不对" in ask_for_change(candidate_client(), "999999199003070020")
    assert not PhoneChange.objects.exists()


def test_disabled_account_is_out_at_once(staff_client: LogIn, officer: Account, clock: Clock) -> None:
    client = staff_client()
    admin = factories.an_actor(role=Role.SYSTEM_ADMIN)
    facts = {"border": factories.BORDER, "actor": admin, "at": clock.now, "account_id": officer.pk}
    end_sessions_of(**facts, reason="设备丢失")  # type: ignore[arg-type]
    assert not is_in(client)
    clock.go_on(seconds=60)
    client = staff_client()
    assert is_in(client)
    disable_account(**facts, reason="调离")  # type: ignore[arg-type]
    assert not is_in(client)
    clock.go_on(seconds=60)
    assert not is_in(staff_client())


def test_authenticator_is_replaced_and_nothing_opens_meanwhile(staff_client: LogIn) -> None:
    client = staff_client()
    response = client.post("/account/second-factor/")
    assert response.headers["Location"] == "/login/enrol/"
    assert not is_in(client)
    assert client.get("/login/enrol/").status_code == 200
    assert client.get("/login/enrol/qr.svg").status_code == 200


def test_old_authenticator_still_asks_while_the_new_one_is_not_bound(
    staff_client: LogIn, officer: Account, clock: Clock
) -> None:
    client = staff_client()
    client.post("/account/second-factor/")
    thief = Client()
    answer = thief.post("/login/", {"door": "staff", "username": "zhao", "password": PASSWORD})
    assert answer.headers["Location"] == "/login/second-factor/"
    shown = re.findall(r'class="mono">([A-Z2-7 ]{30,})<', client.get("/login/enrol/").content.decode())
    secret = b32decode(shown[0].replace(" ", ""))
    assert client.post("/login/enrol/", {"factor": code_of(secret, clock.now)}).status_code == 200
    client.post("/login/enrol/", {"go_on": "1"})
    assert is_in(client)


def test_recovery_codes_are_shown_once(staff_client: LogIn) -> None:
    client = staff_client()
    assert client.post("/account/recovery-codes/").content.decode().count("<li>") >= 10
    assert "还有10个恢复码" in client.get("/account/recovery-codes/").content.decode()


SENSITIVE = (
    "/account/password/",
    "/account/phone/",
    "/account/phone/code/",
    "/account/recovery-codes/",
    "/account/second-factor/",
)


@pytest.mark.parametrize("address", SENSITIVE)
def test_sensitive_page_asks_for_a_factor(address: str) -> None:
    assert getattr(resolve(address).func, "asks_for_factor", False)
