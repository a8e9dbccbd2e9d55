"""附件1·三: who has a draft, or something to mend, is reminded a day and two hours before registration closes.

Each deadline is reminded of once a person, however often the clock asks; a deadline that is put off is a new one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.outbox import News, put_news
from chengzhao.actions.registration_news import shortly
from chengzhao.actions.signatures import BATCH
from chengzhao.law.citation import cites
from chengzhao.law.words import Stage
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Candidate, Message, RegistrationDraft, StageWindow
from chengzhao.records.queries.drafts import newest_answers
from chengzhao.records.sealed import ACCOUNT_PHONE, PHONE
from chengzhao.rules.messages import LAST_DAY, reminder_of
from chengzhao.rules.registration import DraftTask, RegistrationState
from chengzhao.vault.sealing import Keys

STEP = 500
SERVICE = Actor(account=None, role=None, org_path="/")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Due:
    """Whom to remind of which deadline."""

    whose: int
    closes_at: datetime


@cites("A1.3.9", "N3.2")
def remind_of_deadlines(*, border: Border, at: datetime, keys: Keys) -> int:
    """Remind everybody of a season whose deadline is near, in steps; returns how many were told now.

    Looked at from maintenance, which sees the phones of accounts.
    """
    told = 0
    for kind, found, told_of in (
        ("return", _returned(border, at), _news_of_returned),
        ("draft", _drafts(border, at, keys), _news_of_drafts),
    ):
        due = list(_untold(kind, found, at))
        for first in range(0, len(due), STEP):
            some = due[first : first + STEP]
            with transaction.atomic():
                news = list(told_of(some, at, keys))
                told += _tell(border, at, kind, news, keys)
    return told


def borders_with_deadline(at: datetime) -> tuple[Border, ...]:
    """The seasons in which registration closes somewhere within a day."""
    rows = StageWindow.objects.filter(
        stage=Stage.REGISTRATION.value, closes_at__gt=at, closes_at__lte=at + LAST_DAY
    )
    found = rows.order_by("season", "province").values_list("season", "province").distinct()
    return tuple(Border(season=season, province=province) for season, province in found)


def _tell(border: Border, at: datetime, kind: str, news: Sequence[News], keys: Keys) -> int:
    written = put_news(news, keys=keys)
    touched = Touched(object_id=f"{kind} {written}人", after=digest_of(sorted(one.key for one in news)))
    record(
        border=border,
        actor=SERVICE,
        at=at,
        act="remind_of_deadlines",
        object_kind=BATCH,
        touched=[touched] if written else [],
    )
    return written


def _key(kind: str, due: _Due, at: datetime) -> str:
    return f"{kind}_{reminder_of(at, due.closes_at)}/{due.whose}/{due.closes_at.timestamp():.0f}"


def _untold(kind: str, found: Iterable[_Due], at: datetime) -> Iterator[_Due]:
    """Those who have not been told yet: what was told is not sealed again at each look."""
    due = [one for one in found if reminder_of(at, one.closes_at)]
    keys = [_key(kind, one, at) for one in due]
    known = set(Message.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    return (one for one, key in zip(due, keys, strict=True) if key not in known)


def _windows(border: Border, at: datetime) -> list[tuple[str, datetime]]:
    """The windows of registration that are open, by the office for which each holds."""
    rows = StageWindow.objects.filter(
        season=border.season,
        province=border.province,
        stage=Stage.REGISTRATION.value,
        opens_at__lte=at,
        closes_at__gt=at,
    )
    return list(rows.values_list("org_path", "closes_at"))


def _closing(windows: Sequence[tuple[str, datetime]], org_path: str) -> datetime | None:
    """When registration closes for an office: a window of its own may run on behind that of the province."""
    return max((closes for path, closes in windows if org_path.startswith(path)), default=None)


def _is_near(windows: Sequence[tuple[str, datetime]], at: datetime) -> bool:
    return any(reminder_of(at, closes) for _, closes in windows)


def _returned(border: Border, at: datetime) -> Iterator[_Due]:
    windows = _windows(border, at)
    if not _is_near(windows, at):
        return
    rows = Candidate.objects.filter(
        season=border.season,
        province=border.province,
        registration__state=RegistrationState.RETURNED.value,
    ).order_by("pk")
    for key, path in rows.values_list("pk", "org_path").iterator():
        closes_at = _closing(windows, path)
        if closes_at is not None:
            yield _Due(whose=key, closes_at=closes_at)


def _drafts(border: Border, at: datetime, keys: Keys) -> Iterator[_Due]:
    """Who began and has not handed in; the place that was chosen says which window counts."""
    windows = _windows(border, at)
    if not _is_near(windows, at):
        return
    whole = f"/{border.province}/"
    has_own = any(path != whole for path, _ in windows)
    drafts = RegistrationDraft.objects.filter(
        season=border.season, province=border.province, candidate__isnull=True
    ).order_by("pk")
    for key, account in drafts.values_list("pk", "account_id").iterator():
        path = whole
        if has_own:
            _, home = newest_answers(key, keys).get(DraftTask.HOUSEHOLD, (0, {}))
            path = str(home.get("point") or whole)
        closes_at = _closing(windows, path)
        if closes_at is not None:
            yield _Due(whose=account, closes_at=closes_at)


def _news_of_returned(due: Sequence[_Due], at: datetime, keys: Keys) -> Iterator[News]:
    held = {one.whose: one for one in due}
    # What was handed in again while this was looked for is not reminded of.
    rows = Candidate.objects.filter(pk__in=any_of(held), registration__state=RegistrationState.RETURNED.value)
    for key, account, sealed in rows.values_list("pk", "account_id", "phone_sealed"):
        one = held[key]
        yield News(
            key=_key("return", one, at),
            kind=f"return_{reminder_of(at, one.closes_at)}",
            account_id=account,
            candidate_id=key,
            phone=PHONE.text(keys, key, bytes(sealed)),
            words={"deadline": shortly(one.closes_at)},
        )


def _news_of_drafts(due: Sequence[_Due], at: datetime, keys: Keys) -> Iterator[News]:
    held = {one.whose: one for one in due}
    rows = RegistrationDraft.objects.filter(account__in=any_of(held), candidate__isnull=True)
    for account, sealed in rows.values_list("account_id", "account__phone_sealed"):
        one = held[account]
        yield News(
            key=_key("draft", one, at),
            kind=f"draft_{reminder_of(at, one.closes_at)}",
            account_id=account,
            candidate_id=None,
            phone=ACCOUNT_PHONE.text(keys, account, bytes(sealed)) if sealed else "",
            words={"deadline": shortly(one.closes_at)},
        )
