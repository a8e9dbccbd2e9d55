"""Which department is which: by the name of its office, the only thing the organisation tree says of it."""

from chengzhao.actions.audit import Actor, Border
from chengzhao.law.words import ClaimKind, OrganisationKind
from chengzhao.law.years import known_years, year_law
from chengzhao.records.models import Organisation
from chengzhao.rules.preferences import department_of

# The department in charge of a kind whose only proof is the identity document is the office itself.
OWN_OFFICE = "招生考试机构"

_MARK = "（主管部门）"


def own_office(actor: Actor) -> str:
    """The name of the department that an actor acts for, or nothing where it is none."""
    office = Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT, path=actor.org_path)
    return office.values_list("name", flat=True).first() or ""


def is_in_charge(office: str, department: str) -> bool:
    """Whether an office is of a department of N3.5; "退役军人事务、公安" names two, either of which may speak."""
    return any(part in office for part in department.split("、"))


def kinds_in_charge(border: Border, actor: Actor) -> tuple[ClaimKind, ...]:
    """The kinds of claim that the actor's department reviews with the office; none in a year without a law."""
    if border.season not in known_years():
        return ()
    law = year_law(border.season)
    office = own_office(actor)
    return tuple(kind for kind in ClaimKind if is_in_charge(office, department_of(kind, law)))


def runs_college(office: str, authority: str) -> bool:
    """Whether an office is the 主管部门 that a college names (A1.2.7), with or without the word after it."""
    return office.removesuffix(_MARK) == authority
