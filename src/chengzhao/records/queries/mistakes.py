"""What goes wrong in registrations, by field: what the form did not take, and what reviewers sent back."""

from dataclasses import dataclass

from django.db.models import Count, Max, Sum

from chengzhao.records.models import FieldMistake, ReturnedItem
from chengzhao.records.queries.scope import under
from chengzhao.rules.registration import STEP, ReturnItem


@dataclass(frozen=True, kw_only=True, slots=True)
class Mistakes:
    """One field: its task, what it is called, and how often."""

    task: str
    label: str
    times: int


def typed_wrong(season: int, province: str, *, limit: int) -> tuple[Mistakes, ...]:
    """The fields whose answers were most often not taken, the worst first."""
    rows = (
        FieldMistake.objects.filter(season=season, province=province)
        .values("question", "field")
        .annotate(named=Max("label"), number=Sum("times"))
        .order_by("-number", "question", "field")
    )
    return tuple(
        Mistakes(task=_task(row["question"]), label=row["named"], times=row["number"]) for row in rows[:limit]
    )


def sent_back(season: int, province: str, org_path: str) -> tuple[Mistakes, ...]:
    """What reviewers sent back under a path, item by item, the most frequent first."""
    rows = (
        ReturnedItem.objects.filter(under("candidate__org_path", org_path), season=season, province=province)
        .order_by()
        .values_list("item")
        .annotate(number=Count("pk"))
        .order_by("-number", "item")
    )
    return tuple(Mistakes(task="", label=ReturnItem(item).label, times=number) for item, number in rows)


def _task(question: str) -> str:
    step = STEP.get(question)
    return step.task.label if step else ""
