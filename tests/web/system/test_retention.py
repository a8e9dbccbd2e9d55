"""到期删除 on the page: a dry run without a person, put forward by one and confirmed by another."""

import pytest
from django.test import Client
from tests.web.world import LogIn, World

from chengzhao.law.words import Role, Stage
from chengzhao.records.models import Approval, Candidate, NoticeEntry, RetentionOrder, StageWindow
from chengzhao.rules.privacy.retention import ERASED_NAME


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def ended(world: World) -> None:
    """The season's admission ended two years before the pages are looked at."""
    StageWindow.objects.filter(stage=Stage.ADMISSION).update(
        opens_at="2023-01-01T00:00+08:00", closes_at="2024-01-01T00:00+08:00"
    )


def page(client: Client) -> str:
    return client.get("/system/retention/").content.decode()


def test_dry_run_counts_and_names_nobody(world: World, ended: None, log_in: LogIn) -> None:
    shown = page(log_in(world.accounts[Role.SECURITY_ADMIN]))
    assert "没有录取" in shown
    assert "证件号码" in shown
    assert not [one for one in Candidate.objects.values_list("name", flat=True) if one in shown]
    assert not [one for one in Candidate.objects.values_list("candidate_number", flat=True) if one in shown]


def test_one_puts_it_forward_and_another_confirms(world: World, ended: None, log_in: LogIn) -> None:
    first = log_in(world.accounts[Role.SECURITY_ADMIN])
    assert first.post("/system/retention/").status_code == 302
    waiting = Approval.objects.get(act="order_retention")
    assert RetentionOrder.objects.count() == 0
    second = log_in(world.accounts[Role.PROVINCE_LEAD])
    href = f"/approvals/{waiting.public_id}/"
    assert "到期删除" in second.get(href).content.decode()
    assert second.post(href, {"step": "confirm", "digest": waiting.digest}).status_code == 302
    assert RetentionOrder.objects.get().approval_id == waiting.pk
    assert "等待执行" in page(log_in(world.accounts[Role.SECURITY_ADMIN]))


def test_season_that_runs_has_nothing_to_delete(world: World, log_in: LogIn) -> None:
    StageWindow.objects.update(closes_at="2999-01-01T00:00+08:00")
    NoticeEntry.objects.all().delete()
    client = log_in(world.accounts[Role.SECURITY_ADMIN])
    assert "没有到期的资料。" in page(client)
    refused = client.post("/system/retention/")
    assert (refused.status_code, "没有到期的资料" in refused.content.decode()) == (409, True)


def test_whoever_is_erased_is_shown_as_deleted(world: World, log_in: LogIn) -> None:
    from chengzhao.actions.erasure import erase_parts
    from chengzhao.rules.privacy.retention import Part

    erase_parts(Part, [world.waiting.pk])
    shown = log_in(world.accounts[Role.PROVINCE_OFFICER]).get(f"/province/people/{world.waiting.public_id}/")
    assert (shown.status_code, ERASED_NAME in shown.content.decode()) == (200, True)
