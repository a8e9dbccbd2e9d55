"""The homes of the roles that have one page: true figures, and honest ones where there is nothing."""

import pytest
from django.test import Client
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import SourcePlan
from chengzhao.rules.privacy.small_cells import HIDDEN, NOTE


def home_of(client: Client) -> str:
    response = client.get(client.get("/seats/").headers["Location"])
    assert response.status_code == 200
    return response.content.decode()


def figure(page: str, name: str) -> str:
    """The number under a name in the strip of figures."""
    return page.partition(f"<dt>{name}</dt>")[2].partition(">")[2].partition("<")[0]


def test_county_counts_its_own_candidates(world: World, log_in: LogIn) -> None:
    factories.a_candidate()
    page = home_of(log_in(world.accounts[Role.COUNTY_REVIEWER]))
    assert (figure(page, "提交报名"), figure(page, "参考"), figure(page, "录取")) == ("3", "3", "1")


def test_prefecture_compares_its_counties(world: World, log_in: LogIn) -> None:
    second = factories.an_organisation(parent=world.tree.prefecture, name="迎泽区招生考试中心")
    factories.a_candidate(confirmation_point=second)
    page = home_of(log_in(world.accounts[Role.PREFECTURE_OFFICER]))
    assert figure(page, "提交报名") == "4"
    assert figure(page, '<a href="/county/review/">等待审核</a>') == "1"
    assert '<th scope="row">迎泽区</th>' in page


def test_site_shows_its_rooms(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.SITE_HEAD])
    assert "这个单位本年度没有设考点。" in home_of(client)
    site = factories.a_site(organisation=world.tree.site, code="14010501")
    candidate = factories.a_candidate(ticketed=True)
    factories.a_seat(candidate=candidate, room=factories.a_room(site=site))
    factories.a_mark(candidate=candidate)
    page = home_of(client)
    assert (figure(page, "考场"), figure(page, "编排考生"), figure(page, "实考")) == ("1", "1", "1")


def test_department_shows_the_colleges_in_its_charge(world: World, log_in: LogIn) -> None:
    page = home_of(log_in(world.accounts[Role.DEPARTMENT_OFFICER]))
    assert (figure(page, "所属院校"), figure(page, "计划数")) == ("2", "3")
    assert "山西财经大学" in page


def test_ministry_shows_the_plans_by_state(world: World, log_in: LogIn) -> None:
    page = home_of(log_in(world.accounts[Role.MINISTRY_OFFICER]))
    assert (figure(page, "院校"), figure(page, "计划数"), figure(page, "已分送")) == ("2", "3", "3")


@pytest.mark.parametrize("role", [Role.DEPARTMENT_OFFICER, Role.MINISTRY_OFFICER])
def test_few_admitted_are_told_neither_by_count_share_nor_total(
    world: World, log_in: LogIn, role: Role
) -> None:
    client = log_in(world.accounts[role])
    page = home_of(client)
    assert figure(page, "录取") == HIDDEN
    assert NOTE in page
    assert "33.3" not in page
    for one in SourcePlan.objects.all():
        SourcePlan.objects.filter(pk=one.pk).update(places=100, admitted=20)
    page = home_of(client)
    assert figure(page, "录取") == "40"
    assert HIDDEN not in page
    assert page.count('<td class="num">20.0</td>') == 2


@pytest.mark.parametrize("role", [Role.COMMITTEE_MEMBER, Role.PROVINCE_LEAD, Role.INSPECTOR])
def test_board_tells_few_to_those_only_who_may_read_the_people(
    world: World, log_in: LogIn, role: Role
) -> None:
    page = home_of(log_in(world.accounts[role]))
    bodies = [page.partition(f'id="{part}"')[2].partition("<tbody>")[2] for part in ("ht", "lv")]
    rows = "".join(body.partition("</tbody>")[0] for body in bodies)
    hides = role is Role.COMMITTEE_MEMBER
    assert (NOTE in page, HIDDEN in rows) == (hides, hides)
    assert ('<td class="num">3</td>' in rows) is not hides


@pytest.mark.parametrize(("persons", "told"), [(1, "不足5人"), (4, "不足5人"), (5, "5人")])
def test_public_is_not_told_how_few_a_notice_names(
    world: World, client: Client, persons: int, told: str
) -> None:
    claims = [factories.a_claim(candidate=factories.a_candidate(), effective=True) for _ in range(persons)]
    notice = factories.a_notice(claims=claims)
    for href in ("/", "/publicity/", f"/publicity/{notice.public_id}/"):
        page = client.get(href).content.decode()
        assert (href, f"{notice.number}　{told}" in page) == (href, True)


def test_oversight_shows_runs_and_their_proofs(world: World, log_in: LogIn) -> None:
    page = home_of(log_in(world.accounts[Role.OVERSIGHT]))
    assert (figure(page, "投档运行"), figure(page, "核验未通过"), figure(page, "正在公示")) == ("1", "0", "1")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CANDIDATE])
def test_home_of_every_role_without_a_season(db: None, log_in: LogIn, role: Role) -> None:
    tree = factories.a_tree()
    college = factories.a_college()
    places = {
        Role.COLLEGE_OFFICER: college.organisation,
        Role.COLLEGE_LEAD: college.organisation,
        Role.SITE_HEAD: tree.site,
        Role.COUNTY_REVIEWER: tree.county,
    }
    account = factories.an_account()
    factories.a_role(account=account, organisation=places.get(role, tree.province), role=role)
    assert "<h1>" in home_of(log_in(account))
