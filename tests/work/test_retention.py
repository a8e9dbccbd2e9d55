"""到期删除 that is cut short: the next one finishes it, and deletes nothing twice."""

import os
import signal
import subprocess
import sys
import textwrap
from datetime import datetime

import pytest
from django.db import connection
from tests import factories
from tests.actions.two_persons import by_two
from tests.factories import BEIJING, BORDER, an_actor
from tests.factories.retention import an_ended_season

from chengzhao.actions.audit import Refused
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Candidate, RetentionOrder
from chengzhao.rules.privacy.retention import ERASED_NAME
from chengzhao.work import retention

AT = datetime(2026, 9, 20, 10, tzinfo=BEIJING)

CHILD = """
import os, signal
import django
django.setup()
from datetime import UTC, datetime
from chengzhao.actions import retention as acts
from chengzhao.actions.audit import Actor, Border
from chengzhao.law.words import Role
from chengzhao.work import retention
acts.BATCH = 2
plain, done = retention.remove_expired, 0
def dies(**given):
    global done
    done += 1
    if done > 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return plain(**given)
retention.remove_expired = dies
actor = Actor(account=None, role=Role.SECURITY_ADMIN, org_path="/14/")
retention.remove(retention.Removal(border=Border(season=2024, province="14"), actor=actor,
    now=lambda: datetime.now(UTC), tell=print))
"""


def removal() -> retention.Removal:
    actor = an_actor(role=Role.SECURITY_ADMIN, org_path="/")
    return retention.Removal(border=BORDER, actor=actor, now=lambda: AT, tell=lambda said: None)


def erased() -> int:
    return Candidate.objects.filter(name=ERASED_NAME).count()


@pytest.mark.django_db(transaction=True)
def test_a_removal_killed_outright_is_finished_by_the_next() -> None:
    an_ended_season()
    for _ in range(5):
        factories.a_candidate()
    by_two("order_retention", {"day": AT.date().isoformat()}, AT)
    held = connection.settings_dict
    url = f"postgresql://{held['USER']}:{held['PASSWORD']}@{held['HOST']}:{held['PORT']}/{held['NAME']}"
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "chengzhao.settings.test",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    program = [sys.executable, "-c", textwrap.dedent(CHILD)]
    killed = subprocess.run(program, env=environment, capture_output=True, text=True, timeout=120)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    before = erased()
    assert 0 < before < 5
    [finished] = retention.remove(removal())
    assert erased() == 5
    assert dict(finished.removed)["education"] == 5
    assert AuditRow.objects.filter(act="remove_expired").values("candidate").distinct().count() == 5
    assert AuditRow.objects.filter(act="remove_expired").count() == 5
    assert RetentionOrder.objects.get().finished_at == AT
    assert retention.remove(removal()) == ()


@pytest.mark.django_db(transaction=True)
def test_two_removals_at_once_are_one() -> None:
    said: list[str] = []

    def again(sentence: str) -> None:
        from concurrent.futures import ThreadPoolExecutor

        from django.db import connections

        def other() -> None:
            try:
                retention.remove(removal())
            except Refused as refused:
                said.append(str(refused))
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            pool.submit(other).result()

    actor = an_actor(role=Role.SECURITY_ADMIN, org_path="/")
    retention.remove(retention.Removal(border=BORDER, actor=actor, now=lambda: AT, tell=again))
    assert said == ["另一次到期删除正在进行，请等它结束。"]
