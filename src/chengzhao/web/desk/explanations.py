"""What is said to somebody who does not see a page or a thing: worked out from roles and rules, never from rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.urls import Resolver404, ResolverMatch, resolve

from chengzhao.law.words import Role
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.terms import OtherTerm
from chengzhao.rules.governance import DELEGATION
from chengzhao.web.shared.access import Rule
from chengzhao.web.shared.chinese import beijing

NUMBER = re.compile(r"[0-9A-Za-z〔〕\-号]{4,40}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """What is missing, point by point, and whom to ask; `may_switch` where another seat of one's own opens it."""

    title: str
    points: tuple[str, ...]
    ask: str = ""
    may_switch: bool = False


def explain(asked: str, acting: Acting, seats: Sequence[Acting], others: Sequence[OtherTerm]) -> Explanation:
    """Why somebody does not see what they asked for: an address of this site, or the number of a thing."""
    path = split_address(asked)
    if path is not None:
        return _of_address(path, acting, seats, others)
    if NUMBER.fullmatch(asked):
        return _of_number(acting)
    return Explanation(
        title="看不出这是什么",
        points=("请填写本站的网址（以斜线开头），或考生号、文号、运行编号等号码。",),
    )


def split_address(asked: str) -> str | None:
    """The path of an address of this site; None where something else was written."""
    path = urlsplit(asked).path
    return path if path.startswith("/") else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page that asks for a role: its rule, and what its address names."""

    rule: Rule
    match: ResolverMatch


def page_behind(path: str) -> Page | Explanation:
    """The page of an address, or what is said where there is none that asks for a role."""
    try:
        match = resolve(path)
    except Resolver404:
        return Explanation(title="本站没有这个网址", points=("请核对网址，或从首页重新进入。",))
    rule = getattr(match.func, "rule", None)
    if rule is None:
        return Explanation(
            title="这一页不看身份", points=("公开页面人人可以打开，本人账号的页面登录后可以打开。",)
        )
    return Page(rule=rule, match=match)


def _of_address(
    path: str, acting: Acting, seats: Sequence[Acting], others: Sequence[OtherTerm]
) -> Explanation:
    found = page_behind(path)
    if isinstance(found, Explanation):
        return found
    if not found.rule(acting):
        return _missing_role(found.rule, acting, seats, others)
    return _right_role(found.match, acting)


def _missing_role(
    rule: Rule, acting: Acting, seats: Sequence[Acting], others: Sequence[OtherTerm]
) -> Explanation:
    wanted = [role for role in Role if rule(_in_role(acting, role))]
    names = "、".join(role.label for role in wanted)
    points = [f"这一页由{names}查看，你现在的身份是{acting.role.label}（{acting.organisation}）。"]
    own = [seat for seat in seats if seat.seat != acting.seat and rule(seat)]
    points += [
        f"你的另一个身份可以打开：{seat.role.label}，{seat.organisation}，{seat.season}年。" for seat in own
    ]
    points += [_ended(term) for term in others if term.role in wanted]
    return Explanation(title="缺少身份", points=tuple(points), ask=_whom_to_ask(wanted), may_switch=bool(own))


def _right_role(match: ResolverMatch, acting: Acting) -> Explanation:
    points = ["你现在的身份可以打开这类页面。"]
    if match.kwargs or match.args:
        points += _scope_points(acting)
    else:
        points.append("仍打不开的，请退出后重新登录再试。")
    return Explanation(
        title="身份没有问题，再看范围" if match.kwargs or match.args else "这一页你可以打开",
        points=tuple(points),
        ask=_office_to_ask(acting),
    )


def _of_number(acting: Acting) -> Explanation:
    return Explanation(
        title="号码没有显示的可能原因",
        points=("号码不对，或没有这个对象。", *_scope_points(acting), *_state_points(acting)),
        ask=_office_to_ask(acting),
    )


def _scope_points(acting: Acting) -> Iterator[str]:
    """What the visitor sees at all; the same for a thing of somebody else and for none."""
    yield "如果显示没有这一页，可能没有这个对象，也可能不在你的范围内，系统不区分这两种情形。"
    yield f"你的范围：{acting.season}年度，{acting.organisation}{_REACH.get(acting.role, '')}。"
    yield "其他年度、其他单位的内容要用那里的身份查看。"


_REACH = {
    Role.PROVINCE_OFFICER: "全省",
    Role.PROVINCE_LEAD: "全省",
    Role.COMMITTEE_MEMBER: "全省",
    Role.INSPECTOR: "全省",
    Role.OVERSIGHT: "全省",
    Role.PREFECTURE_OFFICER: "及所辖县区",
    Role.COUNTY_REVIEWER: "确认点的考生",
    Role.SECOND_REVIEWER: "确认点的考生",
    Role.SITE_HEAD: "考点的考生",
    Role.DEPARTMENT_OFFICER: "所属院校和所管照顾申请",
    Role.COLLEGE_OFFICER: "本校",
    Role.COLLEGE_LEAD: "本校",
}


def _state_points(acting: Acting) -> Iterator[str]:
    """What has to have happened before the visitor's role sees a thing."""
    if acting.role in (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD):
        yield "院校只看已投到本校的档案：投档以前和退档以后都看不到。"
    if acting.role is Role.SITE_HEAD:
        yield "考点只看已编排到本考点的考生。"
    if acting.role is Role.DEPARTMENT_OFFICER:
        yield "照顾申请在招生考试机构初审通过以后才到主管部门。"
    if acting.role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN):
        yield f"{acting.role.label}不看业务数据。"


def _in_role(acting: Acting, role: Role) -> Acting:
    """The visitor as somebody in another role would be, with what that role brings along."""
    is_college = role in (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD)
    return replace(
        acting,
        role=role,
        college_id=(acting.college_id or 0) if is_college else None,
        candidate_id=(acting.candidate_id or 0) if role is Role.CANDIDATE else None,
    )


def _ended(term: OtherTerm) -> str:
    begins, ends = (f"{beijing(moment):%Y-%m-%d %H:%M}" for moment in (term.valid_from, term.valid_until))
    return f"你的{term.role.label}身份（{term.organisation}，{term.season}年）自{begins}起到{ends}止，现在不在期内。"


def _whom_to_ask(wanted: Sequence[Role]) -> str:
    """Who may give one of the roles that are missing."""
    givers = [giver.label for giver, given in DELEGATION.items() if any(role in given for role in wanted)]
    if not givers:
        return "这一页是考生本人的页面，工作人员不能查看。"
    return f"确因工作需要，请向能授予这个角色的人申请：{'、'.join(givers)}。授予角色须两人办理。"


def _office_to_ask(acting: Acting) -> str:
    return f"确属{acting.organisation}应办的事项仍看不到，请联系上级招生考试机构，说明号码和办理的年度。"
