"""The part of the organisation tree that a query may see."""

from django.db.models import Q

LAST_CHARACTER = chr(0x10FFFF)


def under(field: str, org_path: str) -> Q:
    """Rows whose path lies at or below `org_path`, as a range that a plain index answers."""
    return Q(**{f"{field}__gte": org_path, f"{field}__lt": org_path + LAST_CHARACTER})
