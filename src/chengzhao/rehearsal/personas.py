"""One account for every role and for every story of a candidate, with what to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chengzhao.law.words import Role
from chengzhao.records.queries.stories import Story
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.offices import offices
from chengzhao.rehearsal.posts import CLAIMS_REVIEWER, PASSWORD, posts


@dataclass(frozen=True, kw_only=True, slots=True)
class Persona:
    """An account of the demonstration: who it is, what to try, and the page where that begins."""

    username: str
    password: str
    role: str
    who: str
    what_to_try: str
    url: str


_STAFF: Mapping[Role, tuple[str, str]] = {
    Role.COUNTY_REVIEWER: ("本县区报名和审核到了哪一步", "/county/"),
    Role.SECOND_REVIEWER: ("本县区报名和复核的数量", "/county/"),
    Role.PREFECTURE_OFFICER: ("全市各县区的报名和到考", "/county/"),
    Role.SITE_HEAD: ("本考点的考场和缺考", "/site/"),
    Role.DEPARTMENT_OFFICER: ("所属院校的计划和使用情况", "/department/"),
    Role.COLLEGE_OFFICER: ("按专业和状态筛选本校档案，看一份档案的经过", "/college/files/"),
    Role.COLLEGE_LEAD: ("本校各专业计划、已投、预录和剩余", "/college/"),
    Role.PROVINCE_OFFICER: ("从报名到录取逐级人数，各市进度", "/province/"),
    Role.PROVINCE_LEAD: ("每次投档的摘要、核验结果和投档单位", "/province/runs/"),
    Role.COMMITTEE_MEMBER: ("控制线和划定依据", "/lines/{year}/"),
    Role.MINISTRY_OFFICER: ("计划汇总分送和录取总数", "/ministry/"),
    Role.OVERSIGHT: ("谁在何时做了什么", "/oversight/"),
    Role.INSPECTOR: ("各市考试和缺考", "/province/"),
    Role.SYSTEM_ADMIN: ("账号、单位和系统运行", "/system/"),
    Role.SECURITY_ADMIN: ("角色和密钥", "/system/"),
    Role.AUDIT_ADMIN: ("操作记录的完整", "/system/"),
}
_CLAIMS = ("由本部门核实的照顾申请", "/department/claims/")
"""What the persona of the second department has to look at."""
_STORIES: Mapping[Story, tuple[str, str, str]] = {
    Story.FIRST_CHOICE: ("kaosheng-1", "录取结果、通知书下载", "/candidate/result/"),
    Story.SECOND_CHOICE: ("kaosheng-2", "第一志愿为什么没录，第二志愿怎么录的", "/candidate/result/"),
    Story.SUPPLEMENTARY: ("kaosheng-3", "首轮未录，征集志愿录取", "/candidate/result/"),
    Story.EXEMPT: ("kaosheng-4", "免试录取，没有考试成绩", "/candidate/"),
    Story.UNIT_FULL: ("kaosheng-5", "上线未录取：每个志愿差在哪里", "/candidate/result/"),
    Story.BELOW_LINE: ("kaosheng-6", "成绩与控制线差多少分", "/candidate/score/"),
    Story.RETURNED: ("kaosheng-7", "院校退档的原因", "/candidate/result/"),
    Story.ABSENT: ("kaosheng-8", "缺考的成绩单", "/candidate/score/"),
    Story.REJECTED: ("kaosheng-9", "审核不通过的原因", "/candidate/"),
}


def username_of(story: Story) -> str:
    """The user name of the candidate with this story."""
    return _STORIES[story][0]


def staff_personas(season: SyntheticSeason) -> Iterator[Persona]:
    """The personas among the staff, in the order of the roles."""
    names = {office.path: office.name for office in offices(season)}
    shown = [post for post in posts(season) if post.is_persona]
    order = list(_STAFF)
    for post in sorted(shown, key=lambda one: (order.index(one.role), one.username)):
        what, url = _CLAIMS if post.username == CLAIMS_REVIEWER else _STAFF[post.role]
        yield Persona(
            username=post.username,
            password=PASSWORD,
            role=post.role.label,
            who=names[post.path],
            what_to_try=what,
            url=url.format(year=season.scenario.year),
        )


def candidate_personas(lent: Mapping[str, str]) -> Iterator[Persona]:
    """The personas among the candidates, in the order of the stories; `lent` has names by user name."""
    for story, (username, what, url) in _STORIES.items():
        if username in lent:
            yield Persona(
                username=username,
                password=PASSWORD,
                role=f"考生（{story.value}）",
                who=lent[username],
                what_to_try=what,
                url=url,
            )
