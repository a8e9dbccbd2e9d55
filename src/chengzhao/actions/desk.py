"""附件1·三: a reviewer at work: takes a file, notes, decides, gives it back; never two on one file at once.

Whoever opens a file holds it for a quarter of an hour, which each saving prolongs. Every act locks the row of the
registration first: of two at once the second sees what the first has done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Refused, Touched, reason_kept, record
from chengzhao.actions.grounds import kept
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.recusals import recusal_faults
from chengzhao.actions.refusals import refuse_faults
from chengzhao.actions.registration_forms import ReviewForm, Verdict
from chengzhao.actions.review import decide_registrations, reached_registrations
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import (
    Account,
    Registration,
    ReviewBatchItem,
    ReviewDecision,
    ReviewLease,
    ReviewNote,
)
from chengzhao.records.review_words import BatchOutcome, BatchState
from chengzhao.rules.registration import REGISTRATION, RegistrationState, ReturnItem

HELD_FOR = timedelta(minutes=15)
WAITING = REGISTRATION.sets["WITH_OFFICE"]


class HeldByAnother(Refused):
    """Somebody else has the file open; the sentence says who, since when and until when."""


class DecidedMeanwhile(Refused):
    """Somebody else decided first; the sentence says who, when, what, and what was not done."""


@dataclass(frozen=True, kw_only=True)
class NoteForm:
    """What a reviewer has written beside a file: for colleagues, as reason, and field by field."""

    text: str = ""
    reason: str = ""
    returns: tuple[tuple[ReturnItem, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class _File:
    number: str
    state: RegistrationState
    lease: ReviewLease | None


@cites("A1.3.9", "N5.1")
@transaction.atomic
def take_file(*, border: Border, actor: Actor, at: datetime, candidate_id: int) -> datetime:
    """Open a file that waits, for the actor alone, and return until when; taken again it is held longer.

    Raises HeldByAnother, Refused where it does not wait or the reviewer has to keep away, RowsRefused.
    """
    account = _person(actor)
    file = _locked(border, actor, at, candidate_id)
    _require_free(file, account, at)
    if file.state not in WAITING:
        raise Refused(f"这份报名现在是“{file.state.label}”，不在待审之列。")
    refuse_faults(recusal_faults(border, [(candidate_id, account)], {candidate_id: file.number}))
    if file.state is RegistrationState.SECOND_REVIEW and _sent_by(candidate_id, account):
        raise Refused("这份报名由你提请复核，须由另一人复核。")
    if file.state is RegistrationState.SUBMITTED:
        Registration.objects.filter(candidate=candidate_id).update(state=RegistrationState.UNDER_REVIEW.value)
    until = at + HELD_FOR
    ReviewLease.objects.update_or_create(
        candidate_id=candidate_id,
        defaults={
            "season": border.season,
            "province": border.province,
            "account_id": account,
            "taken_at": file.lease.taken_at if _is_mine(file, account) and file.lease else at,
            "until": until,
        },
    )
    ReviewBatchItem.objects.filter(
        batch__account=account, batch__state=BatchState.OPEN.value, candidate=candidate_id, is_sampled=True
    ).filter(opened_at=None, outcome=BatchOutcome.WAITING.value).update(opened_at=at)
    _trail(border, actor, at, "take_file", file, after={"held_by": account, "until": until})
    return until


@cites("A1.3.9")
@transaction.atomic
def give_back_file(*, border: Border, actor: Actor, at: datetime, candidate_id: int) -> bool:
    """Give a file back without a decision; says whether the actor had it."""
    account = _person(actor)
    file = _locked(border, actor, at, candidate_id)
    if file.lease is None or file.lease.account_id != account:
        return False
    ReviewLease.objects.filter(pk=file.lease.pk).delete()
    _trail(border, actor, at, "give_back_file", file, after={"held_by": None})
    return True


@cites("A1.3.9")
@transaction.atomic
def save_note(*, border: Border, actor: Actor, at: datetime, candidate_id: int, note: NoteForm) -> None:
    """Keep what a reviewer wrote so far, and hold the file longer. Raises HeldByAnother, Refused, RowsRefused.

    What was written is kept also where another has the file by now: nothing that was typed is lost.
    """
    account = _person(actor)
    file = _locked(border, actor, at, candidate_id)
    before = ReviewNote.objects.filter(candidate=candidate_id, account=account).values(
        "text", "reason", "returns"
    )
    was = digest_of(before.first())
    _write_note(border, at, candidate_id, account, note)
    if _is_mine(file, account) and file.lease is not None:
        ReviewLease.objects.filter(pk=file.lease.pk).update(until=at + HELD_FOR)
    after = {
        "text": note.text,
        "reason": note.reason,
        "returns": {item.value: why for item, why in note.returns},
    }
    _trail(border, actor, at, "save_note", file, after=after, before=was)


@cites("A1.3.9", "N3.1", "N5.1")
@transaction.atomic
def decide_file(
    *, border: Border, actor: Actor, at: datetime, form: ReviewForm, seen: int, text: str = ""
) -> bool:
    """Decide on one file as it was seen, give it back, keep the note; says whether anything was done now.

    `seen` is the key of the last decision that the page showed, 0 for none. The same press again does nothing.
    Raises HeldByAnother, DecidedMeanwhile, Refused, RowsRefused.
    """
    account = _person(actor)
    file = _locked(border, actor, at, form.candidate_id)
    last = ReviewDecision.objects.filter(candidate=form.candidate_id).order_by("-pk").first()
    if last is not None and last.pk != seen:
        if (last.reviewer_id, last.verdict) == (account, form.verdict.value):
            return False
        raise DecidedMeanwhile(_difference(last, form))
    _require_free(file, account, at)
    decide_registrations(border=border, actor=actor, at=at, decisions=[form])
    ReviewLease.objects.filter(candidate=form.candidate_id).delete()
    _write_note(border, at, form.candidate_id, account, NoteForm(text=text))
    return True


def _person(actor: Actor) -> int:
    if actor.account is None:
        raise Refused("审核须由本人登录办理。")
    return actor.account


def _locked(border: Border, actor: Actor, at: datetime, candidate_id: int) -> _File:
    """The file with its registration locked until the act ends, within the actor's reach and the time of reviews."""
    held = reached_registrations(border, actor, at, [candidate_id])[candidate_id]
    state = (
        Registration.objects.select_for_update(of=("self",))
        .filter(pk__in=any_of([held.key]))
        .values_list("state", flat=True)
        .get()
    )
    lease = ReviewLease.objects.filter(candidate=candidate_id).first()
    return _File(number=held.number, state=RegistrationState(state), lease=lease)


def _is_mine(file: _File, account: int) -> bool:
    return file.lease is not None and file.lease.account_id == account


def _require_free(file: _File, account: int, at: datetime) -> None:
    lease = file.lease
    if lease is None or lease.account_id == account or lease.until <= at:
        return
    raise HeldByAnother(
        f"{_name(lease.account_id)}从{_clock(lease.taken_at)}起正在审核这份报名，到{_clock(lease.until)}为止。"
        "请先看下一份，或等对方办完。"
    )


def _difference(last: ReviewDecision, form: ReviewForm) -> str:
    told = f"：{last.reason}" if last.reason else ""
    said = f"：{form.said}" if form.said else ""
    return (
        f"{_name(last.reviewer_id)}已于{localtime(last.at):%-m月%-d日%H:%M}决定“{Verdict(last.verdict).label}{told}”。"
        f"你的“{form.verdict.label}{said}”没有办理，请看过现在的情况再定。"
    )


def _name(account: int) -> str:
    held = Account.objects.filter(pk=account).values_list("display_name", flat=True).first()
    return held or "另一位审核人"


def _clock(moment: datetime) -> str:
    return f"{localtime(moment):%H:%M}"


def _sent_by(candidate_id: int, account: int) -> bool:
    sent = ReviewDecision.objects.filter(candidate=candidate_id, verdict=Verdict.SECOND.value)
    return sent.filter(reviewer=account).exists()


def _write_note(border: Border, at: datetime, candidate_id: int, account: int, note: NoteForm) -> None:
    with kept(ReviewNote):
        ReviewNote.objects.update_or_create(
            candidate_id=candidate_id,
            account_id=account,
            defaults={
                "season": border.season,
                "province": border.province,
                "text": reason_kept(note.text.strip()),
                "reason": reason_kept(note.reason.strip()),
                "returns": {item.value: reason_kept(why) for item, why in note.returns},
                "saved_at": at,
            },
        )


def _trail(
    border: Border,
    actor: Actor,
    at: datetime,
    act: str,
    file: _File,
    *,
    after: Mapping[str, object],
    before: str = "",
) -> None:
    was = before or digest_of({"state": file.state, "held_by": file.lease.account_id if file.lease else None})
    touched = Touched(object_id=file.number, before=was, after=digest_of(after))
    record(border=border, actor=actor, at=at, act=act, object_kind="registration", touched=[touched])
