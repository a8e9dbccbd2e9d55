"""The way in and out."""

import pytest
from chengzhao.web.public.session import WRONG_PAIR
from django.test import Client
from tests import factories

from chengzhao.law.words import Role
from chengzhao.records.models import Account
from chengzhao.records.models.people import AccountKind

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse"


@pytest.fixture
def officer() -> Account:
    """An officer of the province with a password."""
    factories.a_season()
    account = factories.an_account(username="zhao", password=PASSWORD)
    factories.a_role(account=account, organisation=factories.a_tree().province)
    return account


def log_in(client: Client, username: str = "zhao", password: str = PASSWORD, **extra: str):  # type: ignore[no-untyped-def]
    return client.post("/login/", {"username": username, "password": password, **extra}, follow=True)


def test_login_leads_home(client: Client, officer: Account) -> None:
    response = log_in(client)
    assert [place for place, _ in response.redirect_chain] == ["/seats/", "/province/"]
    assert response.status_code == 200


def test_login_of_a_candidate_leads_to_the_tasks(client: Client) -> None:
    account = factories.an_account(username="zhang", kind=AccountKind.CANDIDATE, password=PASSWORD)
    factories.a_candidate(account=account)
    assert log_in(client, "zhang").redirect_chain[-1][0] == "/candidate/"


def test_login_gives_the_session_a_new_key(client: Client, officer: Account) -> None:
    client.get("/login/")
    session = client.session
    session["before"] = "1"
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    before = session.session_key
    log_in(client)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("username", "password"), [("nobody", PASSWORD), ("zhao", "wrong"), ("closed", PASSWORD)]
)
def test_login_answers_every_wrong_pair_alike(
    client: Client, officer: Account, username: str, password: str
) -> None:
    factories.an_account(username="closed", password=PASSWORD, can_log_in=False)
    response = log_in(client, username, password)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count(WRONG_PAIR) == 1
    assert "请改正以下1处" in page
    assert "_auth_user_id" not in client.session


def test_login_names_every_empty_field(client: Client) -> None:
    page = log_in(client, "", "").content.decode()
    assert "请改正以下2处" in page
    assert page.count("请填写账号") == 2
    assert page.count("请填写密码") == 2
    assert '<a href="#id_username">请填写账号</a>' in page
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>错误：登录" in page


def test_login_never_shows_the_password_again(client: Client, officer: Account) -> None:
    assert "wrong-and-secret" not in log_in(client, "zhao", "wrong-and-secret").content.decode()


def test_login_goes_on_to_the_page_that_was_asked_for(client: Client, officer: Account) -> None:
    assert log_in(client, next="/province/runs/").redirect_chain[-1][0] == "/province/runs/"


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "province:home", "-1"]
)
def test_login_never_leaves_the_site(client: Client, officer: Account, wanted: str) -> None:
    assert log_in(client, next=wanted).redirect_chain[-1][0] == "/province/"


def test_login_needs_the_token_of_its_form(officer: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/login/", {"username": "zhao", "password": PASSWORD})
    assert response.status_code == 403
    assert "这一页放得太久了" in response.content.decode()


def test_login_of_somebody_without_a_seat_says_so(client: Client) -> None:
    factories.an_account(username="idle", password=PASSWORD)
    page = log_in(client, "idle").content.decode()
    assert "这个账号现在没有可用的身份" in page
    assert "退出登录" in page


def test_several_seats_are_offered_and_one_is_taken(client: Client, officer: Account) -> None:
    tree_county = factories.an_organisation(name="小店区招生考试中心", parent=None)
    role = factories.a_role(account=officer, organisation=tree_county, role=Role.COUNTY_REVIEWER)
    page = log_in(client).content.decode()
    assert "以哪个身份进入？" in page
    assert page.count('name="seat"') == 2
    response = client.post("/seats/", {"seat": f"role:{role.pk}"}, follow=True)
    assert response.redirect_chain[-1][0] == "/county/"
    assert client.get("/province/").status_code == 403
    assert "切换身份" in client.get("/county/").content.decode()


def test_logout_takes_a_post_and_forgets_everything(client: Client, officer: Account) -> None:
    log_in(client)
    assert client.get("/logout/").status_code == 405
    assert client.get("/province/").status_code == 200
    response = client.post("/logout/")
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.get("/province/").status_code == 302


def test_login_page_lists_personas_only_where_the_demo_is_on(client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    factories.an_account(username="sheng", display_name="省工作人员甲", is_persona=True)
    settings.DEMO_PERSONAS = True
    assert "省工作人员甲" in client.get("/login/").content.decode()
    settings.DEMO_PERSONAS = False
    assert "省工作人员甲" not in client.get("/login/").content.decode()


def test_care_is_switched_on_and_off_and_comes_back(client: Client) -> None:
    response = client.get("/care/?on=1&next=/help/")
    assert response.headers["Location"] == "/help/"
    assert "data-care" in client.get("/help/").content.decode().partition(">")[2].partition(">")[0]
    client.get("/care/?on=0&next=/help/")
    assert "data-care" not in client.get("/help/").content.decode()


@pytest.mark.parametrize(
    "back", ["", "https://evil.example/", "//evil.example", "public:help", "-1", "\\\\evil"]
)
def test_care_never_leaves_the_site(client: Client, back: str) -> None:
    assert client.get("/care/", {"on": "1", "next": back}).headers["Location"] == "/"
