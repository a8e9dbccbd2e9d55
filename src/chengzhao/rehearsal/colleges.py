"""Which real colleges take part, what they teach, and how well liked they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chengzhao.law.reference import CollegeEntry, college, colleges, filing_lines
from chengzhao.law.words import CollegeKind, ProgrammeLevel
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import stream
from chengzhao.rehearsal.scenario import Scenario

HEADS_PER_COLLEGE = 80
HEADS_PER_NAMED_COLLEGE = 40
"""江苏 2025, where the filing lines name the colleges: 5,000 candidates are enough for all of them."""
LEAST_COLLEGES = 12
BENKE, ZHUANKE = "BENKE", "ZHUANKE"
_BENKE_LEVELS = (ProgrammeLevel.GAOQIBEN, ProgrammeLevel.ZHUANSHENGBEN)
_POPULARITY = 6000


@dataclass(frozen=True, kw_only=True, slots=True)
class TakingPart:
    """A college of the ministry's list with the fields it teaches and its weight among its like."""

    entry: CollegeEntry
    fields: tuple[str, ...]
    popularity: int

    @property
    def code(self) -> str:
        """The five-digit national code."""
        return self.entry.national_code

    def offers(self, level: ProgrammeLevel) -> bool:
        """Whether the college may teach at this level: 本科 colleges lead to 本科, others to 专科."""
        if self.entry.kind is CollegeKind.OPEN_UNIVERSITY:
            return level is not ProgrammeLevel.GAOQIBEN
        return (level in _BENKE_LEVELS) == _leads_to_benke(self.entry)


def colleges_taking_part(scenario: Scenario) -> tuple[TakingPart, ...]:
    """The colleges of the season by code: so many as the candidates can fill, every field among them."""
    known = _known(scenario)
    heads = HEADS_PER_NAMED_COLLEGE if are_named(scenario) else HEADS_PER_COLLEGE
    wanted = max(LEAST_COLLEGES, scenario.candidates // heads)
    mixed = list(known)
    stream(scenario.seed, "colleges").shuffle(mixed)
    chosen = []
    for kind in (BENKE, ZHUANKE):
        like = [entry for entry in mixed if _leads_to_benke(entry) == (kind == BENKE)]
        chosen += _weighted(_fields_first(like, -(-wanted // 2)))
    return tuple(sorted(chosen, key=lambda one: one.code))


def are_named(scenario: Scenario) -> bool:
    """Whether published filing lines name the colleges and categories of the season."""
    return (scenario.province, scenario.year) == ("32", 2025)


def fields_of(entry: CollegeEntry) -> tuple[str, ...]:
    """What a college of this name teaches."""
    return next(fields for part, fields in facts.college_profiles() if part in entry.name)


def _known(scenario: Scenario) -> Sequence[CollegeEntry]:
    """The province's colleges; for 江苏 2025 also those from elsewhere that its filing lines name."""
    home = colleges(scenario.province)
    if not are_named(scenario):
        return home
    named = {seen.national_code for seen in filing_lines() if seen.national_code}
    local = [entry for entry in home if entry.national_code in named or not _leads_to_benke(entry)]
    codes = {entry.national_code for entry in local}
    others = [found for code in sorted(named - codes) if (found := college(code)) is not None]
    return [*local, *others]


def _leads_to_benke(entry: CollegeEntry) -> bool:
    return entry.leads_to == "本科"


def _fields_first(entries: Iterable[CollegeEntry], wanted: int) -> list[CollegeEntry]:
    """So many of the entries as wanted: first those that bring a field that is still missing."""
    waiting = list(entries)
    chosen: list[CollegeEntry] = []
    taught: set[str] = set()
    for entry in waiting:
        if not taught.issuperset(fields_of(entry)):
            chosen.append(entry)
            taught.update(fields_of(entry))
    chosen += [entry for entry in waiting if entry not in chosen]
    return chosen[: max(wanted, 1)]


def _weighted(entries: Sequence[CollegeEntry]) -> list[TakingPart]:
    """The entries, each less liked than the one before it, as demand in fact falls off."""
    return [
        TakingPart(entry=entry, fields=fields_of(entry), popularity=_POPULARITY // (rank + 3))
        for rank, entry in enumerate(entries)
    ]
