"""例行维护 as administrators see it: when it was last done, when it is due, and whether anybody does it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests import factories
from tests.factories import BEIJING
from tests.web.world import LogIn, World

from chengzhao.actions.retention import tidy_expired
from chengzhao.actions.sealing import note_check
from chengzhao.law.words import Role
from chengzhao.ledger.trail import Verdict
from chengzhao.web.system.upkeep import due, is_late, upkeep_lines
from chengzhao.work.tidying import SERVICE
from chengzhao.work.upkeep import UPKEEP

NOON = datetime(2026, 9, 20, 12, 0, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, datetime(2026, 9, 20, 12, 17, tzinfo=BEIJING)),
        (NOON - timedelta(hours=13), datetime(2026, 9, 20, 12, 17, tzinfo=BEIJING)),
        (NOON - timedelta(hours=11), datetime(2026, 9, 21, 0, 17, tzinfo=BEIJING)),
    ],
)
def test_what_was_tidied_today_is_due_tomorrow(last: datetime | None, expected: datetime) -> None:
    assert due(UPKEEP["tidy"], last, NOON) == expected


@pytest.mark.parametrize(
    ("key", "hours", "late"),
    [
        ("seal", None, False),
        ("verify", None, True),
        ("verify", 13, False),
        ("verify", 14, True),
        ("tidy", 49, False),
        ("tidy", 50, True),
    ],
)
def test_a_work_that_nobody_does_is_marked(key: str, hours: int | None, late: bool) -> None:
    last = None if hours is None else NOON - timedelta(hours=hours)
    assert is_late(key, last, NOON) is late


def test_both_pages_say_when_it_was_done_and_is_due(world: World, log_in: LogIn) -> None:
    system, security = (log_in(world.accounts[role]) for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN))
    assert "没有按时办理" in system.get("/system/jobs/").content.decode()
    assert "短期记录没有按时清理" in security.get("/system/retention/").content.decode()
    now = timezone.now()
    tidy_expired(border=factories.BORDER, actor=SERVICE, at=now, day=timezone.localdate())
    note_check(at=now, found=Verdict(rows=0, head=None, fault=None))
    shown = system.get("/system/jobs/").content.decode()
    assert "没有按时办理" not in shown
    for label in ("操作记录封签", "封签核验", "短期记录清理", "短信发送"):
        assert label in shown
    shown = security.get("/system/retention/").content.decode()
    assert "短期记录没有按时清理" not in shown
    assert "下次" in shown
    lines = {one.key: one for one in upkeep_lines(now)}
    assert lines["tidy"].done_at == lines["verify"].done_at == now
    assert lines["deliver"].due_at is None
