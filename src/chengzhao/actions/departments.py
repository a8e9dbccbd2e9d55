"""The department that somebody acts for; what its name means is said by `rules.governance.departments`."""

from chengzhao.actions.audit import Actor, Border
from chengzhao.law.words import ClaimKind, OrganisationKind
from chengzhao.law.years import known_years, year_law
from chengzhao.records.models import Organisation
from chengzhao.rules.governance import is_in_charge
from chengzhao.rules.preferences import department_of

# The department in charge of a kind whose only proof is the identity document is the office itself.
OWN_OFFICE = "招生考试机构"


def own_office(actor: Actor) -> str:
    """The name of the department that an actor acts for, or nothing where it is none."""
    office = Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT, path=actor.org_path)
    return office.values_list("name", flat=True).first() or ""


def kinds_in_charge(border: Border, actor: Actor) -> tuple[ClaimKind, ...]:
    """The kinds of claim that the actor's department reviews with the office; none in a year without a law."""
    if border.season not in known_years():
        return ()
    law = year_law(border.season)
    office = own_office(actor)
    return tuple(kind for kind in ClaimKind if is_in_charge(office, department_of(kind, law)))
