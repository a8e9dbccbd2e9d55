"""The files of a list as the province checks them, each beside the facts that bear it out (A1.5.2)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max

from chengzhao.actions.audit import Border
from chengzhao.actions.credentials import Credentials, credentials_of
from chengzhao.actions.files import officers_at
from chengzhao.actions.filing_inputs import read_lines
from chengzhao.actions.governance import law_of
from chengzhao.actions.many_ids import any_of
from chengzhao.law.words import ProgrammeLevel, ReturnReason
from chengzhao.law.years import YearLaw
from chengzhao.records.models import CandidateFile, Choice, Claim, ExtraTestResult, Programme, SourcePlan
from chengzhao.rules.admission import FileState, ListEntry
from chengzhao.rules.dossier import POINT, LineKey
from chengzhao.rules.plans import is_relaxable
from chengzhao.rules.preferences import ClaimState

DECIDED = (FileState.PROPOSED, FileState.RETURN_PROPOSED, FileState.PENDING_CHECK, FileState.QUERIED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A programme with what decides whether a candidate may be in it."""

    code: str
    level: str
    category: str
    kind: str
    major_code: str
    name: str
    college_id: int
    extra_test: bool

    @property
    def line_key(self) -> LineKey:
        """What its control line is drawn for."""
        return self.level, self.category, self.kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """Everything that the files of some lists are checked against, read at once."""

    law: YearLaw
    programmes: Mapping[int, Listed]
    lines: Mapping[LineKey, int]
    choices: Mapping[tuple[int, str, str, int], tuple[int, ...]]
    bonuses: Mapping[int, int]
    passed: frozenset[tuple[int, int]]
    credentials: Mapping[int, Credentials]
    officers: frozenset[tuple[int, str]]


def entries_of(border: Border, at: datetime, list_ids: Iterable[int]) -> dict[int, list[ListEntry]]:
    """The decided files of lists as entries, by list, in the order of merit."""
    rows = (
        CandidateFile.objects.filter(admission_list_id__in=any_of(list_ids), state__in=DECIDED)
        .order_by("admission_list_id", "merit_rank", "candidate__candidate_number")
        .values(
            *("admission_list_id", "admission_list__filing_round", "candidate_id", "exempt", "level"),
            *("candidate__candidate_number", "candidate__registration__category", "college_id"),
            *("college__national_code", "college__organisation__path", "choice_rank", "programme_id"),
            *("filing_score", "bonus_points", "merit_rank", "return_code", "decided_by_id"),
            "run__rules",
        )
    )
    files = list(rows)
    facts = _facts(border, at, files)
    entries: dict[int, list[ListEntry]] = defaultdict(list)
    for file in files:
        entries[file["admission_list_id"]].append(_entry(file, facts))
    return dict(entries)


def open_places(border: Border) -> dict[str, int]:
    """The places of each programme that no approved list has taken, by code."""
    rows = SourcePlan.objects.filter(season=border.season, province=border.province)
    listed = rows.values_list("programme__code", "places", "admitted")
    return {code: places - admitted for code, places, admitted in listed}


def _facts(border: Border, at: datetime, files: Iterable[Mapping[str, Any]]) -> Facts:
    people = sorted({file["candidate_id"] for file in files})
    within: dict[str, Any] = {
        "season": border.season,
        "province": border.province,
        "candidate_id__in": any_of(people),
    }
    choices = Choice.objects.filter(**within).values_list(
        "candidate_id", "filing_round", "level", "rank", "programmes"
    )
    claims = Claim.objects.filter(**within, state=ClaimState.EFFECTIVE, exempts=False).order_by()
    passed = ExtraTestResult.objects.filter(**within, passed=True)
    law, _ = law_of(border)
    return Facts(
        law=law,
        programmes=_programmes(border),
        lines=read_lines(border, tuple(ProgrammeLevel)),
        choices={(key, held, level, rank): tuple(ids) for key, held, level, rank, ids in choices},
        bonuses=dict(claims.values_list("candidate_id").annotate(Max("points"))),
        passed=frozenset(passed.values_list("candidate_id", "college_id")),
        credentials=credentials_of(border, people),
        officers=frozenset(officers_at(border, at)),
    )


def _programmes(border: Border) -> dict[int, Listed]:
    columns = ("code", "level", "category", "kind", "major_code", "name", "college_id", "extra_test")
    rows = Programme.objects.filter(season=border.season, province=border.province)
    return {
        key: Listed(**dict(zip(columns, facts, strict=True)))
        for key, *facts in rows.values_list("id", *columns)
    }


def _entry(file: Mapping[str, Any], facts: Facts) -> ListEntry:
    programme = facts.programmes.get(file["programme_id"]) if file["programme_id"] else None
    line, relaxed_by = _line(file, programme, facts)
    is_officer = (file["decided_by_id"], file["college__organisation__path"]) in facts.officers
    return ListEntry(
        candidate=file["candidate__candidate_number"],
        college=file["college__national_code"],
        programme=programme.code if programme else "",
        listed_programmes=_within_reach(file, facts),
        return_reason=ReturnReason(file["return_code"]) if file["return_code"] else None,
        filing_score=file["filing_score"],
        line=line,
        relaxed_by=relaxed_by,
        is_relaxable=programme is not None and _is_relaxable(programme, facts),
        merit_rank=file["merit_rank"],
        bonus_points=file["bonus_points"],
        bonus_is_effective=facts.bonuses.get(file["candidate_id"], 0) == file["bonus_points"],
        lacks_extra_test=_lacks_extra_test(file, programme, facts),
        lacks_credential=_lacks_credential(file, programme, facts),
        decided_by=str(file["decided_by_id"] or ""),
        officer_college=file["college__national_code"] if is_officer else "",
    )


def _line(file: Mapping[str, Any], programme: Listed | None, facts: Facts) -> tuple[int, int]:
    """The control line of the programme, and the points by which the run lowers it for this file.

    The exempt have sat no exam and stand under no line.
    """
    if programme is None or file["exempt"]:
        return 0, 0
    line = facts.lines[programme.line_key] // POINT
    is_relaxed = file["filing_score"] < line and _is_relaxable(programme, facts)
    return line, file["run__rules"]["relaxation"] if is_relaxed else 0


def _is_relaxable(programme: Listed, facts: Facts) -> bool:
    return is_relaxable(ProgrammeLevel(programme.level), programme.major_code, facts.law)


def _within_reach(file: Mapping[str, Any], facts: Facts) -> tuple[str, ...]:
    """The programmes that the choice lists and the candidate could be in: category, line and pass list."""
    key = file["candidate_id"], file["admission_list__filing_round"], file["level"], file["choice_rank"]
    listed = [facts.programmes[one] for one in facts.choices.get(key, ())]
    return tuple(
        one.code
        for one in listed
        if (one.level, one.category) == (file["level"], file["candidate__registration__category"])
        and Decimal(facts.lines.get(one.line_key, 0)) <= file["filing_score"] * POINT
        and not _lacks_extra_test(file, one, facts)
    )


def _lacks_extra_test(file: Mapping[str, Any], programme: Listed | None, facts: Facts) -> bool:
    if programme is None or not programme.extra_test:
        return False
    return (file["candidate_id"], programme.college_id) not in facts.passed


def _lacks_credential(file: Mapping[str, Any], programme: Listed | None, facts: Facts) -> bool:
    if programme is None:
        return False
    held = facts.credentials[file["candidate_id"]]
    level = ProgrammeLevel(programme.level)
    return bool(held.hindrances(level, programme.major_code, programme.name, facts.law))
