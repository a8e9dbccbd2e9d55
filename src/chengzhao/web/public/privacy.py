"""隐私政策: what is kept of people, why, on what basis, who sees it and for how long; made from the register."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from chengzhao.law.privacy import Article, Statute
from chengzhao.law.privacy.consents import ConsentKind, ConsentText, current_text
from chengzhao.law.words import Role
from chengzhao.records.queries.privacy import field_labels
from chengzhao.rules.privacy.policy import VERSIONS, PolicyLine, policy
from chengzhao.rules.privacy.requests import Right
from chengzhao.rules.privacy.sights import COLUMNS
from chengzhao.web.shared.page import page

GROUPS = {
    "county": "县区确认点",
    "prefecture": "市招生考试机构",
    "site": "考点",
    "department": "主管部门",
    "college": "院校",
    "province": "省招生考试机构",
    "inspector": "巡视检查人员",
    "oversight": "纪检监督",
    "system": "系统管理员",
    "security": "安全管理员",
    "audit": "审计管理员",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyRow:
    """A line of the policy as the page shows it."""

    line: PolicyLine
    labels: tuple[str, ...]
    readers: tuple[str, ...]
    laws: tuple[str, ...]
    clauses: tuple[str, ...]


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """The policy in force, the separate consents, the rights, and the versions that there were."""
    today = timezone.localdate()
    asked: tuple[ConsentText, ...] = tuple(
        current_text(kind, today) for kind in ConsentKind if kind is not ConsentKind.NOTICE
    )
    context = {
        "rows": [row_of(line) for line in policy()],
        "asked": asked,
        "rights": tuple(Right),
        "version": VERSIONS[-1],
        "versions": tuple(reversed(VERSIONS)),
    }
    return page(request, "public/privacy.html", context)


def row_of(line: PolicyLine) -> PolicyRow:
    """A line with the labels of its fields, each once, and the offices that may see it."""
    labels = field_labels()
    return PolicyRow(
        line=line,
        labels=tuple(dict.fromkeys(labels[field.name] for field in line.fields)),
        readers=readers_of(line.readers),
        laws=laws_of(line.basis),
        clauses=tuple(one.id for one in line.basis if one.statute is Statute.NOTICE),
    )


def laws_of(basis: tuple[Article, ...]) -> tuple[str, ...]:
    """《个人信息保护法》第十三条、第二十八条: each law once, with its articles."""
    places: dict[Statute, list[str]] = {}
    for one in basis:
        if one.statute is not Statute.NOTICE:
            places.setdefault(one.statute, []).append(one.place)
    return tuple(f"《{statute.label}》{'、'.join(found)}" for statute, found in places.items())


def readers_of(roles: tuple[Role, ...]) -> tuple[str, ...]:
    """The kinds of office that the roles work in."""
    return tuple(GROUPS[column] for column in GROUPS if set(COLUMNS[column]) & set(roles))
