"""A candidate takes a copy of everything that is kept of them (个人信息保护法第四十五条)."""

from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.records.models import Candidate


@transaction.atomic
def export_own_data(*, border: Border, actor: Actor, at: datetime, candidate_id: int, digest: str) -> None:
    """Writes down that a candidate took the copy with this digest. Raises Refused for anybody else's."""
    mine = Candidate.objects.filter(
        season=border.season, province=border.province, pk=candidate_id, account=actor.account
    )
    if actor.account is None or not mine.exists():
        raise Refused("只能导出本人的数据。")
    touched = [Touched(object_id=str(candidate_id), after=digest)]
    record(border=border, actor=actor, at=at, act="export_own_data", object_kind="candidate", touched=touched)
