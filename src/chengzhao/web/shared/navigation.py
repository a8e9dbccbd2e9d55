"""Where each role is at home, and the pages that its navigation names: only pages that exist."""

from dataclasses import replace

from chengzhao.actions.duties import ACT_ROLES, OFFICES
from chengzhao.law.words import Role
from chengzhao.rules.governance import GRANTERS, TWO_PERSON_ACTS
from chengzhao.web.shared.nav_items import CANDIDATE_NAV, LAW_PAGES, PUBLIC_NAV, YEARLY, NavItem

__all__ = [
    "AT_THE_END",
    "AUDIENCES",
    "CANDIDATE_NAV",
    "DESK_NAVS",
    "EVERY_DESK",
    "HOMES",
    "LAW_PAGES",
    "PROVINCE_STAFF",
    "PUBLIC_NAV",
    "YEARLY",
    "NavItem",
    "desk_nav",
]


PROVINCE_STAFF = frozenset({Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD})
READERS = PROVINCE_STAFF | {Role.INSPECTOR}

HOMES: dict[Role, str] = {
    Role.CANDIDATE: "candidate:home",
    Role.COUNTY_REVIEWER: "county:home",
    Role.SECOND_REVIEWER: "county:home",
    Role.PREFECTURE_OFFICER: "county:home",
    Role.SITE_HEAD: "site:home",
    Role.DEPARTMENT_OFFICER: "department:home",
    Role.COLLEGE_OFFICER: "college:home",
    Role.COLLEGE_LEAD: "college:home",
    Role.PROVINCE_OFFICER: "province:home",
    Role.PROVINCE_LEAD: "province:home",
    Role.COMMITTEE_MEMBER: "province:home",
    Role.MINISTRY_OFFICER: "ministry:home",
    Role.OVERSIGHT: "oversight:home",
    Role.INSPECTOR: "province:home",
    Role.SYSTEM_ADMIN: "system:home",
    Role.SECURITY_ADMIN: "system:home",
    Role.AUDIT_ADMIN: "system:home",
}

AUDIENCES = {
    "public": "公开",
    "account": "账号",
    "candidate": "考生",
    "county": "县区确认点",
    "site": "考点",
    "college": "院校",
    "department": "主管部门",
    "province": "省级招生考试机构",
    "ministry": "教育部",
    "desk": "各机构",
    "oversight": "纪检监督",
    "system": "系统管理",
}
"""Whose pages stand in a folder of the web floor."""

_TRAIL_NAV = (
    NavItem(label="操作记录查询", url_name="oversight:trail", icon="lock", section="操作记录"),
    NavItem(label="查看记录", url_name="oversight:access", icon="people", section="操作记录"),
    NavItem(label="封签状态", url_name="oversight:seals", icon="shield", section="操作记录"),
)
_SYSTEM = frozenset({Role.SYSTEM_ADMIN})
_ACCOUNTS = _SYSTEM | {Role.SECURITY_ADMIN}

DESK_NAVS: dict[str, tuple[NavItem, ...]] = {
    "province": (
        NavItem(label="指挥台", url_name="province:home", icon="board"),
        NavItem(
            label="阶段安排", url_name="province:stages", icon="clock", section="组织", roles=PROVINCE_STAFF
        ),
        NavItem(label="期限", url_name="province:deadlines", icon="bell", section="组织", roles=READERS),
        NavItem(
            label="责任人",
            url_name="province:responsible",
            icon="people",
            section="组织",
            roles=PROVINCE_STAFF,
        ),
        NavItem(label="统计图表", url_name="province:figures", icon="score", section="录取", roles=READERS),
        NavItem(
            label="投档",
            url_name="province:runs",
            icon="flow",
            section="录取",
            roles=PROVINCE_STAFF | {Role.COMMITTEE_MEMBER},
        ),
        NavItem(label="各地进度", url_name="province:places", icon="board", section="考生", roles=READERS),
        NavItem(label="填报错误", url_name="province:mistakes", icon="form", section="考生", roles=READERS),
        NavItem(
            label="群发短信",
            url_name="province:messages",
            icon="bell",
            section="考生",
            roles=PROVINCE_STAFF,
            beneath=frozenset({"province:message"}),
        ),
        NavItem(label="缴费", url_name="province:fees", icon="plan", section="考生", roles=PROVINCE_STAFF),
        NavItem(
            label="数据核查",
            url_name="province:registers",
            icon="check",
            section="考生",
            roles=PROVINCE_STAFF | {Role.INSPECTOR},
        ),
        NavItem(
            label="照顾公示",
            url_name="province:publicity",
            icon="info",
            section="考生",
            roles=PROVINCE_STAFF,
            beneath=frozenset({"province:publicity-notice"}),
        ),
        NavItem(
            label="异议和举报",
            url_name="province:complaints",
            icon="warn",
            section="考生",
            roles=PROVINCE_STAFF,
            beneath=frozenset({"province:complaint"}),
        ),
        NavItem(
            label="生僻字", url_name="province:characters", icon="file", section="考生", roles=PROVINCE_STAFF
        ),
        NavItem(
            label="可疑线索",
            url_name="province:risks",
            icon="shield",
            section="监督",
            roles=READERS,
            beneath=frozenset({"province:risk"}),
        ),
        NavItem(
            label="办理经过",
            url_name="province:things",
            icon="flow",
            section="监督",
            roles=PROVINCE_STAFF,
            beneath=frozenset({"province:thing"}),
        ),
        NavItem(
            label="操作记录", url_name="province:audit", icon="lock", section="监督", roles=PROVINCE_STAFF
        ),
        NavItem(
            label="个人信息请求",
            url_name="province:requests",
            icon="shield",
            section="监督",
            roles=PROVINCE_STAFF,
        ),
        NavItem(
            label="批量查看", url_name="province:unmasking", icon="user", section="监督", roles=PROVINCE_STAFF
        ),
        NavItem(
            label="公示放行", url_name="province:gate", icon="info", section="监督", roles=PROVINCE_STAFF
        ),
        NavItem(
            label="依法保全", url_name="province:holds", icon="lock", section="监督", roles=PROVINCE_STAFF
        ),
    ),
    "county": (
        NavItem(label="确认点概况", url_name="county:home", icon="board"),
        NavItem(
            label="审核队列",
            url_name="county:queue",
            icon="check",
            beneath=frozenset(
                {f"county:{name}" for name in ("file", "find", "tally", "batches", "batch", "confirmation")}
            ),
        ),
        NavItem(
            label="到场办理",
            url_name="county:in-person",
            icon="user",
            beneath=frozenset({"county:in-person-case"}),
        ),
        NavItem(label="可疑线索", url_name="county:risks", icon="shield", beneath=frozenset({"county:risk"})),
    ),
    "department": (
        NavItem(label="所属院校计划", url_name="department:home", icon="plan"),
        NavItem(
            label="照顾申请",
            url_name="department:claims",
            icon="check",
            beneath=frozenset({"department:claim"}),
        ),
    ),
    "college": (
        NavItem(label="计划余额", url_name="college:home", icon="plan"),
        NavItem(label="阅档", url_name="college:files", icon="file"),
    ),
    "oversight": (NavItem(label="监督概况", url_name="oversight:home", icon="shield"), *_TRAIL_NAV),
    "system": (
        NavItem(label="管理台", url_name="system:home", icon="board"),
        *(replace(item, roles=frozenset({Role.AUDIT_ADMIN})) for item in _TRAIL_NAV),
        NavItem(
            label="账号",
            url_name="system:users",
            icon="people",
            section="账号",
            roles=_ACCOUNTS,
            beneath=frozenset({"system:user", "system:invite", "system:grant"}),
        ),
        NavItem(label="在线会话", url_name="system:sessions", icon="user", section="账号", roles=_ACCOUNTS),
        NavItem(label="单位", url_name="system:organisations", icon="flow", section="权限", roles=_SYSTEM),
        NavItem(label="角色权限", url_name="system:roles", icon="shield", section="权限"),
        NavItem(label="安全规定", url_name="system:policies", icon="lock", section="权限"),
        NavItem(label="全部任务", url_name="system:jobs", icon="clock", section="运行", roles=_SYSTEM),
        NavItem(label="运行状况", url_name="system:health", icon="board", section="运行", roles=_SYSTEM),
        NavItem(
            label="密钥",
            url_name="system:keys",
            icon="lock",
            section="运行",
            roles=frozenset({Role.SECURITY_ADMIN}),
        ),
        NavItem(
            label="到期删除",
            url_name="system:retention",
            icon="clock",
            section="运行",
            roles=frozenset({Role.SECURITY_ADMIN}),
        ),
    ),
}


EVERY_DESK = (
    NavItem(
        label="待我复核",
        url_name="desk:approvals",
        icon="check",
        roles=frozenset(role for one in TWO_PERSON_ACTS.values() for role in (*one.firsts, *one.seconds)),
    ),
    NavItem(
        label="本单位人员",
        url_name="desk:members",
        icon="people",
        roles=frozenset(GRANTERS) - {Role.SECURITY_ADMIN},
        beneath=frozenset({"desk:member", "desk:invite"}),
    ),
    NavItem(
        label="免试和单考",
        url_name="desk:lanes",
        icon="flow",
        roles=frozenset(OFFICES),
        is_on_masthead=False,
    ),
    NavItem(
        label="批量报名",
        url_name="desk:imports",
        icon="form",
        roles=frozenset(ACT_ROLES["receive_import"]),
        beneath=frozenset({"desk:import"}),
        is_on_masthead=False,
    ),
    NavItem(
        label="回避",
        url_name="desk:recusals",
        icon="people",
        roles=frozenset(ACT_ROLES["declare_recusal"]),
        is_on_masthead=False,
    ),
)
"""What stands on every desk, behind its home."""
AT_THE_END = NavItem(label="任务中心", url_name="desk:jobs", icon="clock")
"""What stands on every desk, behind everything else."""


def desk_nav(role: Role) -> tuple[NavItem, ...]:
    """What the desk navigation of a role names."""
    audience = HOMES[role].partition(":")[0]
    own = tuple(item for item in DESK_NAVS.get(audience, ()) if role in item.roles)
    return (*own[:1], *(item for item in EVERY_DESK if role in item.roles), *own[1:], AT_THE_END)
