"""What every page of the registration starts from: the own draft, the law it is filled in by, and the deadline."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from chengzhao.law.provinces import Supplement, supplement_or_none
from chengzhao.law.words import Stage
from chengzhao.law.years import UnknownYear, YearLaw, year_law
from chengzhao.records.queries.drafted import drafted_of
from chengzhao.records.queries.drafts import (
    DraftView,
    OwnIdentity,
    draft_of,
    open_to_change,
    own_identity,
)
from chengzhao.records.queries.evidence import EvidenceView, draft_files, evidence_of
from chengzhao.records.queries.governance import Phase, Window, windows
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.registration import registration_of
from chengzhao.rules.registration import REGISTRATION, Drafted, DraftTask
from chengzhao.web.shared.chinese import closing_moment, full_moment, time_left
from chengzhao.web.shared.keys import vault_keys

RECEIVED = "received_at"


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolment:
    """A registration that is being filled in, as its pages need it."""

    acting: Acting
    law: YearLaw
    extra: Supplement
    identity: OwnIdentity
    view: DraftView | None
    drafted: Drafted
    files: tuple[EvidenceView, ...]
    now: datetime
    window: Window | None
    mendable: frozenset[str]

    def version(self, task: DraftTask) -> int:
        """With which version of a task's answers the page is opened."""
        return self.view.versions.get(task, 0) if self.view else 0

    def files_of(self, kind: str, claim: str = "") -> tuple[EvidenceView, ...]:
        """What was uploaded of a kind."""
        return tuple(one for one in self.files if one.kind == kind and (one.claim_kind or "") == claim)


def enrolment_of(request: HttpRequest, acting: Acting) -> Enrolment | None:
    """The own registration; None for an account without a document, and where the year or province has no rules."""
    season, province, keys = acting.season, acting.province, vault_keys()
    extra, identity = supplement_or_none(province, season), own_identity(acting.account_id, keys)
    try:
        law = year_law(season)
    except UnknownYear:
        return None
    if extra is None or identity is None:
        return None
    view = draft_of(acting.account_id, season, province, keys)
    held = view.candidate_id if view else None
    files = evidence_of(held) if held else draft_files(acting.account_id, season, province)
    now = received_at(request)
    return Enrolment(
        acting=acting,
        law=law,
        extra=extra,
        identity=identity,
        view=view,
        drafted=drafted_of(view, identity, files, season=season, province=province),
        files=files,
        now=now,
        window=registration_window(season, province, now),
        mendable=open_to_change(held),
    )


def is_with_office(acting: Acting) -> bool:
    """Whether the registration was handed in and is not given back: nothing of it is filled in now."""
    mine = registration_of(acting.candidate_id) if acting.candidate_id else None
    return mine is not None and mine.state not in REGISTRATION.sets["WITH_CANDIDATE"]


def received_at(request: HttpRequest) -> datetime:
    """When the server received the request: the moment that a deadline is judged by, the same for all of it."""
    if not hasattr(request, RECEIVED):
        setattr(request, RECEIVED, timezone.now())
    found: datetime = getattr(request, RECEIVED)
    return found


def registration_window(season: int, province: str, now: datetime) -> Window | None:
    """The window of registration that is open, else the next, else the last one; None where none is set."""
    mine = [window for window in windows(season, province) if window.stage is Stage.REGISTRATION]
    for phase in (Phase.OPEN, Phase.BEFORE):
        found = next((window for window in mine if window.phase(now) is phase), None)
        if found is not None:
            return found
    return mine[-1] if mine else None


def deadline_lines(window: Window | None, now: datetime) -> tuple[str, str, str]:
    """(what, the moment, what is left) of the window of registration, in 北京时间."""
    if window is None:
        return ("报名时间还没有公布", "", "现在可以先填写，公布后提交")
    phase = window.phase(now)
    if phase is Phase.BEFORE:
        return ("报名开始", full_moment(window.opens_at), "现在可以先填写，开始后提交")
    if phase is Phase.OPEN:
        return ("报名截止", closing_moment(window.closes_at), time_left(now, window.closes_at))
    return ("报名已截止", closing_moment(window.closes_at), "")
