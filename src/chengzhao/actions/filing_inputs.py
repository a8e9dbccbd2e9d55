"""What a run is computed from, read from the tables in bulk: one statement a table."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, F, QuerySet

from chengzhao.actions.audit import Border
from chengzhao.actions.choice_grounds import IN_HAND
from chengzhao.actions.filing_entrants import Entrant, hundredths, read_entrants
from chengzhao.actions.filing_rules import RulesTable, season_rules
from chengzhao.records.models import CandidateFile, Choice, Claim, ControlLine, ExtraTestResult, Programme
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules import dossier
from chengzhao.rules.dossier import POINT, BonusClaim, FilingInput, LineKey
from chengzhao.rules.plans import PlanState
from chengzhao.rules.preferences import ClaimState

_ENDED = (ClaimState.REFUSED, ClaimState.REVOKED)


def gather(border: Border, filing_round: FilingRound, table: RulesTable) -> FilingInput:
    """Everything that a run with these rules is computed from, as the tables stand now.

    In the main round everybody who registered for one of its levels is in it, in a supplementary round who
    has written choices for it. The order of the rows has no meaning.
    """
    rules = season_rules(table)
    levels = rules.tiers[0]
    programmes = read_programmes(border, levels)
    entrants = read_entrants(border, filing_round, levels)
    numbers = {one.candidate_id: one.candidate.candidate_id for one in entrants}
    return FilingInput(
        rules=rules,
        programmes=programmes,
        control_lines=read_lines(border, levels),
        candidates=tuple(one.candidate for one in entrants),
        choices=read_choices(border, filing_round, levels, entrants),
        extra_tests=read_extra_tests(border, numbers, {one.college for one in programmes}),
    )


def read_programmes(border: Border, levels: Iterable[str]) -> tuple[dossier.Programme, ...]:
    """The published programmes of the levels, with the places that are neither given nor promised.

    Promised are the places of exempt candidates whose lists are not approved yet.
    """
    promised = dict(
        CandidateFile.objects.filter(
            season=border.season, province=border.province, exempt=True, state__in=IN_HAND
        )
        .order_by()
        .values_list("programme__code")
        .annotate(Count("id"))
    )
    rows = published_programmes(border, levels).values_list(
        "code",
        "college__national_code",
        "level",
        "category",
        "kind",
        "relaxable",
        "extra_test",
        F("source_plan__places") - F("source_plan__admitted"),
    )
    return tuple(
        dossier.Programme(
            programme_id=code,
            college=college,
            level=level,
            category=category,
            kind=kind,
            is_relaxable=relaxable,
            has_extra_test=extra_test,
            places=vacant - promised.get(code, 0),
        )
        for code, college, level, category, kind, relaxable, extra_test, vacant in rows
    )


def published_programmes(border: Border, levels: Iterable[str]) -> "QuerySet[Programme]":
    """The programmes of the levels whose places are published, in the order of their codes."""
    return Programme.objects.filter(
        season=border.season,
        province=border.province,
        level__in=list(levels),
        source_plan__state=PlanState.PUBLISHED,
    ).order_by("code")


def read_lines(border: Border, levels: Iterable[str]) -> dict[LineKey, int]:
    """The control lines in force, in hundredths: the published one of the highest version."""
    rows = ControlLine.objects.filter(
        season=border.season,
        province=border.province,
        level__in=list(levels),
        published_at__isnull=False,
    ).order_by("level", "category", "kind", "version")
    listed = rows.values_list("level", "category", "kind", "score")
    return {(level, category, kind): score * POINT for level, category, kind, score in listed}


def read_choices(
    border: Border, filing_round: FilingRound, levels: Iterable[str], entrants: Iterable[Entrant]
) -> tuple[dossier.Choice, ...]:
    """The choices of a round at the levels, of those who take part at that level."""
    numbers = {(one.candidate_id, one.candidate.level): one.candidate.candidate_id for one in entrants}
    codes = dict(
        Programme.objects.filter(season=border.season, province=border.province).values_list("id", "code")
    )
    rows = (
        Choice.objects.filter(
            season=border.season,
            province=border.province,
            filing_round=filing_round,
            level__in=list(levels),
        )
        .order_by("candidate_id", "level", "rank")
        .values_list(
            "candidate_id",
            "level",
            "rank",
            "college__national_code",
            "programmes",
            "accepts_reassignment",
        )
    )
    return tuple(
        dossier.Choice(
            candidate_id=numbers[key, level],
            level=level,
            rank=rank,
            college=college,
            programmes=tuple(codes[programme] for programme in programmes),
            accepts_reassignment=accepts,
        )
        for key, level, rank, college, programmes, accepts in rows.iterator()
        if (key, level) in numbers
    )


def read_extra_tests(
    border: Border, numbers: Mapping[int, str], colleges: set[str]
) -> tuple[dossier.ExtraTest, ...]:
    """The extra tests of those in `numbers` at the colleges that have programmes in the run."""
    rows = ExtraTestResult.objects.filter(season=border.season, province=border.province)
    listed = rows.order_by("candidate_id", "college_id").values_list(
        "candidate_id", "college__national_code", "score", "passed"
    )
    return tuple(
        dossier.ExtraTest(
            candidate_id=numbers[key], college=college, test_score=hundredths(score), has_passed=passed
        )
        for key, college, score, passed in listed
        if key in numbers and college in colleges
    )


def read_claims(border: Border, candidates: Iterable[dossier.Candidate]) -> tuple[BonusClaim, ...]:
    """The claims for a bonus of the candidates of a run, with each condition of their effect (N3.6)."""
    numbers = {one.candidate_id for one in candidates}
    rows = (
        Claim.objects.filter(season=border.season, province=border.province, exempts=False)
        .exclude(state__in=_ENDED)
        .values_list(
            "candidate__candidate_number",
            "points",
            "approved_at",
            "notice_completed_at",
            "objection_sustained",
        )
    )
    return tuple(
        BonusClaim(
            candidate_id=number,
            bonus=points * POINT,
            is_approved=approved_at is not None,
            is_publicised_in_full=completed_at is not None,
            has_sustained_objection=objected,
        )
        for number, points, approved_at, completed_at, objected in rows.iterator()
        if number in numbers
    )
