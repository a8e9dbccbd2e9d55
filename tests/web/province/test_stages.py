"""阶段安排 and 责任人: the first window by one, further ones by two with a decision; who answers for what."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role, Stage
from chengzhao.records.models import Approval, AuditRow, ResponsiblePerson, StageWindow

STAGES, RESPONSIBLE = "/province/stages/", "/province/responsible/"
GIVEN = {
    "stage": "REGISTRATION",
    "org_path": "/14/",
    "opens_at": "2024-09-01T08:00",
    "closes_at": "2024-09-06T18:00",
    "extension": "",
}
LATER = {
    **GIVEN,
    "opens_at": "2025-01-02T08:00",
    "closes_at": "2025-01-05T18:00",
    "extension": "晋招委〔2024〕9号，延长三天",
}


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def officer(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.PROVINCE_OFFICER])


@pytest.fixture
def lead(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.PROVINCE_LEAD])


def press(client: Client, step: str, **fields: str) -> HttpResponse:
    return client.post(STAGES, {**GIVEN, **fields, "step": step})


def test_windows_are_shown_with_their_scope(world: World, officer: Client) -> None:
    factories.an_open_stage(Stage.REGISTRATION, org_path=world.tree.county.path)
    shown = officer.get(STAGES).content.decode()
    assert "报名" in shown
    for place in (world.tree.province, world.tree.county):
        assert f'<td data-label="范围">{place.name}</td>' in shown
        assert place.path not in re.sub(r'<option value="[^"]+"', "", shown)


def test_a_stage_is_opened_once_by_one(world: World, officer: Client) -> None:
    StageWindow.objects.filter(stage="REGISTRATION").delete()
    refused = press(officer, "open", extension="晋招委9号")
    assert (refused.status_code, "首次开放不用书面决定" in refused.content.decode()) == (409, True)
    assert press(officer, "open").status_code == 302
    again = press(officer, "open", opens_at="2024-09-10T08:00", closes_at="2024-09-12T18:00")
    assert (again.status_code, "重新开放或延长须由两人办理" in again.content.decode()) == (409, True)
    window = StageWindow.objects.get(stage="REGISTRATION")
    assert window.opens_at.isoformat() == "2024-09-01T00:00:00+00:00"
    assert AuditRow.objects.get(act="open_stage").account == world.accounts[Role.PROVINCE_OFFICER]
    assert AuditRow.objects.filter(act="note_refusal").count() == 2


def test_it_is_opened_again_by_two_with_a_decision(world: World, officer: Client, lead: Client) -> None:
    refused = press(officer, "again", **{**LATER, "extension": " "})
    assert (refused.status_code, "须写明书面决定的文号" in refused.content.decode()) == (409, True)
    overlapping = press(officer, "again", **{**LATER, "opens_at": "2024-12-31T08:00"})
    assert overlapping.status_code == 409
    assert "要延长的，开放时间填2025-01-01 00:00" in overlapping.content.decode()
    assert not Approval.objects.filter(act="reopen_stage").exists()
    put = press(officer, "again", **LATER)
    assert (put.status_code, put.headers["Location"]) == (302, "/approvals/")
    assert StageWindow.objects.filter(stage="REGISTRATION").count() == 1
    waiting = Approval.objects.get(act="reopen_stage")
    href = f"/approvals/{waiting.public_id}/"
    alone = officer.post(href, {"step": "confirm", "digest": waiting.digest})
    assert alone.status_code == 409
    assert lead.post(href, {"step": "confirm", "digest": waiting.digest}).status_code == 302
    made = StageWindow.objects.filter(stage="REGISTRATION").latest("opens_at")
    assert made.extended_from is not None
    assert AuditRow.objects.get(act="reopen_stage").reason == LATER["extension"]
    assert "原定" in officer.get(STAGES).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"closes_at": "2024-09-01T08:00"}, "截止时间必须晚于开放时间"),
        ({"opens_at": "soon"}, "请填写开放时间，例如2024-09-05 09:00"),
        ({"stage": "PARTY"}, "请选择阶段"),
        ({"org_path": "/32/"}, "请选择范围"),
        ({"org_path": ""}, "请选择范围"),
    ],
)
def test_what_cannot_be_opened_is_refused(
    world: World, officer: Client, fields: dict[str, str], sentence: str
) -> None:
    StageWindow.objects.filter(stage="REGISTRATION").delete()
    refused = press(officer, "open", **fields)
    assert (refused.status_code, sentence in refused.content.decode()) == (409, True)
    assert not StageWindow.objects.filter(stage="REGISTRATION").exists()


def test_a_year_without_its_law_says_so(world: World, log_in: LogIn) -> None:
    factories.a_season(year=2023)
    account = factories.an_account()
    factories.a_role(account=account, organisation=world.tree.province, season=2023)
    client = log_in(account)
    shown = client.get(RESPONSIBLE)
    assert (shown.status_code, "没有这一年的招生规定" in shown.content.decode()) == (200, True)
    assert client.get(STAGES).status_code == 200
    assert press(client, "open").status_code == 409


def test_responsible_persons_are_named_once(world: World, officer: Client) -> None:
    given = {
        "org_path": "/14/",
        "duty": "FIRST",
        "name": "赵一",
        "post": "省级高等学校招生委员会主要负责同志",
    }
    shown = officer.get(RESPONSIBLE).content.decode()
    assert "省级高等学校招生委员会主要负责同志，第一责任人" in shown
    twice = officer.post(RESPONSIBLE, given)
    assert (twice.status_code, "只能有一名第一责任人" in twice.content.decode()) == (409, True)
    ResponsiblePerson.objects.all().delete()
    wrong = officer.post(RESPONSIBLE, {**given, "duty": "DIRECT"})
    assert (wrong.status_code, "应为第一责任人" in wrong.content.decode()) == (409, True)
    empty = officer.post(RESPONSIBLE, {**given, "name": " "})
    assert (empty.status_code, "请填写姓名" in empty.content.decode()) == (409, True)
    outside = officer.post(RESPONSIBLE, {**given, "org_path": world.college.organisation.path})
    assert outside.status_code == 409
    assert officer.post(RESPONSIBLE, given).status_code == 302
    assert "赵一" in officer.get(RESPONSIBLE).content.decode()
    assert AuditRow.objects.filter(act="name_responsible_persons").count() == 1
