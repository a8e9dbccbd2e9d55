"""Organisations, the matrix of roles, jobs, health and keys."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.world import LogIn, World

from chengzhao.actions.duties import ACT_ROLES
from chengzhao.law.words import Role
from chengzhao.records.models import Candidate, Job, Organisation
from chengzhao.records.queries.running import DatabaseFacts
from chengzhao.records.queries.seals import Unsealed
from chengzhao.rules.governance import TWO_PERSON_ACTS
from chengzhao.web.shared.acts import act_label
from chengzhao.web.system.matrix import act_rows, page_rows
from chengzhao.web.system.running import GIGABYTE, health_figs, seal_fig


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def admin(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.SYSTEM_ADMIN])


def test_organisations_are_found_renamed_and_closed(world: World, admin: Client) -> None:
    href = f"/system/organisations/{world.tree.site.public_id}/"
    assert href in admin.get("/system/organisations/?words=小店区第一").content.decode()
    assert admin.post(href, {"step": "rename", "name": "小店一中", "reason": ""}).status_code == 409
    assert admin.post(href, {"step": "rename", "name": "小店一中", "reason": "更名"}).status_code == 302
    assert Organisation.objects.get(pk=world.tree.site.pk).name == "小店一中"
    refused = admin.post(href, {"step": "close", "reason": "撤并"})
    assert (refused.status_code, "还有1个角色没有到期" in refused.content.decode()) == (409, True)
    assert admin.post(href, {"step": "dance"}).status_code == 409


def test_the_matrix_says_what_the_tables_say() -> None:
    rows = {
        row.name: dict(zip(Role, row.cells, strict=True))
        for row in act_rows(of_two=False) + act_rows(of_two=True)
    }
    assert len(rows) == len({act_label(act) for act in ACT_ROLES})
    for act in ("release_run", "decide_registrations"):
        for role in Role:
            cell = rows[act_label(act)][role]
            assert ("●" in cell) is (role in ACT_ROLES[act])
            firsts = TWO_PERSON_ACTS[act].firsts if act in TWO_PERSON_ACTS else ()
            assert ("○" in cell) is (role in firsts)


def test_the_matrix_of_pages_is_that_of_the_predicates() -> None:
    rows = {row.name: dict(zip(Role, row.cells, strict=True)) for row in page_rows()}
    opens = {role for role, cell in rows["/county/"].items() if cell}
    assert opens == {Role.COUNTY_REVIEWER, Role.SECOND_REVIEWER, Role.PREFECTURE_OFFICER}
    assert {role for role, cell in rows["/college/files/"].items() if cell} == {
        Role.COLLEGE_OFFICER,
        Role.COLLEGE_LEAD,
    }
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        opened = {name.split("/")[1] for name, cells in rows.items() if cells[role]}
        assert opened <= {
            "system",
            "approvals",
            "jobs",
            "recusals",
            "why",
            "columns",
            "inbox",
            "search",
            "settings",
        }


def test_the_matrix_is_shown(admin: Client) -> None:
    shown = admin.get("/system/roles/").content.decode()
    of_two = admin.get("/system/roles/?show=two").content.decode()
    pages = admin.get("/system/roles/?show=pages").content.decode()
    words = ("开始阅档", "放行投档结果", "/county/")
    assert [word in shown for word in words] == [True, False, False]
    assert [word in of_two for word in words] == [False, True, False]
    assert [word in pages for word in words] == [False, False, True]


def test_jobs_are_listed(world: World, admin: Client) -> None:
    Job.objects.all().delete()
    assert "本年度还没有任务。" in admin.get("/system/jobs/").content.decode()
    Job.objects.create(
        season=2024, province="14", kind="x", title="编排座位", state="RUNNING", done=1, total=9
    )
    shown = admin.get("/system/jobs/").content.decode()
    assert "编排座位" in shown
    assert "1/9" in shown


def test_health_says_how_much_waits_for_a_seal(admin: Client) -> None:
    shown = admin.get("/system/health/").content.decode()
    assert "待封签" in shown
    assert "全部封签" not in shown


@pytest.mark.parametrize(("minutes", "tone"), [(None, "ok"), (5, "ok"), (6, "bad")])
def test_a_seal_that_is_late_is_marked(minutes: int | None, tone: str) -> None:
    now = timezone.now()
    since = None if minutes is None else now - timedelta(minutes=minutes)
    assert seal_fig(Unsealed(rows=1, since=since), now).tone == tone


def test_health_shows_the_database(admin: Client) -> None:
    shown = admin.get("/system/health/").content.decode()
    assert "PostgreSQL" in shown
    assert "连接" in shown
    assert '<dd class="mono">00' in shown


@pytest.mark.parametrize(
    ("free", "apart", "tones"), [(50, 0, ["ok", "ok"]), (5, 0, ["bad", "ok"]), (50, 3, ["ok", "bad"])]
)
def test_health_marks_a_full_disk_and_clocks_apart(free: int, apart: int, tones: list[str]) -> None:
    now = timezone.now()
    facts = DatabaseFacts(
        version="18", size=GIGABYTE, connections=3, time=now + timedelta(seconds=apart), last_migration="0001"
    )
    disk = SimpleNamespace(total=100 * GIGABYTE, free=free * GIGABYTE, used=0)
    assert [fig.tone for fig in health_figs(facts, disk, now)[2:]] == tones  # type: ignore[arg-type]


def test_keys_are_named_and_not_shown(world: World, log_in: LogIn) -> None:
    shown = log_in(world.accounts[Role.SECURITY_ADMIN]).get("/system/keys/").content.decode()
    assert "加密中" in shown


def test_no_page_of_the_administrators_names_a_candidate(world: World, log_in: LogIn) -> None:
    people = list(Candidate.objects.values_list("name", "candidate_number"))
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        client = log_in(world.accounts[role])
        for name in (
            "users",
            "sessions",
            "organisations",
            "roles",
            "policies",
            "jobs",
            "health",
            "keys",
            "retention",
        ):
            shown = client.get(f"/system/{name}/").content.decode()
            assert not [one for pair in people for one in pair if one in shown]
