"""投档 in the live season: the files of a released run go to the colleges, rank after rank (A1.5.7)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.choice_grounds import IN_HAND
from chengzhao.actions.files import Step, open_lists, record_steps
from chengzhao.actions.filing_entrants import Entrant, read_entrants
from chengzhao.actions.filing_inputs import read_extra_tests
from chengzhao.actions.filing_results import candidate_keys
from chengzhao.actions.filing_rules import season_rules
from chengzhao.actions.filing_sheets import kept_sheets, read_log
from chengzhao.actions.governance import require_open
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.season_lock import lock_season
from chengzhao.law.citation import cites
from chengzhao.law.words import Stage
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import Admission, CandidateFile, College, FilingResult, FilingRun, Registration
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState, RunState
from chengzhao.rules.dossier import FilingEvent, Unit, points_text
from chengzhao.rules.merit import inside_key, standing, total
from chengzhao.rules.registration import RegistrationState
from chengzhao.rules.result_tables import LOG

ALL_RANKS = 0

_FIELDS = (
    *("id", "season", "province", "candidate_id", "run_id", "admission_list_id", "college_id", "level"),
    *("choice_rank", "programme_id", "exempt", "filing_score", "total_score", "bonus_points"),
    *("merit_rank", "state", "return_code"),
)
_UNSETTLED = (FileState.FILED, FileState.UNDER_REVIEW, FileState.RETURN_PROPOSED)

Sent = tuple[int, int]
"""A file of a run: the candidate's key and the rank of the choice it went through."""


@cites("A1.5.7", "A1.5.9", "A1.5.10")
@transaction.atomic
def file_to_colleges(*, border: Border, actor: Actor, at: datetime, run_id: int, rank: int) -> int:
    """Send the files that a released run filed at one rank to their colleges, and return how many.

    Rank 0 sends everybody's first filing that was not sent yet (one press is all of a parallel filing,
    where each is filed once). Who holds a place, a proposed one too, and who was cancelled meanwhile is
    passed over. Raises Refused for a run that is not released, while files of those concerned are not
    decided or their returns not confirmed, before the earlier ranks were sent, and where nothing is left.
    """
    require_open(border, Stage.ADMISSION, at)
    lock_season(border)
    run = _released_run(border, run_id)
    filings = _filings(border, run)
    sent = set(CandidateFile.objects.filter(run=run).values_list("candidate_id", "choice_rank"))
    waiting = _without_place(border, {key: event for key, event in filings.items() if key not in sent})
    going = _of_rank(waiting, rank)
    _refuse_unsettled(border, going)
    if not going:
        named = f"第{rank}志愿" if rank else ""
        raise Refused(f"第{run.number}号运行{named}没有待投的档案，已经投完。")
    ids = reserve_ids(CandidateFile, len(going))
    copy_rows(CandidateFile, _FIELDS, _rows(border, run, ids, going, filings))
    steps = [
        Step(file_id=key, before=FileState.FREE, after=FileState.FILED, account=actor.account) for key in ids
    ]
    record_steps(border, actor, at, "file_to_colleges", steps)
    return len(ids)


def _released_run(border: Border, run_id: int) -> FilingRun:
    run = FilingRun.objects.filter(season=border.season, province=border.province, pk=run_id).first()
    if run is None or run.state != RunState.RELEASED:
        state = RunState(run.state).label if run else "不存在"
        raise Refused(f"该次运行“{state}”，双人签字并放行后才能投档。")
    return run


def _filings(border: Border, run: FilingRun) -> dict[Sent, FilingEvent]:
    """The filings of a run from its log, in the order in which they were made, each choice once."""
    keys = candidate_keys(border)
    filings: dict[Sent, FilingEvent] = {}
    for event in read_log(kept_sheets(run.pk)[LOG]):
        filings.setdefault((keys[event.candidate_id], event.choice_rank), event)
    return filings


def _without_place(border: Border, filings: Mapping[Sent, FilingEvent]) -> dict[Sent, FilingEvent]:
    """The filings of those who still take part and hold no place, proposed ones included."""
    people = any_of(key for key, _ in filings)
    within = {"season": border.season, "province": border.province, "candidate_id__in": people}
    seated = Registration.objects.filter(**within, state=RegistrationState.TICKETED)
    free = set(seated.values_list("candidate_id", flat=True))
    free -= set(
        Admission.objects.filter(**within, revoked_at__isnull=True).values_list("candidate_id", flat=True)
    )
    proposed = IN_HAND.difference(_UNSETTLED)
    free -= set(
        CandidateFile.objects.filter(**within, state__in=proposed).values_list("candidate_id", flat=True)
    )
    return {key: event for key, event in filings.items() if key[0] in free}


def _of_rank(waiting: Mapping[Sent, FilingEvent], rank: int) -> list[Sent]:
    """The files to send now, by candidate and rank; earlier ranks must have gone before."""
    if rank == ALL_RANKS:
        first: dict[int, int] = {}
        for candidate_id, choice_rank in sorted(waiting):
            first.setdefault(candidate_id, choice_rank)
        return sorted(first.items())
    earlier = sum(choice_rank < rank for _, choice_rank in waiting)
    if earlier:
        raise Refused(f"第{rank}志愿之前还有{earlier}份档案未投，请按志愿顺序投档。")
    return sorted(key for key in waiting if key[1] == rank)


def _refuse_unsettled(border: Border, going: Sequence[Sent]) -> None:
    unsettled = CandidateFile.objects.filter(
        season=border.season,
        province=border.province,
        candidate_id__in=any_of(key for key, _ in going),
        state__in=_UNSETTLED,
    ).count()
    if unsettled:
        raise Refused(f"有{unsettled}名考生的档案院校尚未阅完或退档尚未确认，办结后再投下一志愿。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """An entrant with the place in the order inside the unit, 1 the best."""

    entrant: Entrant
    merit_rank: int


def _ranked(border: Border, run: FilingRun, filings: Mapping[Sent, FilingEvent]) -> dict[Sent, Ranked]:
    """Everybody's place inside the unit among all whom the run filed to it, at whatever rank."""
    rules = season_rules(run.rules)
    people = {key for key, _ in filings}
    entrants = {
        (one.candidate_id, one.candidate.level): one
        for one in read_entrants(border, FilingRound(run.filing_round), rules.tiers[0], only=people)
    }
    numbers = {one.candidate_id: one.candidate.candidate_id for one in entrants.values()}
    colleges = {event.unit.college for event in filings.values()}
    tests = {
        (test.candidate_id, test.college): test.test_score
        for test in read_extra_tests(border, numbers, colleges)
    }
    by_unit: dict[Unit, list[tuple[object, Sent]]] = defaultdict(list)
    for key, event in filings.items():
        candidate = entrants[key[0], event.unit.level].candidate
        extra = None
        if event.unit.ordering == "extra":
            extra = tests.get((candidate.candidate_id, event.unit.college), 0)
        place = inside_key(standing(candidate, rules), extra, rules.merit)
        by_unit[event.unit].append((place, key))
    return {
        key: Ranked(entrant=entrants[key[0], unit.level], merit_rank=number)
        for unit, members in by_unit.items()
        for number, (_, key) in enumerate(sorted(members), start=1)
    }


def _rows(
    border: Border,
    run: FilingRun,
    ids: Sequence[int],
    going: Sequence[Sent],
    filings: Mapping[Sent, FilingEvent],
) -> Iterable[Sequence[object]]:
    ranked = _ranked(border, run, filings)
    codes = {event.unit.college for event in filings.values()}
    colleges = dict(College.objects.filter(national_code__in=codes).values_list("national_code", "id"))
    lists = open_lists(
        border,
        FilingRound(run.filing_round),
        ((colleges[filings[key].unit.college], filings[key].unit.level) for key in going),
    )
    proposals = {
        (candidate_id, choice_rank): programme_id
        for candidate_id, choice_rank, programme_id in FilingResult.objects.filter(
            run=run, admitted=True
        ).values_list("candidate_id", "choice_rank", "programme_id")
    }
    for file_id, key in zip(ids, going, strict=True):
        unit, place = filings[key].unit, ranked[key]
        candidate = place.entrant.candidate
        points, bonus = total(candidate), candidate.bonus
        yield (
            *(file_id, border.season, border.province, key[0], run.pk),
            *(lists[colleges[unit.college], unit.level], colleges[unit.college], unit.level),
            *(key[1], proposals.get(key), False),
            *(points_text(points + bonus), points_text(points), points_text(bonus)),
            *(place.merit_rank, FileState.FILED.value, ""),
        )
