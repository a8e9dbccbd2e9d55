"""What of a candidate's own rows is announced to the candidate: marks after their release, files once settled.

The candidate's door keeps to the same; here it is said a second time for whoever reads through another.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import Exists, OuterRef, Q, QuerySet

from chengzhao.records.looks import of_one_person
from chengzhao.records.models import AuditRow, CandidateFile, PaperMark
from chengzhao.rules.admission import CANDIDATE_FILE, RunState
from chengzhao.rules.exams import MARKING

_MARKS = MARKING.sets["VISIBLE_TO_CANDIDATE"]
_FILES = CANDIDATE_FILE.sets["VISIBLE_TO_CANDIDATE"]
_RUNS = (RunState.RELEASED, RunState.SUPERSEDED)

ANNOUNCED: Mapping[str, Q] = MappingProxyType(
    {
        "papermark": Q(state__in=_MARKS),
        # An extra test has no state of its own: its score is told with the marks.
        "extratestresult": Q(
            Exists(PaperMark.objects.filter(candidate=OuterRef("candidate"), state__in=_MARKS))
        ),
        "filingresult": Q(run__state__in=_RUNS),
        "filingreason": Q(run__state__in=_RUNS),
        "candidatefile": Q(state__in=_FILES),
        "filemove": Q(file__state__in=_FILES, after__in=_FILES),
        "admission": Q(file__state__in=_FILES),
        "admissionletter": Q(admission__file__state__in=_FILES),
    }
)
"""By table, which rows are announced; of every other table all are."""

NOT_TOLD = Q(object_kind="legal_hold") | Q(act="declare_recusal")
"""Why a file is held, and who keeps away from it: told to nobody whom it is about (个人信息保护法第十八条)."""

ON_THE_WAY = ("decide_files", "query_files")
"""What a college proposed and the office asked about it: once a file is settled, only the decision that stands."""


@of_one_person
def own_trail(candidate_id: int, season: int, province: str) -> "QuerySet[AuditRow]":
    """The rows of the trail about a candidate, as the candidate may read them: of no file before it is settled.

    Then of the college's decisions the one that stands, as its moment in the file says.
    """
    rows = AuditRow.objects.filter(season=season, province=province, candidate_id=candidate_id)
    settled = CandidateFile.objects.filter(candidate_id=candidate_id).filter(ANNOUNCED["candidatefile"])
    told = {str(key): at for key, at in settled.values_list("pk", "decided_at")}
    standing = Q(pk__in=[])
    for name, decided_at in told.items():
        standing |= Q(act="decide_files", object_id=name, at=decided_at)
    of_files = Q(object_id__in=list(told)) & (~Q(act__in=ON_THE_WAY) | standing)
    return rows.exclude(NOT_TOLD).filter(~Q(object_kind="candidate_file") | of_files)
