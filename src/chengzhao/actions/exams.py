"""附件1·四: exam sites; the acts on seats, attendance, extra tests and marks stand in their own modules."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chengzhao.actions import audit
from chengzhao.actions.attendance import AbsenceForm, CancelForm, cancel_papers, record_attendance
from chengzhao.actions.audit import Actor, Border, Touched
from chengzhao.actions.extra_tests import ExtraTestForm, file_extra_tests
from chengzhao.actions.marking import (
    MarkForm,
    Reconciliation,
    freeze_marks,
    import_marks,
    reconcile_marks,
    release_scores,
)
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.season_lock import lock_season
from chengzhao.actions.seating import arrange_rooms, seat_candidates
from chengzhao.law.citation import cites
from chengzhao.law.words import OrganisationKind
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import ExamSite, Organisation

__all__ = [
    "AbsenceForm",
    "CancelForm",
    "ExtraTestForm",
    "MarkForm",
    "Reconciliation",
    "SiteForm",
    "arrange_rooms",
    "cancel_papers",
    "certify_sites",
    "file_extra_tests",
    "freeze_marks",
    "import_marks",
    "reconcile_marks",
    "record_attendance",
    "release_scores",
    "seat_candidates",
]

_FIELDS = (
    "id",
    "season",
    "province",
    "organisation_id",
    "code",
    "address",
    "room_count",
    "phone_policy",
    "certified_at",
    "org_path",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteForm:
    """A 标准化考点 that passed its inspection: the organisation, its rooms, and how it keeps phones out."""

    org_path: str
    code: str
    address: str
    room_count: int
    phone_policy: str


@cites("N2.2", "N2.4")
@transaction.atomic
def certify_sites(*, border: Border, actor: Actor, at: datetime, sites: Sequence[SiteForm]) -> dict[str, int]:
    """Certify exam sites and return their keys by code; only a certified site may be given candidates.

    Raises RowsRefused for an organisation that is no exam site or certified already, a code in use, a site
    without rooms, and one that did not file how it keeps phones out.
    """
    lock_season(border)
    held = Organisation.objects.filter(kind=OrganisationKind.SITE, path__in=[form.org_path for form in sites])
    organisations = dict(held.values_list("path", "id"))
    refuse_faults(_site_faults(border, sites, organisations))
    ids = reserve_ids(ExamSite, len(sites))
    rows = [
        (
            key,
            border.season,
            border.province,
            organisations[form.org_path],
            form.code,
            form.address,
            form.room_count,
            form.phone_policy,
            at,
            form.org_path,
        )
        for key, form in zip(ids, sites, strict=True)
    ]
    copy_rows(ExamSite, _FIELDS, rows)
    touched = [
        Touched(
            object_id=str(key),
            after=digest_of([form.org_path, form.code, form.address, form.room_count, form.phone_policy]),
        )
        for key, form in zip(ids, sites, strict=True)
    ]
    audit.record(
        border=border, actor=actor, at=at, act="certify_sites", object_kind="exam_site", touched=touched
    )
    return {form.code: key for key, form in zip(ids, sites, strict=True)}


def _site_faults(border: Border, sites: Sequence[SiteForm], known: dict[str, int]) -> Iterator[RowFault]:
    certified = ExamSite.objects.filter(season=border.season, province=border.province)
    codes, paths = Counter(form.code for form in sites), Counter(form.org_path for form in sites)
    codes.update(certified.values_list("code", flat=True))
    paths.update(certified.values_list("org_path", flat=True))
    for row, form in enumerate(sites, start=1):
        wrong = (
            (form.org_path not in known, form.org_path, "应为已登记的考点单位"),
            (paths[form.org_path] > 1, form.org_path, "该考点已经验收，应只验收一次"),
            (codes[form.code] > 1, form.code, "考点号已经使用，应换一个"),
            (form.room_count < 1, str(form.room_count), "考场数应不少于1"),
            (not form.phone_policy.strip(), form.code, "应先报备手机管理办法（通知一.2）"),
        )
        yield from (RowFault(row=row, value=value, expected=text) for bad, value, text in wrong if bad)
