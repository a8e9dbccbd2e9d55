"""Which files an address asks for: read once, for the list, its counts and its export alike."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from django.http import HttpRequest

from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.queries.admission import FileFilter, FileKey
from chengzhao.rules.admission import FileState
from chengzhao.web.shared.paging import key_of

SCORES_END = 10_000
"""No filing score comes near it: full marks are 600, the bonus at most 50."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileAddress:
    """The filter of a list and the key behind which its page begins."""

    wanted: FileFilter
    after: FileKey | None = None

    @property
    def query(self) -> str:
        """The address of the page itself."""
        return self._query(self.after)

    @property
    def first_query(self) -> str:
        """The address of the first page of the same filter."""
        return self._query(None)

    def page_behind(self, key: FileKey) -> str:
        """The address of the page that begins behind a key."""
        return self._query(key)

    def narrowed(self, **changes: str | int) -> str:
        """The address of the first page with some of the filter changed."""
        return replace(self, wanted=replace(self.wanted, **changes), after=None).query  # type: ignore[arg-type]

    def _query(self, after: FileKey | None) -> str:
        asked: dict[str, str | int] = {
            "level": self.wanted.level,
            "state": self.wanted.state,
            "programme": self.wanted.programme,
        }
        if after is not None:
            asked["after"] = f"{after.filing_score}_{after.merit_rank}_{after.pk}"
        return urlencode({name: value for name, value in asked.items() if value})


def address_of(request: HttpRequest, levels: Iterable[ProgrammeLevel]) -> FileAddress:
    """What the request asks for; a level is always set if the college has files, the first one by default."""
    known = list(levels)
    level = request.GET.get("level", "")
    if level not in known:
        level = known[0].value if known else ""
    state = request.GET.get("state", "")
    return FileAddress(
        wanted=FileFilter(
            level=level,
            state=state if state in set(FileState) else "",
            programme=key_of(request, "programme") or 0,
        ),
        after=_key(request.GET.get("after", "")),
    )


def _key(text: str) -> FileKey | None:
    parts = text.split("_")
    if len(parts) != 3 or not all(
        part.isascii() and part.isdecimal() and len(part) < 19 for part in parts[1:]
    ):
        return None
    try:
        filing_score = Decimal(parts[0])
    except InvalidOperation:
        return None
    if not filing_score.is_finite() or not 0 <= filing_score < SCORES_END:
        return None
    return FileKey(filing_score=filing_score, merit_rank=int(parts[1]), pk=int(parts[2]))
