"""The province's board, its runs and its trail."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import BORDER, REGISTRATION_DAY
from tests.web.world import SCOPE, LogIn, World

from chengzhao.actions.audit import Touched, record
from chengzhao.law.words import Role
from chengzhao.records.models import Approval
from chengzhao.rules.admission import RunState
from chengzhao.web.province import filing, trail


@pytest.fixture
def lead(world: World, log_in: LogIn) -> Client:
    """The head of the province's office."""
    return log_in(world.accounts[Role.PROVINCE_LEAD])


def text_of(client: Client, href: str) -> str:
    response = client.get(href)
    assert response.status_code == 200
    return response.content.decode()


def test_board_shows_true_figures(lead: Client) -> None:
    page = text_of(lead, "/province/")
    figures = page.partition('<dl class="figs')[2].partition("</dl>")[0]
    assert "<dt>提交报名</dt><dd>3<small>人</small>" in figures
    assert "到考率100.0%" in figures
    assert "计划3个" in figures
    assert "1次投档全部通过核验" in page
    assert '<th scope="row">太原市</th>' in page


def test_board_of_an_empty_season(db: None, log_in: LogIn) -> None:
    account = factories.an_account()
    factories.a_role(account=account, organisation=factories.a_tree().province)
    page = text_of(log_in(account), "/province/")
    assert "还没有设定任何阶段的开放时间。" in page
    assert "还没有人报名。" in page
    assert "没有需要处理的事项。" in page


@pytest.mark.parametrize("people", [0, 3])
def test_board_is_read_in_fifteen_statements(
    lead: Client, world: World, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for _ in range(people):
        factories.a_candidate(confirmation_point=world.tree.county)
    with django_assert_num_queries(SCOPE + 15):
        lead.get("/province/")


def test_runs_show_digests_and_the_outcome_of_the_proofs(lead: Client, world: World) -> None:
    page = text_of(lead, "/province/runs/")
    assert f"第{world.run.number}号" in page
    assert "12项通过" in page
    assert world.run.result_digest[:16] in page


def test_run_that_failed_says_which_proof(lead: Client, world: World) -> None:
    failed = factories.a_run(state=RunState.RUN, tier=2, failed={"P6": 3})
    page = text_of(lead, f"/province/runs/{failed.public_id}/")
    assert "1项未通过" in page
    assert "3处" in page
    assert page.count("通过</span></td>") == 11


def test_run_shows_rules_in_words(lead: Client, world: World) -> None:
    page = text_of(lead, f"/province/runs/{world.run.public_id}/")
    for shown in ("顺序志愿", "院校专业", "按公开的随机种子排序", "专业基础课、政治、外语", "1:1"):
        assert shown in page


def test_run_pages_its_units_and_narrows_them(
    lead: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "PAGE_SIZE", 1)
    href = f"/province/runs/{world.run.public_id}/"
    first = text_of(lead, href)
    assert 'rel="next"' in first
    assert "山西财经大学" in first
    short = text_of(lead, f"{href}?short=1")
    assert "山西财经大学" in short
    assert 'rel="next"' not in short


def test_said_rules_leaves_out_what_is_missing() -> None:
    assert filing.said_rules({}) == []
    assert filing.said_rules({"ratio": "1.05", "relaxation": 20}) == [
        ("投档比例", "1:1.05"),
        ("降分投档", "最多20分"),
    ]
    tie_keys = {"GAOQIBEN/SCIENCE": ["maths", "chinese"], "GAOQIZHUAN": ["chinese"]}
    tie_keys["GAOQIBEN/ARTS_SCIENCE"] = ["maths", "chinese"]
    assert filing.said_rules({"tie_keys": tie_keys}) == [
        ("同分顺序", "数学、语文（高起本 理工类，高起本 艺术（理））"),
        ("同分顺序", "语文（高起专）"),
    ]


def test_trail_is_paged_and_narrowed(lead: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "PAGE_SIZE", 2)
    for number, act in enumerate(("run_filing", "prepare_run", "run_filing")):
        record(
            border=BORDER,
            actor=factories.an_actor(role=Role.PROVINCE_LEAD),
            at=REGISTRATION_DAY,
            act=act,
            object_kind="filing_run",
            touched=[Touched(object_id=f"run-{number}", after="ab" * 32)],
        )
    first = text_of(lead, "/province/audit/")
    assert ("run-2" in first, "run-1" in first, "run-0" in first) == (True, True, False)
    assert 'rel="next">更早的记录' in first
    narrowed = text_of(lead, "/province/audit/?act=prepare_run")
    assert ("run-2" in narrowed, "run-1" in narrowed) == (False, True)
    assert "准备投档" in narrowed


def test_trail_of_an_act_that_never_was(lead: Client) -> None:
    assert "没有符合条件的操作记录。" in text_of(lead, "/province/audit/?act=%3Cb%3E")


def test_a_proved_run_is_put_forward_from_its_page(
    world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)
    run = factories.a_run(tier=2, state=RunState.PROVED)
    href = f"/province/runs/{run.public_id}/"
    officer = log_in(world.accounts[Role.PROVINCE_OFFICER])
    assert "提请投档结果签字" in text_of(officer, href)
    first = officer.post(href)
    waiting = Approval.objects.get(act="sign_run")
    assert (first.status_code, first.headers["Location"]) == (302, f"/approvals/{waiting.public_id}/")
    assert officer.post(href).headers["Location"] == first.headers["Location"]
    shown = text_of(log_in(world.accounts[Role.PROVINCE_LEAD]), href)
    assert "投档结果签字已由省招办工作人员提请，等待另一人复核" in shown
    assert "提请投档结果签字" not in shown


def test_a_run_without_a_next_act_is_not_put_forward(
    world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)
    response = log_in(world.accounts[Role.PROVINCE_LEAD]).post(f"/province/runs/{world.run.public_id}/")
    assert response.status_code == 409
    assert "没有要两人办理的事项" in response.content.decode()


def test_the_committee_looks_at_a_run_and_puts_nothing_forward(
    world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)
    run = factories.a_run(tier=2, state=RunState.PROVED)
    member = log_in(world.accounts[Role.COMMITTEE_MEMBER])
    href = f"/province/runs/{run.public_id}/"
    assert "提请投档结果签字" not in text_of(member, href)
    assert member.post(href).status_code == 409
    assert not Approval.objects.filter(act="sign_run").exists()
