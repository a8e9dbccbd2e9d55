"""可疑报名线索 as offices see and decide them: what is shared, by whom, never the value."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.factories import a_candidate, a_risk_case
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Approval, AuditRow, Candidate, Registration, RiskCase, RiskDecision
from chengzhao.records.models.people import AccountKind

PHONE = "19900001234"


@pytest.fixture
def pair(world: World) -> list[Candidate]:
    """Two of the county who share a phone."""
    return [
        a_candidate(name=name, phone=PHONE, confirmation_point=world.tree.county)
        for name in ("赵一二", "钱三四")
    ]


@pytest.fixture
def case(pair: list[Candidate]) -> RiskCase:
    """Their case, the heaviest of the small season."""
    return a_risk_case(*pair, weight=90)


@pytest.fixture
def wide(world: World, pair: list[Candidate]) -> RiskCase:
    """A case over two counties."""
    elsewhere = factories.an_organisation(parent=world.tree.prefecture, name="迎泽区招生考试中心")
    return a_risk_case(pair[0], a_candidate(name="孙五六", confirmation_point=elsewhere), weight=95)


def page_of(world: World, log_in: LogIn, role: Role, href: str) -> str:
    return log_in(world.accounts[role]).get(href).content.decode()


def test_county_sees_its_own_and_not_what_lies_over_two(
    world: World, log_in: LogIn, case: RiskCase, wide: RiskCase
) -> None:
    page = page_of(world, log_in, Role.COUNTY_REVIEWER, "/county/risks/")
    assert "2份报名同一手机号，请核实是否由中介机构组织；不得仅凭此项作不通过处理。" in page
    assert [str(one.public_id) in page for one in (case, wide)] == [True, False]
    client = log_in(world.accounts[Role.COUNTY_REVIEWER])
    assert client.get(f"/county/risks/{wide.public_id}/").status_code == 404


@pytest.mark.parametrize(
    ("role", "href"),
    [(Role.PREFECTURE_OFFICER, "/county/risks/"), (Role.PROVINCE_OFFICER, "/province/risks/")],
)
def test_offices_above_see_both_the_heavier_first(
    world: World, log_in: LogIn, case: RiskCase, wide: RiskCase, role: Role, href: str
) -> None:
    page = page_of(world, log_in, role, href)
    places = [page.index(str(one.public_id)) for one in (wide, case)]
    assert places == sorted(places)


def test_neither_the_shared_value_nor_whole_names_are_told(
    world: World, log_in: LogIn, case: RiskCase
) -> None:
    page = page_of(world, log_in, Role.PROVINCE_LEAD, f"/province/risks/{case.public_id}/")
    assert (PHONE in page, PHONE[-4:] in page) == (False, False)
    assert ("赵*二" in page, "赵一二" in page) == (True, False)


def test_a_season_without_cases_says_so(world: World, log_in: LogIn) -> None:
    RiskCase.objects.all().delete()
    page = page_of(world, log_in, Role.COUNTY_REVIEWER, "/county/risks/")
    assert "这里没有线索。" in page
    assert "还没有查找过。" in page


def seen_on(client: Client, href: str) -> str:
    return client.get(href).content.decode().partition('name="seen" value="')[2].partition('"')[0]


def press(client: Client, href: str, **given: object) -> int:
    return client.post(href, {"seen": seen_on(client, href), "reason": "已电话核实", **given}).status_code


def test_a_case_is_kept_and_leaves_the_queue(world: World, log_in: LogIn, case: RiskCase) -> None:
    client = log_in(world.accounts[Role.COUNTY_REVIEWER])
    href = f"/county/risks/{case.public_id}/"
    assert press(client, href, decision="KEEP") == 302
    case.refresh_from_db()
    assert (case.state, RiskDecision.objects.get().reason) == ("KEPT", "已电话核实")
    assert str(case.public_id) not in client.get("/county/risks/").content.decode()
    assert str(case.public_id) in client.get("/county/risks/?tab=decided").content.decode()
    page = client.get(href).content.decode()
    assert ("作出决定" in page, "已电话核实" in page) == (False, True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "请选择查证、保留或者并案。"),
        ({"decision": "KEEP", "reason": ""}, "请写明理由"),
        ({"decision": "KEEP", "seen": "old"}, "这组线索刚有变动或已由他人处理"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    world: World, log_in: LogIn, case: RiskCase, given: dict[str, str], said: str
) -> None:
    client = log_in(world.accounts[Role.COUNTY_REVIEWER])
    href = f"/county/risks/{case.public_id}/"
    sent = {"seen": seen_on(client, href), "reason": "已到场核实过", **given}
    response = client.post(href, sent)
    page = response.content.decode()
    assert (response.status_code, said in page, "错误：" in page) == (409, True, True)
    assert ("已到场核实过" in page) is ("reason" not in given)
    assert AuditRow.objects.filter(act="note_refusal", object_kind="risk_case").count() == 1
    case.refresh_from_db()
    assert case.state == "OPEN"


def test_a_second_press_decides_nothing_twice(world: World, log_in: LogIn, case: RiskCase) -> None:
    client = log_in(world.accounts[Role.COUNTY_REVIEWER])
    href = f"/county/risks/{case.public_id}/"
    sent = {"seen": seen_on(client, href), "reason": "已电话核实", "decision": "CHECK"}
    assert [client.post(href, sent).status_code for _ in range(2)] == [302, 409]
    assert RiskDecision.objects.count() == 1


def test_voiding_waits_for_the_time_to_answer_and_for_a_second_person(
    world: World, log_in: LogIn, case: RiskCase, pair: list[Candidate]
) -> None:
    client = log_in(world.accounts[Role.PROVINCE_OFFICER])
    href = f"/province/risks/{case.public_id}/"
    assert press(client, href, decision="CHECK") == 302
    page = client.get(href).content.decode()
    assert ("到期以前不能取消报名" in page, 'name="void"' in page) == (True, False)
    number = pair[1].candidate_number
    assert press(client, href, decision="MERGE", void=number) == 409
    RiskCase.objects.filter(pk=case.pk).update(heard_until=timezone.now() - timedelta(minutes=1))
    assert 'name="void"' in client.get(href).content.decode()
    assert press(client, href, decision="KEEP", void=number) == 409
    response = client.post(
        href,
        {"seen": seen_on(client, href), "reason": "本人确认重复", "decision": "MERGE", "void": number},
    )
    assert (response.status_code, response.headers["Location"]) == (302, "/approvals/")
    waiting = Approval.objects.get(act="void_registrations")
    assert Registration.objects.get(candidate=pair[1]).state == "SUBMITTED"
    lead = log_in(world.accounts[Role.PROVINCE_LEAD])
    shown = lead.get(f"/approvals/{waiting.public_id}/").content.decode()
    assert (number in shown, "本人确认重复" in shown) == (True, True)
    lead.post(f"/approvals/{waiting.public_id}/", {"step": "confirm", "digest": waiting.digest})
    assert Registration.objects.get(candidate=pair[1]).state == "CANCELLED"
    assert Registration.objects.get(candidate=pair[0]).state == "SUBMITTED"
    account = factories.an_account(kind=AccountKind.CANDIDATE, display_name="钱三四")
    factories.a_consent(account=account)
    Candidate.objects.filter(pk=pair[1].pk).update(account=account)
    told = log_in(account).get("/candidate/").content.decode()
    assert ("报名已取消" in told, "本人确认重复" in told, "有异议的向" in told) == (True, True, True)


def test_an_inspector_reads_and_decides_nothing(world: World, log_in: LogIn, case: RiskCase) -> None:
    client = log_in(world.accounts[Role.INSPECTOR])
    href = f"/province/risks/{case.public_id}/"
    page = client.get(href).content.decode()
    assert ("2份报名同一手机号" in page, "作出决定" in page) == (True, False)
    assert client.post(href, {"decision": "KEEP", "reason": "看过"}).status_code == 403


def test_what_is_new_since_a_decision_is_marked(
    world: World, log_in: LogIn, case: RiskCase, pair: list[Candidate]
) -> None:
    client = log_in(world.accounts[Role.COUNTY_REVIEWER])
    href = f"/county/risks/{case.public_id}/"
    press(client, href, decision="KEEP")
    assert "<b>新</b>" not in client.get(href).content.decode()
    case.traits.create(
        season=case.season,
        province=case.province,
        candidate=pair[0],
        signal="DEVICE",
        group=pair[0].pk,
        seen_at=timezone.now() + timedelta(minutes=1),
    )
    RiskCase.objects.filter(pk=case.pk).update(state="OPEN", reopened=1)
    page = client.get(href).content.decode()
    assert ("<b>新</b>" in page, "有新线索，重新打开1次" in page) == (True, True)
