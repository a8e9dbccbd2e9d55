"""免试: exempt candidates are placed before their tier is filed and take places of the plan (A1.5.12 to A1.5.15)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef

from chengzhao.actions.audit import Actor, Border
from chengzhao.actions.choice_grounds import IN_HAND
from chengzhao.actions.files import Step, officers_at, open_lists, record_steps
from chengzhao.actions.filing_inputs import read_programmes
from chengzhao.actions.governance import law_of, require_open
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.season_lock import lock_season
from chengzhao.law.citation import cites
from chengzhao.law.words import ClaimKind, EntryRoute, ProgrammeLevel, Stage
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import (
    Admission,
    CandidateFile,
    Choice,
    Claim,
    FilingRun,
    Programme,
    Registration,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState, RunState
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState

_FIELDS = (
    *("id", "season", "province", "candidate_id", "admission_list_id", "college_id", "level"),
    *("choice_rank", "programme_id", "exempt", "filing_score", "total_score", "bonus_points"),
    *("merit_rank", "state", "return_code", "decided_by_id", "decided_at"),
)
_PATH = (FileState.FREE, FileState.FILED, FileState.UNDER_REVIEW, FileState.PROPOSED)
_STILL_OPEN = (RunState.PREPARED, RunState.DRY, RunState.FAILED, RunState.SUPERSEDED)


@dataclass(frozen=True, kw_only=True, slots=True)
class ExemptPlacementForm:
    """An exempt candidate whom a college takes into a programme; the officer consents for the college."""

    candidate_id: int
    programme_code: str
    officer_id: int


class Exempt(NamedTuple):
    """An exempt candidate: the level, the rank of the choice that lists each programme, and hindrances."""

    candidate_number: str
    level: str
    ranks: dict[int, int]
    claims: frozenset[ClaimKind]
    is_placed: bool


class Target(NamedTuple):
    """A published programme that may take an exempt candidate, with the path of its college."""

    programme_id: int
    college_id: int
    college_path: str
    level: str


@cites("A1.5.12", "A1.5.13", "A1.5.14", "A1.5.15")
@transaction.atomic
def place_exempt(
    *, border: Border, actor: Actor, at: datetime, placements: Sequence[ExemptPlacementForm]
) -> int:
    """Put exempt candidates on the lists of the colleges that consent, and return how many.

    Their places leave the plan at once; the province checks and approves them with the list. Raises
    RowsRefused for a candidate without an effective exemption for the level or with a file or place
    already, a programme that the candidate did not choose or that is full, an officer of another college,
    and a tier whose filing was computed.
    """
    require_open(border, Stage.ADMISSION, at)
    lock_season(border)
    exempts = _exempts(border, placements)
    targets = _targets(border, placements)
    refuse_faults(_faults(border, at, placements, exempts, targets))
    keys = [
        (targets[form.programme_code].college_id, targets[form.programme_code].level) for form in placements
    ]
    lists = open_lists(border, FilingRound.MAIN, keys)
    ids = reserve_ids(CandidateFile, len(placements))
    rows = [
        (
            *(file_id, border.season, border.province, form.candidate_id, lists[key], *key),
            exempts[form.candidate_id].ranks[targets[form.programme_code].programme_id],
            targets[form.programme_code].programme_id,
            *(True, 0, 0, 0, 0, FileState.PROPOSED.value, "", form.officer_id, at),
        )
        for file_id, form, key in zip(ids, placements, keys, strict=True)
    ]
    copy_rows(CandidateFile, _FIELDS, rows)
    steps = [
        Step(file_id=file_id, before=before, after=after, account=form.officer_id, reason="免试入学")
        for file_id, form in zip(ids, placements, strict=True)
        for before, after in pairwise(_PATH)
    ]
    record_steps(border, actor, at, "place_exempt", steps)
    return len(ids)


def _faults(
    border: Border,
    at: datetime,
    placements: Sequence[ExemptPlacementForm],
    exempts: dict[int, Exempt],
    targets: dict[str, Target],
) -> Iterator[RowFault]:
    law, _ = law_of(border)
    officers = officers_at(border, at)
    vacant = {one.programme_id: one.places for one in read_programmes(border, tuple(ProgrammeLevel))}
    filed = _filed_levels(border)
    times = Counter(form.candidate_id for form in placements)
    taken: Counter[str] = Counter()
    for row, form in enumerate(placements, start=1):
        person, target = exempts.get(form.candidate_id), targets.get(form.programme_code)
        if person is None or target is None:
            expected = "应为已确认的免试考生" if person is None else "应为已公布的招生专业"
            value = f"考生{form.candidate_id} {form.programme_code}"
            yield RowFault(row=row, value=value, expected=expected)
            continue
        taken[form.programme_code] += 1
        is_exempt = any(
            person.level in law.preferences[kind].value.exempt_levels for kind in sorted(person.claims)
        )
        wrong = (
            (not is_exempt, "没有已生效的、可免试入读该招生类型的照顾政策"),
            (person.is_placed or times[form.candidate_id] > 1, "考生已有录取名额或档案在办，应只安排一次"),
            (target.level != person.level, "应为考生报考的招生类型的专业"),
            (target.programme_id not in person.ranks, "应为考生所填志愿中的专业"),
            (taken[form.programme_code] > vacant.get(form.programme_code, 0), "该专业计划已满"),
            ((form.officer_id, target.college_path) not in officers, "应由招生学校本校人员同意"),
            (target.level in filed, "该批次已经投档，免试考生应在投档前安排"),
        )
        value = f"{person.candidate_number} {form.programme_code}"
        yield from (RowFault(row=row, value=value, expected=text) for bad, text in wrong if bad)


def _exempts(border: Border, placements: Sequence[ExemptPlacementForm]) -> dict[int, Exempt]:
    wanted = any_of(form.candidate_id for form in placements)
    within = {"season": border.season, "province": border.province, "candidate_id__in": wanted}
    ranks: dict[int, dict[int, int]] = {}
    chosen = Choice.objects.filter(**within, filing_round=FilingRound.MAIN).order_by("-rank")
    for key, rank, programmes in chosen.values_list("candidate_id", "rank", "programmes"):
        ranks.setdefault(key, {}).update(dict.fromkeys(programmes, rank))
    claims: dict[int, set[ClaimKind]] = {}
    effective = Claim.objects.filter(**within, exempts=True, state=ClaimState.EFFECTIVE)
    for key, kind in effective.values_list("candidate_id", "kind"):
        claims.setdefault(key, set()).add(ClaimKind(kind))
    given = Admission.objects.filter(candidate=OuterRef("candidate"), revoked_at__isnull=True)
    files = CandidateFile.objects.filter(candidate=OuterRef("candidate"), state__in=IN_HAND)
    rows = (
        Registration.objects.select_for_update(of=("self",))
        .filter(**within, route=EntryRoute.EXEMPT, state=RegistrationState.CONFIRMED)
        .order_by("id")
        .annotate(is_placed=Exists(given) | Exists(files))
        .values_list("candidate_id", "candidate__candidate_number", "level", "is_placed")
    )
    return {
        key: Exempt(number, level, ranks.get(key, {}), frozenset(claims.get(key, ())), is_placed)
        for key, number, level, is_placed in rows
    }


def _targets(border: Border, placements: Sequence[ExemptPlacementForm]) -> dict[str, Target]:
    rows = Programme.objects.filter(
        season=border.season,
        province=border.province,
        code__in={form.programme_code for form in placements},
    ).values_list("code", "id", "college_id", "college__organisation__path", "level")
    return {code: Target(*facts) for code, *facts in rows}


def _filed_levels(border: Border) -> set[str]:
    """The levels whose main filing was computed."""
    runs = FilingRun.objects.filter(
        season=border.season, province=border.province, filing_round=FilingRound.MAIN
    ).exclude(state__in=_STILL_OPEN)
    return {level for levels in runs.values_list("levels", flat=True) for level in levels}
