"""各地进度、填报错误、期限: page and file say the same; a city leads to its counties; nobody is named."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.factories import BORDER
from tests.web.world import LogIn, World

from chengzhao.actions.mistakes import count_mistakes
from chengzhao.law.words import Role, Stage
from chengzhao.records.models import FieldMistake, Registration, StageWindow
from chengzhao.records.queries.progress import STEPS, progress
from chengzhao.rules.registration import ReturnItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.PROVINCE_LEAD])


def lines(client: Client, href: str) -> list[str]:
    return client.get(href).content.decode("utf-8-sig").splitlines()


def test_a_city_leads_to_its_counties_and_the_file_says_the_same(lead: Client, world: World) -> None:
    page = lead.get("/province/places/").content.decode()
    assert '<a href="?at=1401">太原市</a>' in page
    tally = progress(2024, "14").total()
    told = ",".join(str(getattr(tally, step)) for step in STEPS)
    assert lines(lead, "/province/figures/places.csv")[1:] == [f"太原市招生考试中心,{told}"]
    below = lead.get("/province/places/?at=1401").content.decode()
    assert ("太原市各县区进度" in below, "小店区" in below, "?at=140105" in below) == (True, True, False)
    assert lines(lead, "/province/figures/places.csv?at=1401")[1:] == [f"小店区招生考试中心,{told}"]


@pytest.mark.parametrize("part", ["9999", "1401/140105", "..", "1401'", "１４０１", "140105"])
def test_a_place_that_is_no_city_here_is_not_found(lead: Client, part: str) -> None:
    assert lead.get("/province/places/", {"at": part}).status_code == 404
    assert lead.get("/province/figures/places.csv", {"at": part}).status_code == 404


def test_backlog_and_service_of_each_place(lead: Client, world: World) -> None:
    handed_in = timezone.now() - timedelta(hours=3)
    Registration.objects.filter(candidate=world.waiting).update(state="SUBMITTED", submitted_at=handed_in)
    Registration.objects.filter(candidate=world.admitted).update(submitted_at=handed_in)
    factories.a_decision(candidate=world.admitted, at=handed_in + timedelta(minutes=90))
    page = lead.get("/province/places/").content.decode()
    assert ("3小时00分" in page, "1小时30分" in page) == (True, True)
    [line] = lines(lead, "/province/figures/service.csv")[1:]
    assert line.startswith("太原市招生考试中心,1,")
    assert line.endswith(",1,90,90")


def test_mistakes_are_counted_without_who_and_what(log_in: LogIn, lead: Client, world: World) -> None:
    count_mistakes(border=BORDER, at=timezone.now(), question="contact", fields={"postcode": "邮政编码"})
    decision = factories.a_decision(candidate=world.waiting, verdict="RETURN")
    factories.a_returned_item(decision=decision, item=ReturnItem.PORTRAIT)
    page = lead.get("/province/mistakes/").content.decode()
    assert ("邮政编码" in page, "本人照片" in page) == (True, True)
    assert world.waiting.candidate_number not in page
    assert lines(lead, "/province/figures/mistakes.csv")[1:] == [
        "填写时没有通过,身份,邮政编码,1",
        "审核时退回,,本人照片,1",
    ]


def test_a_question_that_is_answered_wrongly_is_counted(log_in: LogIn, world: World) -> None:
    client = log_in(factories.an_applicant())
    sent = {"postcode": "1", "address": ""}
    response = client.post("/candidate/register/contact/", sent)
    assert response.status_code == 200
    held = dict(FieldMistake.objects.filter(question="contact").values_list("field", "times"))
    assert held.get("postcode") == 1
    assert "1" not in FieldMistake.objects.values_list("label", flat=True)


def test_every_deadline_says_what_is_left_and_who_is_behind(lead: Client, world: World) -> None:
    now = timezone.now()
    StageWindow.objects.all().delete()
    factories.an_open_stage(
        Stage.REVIEW, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=2, hours=1, minutes=1)
    )
    Registration.objects.filter(candidate=world.waiting).update(state="SUBMITTED")
    page = lead.get("/province/deadlines/").content.decode()
    assert "还剩2天1小时" in page
    assert "1件，1个确认点" in page
    assert "不能再审核，没有审核的不能编排考场" in page
    file = lines(lead, "/province/figures/deadlines.csv")
    assert file[0] == "事项,范围,时间（北京时间）,还剩,到时,未办,谁没有办"
    assert any(line.startswith("资格审核截止,") and line.endswith(",1,1个确认点") for line in file)


def test_what_is_over_and_still_behind_is_marked(lead: Client, world: World) -> None:
    now = timezone.now()
    StageWindow.objects.all().delete()
    factories.an_open_stage(
        Stage.REVIEW, opens_at=now - timedelta(days=3), closes_at=now - timedelta(hours=1)
    )
    Registration.objects.filter(candidate=world.waiting).update(state="SUBMITTED")
    page = lead.get("/province/deadlines/").content.decode()
    assert "2项已过期还没有办完" in page  # and the request that nobody has answered
    assert '<span class="tag tag--bad">已截止</span>' in page


def test_an_inspector_sees_the_deadlines_of_everybody_but_those_inside_the_office(
    log_in: LogIn, world: World
) -> None:
    client = log_in(world.accounts[Role.INSPECTOR])
    for href in ("/province/deadlines/", "/province/figures/deadlines.csv"):
        told = client.get(href).content.decode()
        assert ("复核：" in told, "答复个人信息请求" in told) == (False, False)
    lead = log_in(world.accounts[Role.PROVINCE_LEAD])
    assert "答复个人信息请求" in lead.get("/province/deadlines/").content.decode()
