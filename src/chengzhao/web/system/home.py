"""The administrators' desk: what the visitor's own power is for, and its figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from chengzhao.law.words import Role
from chengzhao.records.queries.approvals import waiting_rows
from chengzhao.records.queries.audit import audit_total
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.seals import sealing_lag
from chengzhao.records.queries.system import SystemFigures, expiring_roles, failed_jobs, system_figures
from chengzhao.rules.governance import TWO_PERSON_ACTS, power_of
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import count
from chengzhao.web.shared.figures import Fig
from chengzhao.web.shared.page import page
from chengzhao.web.system.permissions import may_see_desk

PURPOSES = {
    Role.SYSTEM_ADMIN: "管理账号、单位和系统运行，看不到业务数据和操作记录。",
    Role.SECURITY_ADMIN: "授予和收回角色，管理密钥和安全策略，看不到业务数据和操作记录。",
    Role.AUDIT_ADMIN: "查看操作记录，不办理业务，也不管理账号和角色。",
}


SOON = timedelta(days=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Todo:
    """Something that waits for an administrator: how many of it, and the page on which it is dealt with."""

    name: str
    number: int
    href: str


@allow(may_see_desk)
def home(request: StaffRequest) -> HttpResponse:
    """The desk of one of the three administrators."""
    acting = request.acting
    context = {
        "power": power_of(acting.role),
        "purpose": PURPOSES[acting.role],
        "todos": list(_todos(acting)),
        "figs": _figs(acting.role, acting.season, acting.province),
    }
    return page(request, "system/home.html", context)


def _todos(acting: Acting) -> Iterator[Todo]:
    """What each of the three deals with and no other: one statement a line."""
    now, border = timezone.now(), (acting.season, acting.province)
    if any(acting.role in one.seconds for one in TWO_PERSON_ACTS.values()):
        rows = waiting_rows(*border, acting.account_id, acting.role, acting.org_path, now)
        yield Todo(name="等我复核", number=rows.count(), href=reverse("desk:approvals"))
    if acting.role is Role.SYSTEM_ADMIN:
        yield Todo(name="失败的任务", number=failed_jobs(*border), href=reverse("system:jobs"))
        late = sealing_lag()
        number = late.rows if late.is_late(now) else 0
        yield Todo(name="封签逾期", number=number, href=reverse("system:health"))
    if acting.role is not Role.AUDIT_ADMIN:
        number = expiring_roles(*border, now, SOON)
        href = reverse("system:users" if acting.role is Role.SYSTEM_ADMIN else "system:roles")
        yield Todo(name=f"{SOON.days}天内到期的角色", number=number, href=href)


def _figs(role: Role, season: int, province: str) -> list[Fig]:
    if role is Role.AUDIT_ADMIN:
        return [Fig(name="操作记录", value=count(audit_total(season, province)), unit="条", note="只增不改")]
    found: SystemFigures = system_figures(season, province)
    return [
        Fig(
            name="工作人员账号",
            value=count(found.accounts),
            unit="个",
            note=f"已停用{count(found.disabled)}个",
        ),
        Fig(name="单位", value=count(found.organisations), unit="个"),
        Fig(name="有效角色", value=count(found.roles), unit="个", note=f"{count(found.expired)}个已到期"),
    ]
