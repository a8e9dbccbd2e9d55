"""How many have which total score: counted over everybody of a level and category, whoever asks."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Sum

from chengzhao.law.words import EntryRoute, ExamCategory, ProgrammeLevel
from chengzhao.records.models import PaperMark
from chengzhao.records.scope import counting
from chengzhao.rules.exams import MarkState


def score_counts(
    season: int, province: str, level: ProgrammeLevel, category: ExamCategory
) -> Mapping[int, int]:
    """Total score without bonus, in whole points, and its people: who sat a paper, once marks are out (A1.4.7)."""
    rows = PaperMark.objects.filter(
        season=season,
        province=province,
        state__in=[MarkState.RELEASED.value, MarkState.CORRECTED.value],
        mark__isnull=False,
        candidate__registration__level=level.value,
        candidate__registration__category=category.value,
        candidate__registration__route=EntryRoute.UNIFIED.value,
    )
    with counting(season, province):
        totals = (
            rows.order_by().values("candidate").annotate(total=Sum("mark")).values_list("total", flat=True)
        )
        return Counter(int(total) for total in totals.iterator())
