"""A candidate takes a copy of everything that is kept of them (个人信息保护法第四十五条)."""

from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.records.models import Candidate, RegistrationDraft


@transaction.atomic
def export_own_data(*, border: Border, actor: Actor, at: datetime, candidate_id: int, digest: str) -> None:
    """Writes down that a candidate, or who is still filling in, took the copy with this digest.

    Raises Refused for anybody else's, and where there is nothing to take.
    """
    if not candidate_id:
        _export_draft(border, actor, at, digest)
        return
    mine = Candidate.objects.filter(
        season=border.season, province=border.province, pk=candidate_id, account=actor.account
    )
    if actor.account is None or not mine.exists():
        raise Refused("只能导出本人的数据。")
    touched = [Touched(object_id=str(candidate_id), after=digest)]
    record(border=border, actor=actor, at=at, act="export_own_data", object_kind="candidate", touched=touched)


def _export_draft(border: Border, actor: Actor, at: datetime, digest: str) -> None:
    drafts = RegistrationDraft.objects.filter(season=border.season, province=border.province)
    draft = drafts.filter(account=actor.account or 0).first()
    if draft is None:
        raise Refused("还没有填写任何内容，没有可以导出的报名资料。账号资料见“我的账号”。")
    record(
        border=border,
        actor=actor,
        at=at,
        act="export_own_data",
        object_kind="registration_draft",
        touched=[Touched(object_id=str(draft.public_id), after=digest)],
    )
