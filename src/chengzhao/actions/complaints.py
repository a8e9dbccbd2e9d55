"""附件1·六（三）: what is reported about a notice or objected to one of its lines: received and given a number.

What becomes of it is decided in `complaint_decisions`.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.law.citation import cites
from chengzhao.law.words import Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import Complaint, NoticeEntry, PublicNotice
from chengzhao.records.sealed import COMPLAINT_CONTACT, COMPLAINT_TEXT
from chengzhao.rules.disclosure import PUBLIC_NOTICE, ComplaintChannel, ComplaintState
from chengzhao.vault.sealing import Keys

SHORTEST_TEXT, LONGEST_TEXT, LONGEST_CONTACT = 5, 1000, 100
_COLUMNS = (
    *("id", "season", "province", "number", "notice_id", "claim_id", "came_by"),
    *("text_sealed", "contact_sealed", "state", "received_at", "entered_by_id", "answer", "public_id"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ComplaintForm:
    """What is reported about a notice, or of the line with the key `entry_id`; and how to reach the reporter.

    `once` is the number that the form was given when it was shown: sent twice, it is one report.
    """

    notice_id: int
    entry_id: int | None
    text: str
    contact: str
    came_by: ComplaintChannel
    once: UUID


@cites("A1.6.4")
@transaction.atomic
def file_complaint(*, border: Border, actor: Actor, at: datetime, keys: Keys, form: ComplaintForm) -> str:
    """Takes in what somebody reports about a notice that is up, and returns its number.

    Without an account nobody's name is kept; an office writes down what came by letter, call or visit. Raises
    Refused for an empty or too long text, a notice that is not up, and a line that is not in it.
    """
    is_office = actor.account is not None
    if is_office is (form.came_by is ComplaintChannel.WEB):
        raise Refused("请选择来信、来电或者来访。" if is_office else "单位登记须先登录。")
    if is_office and actor.role is Role.CANDIDATE:
        raise Refused("请在公示页面填写，不用登录。")
    text, contact = _words(form)
    if known := _known(form.once):
        return known
    claim_id = _claim_of(border, form)
    [key] = reserve_ids(Complaint, 1)
    number = f"JB{border.season}{border.province}{key:06d}"
    row = (
        *(key, border.season, border.province, number, form.notice_id, claim_id, form.came_by.value),
        keys.seal(text, row=COMPLAINT_TEXT.place(key)),
        keys.seal(contact, row=COMPLAINT_CONTACT.place(key)) if contact else b"",
        *(ComplaintState.RECEIVED.value, at, actor.account, "", form.once),
    )
    if not copy_rows(Complaint, _COLUMNS, [row], skips_known=True):
        return _known(form.once)
    touched = Touched(object_id=number, after=digest_of({"state": ComplaintState.RECEIVED}))
    record(
        border=border, actor=actor, at=at, act="file_complaint", object_kind="complaint", touched=[touched]
    )
    return number


def _known(once: UUID) -> str:
    """The number of the report that was already sent with this form; '' where there is none."""
    return Complaint.objects.filter(public_id=once).values_list("number", flat=True).first() or ""


def _words(form: ComplaintForm) -> tuple[str, str]:
    text, contact = form.text.strip(), form.contact.strip()
    if len(text) < SHORTEST_TEXT:
        raise Refused("请写明哪里不实、有什么依据。")
    if len(text) > LONGEST_TEXT:
        raise Refused(f"内容最多{LONGEST_TEXT}字，现为{len(text)}字，请缩短。")
    if len(contact) > LONGEST_CONTACT:
        raise Refused(f"联系方式最多{LONGEST_CONTACT}字，请缩短。")
    return text, contact


def _claim_of(border: Border, form: ComplaintForm) -> int | None:
    """The claim of the line that is objected to; None for the notice as a whole."""
    visible = PUBLIC_NOTICE.sets["VISIBLE_TO_PUBLIC"]
    notice = PublicNotice.objects.filter(
        season=border.season, province=border.province, pk=form.notice_id, state__in=visible
    )
    if not notice.exists():
        raise Refused("这份公示不在公示中，不能在这里提出异议。请按公示写明的举报渠道反映。")
    if form.entry_id is None:
        return None
    entry = NoticeEntry.objects.filter(notice=form.notice_id, pk=form.entry_id).values_list(
        "claim_id", "withdrawn_at"
    )
    claim_id, withdrawn_at = entry.first() or (None, None)
    if claim_id is None:
        raise Refused("公示名单里没有这一行，请回到公示页面重新选择。")
    if withdrawn_at is not None:
        raise Refused("这一行已经撤下，不再享受照顾，不用提出异议。")
    return claim_id
