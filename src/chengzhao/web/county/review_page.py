"""What stands on the page of one file: queue, evidence, comparison, checks, what was decided before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from chengzhao.actions.audit import Refused
from chengzhao.actions.evidence import is_readable, open_file
from chengzhao.actions.review_undoing import UNDONE_WITHIN
from chengzhao.law.provinces import supplement_or_none
from chengzhao.law.words import EntryRoute, IdentityDocument
from chengzhao.records.queries.desk import (
    DeskKey,
    last_pass,
    place_of,
    waiting,
    waiting_page,
)
from chengzhao.records.queries.desk_file import DeskFile, candidate_called, desk_file
from chengzhao.records.queries.desk_versions import changes_of
from chengzhao.records.queries.evidence import EvidenceView, evidence_file, evidence_of
from chengzhao.records.queries.fees import fee_of, order_of
from chengzhao.records.queries.persons import opened_texts
from chengzhao.records.queries.register_checks import checks_of_candidate, last_checks
from chengzhao.rules.governance import Relation
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.privacy.sights import Reader, stage_of
from chengzhao.rules.registration import (
    REGISTRATION,
    SecondReview,
    second_review_grounds,
    was_settled_by_hand,
)
from chengzhao.vault.accepted import MediaType
from chengzhao.web.county.comparison import checks_of, number_read, rows_of
from chengzhao.web.county.filters import DeskAddress
from chengzhao.web.county.permissions import may_see_confirmation_point
from chengzhao.web.county.queue import file_href
from chengzhao.web.county.register_marks import fee_mark, forms_for, stated_by
from chengzhao.web.county.review_form import Written, ways_for, written_in
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.evidence import by_account
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.persons import uncovered_rooms

BESIDE = 8
"""So many files that come next stand at the side."""
PICTURES = frozenset({MediaType.JPEG, MediaType.PNG})
WHY = "审核报名"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A file of evidence in the row beneath the picture."""

    label: str
    href: str
    is_shown: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewer:
    """The evidence of a candidate, one of it shown; without `image` it is downloaded."""

    label: str
    place: int
    files: tuple[Shown, ...]
    image: str
    is_picture: bool
    download: str
    previous: str
    next: str


def grounds_for(held: DeskFile) -> tuple[SecondReview, ...]:
    """Why a second person has to look at a file."""
    person = held.candidate
    gone = (ClaimState.REFUSED, ClaimState.REVOKED)
    return second_review_grounds(
        route=EntryRoute(held.registration.route),
        claims=[claim.kind for claim in held.claims if claim.state not in gone],
        document=IdentityDocument(person.identity_kind),
        hukou_division=person.hukou_division,
        province=person.province,
        verified_by=held.education.verified_by if held.education else "",
        is_settled_by_hand=was_settled_by_hand(last_checks([person.pk]).get(person.pk, ())),
    )


def show_file(
    request: StaffRequest, held: DeskFile, address: DeskAddress, *, refusal: str = ""
) -> HttpResponse:
    """The page; after a refusal with everything that was typed."""
    acting, now = request.acting, timezone.now()
    lease = held.lease if held.lease and held.lease.until > now else None
    is_mine = lease is not None and lease.account_id == acting.account_id
    grounds = grounds_for(held)
    context = {
        "held": held.shown,
        "address": address,
        "refusal": refusal,
        "is_mine": is_mine,
        "is_waiting": held.state in REGISTRATION.sets["WITH_OFFICE"],
        "lease": lease,
        "minutes": _minutes(lease.until - now) if lease else 0,
        "ways": ways_for(held.state, grounds),
        "written": _written(request, held, acting.account_id, is_sent=bool(refusal)),
        "relations": [one for one in Relation if one is not Relation.SELF],
        "viewer": _viewer(request, held, address, is_mine=is_mine),
        "last": last_pass(acting.account_id, acting.season, acting.province, now - UNDONE_WITHIN),
        **_facts(request, held, grounds, is_mine=is_mine),
        **_beside(request, held, address, now),
    }
    return page(request, "county/review.html", context, status=409 if refusal else 200)


def _minutes(left: timedelta) -> int:
    return max(1, round(left.total_seconds() / 60))


def _written(request: StaffRequest, held: DeskFile, account: int, *, is_sent: bool) -> Written:
    note = held.note_of(account)
    if is_sent and request.POST.get("step") in ("decide", "note"):
        return written_in(request)
    if note is None:
        return Written(returns={})
    return Written(note=note.text, reason=note.reason, returns=note.returns)


def _facts(
    request: StaffRequest, held: DeskFile, grounds: tuple[SecondReview, ...], *, is_mine: bool
) -> dict[str, Any]:
    acting, person = request.acting, held.candidate
    reader = Reader(
        role=acting.role,
        stage=stage_of(held.state),
        uncovered=uncovered_rooms(request, person.public_id),
    )
    number = opened_texts(person.pk, ["identity_number"], vault_keys())["identity_number"]
    read = number_read(held, number)
    fee = fee_of(acting.season, acting.province)
    registers = checks_of_candidate(person.pk, vault_keys())
    supplement = supplement_or_none(acting.province, acting.season)
    return {
        "rows": rows_of(held, number, read, reader, stated_by(registers)),
        "checks": [
            *checks_of(held, read, grounds, supplement, registers),
            *fee_mark(fee, order_of(person.pk) if fee else None),
        ],
        "check_forms": forms_for(registers, held.state, is_mine=is_mine),
        "has_read": read is not None,
        "changes": changes_of(person.pk, vault_keys()),
        "is_unverified": held.education is not None and held.education.verified_at is None,
    }


def _beside(request: StaffRequest, held: DeskFile, address: DeskAddress, now: datetime) -> dict[str, Any]:
    """The files that come next in the filter, and the place of this one."""
    acting = request.acting
    rows = waiting(acting.season, acting.province, acting.org_path, address.wanted)
    if held.registration.submitted_at is None:
        return {"coming": [], "place": 0, "total": rows.count()}
    key = DeskKey(submitted_at=held.registration.submitted_at, pk=held.registration.pk)
    coming = waiting_page(rows, after=key, limit=BESIDE)
    return {
        "coming": [(one, file_href(one, address), one.is_held(now, acting.account_id)) for one in coming],
        "place": place_of(rows, key),
        "total": rows.order_by().count(),
    }


def _viewer(request: StaffRequest, held: DeskFile, address: DeskAddress, *, is_mine: bool) -> Viewer | None:
    files = _readable(request, held)
    if not files:
        return None
    asked = request.GET.get("shown", "")
    place = next((n for n, one in enumerate(files) if str(one.public_id) == asked), 0)
    here = reverse("county:file", args=[held.candidate.public_id])

    def href(at: int) -> str:
        narrowed = f"{address.first_query}&" if address.first_query else ""
        return f"{here}?{narrowed}shown={files[at].public_id}"

    shown = files[place]
    may_show = is_mine and shown.media_type in PICTURES
    return Viewer(
        label=shown.label,
        place=place + 1,
        files=tuple(Shown(label=one.label, href=href(n), is_shown=n == place) for n, one in enumerate(files)),
        image=reverse("county:review-image", args=[held.candidate.public_id, shown.public_id])
        if may_show
        else "",
        is_picture=shown.media_type in PICTURES,
        download=reverse("county:evidence", args=[shown.public_id]),
        previous=href(place - 1) if place else "",
        next=href(place + 1) if place + 1 < len(files) else "",
    )


def _readable(request: StaffRequest, held: DeskFile) -> list[EvidenceView]:
    border, actor = border_of(request), actor_of(request)
    found = evidence_of(held.candidate.pk)
    return [one for one in found if is_readable(border=border, actor=actor, public_id=one.public_id)]


@require_GET
@allow(may_see_confirmation_point)
@shows_person(WHY)
def image(request: StaffRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """A picture of the evidence, for whoever has the file open: each one that is read stands on the trail."""
    acting = request.acting
    key = candidate_called(acting.season, acting.province, acting.org_path, public_id)
    held = desk_file(key, acting.org_path) if key is not None else None
    found = evidence_file(acting.season, acting.province, file_id)
    lease = held.lease if held else None
    is_mine = lease is not None and lease.account_id == acting.account_id and lease.until > timezone.now()
    if found is None or found.candidate_id != key or not is_mine or found.media_type not in PICTURES:
        raise Http404
    return _picture(request, file_id)


@limited("evidence", subject=by_account, methods=("GET",))
def _picture(request: StaffRequest, file_id: UUID) -> HttpResponse:
    """The picture itself; what is not handed out is not counted."""
    try:
        opened = open_file(
            border=border_of(request),
            actor=actor_of(request),
            at=timezone.now(),
            public_id=file_id,
            reason=WHY,
            keys=vault_keys(),
        )
    except Refused:
        raise Http404 from None
    answer = HttpResponse(opened.content, content_type=opened.media_type.value)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer
