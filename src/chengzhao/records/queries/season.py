"""What a season as a whole needs to know of itself: its jobs, its keys, who ended how."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Exists, F, OuterRef

from chengzhao.law.words import ClaimKind, ProgrammeLevel
from chengzhao.records.models import (
    Account,
    Admission,
    AdmissionList,
    Candidate,
    CandidateFile,
    Choice,
    Claim,
    FiledUnit,
    FilingResult,
    FilingRun,
    Job,
    PublicNotice,
    Season,
    SourcePlan,
)

# The word is said again here for those who may not import models.
from chengzhao.records.models.filing import FilingRound as FilingRound
from chengzhao.records.models.work import JobState
from chengzhao.rules.admission import ListState, RunState


@dataclass(frozen=True, kw_only=True, slots=True)
class JobView:
    """A piece of work: how many of its steps are done, and what is said of it."""

    key: int
    kind: str
    title: str
    state: JobState
    done: int
    total: int
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RunView:
    """A run that was released, with the digests of what went in and came out."""

    key: int
    number: int
    filing_round: str
    tier: int
    levels: tuple[str, ...]
    input_digest: str
    result_digest: str


def newest_borders() -> tuple[tuple[int, str], ...]:
    """(season, province) of every province that has the newest season of this installation."""
    rows = Season.objects.order_by("-season", "province").values_list("season", "province")
    newest = next(iter(rows[:1]), None)
    return tuple(row for row in rows if newest and row[0] == newest[0])


def jobs(season: int, province: str) -> tuple[JobView, ...]:
    """The work of a season in the order in which it was begun."""
    rows = Job.objects.filter(season=season, province=province).order_by("pk")
    return tuple(
        JobView(
            key=row.pk,
            kind=row.kind,
            title=row.title,
            state=JobState(row.state),
            done=row.done,
            total=row.total,
            message=row.message,
        )
        for row in rows
    )


def refresh_statistics() -> None:
    """Let the planner see what bulk acts have just written; it would take full scans for tiny ones."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT analyze_records()")


def account_keys(usernames: Iterable[str]) -> dict[str, int]:
    """Keys of accounts by user name; unknown names are left out."""
    return dict(Account.objects.filter(username__in=list(usernames)).values_list("username", "pk"))


def lent_accounts(season: int, province: str) -> dict[str, str]:
    """The persona accounts of candidates: the candidate's name by user name."""
    rows = Candidate.objects.filter(season=season, province=province, account__is_persona=True)
    return dict(rows.order_by("account__username").values_list("account__username", "name"))


def candidate_keys(season: int, province: str) -> dict[str, int]:
    """Keys of everybody who registered, by 报名号, in one statement."""
    rows = Candidate.objects.filter(season=season, province=province).values_list("candidate_number", "pk")
    return dict(rows.iterator(chunk_size=20_000))


def claim_keys(season: int, province: str) -> dict[int, dict[ClaimKind, int]]:
    """Keys of all claims by candidate and kind, in one statement."""
    rows = Claim.objects.filter(season=season, province=province).order_by("pk")
    found: dict[int, dict[ClaimKind, int]] = {}
    for key, candidate, kind in rows.values_list("pk", "candidate_id", "kind").iterator(chunk_size=20_000):
        found.setdefault(candidate, {})[ClaimKind(kind)] = key
    return found


def notice_keys(season: int, province: str) -> dict[str, int]:
    """Keys of the public notices by 文号."""
    return dict(PublicNotice.objects.filter(season=season, province=province).values_list("number", "pk"))


def released_runs(season: int, province: str) -> tuple[RunView, ...]:
    """The runs in force, in the order in which they were made."""
    rows = FilingRun.objects.filter(season=season, province=province, state=RunState.RELEASED)
    return tuple(
        RunView(
            key=row.pk,
            number=row.number,
            filing_round=row.filing_round,
            tier=row.tier,
            levels=tuple(row.levels),
            input_digest=row.input_digest,
            result_digest=row.result_digest,
        )
        for row in rows.order_by("number")
    )


def places_used(season: int, province: str) -> dict[ProgrammeLevel, tuple[int, int]]:
    """Places planned and taken of each level, in the order of the levels."""
    rows = SourcePlan.objects.filter(season=season, province=province).values_list(
        "programme__level", "places", "admitted"
    )
    found = dict.fromkeys(ProgrammeLevel, (0, 0))
    for level, planned, taken in rows.iterator():
        before = found[ProgrammeLevel(level)]
        found[ProgrammeLevel(level)] = (before[0] + planned, before[1] + taken)
    return found


def run_key(season: int, province: str, filing_round: str, tier: int) -> int:
    """The newest run of a tier in a round. Raises LookupError where there is none."""
    runs = FilingRun.objects.filter(
        season=season, province=province, filing_round=filing_round, tier=tier
    ).order_by("-number")
    found = runs.values_list("pk", flat=True).first()
    if found is None:
        raise LookupError(f"no run of tier {tier} in round {filing_round}")
    return found


def has_choices(season: int, province: str, filing_round: str, levels: Iterable[str]) -> bool:
    """Whether anybody wrote a choice of a round at some levels."""
    rows = Choice.objects.filter(
        season=season, province=province, filing_round=filing_round, level__in=list(levels)
    )
    return rows.exists()


def unplaced(run_id: int) -> tuple[tuple[str, str, Decimal], ...]:
    """Whom a run looked at and who holds no place now: 报名号, level and filing score."""
    placed = Admission.objects.filter(candidate=OuterRef("candidate"), revoked_at__isnull=True)
    rows = FilingResult.objects.filter(~Exists(placed), run_id=run_id).order_by(
        "candidate__candidate_number", "level"
    )
    return tuple(rows.values_list("candidate__candidate_number", "level", "filing_score"))


def vacancies(season: int, province: str) -> dict[str, int]:
    """The places of the plan that nobody has taken, by programme code; full programmes are left out."""
    rows = SourcePlan.objects.filter(season=season, province=province, admitted__lt=F("places"))
    return dict(rows.annotate(left=F("places") - F("admitted")).values_list("programme__code", "left"))


def proposed_without_file(run_id: int, rank: int) -> int:
    """How many places a run proposes at a rank (0 for any) whose files were never sent to a college."""
    sent = CandidateFile.objects.filter(run_id=run_id, candidate=OuterRef("candidate"))
    placed = Admission.objects.filter(candidate=OuterRef("candidate"), revoked_at__isnull=True)
    rows = FilingResult.objects.filter(~Exists(sent), ~Exists(placed), run_id=run_id, admitted=True)
    return (rows.filter(choice_rank=rank) if rank else rows).count()


def colleges_that_returned(run_id: int) -> frozenset[str]:
    """National codes of the colleges to which a run filed more than it found places for."""
    units = FiledUnit.objects.filter(run_id=run_id, filed__gt=F("admitted"))
    return frozenset(units.values_list("college__national_code", flat=True))


def numbers_of_files(file_ids: Iterable[int]) -> dict[int, str]:
    """报名号 by file."""
    rows = CandidateFile.objects.filter(pk__in=list(file_ids))
    return dict(rows.values_list("pk", "candidate__candidate_number").iterator(chunk_size=20_000))


def colleges_with_lists(
    season: int, province: str, filing_round: str, levels: Iterable[str], state: ListState
) -> tuple[str, ...]:
    """National codes of the colleges that have a list of a round and levels in a state."""
    rows = AdmissionList.objects.filter(
        season=season, province=province, filing_round=filing_round, level__in=list(levels), state=state
    )
    return tuple(
        rows.order_by("college__national_code").values_list("college__national_code", flat=True).distinct()
    )
