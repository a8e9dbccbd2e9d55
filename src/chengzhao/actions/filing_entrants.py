"""Who takes part in a run and with what: marks, bonus and status, read for all of them at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import BoolAnd
from django.db.models import Max, Q, QuerySet

from chengzhao.actions.audit import Border
from chengzhao.actions.many_ids import any_of
from chengzhao.law.words import EntryRoute, PaperSlot, ProgrammeLevel
from chengzhao.records.models import Admission, Choice, Claim, PaperMark, Registration
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules import dossier
from chengzhao.rules.dossier import POINT
from chengzhao.rules.merit import COUNTED_PAPERS
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState

SITTING = (RegistrationState.TICKETED, RegistrationState.CANCELLED)
"""States of those who have sat the exam or could have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entrant:
    """A person who takes part at a level in a run: the key in the tables beside the row of the input."""

    candidate_id: int
    candidate: dossier.Candidate


def read_entrants(
    border: Border, filing_round: FilingRound, levels: Iterable[str], only: Iterable[int] | None = None
) -> list[Entrant]:
    """Who takes part at the levels, in the order of the candidate numbers; `only` narrows to some keys.

    A registration with 兼报 stands at 高起专 too, with its three common papers.
    """
    levels = tuple(levels)
    people = list(_registrations(border, filing_round, levels, only))
    facts = _Facts(border, [person[0] for person in people])
    return [
        Entrant(candidate_id=key, candidate=facts.candidate(key, number, level, category, state))
        for key, number, own, also, category, state in people
        for level in (own, ProgrammeLevel.GAOQIZHUAN.value if also else "")
        if level in levels
    ]


def _registrations(
    border: Border, filing_round: FilingRound, levels: tuple[str, ...], only: Iterable[int] | None
) -> "QuerySet[Registration, tuple[int, str, str, bool, str, str]]":
    at_levels = Q(level__in=levels)
    if ProgrammeLevel.GAOQIZHUAN in levels:
        at_levels |= Q(also_gaoqizhuan=True)
    rows = Registration.objects.filter(
        at_levels,
        season=border.season,
        province=border.province,
        route=EntryRoute.UNIFIED,
        state__in=SITTING,
    )
    if filing_round is FilingRound.SUPPLEMENTARY:
        written = Choice.objects.filter(
            season=border.season,
            province=border.province,
            filing_round=filing_round,
            level__in=levels,
        )
        rows = rows.filter(candidate__in=written.order_by().values("candidate"))
    if only is not None:
        rows = rows.filter(candidate_id__in=any_of(only))
    return rows.order_by("candidate__candidate_number").values_list(
        "candidate_id", "candidate__candidate_number", "level", "also_gaoqizhuan", "category", "state"
    )


class _Facts:
    """Marks, bonus and places of many candidates, read at once."""

    def __init__(self, border: Border, candidate_ids: list[int]) -> None:
        within: dict[str, Any] = {
            "season": border.season,
            "province": border.province,
            "candidate_id__in": any_of(candidate_ids),
        }
        slots = {slot.value: Max("mark", filter=Q(slot=slot)) for slot in PaperSlot}
        marks = PaperMark.objects.filter(**within).order_by().values_list("candidate_id")
        held = marks.annotate(void=BoolAnd("cancelled"), **slots)
        self.marks: dict[int, tuple[Decimal | None, ...]] = {}
        self.void: set[int] = set()
        for key, is_void, *points in held.iterator():
            self.marks[key] = tuple(points)
            if is_void:
                self.void.add(key)
        claims = Claim.objects.filter(**within, state=ClaimState.EFFECTIVE, exempts=False)
        self.bonus = dict(claims.order_by().values_list("candidate_id").annotate(Max("points")))
        places = Admission.objects.filter(**within, revoked_at__isnull=True)
        self.placed = set(places.values_list("candidate_id", flat=True))

    def candidate(self, key: int, number: str, level: str, category: str, state: str) -> dossier.Candidate:
        """The row of one person at one level; papers that are not of the level stay blank."""
        held = dict(zip(PaperSlot, self.marks.get(key, ()), strict=False))
        marks = {paper: hundredths(held.get(PaperSlot(paper))) for paper in COUNTED_PAPERS[level]}
        return dossier.Candidate(
            candidate_id=number,
            level=level,
            category=category,
            bonus=self.bonus.get(key, 0) * POINT,
            person_status=self._status(key, state),
            **marks,
        )

    def _status(self, key: int, state: str) -> str:
        if state == RegistrationState.CANCELLED:
            return "SUSPENDED"
        if key in self.void:
            return "VOID"
        return "ADMITTED" if key in self.placed else "OK"


def hundredths(points: Decimal | None) -> int:
    """Points of a table in the hundredths of the rules, exact; none are 0."""
    return 0 if points is None else int(points * POINT)
