"""The administrators' desk: what the visitor's own power is for, and its figures."""

from django.http import HttpResponse

from chengzhao.law.words import Role
from chengzhao.records.queries.audit import audit_total
from chengzhao.records.queries.system import SystemFigures, system_figures
from chengzhao.rules.governance import power_of
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


@allow(may_see_desk)
def home(request: StaffRequest) -> HttpResponse:
    """The desk of one of the three administrators."""
    acting = request.acting
    context = {
        "power": power_of(acting.role),
        "purpose": PURPOSES[acting.role],
        "figs": _figs(acting.role, acting.season, acting.province),
    }
    return page(request, "system/home.html", context)


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
