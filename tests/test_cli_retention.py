"""`chengzhao retention`: what it counts, whom it lets."""

from contextlib import nullcontext

import pytest
from tests import factories
from tests.factories.retention import an_ended_season, one_of_each_standing

from chengzhao.actions.audit import Refused
from chengzhao.cli import main
from chengzhao.cli import retention as command
from chengzhao.law.words import Role
from chengzhao.records.models import Education

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands work on the database of the tests."""
    monkeypatch.setattr(command, "maintained_project", nullcontext)


def test_plan_counts_and_deletes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    an_ended_season()
    one_of_each_standing()
    words = ["retention", "plan", "--year", "2024", "--province", "14", "--day", "2026-09-20"]
    assert main(words) == 0
    told = capsys.readouterr().out
    assert "1  education          没有录取 学历和执业资格（录取结束后1年）" in told
    assert "0 files are held" in told
    assert Education.objects.count() == 4


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.PROVINCE_LEAD])
def test_only_a_security_administrator_runs_it(role: Role) -> None:
    account = factories.an_account()
    factories.a_role(account=account, organisation=factories.a_tree().province, role=role)
    with pytest.raises(Refused, match="到期删除只由安全管理员办理"):
        main(["retention", "run", "--by", account.username])


def test_run_without_an_order_says_who_gives_one(capsys: pytest.CaptureFixture[str]) -> None:
    account = factories.an_account()
    factories.a_role(account=account, organisation=factories.a_tree().province, role=Role.SECURITY_ADMIN)
    assert main(["retention", "run", "--by", account.username]) == 0
    assert "No order waits" in capsys.readouterr().out
