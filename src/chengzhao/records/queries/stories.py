"""Candidates of a season whose story is worth showing, one for each kind of story."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from chengzhao.law.words import ReturnReason
from chengzhao.records.models import Admission, Candidate, CandidateFile, FilingReason, PaperMark
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState
from chengzhao.rules.registration import RegistrationState


class Story(Enum):
    """What became of somebody, in the order in which it is told."""

    FIRST_CHOICE = "第一志愿录取"
    SECOND_CHOICE = "第二志愿录取"
    SUPPLEMENTARY = "征集志愿录取"
    EXEMPT = "免试录取"
    UNIT_FULL = "上线未录取"
    BELOW_LINE = "未上线"
    RETURNED = "院校退档"
    ABSENT = "缺考"
    REJECTED = "审核不通过"


class Told(NamedTuple):
    """A candidate with a story."""

    candidate_id: int
    candidate_number: str
    name: str


def stories(season: int, province: str) -> Mapping[Story, Told]:
    """For each story the first candidate by 报名号 whom nobody told of before; untold ones are left out."""
    found: dict[Story, Told] = {}
    taken: list[int] = []
    for story, rows in _tellers(season, province):
        row = (
            rows.exclude(pk__in=taken)
            .order_by("candidate_number")
            .values_list("pk", "candidate_number", "name")
            .first()
        )
        if row is not None:
            found[story] = Told(*row)
            taken.append(row[0])
    return found


def _tellers(season: int, province: str) -> list[tuple[Story, "QuerySet[Candidate]"]]:
    everybody = Candidate.objects.filter(season=season, province=province, account__isnull=True)
    placed = Admission.objects.filter(candidate=OuterRef("pk"), revoked_at__isnull=True)
    filed = placed.filter(file__run__filing_round=FilingRound.MAIN)
    sat = PaperMark.objects.filter(candidate=OuterRef("pk"), absent=False)
    papers = PaperMark.objects.filter(candidate=OuterRef("pk"))
    reasons = FilingReason.objects.filter(candidate=OuterRef("pk"), run__filing_round=FilingRound.MAIN)
    returned = CandidateFile.objects.filter(candidate=OuterRef("pk"), state=FileState.RETURNED).exclude(
        return_code=ReturnReason.PROGRAMME_FULL
    )
    unplaced = everybody.filter(~Exists(placed), Exists(sat))
    full = reasons.filter(code="UNIT_FULL")
    below = reasons.filter(code="BELOW_LINE")
    return [
        (Story.FIRST_CHOICE, everybody.filter(Exists(filed.filter(file__choice_rank=1)))),
        (Story.SECOND_CHOICE, everybody.filter(Exists(filed.filter(file__choice_rank=2)))),
        (
            Story.SUPPLEMENTARY,
            everybody.filter(Exists(placed.filter(file__run__filing_round=FilingRound.SUPPLEMENTARY))),
        ),
        (Story.EXEMPT, everybody.filter(Exists(placed.filter(file__exempt=True)))),
        (Story.UNIT_FULL, unplaced.filter(Exists(full), ~Exists(below))),
        (Story.BELOW_LINE, unplaced.filter(Exists(below), ~Exists(full))),
        (Story.RETURNED, everybody.filter(Exists(returned))),
        (Story.ABSENT, everybody.filter(Exists(papers), ~Exists(sat))),
        (Story.REJECTED, everybody.filter(registration__state=RegistrationState.REJECTED)),
    ]
