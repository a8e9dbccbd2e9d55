"""Declarations of staff that they keep away from the file of a candidate (通知 二.5)."""

from django.db import models

from chengzhao.records.models.base import SeasonRow, one_of, word_field
from chengzhao.records.models.people import Account
from chengzhao.records.models.registration import Candidate
from chengzhao.rules.governance import Relation


class Recusal(SeasonRow):
    """Who keeps away from whose file, and why; only ever added."""

    account = models.ForeignKey(Account, models.PROTECT, verbose_name="申报人", related_name="+")
    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="recusals")
    relation = word_field("关系", Relation)
    declared_at = models.DateTimeField("申报时间")

    class Meta:
        constraints = [
            one_of("recusal_relation_known", "relation", Relation),
            models.UniqueConstraint(
                fields=["season", "province", "account", "candidate"], name="recusal_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {Relation(self.relation).label}"
