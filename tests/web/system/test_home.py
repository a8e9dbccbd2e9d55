"""The administrators' desk: each sees the figures of its own power and no others."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import StaffRole


def test_desk_of_each_administrator_says_what_it_is_for(world: World, log_in: LogIn) -> None:
    shown = {
        role: log_in(world.accounts[role]).get("/system/").content.decode()
        for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
    }
    for role, title in (
        (Role.SYSTEM_ADMIN, "系统管理"),
        (Role.SECURITY_ADMIN, "安全管理"),
        (Role.AUDIT_ADMIN, "审计管理"),
    ):
        assert f"<h1>{title}</h1>" in shown[role]
        assert ("有效角色" in shown[role]) is (role is not Role.AUDIT_ADMIN)
        assert ("操作记录" in shown[role].partition("<dl")[2]) is (role is Role.AUDIT_ADMIN)


def test_desk_says_what_waits_and_leads_there(world: World, log_in: LogIn) -> None:
    role = factories.a_role(account=factories.an_account(), organisation=world.tree.county)
    StaffRole.objects.filter(pk=role.pk).update(valid_until=timezone.now() + timedelta(days=3))
    system = log_in(world.accounts[Role.SYSTEM_ADMIN]).get("/system/").content.decode()
    assert '<dt><a href="/system/jobs/">失败的任务</a></dt><dd>0</dd>' in system
    assert '<a href="/system/users/">30天内到期的角色</a></dt><dd class="warn">1</dd>' in system
    assert '<a href="/system/health/">封签逾期</a>' in system
    security = log_in(world.accounts[Role.SECURITY_ADMIN]).get("/system/").content.decode()
    assert '<a href="/system/roles/">30天内到期的角色</a></dt><dd class="warn">1</dd>' in security
    assert "失败的任务" not in security


@pytest.mark.parametrize(
    ("role", "statements"), [(Role.SYSTEM_ADMIN, 23), (Role.SECURITY_ADMIN, 16), (Role.AUDIT_ADMIN, 12)]
)
def test_desk_of_each_administrator_costs_what_it_is_known_to_cost(
    world: World, log_in: LogIn, role: Role, statements: int
) -> None:
    client = log_in(world.accounts[role])
    client.get("/system/")
    with CaptureQueriesContext(connection) as caught:
        client.get("/system/")
    assert len(caught) == statements
