"""回避 on the page: one's own declarations, once and for good; everybody's for the province alone."""

import pytest
from django.test import Client
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Recusal
from chengzhao.web.desk import recusals as pages

HREF = "/recusals/"


@pytest.fixture
def reviewer(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.COUNTY_REVIEWER])


def declare(client: Client, number: str, relation: str = "RELATIVE") -> int:
    return client.post(HREF, {"number": number, "relation": relation}).status_code


def test_declared_once_shown_to_oneself_and_on_the_trail(world: World, reviewer: Client) -> None:
    assert declare(reviewer, world.waiting.candidate_number) == 302
    assert Recusal.objects.get().account == world.accounts[Role.COUNTY_REVIEWER]
    shown = reviewer.get(HREF).content.decode()
    assert world.waiting.candidate_number in shown
    assert "近亲属</td>" in shown
    assert world.waiting.name not in shown
    assert AuditRow.objects.filter(act="declare_recusal", candidate=world.waiting).count() == 1
    assert declare(reviewer, world.waiting.candidate_number, "INTEREST") == 409
    assert Recusal.objects.get().relation == "RELATIVE"


@pytest.mark.parametrize("relation", ["", "FRIEND"])
def test_unknown_number_and_relation_are_said(world: World, reviewer: Client, relation: str) -> None:
    assert declare(reviewer, world.waiting.candidate_number, relation) == 409
    assert declare(reviewer, "24140105999999") == 409
    assert declare(reviewer, "") == 409
    assert Recusal.objects.count() == 0


def test_candidate_of_the_next_county_is_unknown(world: World, reviewer: Client) -> None:
    elsewhere = factories.an_organisation(parent=world.tree.prefecture, name="迎泽区招生考试中心")
    other = factories.a_candidate(confirmation_point=elsewhere)
    assert declare(reviewer, other.candidate_number) == 409
    assert Recusal.objects.count() == 0


def test_the_province_sees_everybody_and_a_colleague_sees_nobody(
    world: World, reviewer: Client, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(reviewer, world.waiting.candidate_number)
    declare(reviewer, world.admitted.candidate_number)
    colleague = log_in(world.accounts[Role.SECOND_REVIEWER]).get(HREF).content.decode()
    assert world.waiting.candidate_number not in colleague
    assert "还没有申报。" in colleague
    officer = log_in(world.accounts[Role.PROVINCE_OFFICER])
    shown = officer.get(HREF).content.decode()
    assert world.waiting.candidate_number in shown
    assert world.accounts[Role.COUNTY_REVIEWER].display_name in shown
    monkeypatch.setattr(pages, "PAGE_SIZE", 1)
    first = officer.get(HREF).content.decode()
    assert world.waiting.candidate_number not in first
    behind = Recusal.objects.get(candidate=world.admitted).pk
    assert f"?after={behind}" in first
    assert world.waiting.candidate_number in officer.get(f"{HREF}?after={behind}").content.decode()
