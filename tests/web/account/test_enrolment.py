"""An invited person's way in: the link, a secret of one's own, the authenticator, the codes on paper."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests import factories
from tests.actions.two_persons import by_two
from tests.factories.accounts import HALF_DIGEST, HALF_LINK
from tests.web.account.conftest import NOON, PASSWORD, Clock

from chengzhao.actions.invitations import InvitationForm, Invited, invitation_arguments
from chengzhao.actions.recoveries import replacement_arguments
from chengzhao.actions.second_factors import code_of
from chengzhao.law.words import Role
from chengzhao.records.models import Account, TotpDevice
from chengzhao.records.sealed import TOTP_SECRET

pytestmark = pytest.mark.django_db
SECRET = "三座石桥 走过 蓝钢笔 very slowly"


def invited() -> Invited:
    tree = factories.a_tree()
    form = InvitationForm(
        display_name="李明",
        org_path=tree.county.path,
        role=Role.COUNTY_REVIEWER,
        valid_from=NOON,
        valid_until=NOON + timedelta(days=90),
        link_digest=HALF_DIGEST,
    )
    first, second = (factories.an_actor(role=Role.SECURITY_ADMIN) for _ in range(2))
    found = by_two("invite_staff", invitation_arguments(form), NOON, first=first, second=second)
    assert isinstance(found, Invited)
    return found


LINK = f"/invitation/{HALF_LINK}/"


def accept(client: Client, word: str):  # type: ignore[no-untyped-def]
    return client.post(LINK, {"word": word, "username": "liming", "password": SECRET}, follow=True)


def code_now(clock: Clock) -> str:
    """What the authenticator that was just bound shows."""
    device = TotpDevice.objects.get()
    secret = TOTP_SECRET.text(factories.KEYS, device.account_id, device.secret_sealed)
    return code_of(bytes.fromhex(secret), clock.now)


def test_invited_person_comes_in_only_with_everything_done(client: Client, clock: Clock) -> None:
    factories.a_season()
    made = invited()
    asked = client.get(LINK).content.decode()
    assert "填写邀请码" in asked
    assert "李明" not in asked
    page = client.post(LINK, {"word": made.secret.lower()}).content.decode()
    assert "李明，开设你的账号" in page
    assert f'name="word" value="{made.secret.lower()}"' in page
    assert "错误" not in page
    assert "县区审核员" in page
    response = accept(client, made.secret)
    assert response.redirect_chain == [("/login/enrol/", 302)]
    assert client.get("/county/").status_code == 302
    picture = client.get("/login/enrol/qr.svg")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/svg+xml")
    assert b"viewBox" in picture.content
    shown = client.post("/login/enrol/", {"factor": code_now(clock)}).content.decode()
    assert len(re.findall(r"<li>[2-9A-Z]{5}-[2-9A-Z]{5}</li>", shown)) == 10
    assert client.get("/login/enrol/qr.svg").status_code == 404
    arrived = client.post("/login/enrol/", {"go_on": "1"}, follow=True)
    assert arrived.redirect_chain[-1][0] == "/county/"


def test_secret_stays_on_the_page_until_the_first_code_is_right(client: Client, clock: Clock) -> None:
    accept(client, invited().secret)
    before = re.findall(r'class="mono">([A-Z2-7 ]{30,})<', client.get("/login/enrol/").content.decode())
    wrong = client.post("/login/enrol/", {"factor": "000000"}).content.decode()
    assert "动态码不对" in wrong
    assert re.findall(r'class="mono">([A-Z2-7 ]{30,})<', wrong) == before


@pytest.mark.parametrize("ended", ["used", "old", "unknown"])
def test_link_that_opens_nothing_says_only_that(client: Client, clock: Clock, ended: str) -> None:
    word = invited().secret
    if ended == "used":
        accept(client, word)
    elif ended == "old":
        clock.go_on(hours=72)
    else:
        word = "AAAA-BBBB-CCCC"
    page = Client().post(LINK, {"word": word}).content.decode()
    assert "邀请码不对，或这个邀请已经用过、撤回或超过72小时" in page
    assert "李明" not in page
    assert "这个链接不能用了" in Client().get(f"/invitation/{'x' * 43}/").content.decode()


def test_who_confirmed_does_not_come_in_with_the_word_alone(client: Client) -> None:
    word = invited().secret
    for link in (word, word.replace("-", ""), "x" * 32, HALF_DIGEST):
        for typed in ("", word):
            fields = {"word": typed, "username": "mine", "password": SECRET}
            page = client.post(f"/invitation/{link}/", fields)
            assert (page.status_code, "李明" in page.content.decode()) == (200, False)
    assert not Account.objects.filter(username="mine").exists()
    assert accept(client, word).redirect_chain == [("/login/enrol/", 302)]


def test_weak_secret_is_told_and_the_link_stays(client: Client) -> None:
    word = invited().secret
    fields = {"word": word, "username": "liming", "password": "short"}
    page = client.post(LINK, fields).content.decode()
    assert "密码至少12个字符" in page
    assert "short" not in page
    assert accept(client, word).redirect_chain == [("/login/enrol/", 302)]


def test_recovery_link_sets_the_secret_anew_and_replaces_the_factor_only_when_approved(
    client: Client, officer: Account, clock: Clock
) -> None:
    arguments = replacement_arguments(officer.pk, "本人到场，核对工作证", HALF_DIGEST)
    first, second = factories.an_actor(role=Role.SYSTEM_ADMIN), factories.an_actor(role=Role.SECURITY_ADMIN)
    made = by_two("start_replacement", arguments, NOON, first=first, second=second)
    assert "新密码" in client.post(LINK, {"word": made.secret}).content.decode()
    client.post(LINK, {"word": made.secret, "password": SECRET})
    typed = {"door": "staff", "username": "zhao", "password": SECRET}
    assert client.post("/login/", typed).headers["Location"] == "/login/enrol/"


@pytest.fixture
def unbound(officer: Account) -> Account:
    """The officer with the password alone."""
    TotpDevice.objects.all().delete()
    return officer


def half_way_in() -> Client:
    """A browser that has shown the password of the officer."""
    client = Client()
    answer = client.post("/login/", {"door": "staff", "username": "zhao", "password": PASSWORD})
    assert answer.headers["Location"] == "/login/enrol/"
    return client


def secret_on(client: Client) -> list[str]:
    return re.findall(r'class="mono">([A-Z2-7 ]{30,})<', client.get("/login/enrol/").content.decode())


@pytest.mark.parametrize("way", ["go_on", "reload", "factor"])
def test_guest_half_way_does_not_come_in_by_what_the_owner_bound(
    unbound: Account, clock: Clock, way: str
) -> None:
    guest, owner = half_way_in(), half_way_in()
    owner.post("/login/enrol/", {"factor": code_now(clock)})
    clock.go_on(seconds=30)
    fields = {"go_on": {"go_on": "1"}, "factor": {"factor": code_now(clock)}, "reload": {}}[way]
    answer = guest.post("/login/enrol/", fields) if fields else guest.get("/login/enrol/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/second-factor/")
    assert "_auth_user_id" not in guest.session
    assert guest.get("/login/second-factor/").status_code == 200
    owner.post("/login/enrol/", {"go_on": "1"})
    assert owner.session["_auth_user_id"] == str(unbound.pk)


def test_who_has_bound_enters_by_a_press_and_not_by_a_reload(unbound: Account, clock: Clock) -> None:
    owner = half_way_in()
    owner.post("/login/enrol/", {"factor": code_now(clock)})
    assert owner.get("/login/enrol/").headers["Location"] == "/login/second-factor/"
    assert "_auth_user_id" not in owner.session


def test_each_half_way_session_has_a_secret_of_its_own(unbound: Account, clock: Clock) -> None:
    guest = half_way_in()
    seen = secret_on(guest)
    assert len(seen) == 1
    owner = half_way_in()
    shown = secret_on(owner)
    assert len(shown) == 1
    assert shown != seen
    assert secret_on(owner) == shown
    assert guest.get("/login/enrol/").headers["Location"] == "/login/?door=staff"
    assert guest.get("/login/enrol/qr.svg").status_code == 404
    guest.post("/login/enrol/", {"factor": code_now(clock)})
    assert TotpDevice.objects.get().confirmed_at is None
