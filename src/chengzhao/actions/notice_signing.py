"""公示签发: two members of staff sign the drafted notice that both have read (A1.6.3)."""

from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, require_both
from chengzhao.actions.governance import province_path
from chengzhao.actions.notice_effect import require_registered
from chengzhao.actions.notices import book, locked_notice
from chengzhao.actions.publishing_gate import require_publishable
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.records.models import NoticeEntry
from chengzhao.rules.disclosure import NoticeState


@cites("A1.6.3", "N3.6")
@transaction.atomic
def sign_notice(*, border: Border, actor: Actor, at: datetime, notice_id: int) -> None:
    """Two different members of staff sign a drafted notice. Raises Refused where two have not."""
    both = require_both("sign_notice", border, actor, {"notice_id": notice_id})
    notice = locked_notice(border, notice_id, NoticeState.SIGNED)
    require_publishable(border, notice)
    require_registered(notice)
    notice.first_signer_id, notice.second_signer_id = both.first_id, both.second_id
    book(notice, NoticeState.SIGNED, border, actor, at, "sign_notice")


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    notice = locked_notice(border, _notice_of(arguments), NoticeState.SIGNED)
    require_publishable(border, notice)
    require_registered(notice)
    entries = NoticeEntry.objects.filter(notice=notice).count()
    return Matter(
        object_kind="public_notice",
        object_id=notice.number,
        org_path=province_path(border),
        facts=(
            ("文号", notice.number),
            ("标题", notice.title),
            ("公示名单", f"{entries}人次"),
            ("举报渠道", notice.report_channel),
        ),
        content=notice.digest,
    )


def _notice_of(arguments: Arguments) -> int:
    key = arguments.get("notice_id")
    if not isinstance(key, int):
        raise Refused("没有写明是哪一份公示。")
    return key


SIGNING = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: sign_notice(
        border=border, actor=actor, at=at, notice_id=_notice_of(given)
    ),
)
