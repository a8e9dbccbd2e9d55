"""Names with characters that a telephone or a printer may lack."""

from collections import Counter

from chengzhao.records.models import Candidate
from chengzhao.records.queries.scope import under
from chengzhao.rules.registration import RARE_SIGNS, is_rare

MOST_NAMES = 20_000
"""So many names with rare characters are read; a province has about one in a hundred."""


def rare_characters(season: int, province: str, org_path: str) -> tuple[tuple[str, int], ...]:
    """(character, how many candidates at or below a path have it in their name), the most frequent first."""
    rows = Candidate.objects.filter(under("org_path", org_path), season=season, province=province)
    names = rows.filter(name__regex=f"[{RARE_SIGNS}]").order_by("pk").values_list("name", flat=True)
    found = Counter(sign for name in names[:MOST_NAMES] for sign in sorted(set(name)) if is_rare(sign))
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
