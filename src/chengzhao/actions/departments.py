"""Which department is which: by the name of its office, the only thing the organisation tree says of it."""

from chengzhao.actions.audit import Actor
from chengzhao.law.words import OrganisationKind
from chengzhao.records.models import Organisation

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


def runs_college(office: str, authority: str) -> bool:
    """Whether an office is the 主管部门 that a college names (A1.2.7), with or without the word after it."""
    return office.removesuffix(_MARK) == authority
