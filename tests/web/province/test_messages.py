"""群发短信 on the pages: blanks, preview with count and sample, two persons, then one job however often pressed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Approval, Job, Message
from chengzhao.rules.registration import RegistrationState

HREF = "/province/messages/return_ends/"


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def form(world: World) -> dict[str, str]:
    factories.a_candidate(confirmation_point=world.tree.county, state=RegistrationState.RETURNED)
    until = timezone.localtime() + timedelta(days=3)
    return {"deadline": until.strftime("%Y-%m-%dT17:00"), "place": "/14/"}


def test_from_the_form_to_the_job(world: World, log_in: LogIn, form: dict[str, str]) -> None:
    officer, lead = (log_in(world.accounts[role]) for role in (Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD))
    assert ">补正提醒<" in officer.get("/province/messages/").content.decode()
    shown = officer.post(HREF, form).content.decode()
    assert "提请复核，发给1人" in shown
    assert "17:00截止" in shown
    assert "张*丰" in shown
    assert "张三丰" not in shown
    assert officer.post(HREF, form | {"count": "1"}).status_code == 302
    waiting = Approval.objects.get(act="send_messages")
    href = f"/province/messages/{waiting.public_id}/send/"
    assert officer.post(href).status_code == 409
    seen = lead.get(f"/approvals/{waiting.public_id}/").content.decode()
    assert "至多1人" in seen
    assert "您的报名需要补正" in seen
    assert lead.post(f"/approvals/{waiting.public_id}/", {"step": "confirm", "digest": waiting.digest})
    assert href in officer.get("/province/messages/").content.decode()
    assert href not in lead.get("/province/messages/").content.decode()
    assert lead.post(href).status_code == 409
    assert officer.get(href).status_code == 405
    first, second = officer.post(href), officer.post(href)
    assert first.headers["Location"] == second.headers["Location"]
    assert Job.objects.filter(kind="mass_messages").count() == 1


def test_preview_counts_everybody_and_shows_five(world: World, log_in: LogIn, form: dict[str, str]) -> None:
    for _ in range(6):
        factories.a_candidate(confirmation_point=world.tree.county, state=RegistrationState.RETURNED)
    officer = log_in(world.accounts[Role.PROVINCE_OFFICER])
    before = Message.objects.count()
    shown = officer.post(HREF, form).content.decode()
    assert "提请复核，发给7人" in shown
    sample = shown.partition("其中有</dt>")[2].partition("</dd>")[0]
    assert sample.count("、") == 4
    assert sample.count("*") == 5
    # A preview sends nothing and asks nobody.
    assert Message.objects.count() == before
    assert not Approval.objects.filter(act="send_messages").exists()


@pytest.mark.parametrize("people", [1, 1001])
def test_however_many_a_second_person_signs(
    world: World, log_in: LogIn, form: dict[str, str], monkeypatch: pytest.MonkeyPatch, people: int
) -> None:
    monkeypatch.setattr("chengzhao.web.province.messages.count_audience", lambda *_: people)
    monkeypatch.setattr("chengzhao.actions.mass_messages.count_audience", lambda *_: people)
    officer = log_in(world.accounts[Role.PROVINCE_OFFICER])
    assert f"发给{people:,}人" in officer.post(HREF, form).content.decode()
    assert officer.post(HREF, form | {"count": str(people)}).status_code == 302
    waiting = Approval.objects.get(act="send_messages")
    # Whoever put it forward neither confirms nor sends it alone.
    officer.post(f"/approvals/{waiting.public_id}/", {"step": "confirm", "digest": waiting.digest})
    assert officer.post(f"/province/messages/{waiting.public_id}/send/").status_code == 409
    assert not Job.objects.filter(kind="mass_messages").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"deadline": ""}, "请填写截止时间"),
        ({"deadline": "2024-13-40T25:00"}, "请填写截止时间，例如"),
        ({"deadline": "2020-01-01T00:00"}, "截止时间已经过去"),
        ({"place": "/41/"}, "请选择本单位或所属的单位"),
        ({"place": ""}, "请选择范围"),
    ],
)
def test_wrong_blank_is_told_beside_its_field(
    world: World, log_in: LogIn, form: dict[str, str], wrong: dict[str, str], sentence: str
) -> None:
    shown = log_in(world.accounts[Role.PROVINCE_OFFICER]).post(HREF, form | wrong).content.decode()
    assert sentence in shown
    assert "提请复核，发给" not in shown


@pytest.mark.parametrize("count", ["0", "-1", "a", "", "1" * 30, "１"])
def test_count_that_was_not_previewed_puts_nothing_forward(
    world: World, log_in: LogIn, form: dict[str, str], count: str
) -> None:
    answer = log_in(world.accounts[Role.PROVINCE_OFFICER]).post(HREF, form | {"count": count})
    assert answer.status_code == 409
    assert not Approval.objects.filter(act="send_messages").exists()


def test_audience_that_is_empty_cannot_be_written_to(world: World, log_in: LogIn) -> None:
    until = timezone.localtime() + timedelta(days=3)
    form = {"deadline": until.strftime("%Y-%m-%dT17:00"), "place": "/14/"}
    shown = log_in(world.accounts[Role.PROVINCE_OFFICER]).post("/province/messages/draft_ends/", form)
    assert "现在没有填了报名表、还没有提交的考生，不用发。" in shown.content.decode()


@pytest.mark.parametrize("kind", ["code", "no_such"])
def test_text_that_is_not_for_many_is_not_found(world: World, log_in: LogIn, kind: str) -> None:
    officer = log_in(world.accounts[Role.PROVINCE_OFFICER])
    assert officer.get(f"/province/messages/{kind}/").status_code == 404
