"""The parts of the tree that an office looks after, for a choice of one of them."""

from chengzhao.law.words import OrganisationKind
from chengzhao.records.models import Organisation
from chengzhao.records.queries.scope import under

_OFFICES = (OrganisationKind.PROVINCE, OrganisationKind.PREFECTURE, OrganisationKind.COUNTY)


def places_under(org_path: str) -> tuple[tuple[str, str], ...]:
    """(path, name) of the offices at or below a path, in the order of the tree; closed ones are left out."""
    rows = Organisation.objects.filter(under("path", org_path), kind__in=[one.value for one in _OFFICES])
    return tuple(rows.filter(closed_at__isnull=True).order_by("path").values_list("path", "name"))
