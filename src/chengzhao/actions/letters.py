"""录取通知书: one for everybody on an approved list, and nobody else (A1.5.23)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.files import ListScope, locked_lists
from chengzhao.actions.grounds import require_own_college
from chengzhao.actions.many_ids import any_of
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import Admission, AdmissionLetter, AdmissionList
from chengzhao.rules.admission import ListState

_FIELDS = ("id", "season", "province", "admission_id", "number", "digest", "issued_at")


@cites("A1.5.23")
@transaction.atomic
def send_letters(*, border: Border, actor: Actor, at: datetime, scope: ListScope) -> int:
    """Issue the letters of the approved lists of a scope and return how many.

    A letter's number is year, province, college and a serial without a gap; its digest covers what the
    letter says. Raises Refused where no approved list waits.
    """
    lists = list(locked_lists(border, scope, [ListState.APPROVED]))
    if not lists:
        raise Refused(f"{scope.title}没有已批准而未发通知书的录取名单。")
    require_own_college(
        "send_letters", actor, {row.college.name: row.college.organisation.path for row in lists}
    )
    letters = list(_letters(border, [row.pk for row in lists]))
    ids = reserve_ids(AdmissionLetter, len(letters))
    head = (border.season, border.province)
    copy_rows(
        AdmissionLetter,
        _FIELDS,
        (
            (key, *head, admission_id, number, digest, at)
            for key, (admission_id, number, digest) in zip(ids, letters, strict=True)
        ),
    )
    AdmissionList.objects.filter(pk__in=[row.pk for row in lists]).update(state=ListState.SENT, sent_at=at)
    touched = (Touched(object_id=number, after=digest) for _, number, digest in letters)
    return audit.record(
        border=border,
        actor=actor,
        at=at,
        act="send_letters",
        object_kind="admission_letter",
        touched=touched,
    )


def _letters(border: Border, list_ids: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Key, number and digest of each letter, by college and candidate number."""
    serials = _issued(border)
    rows = (
        Admission.objects.filter(
            file__admission_list_id__in=any_of(list_ids), revoked_at__isnull=True, letter__isnull=True
        )
        .order_by("file__college__national_code", "candidate__candidate_number")
        .values_list(
            *("id", "file__college__national_code", "file__college__name", "candidate__candidate_number"),
            *("candidate__name", "programme__code", "programme__name", "level", "programme__study_form"),
            *("programme__half_years", "programme__teaching_place"),
        )
    )
    for key, code, *says in rows:
        serials[code] += 1
        number = f"{border.season}{border.province}{code}{serials[code]:05d}"
        yield key, number, digest_of([number, *says])


def _issued(border: Border) -> Counter[str]:
    """How many letters each college has issued before."""
    rows = AdmissionLetter.objects.filter(season=border.season, province=border.province)
    return Counter(rows.values_list("admission__file__college__national_code", flat=True))
