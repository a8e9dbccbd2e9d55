"""专业加试: scores and pass lists that colleges file with the province before the national exam (A1.4.3)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.governance import law_of
from chengzhao.actions.grounds import require_own_college
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.season_lock import lock_season
from chengzhao.law.citation import cites
from chengzhao.law.words import ProgrammeKind
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import Candidate, ExtraTestResult, Programme, Registration
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.exams import extra_test_findings
from chengzhao.rules.registration import RegistrationState

HIGHEST_SCORE = Decimal("9999.99")
HUNDREDTH = Decimal("0.01")

_FIELDS = ("id", "season", "province", "candidate_id", "college_id", "score", "passed", "filed_at")
_LEFT = (RegistrationState.WITHDRAWN, RegistrationState.CANCELLED, RegistrationState.REJECTED)


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtraTestForm:
    """A candidate's extra test at a college: the score, and whether it is on the pass list (合格名单)."""

    candidate_id: int
    national_code: str
    score: Decimal
    passed: bool


@cites("A1.4.3", "A1.5.7")
@transaction.atomic
def file_extra_tests(*, border: Border, actor: Actor, at: datetime, results: Sequence[ExtraTestForm]) -> int:
    """File extra-test scores with the province and return how many.

    Raises Refused from the first day of the national exam on, and RowsRefused for a college without a
    programme that has an extra test, a candidate who takes no part, a score that is no score, and a result
    filed already.
    """
    closed = closed_since(border, at)
    if closed:
        raise Refused(closed)
    lock_season(border)
    colleges = _testing_colleges(border)
    refuse_faults(_result_faults(border, results, colleges))
    require_own_college(
        "file_extra_tests", actor, {form.national_code: colleges[form.national_code][1] for form in results}
    )
    ids = reserve_ids(ExtraTestResult, len(results))
    head = (border.season, border.province)
    rows = [
        (key, *head, form.candidate_id, colleges[form.national_code][0], form.score, form.passed, at)
        for key, form in zip(ids, results, strict=True)
    ]
    copy_rows(ExtraTestResult, _FIELDS, rows)
    touched = [
        Touched(
            object_id=str(key),
            after=digest_of([form.candidate_id, form.national_code, form.score, form.passed]),
        )
        for key, form in zip(ids, results, strict=True)
    ]
    return audit.record(
        border=border, actor=actor, at=at, act="file_extra_tests", object_kind="extra_test", touched=touched
    )


def closed_since(border: Border, at: datetime) -> str:
    """Why no list is received any more at a moment, or nothing before the first day of the exam."""
    law, _ = law_of(border)
    day = localtime(at).date()
    late = extra_test_findings(ProgrammeKind.ARTS, is_announced=True, list_filed_on=day, law=law)
    return late[0].message if late else ""


def _testing_colleges(border: Border) -> dict[str, tuple[int, str]]:
    """Key and path of each college with an extra test in the border, by national code."""
    rows = Programme.objects.filter(season=border.season, province=border.province, extra_test=True)
    listed = rows.values_list("college__national_code", "college_id", "college__organisation__path")
    return {code: (key, path) for code, key, path in listed.distinct()}


def _result_faults(
    border: Border, results: Sequence[ExtraTestForm], colleges: dict[str, tuple[int, str]]
) -> Iterator[RowFault]:
    ids = any_of(form.candidate_id for form in results)
    known = Candidate.objects.filter(season=border.season, province=border.province, pk__in=ids)
    names = dict(known.values_list("pk", "candidate_number"))
    taking_part = _taking_part(border, [form.candidate_id for form in results])
    filed = Counter((form.candidate_id, form.national_code) for form in results)
    filed.update(
        ExtraTestResult.objects.filter(candidate_id__in=ids).values_list(
            "candidate_id", "college__national_code"
        )
    )
    for row, form in enumerate(results, start=1):
        wrong = (
            (form.national_code not in colleges, "应为有专业加试的院校"),
            (form.candidate_id not in taking_part, "应为本年度在报的考生"),
            (not _is_score(form.score), f"加试成绩{form.score}应为0至{HIGHEST_SCORE}，至多两位小数"),
            (filed[form.candidate_id, form.national_code] > 1, "该校的加试成绩应只报备一次"),
        )
        value = f"{names.get(form.candidate_id, f'考生{form.candidate_id}')} {form.national_code}"
        yield from (RowFault(row=row, value=value, expected=text) for bad, text in wrong if bad)


def _taking_part(border: Border, candidate_ids: Sequence[int]) -> frozenset[int]:
    """Which of these candidates take part this year.

    Before filing a college sees nobody, not even who has registered: it is told of the keys that it
    gives and of no other, and the number of a candidate only where it sees the person.
    """
    with scope(Scope(door=Door.WORK, season=border.season, province=border.province)):
        rows = Registration.objects.filter(
            season=border.season, province=border.province, candidate_id__in=any_of(candidate_ids)
        )
        return frozenset(rows.exclude(state__in=_LEFT).values_list("candidate_id", flat=True))


def _is_score(score: Decimal) -> bool:
    return score.is_finite() and 0 <= score <= HIGHEST_SCORE and score == score.quantize(HUNDREDTH)
