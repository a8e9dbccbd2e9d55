"""What an account is filling in, and the versions that were handed in: read by their owner alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from chengzhao.law.words import IdentityDocument
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import (
    Account,
    Candidate,
    DraftAnswer,
    RegistrationDraft,
    RegistrationVersion,
)
from chengzhao.records.queries.registration import registration_of, returned_items_of
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sealed import (
    ACCOUNT_IDENTITY,
    ACCOUNT_PHONE,
    DRAFT_ANSWERS,
    VERSION_CONTENT,
    VERSION_HELP,
)
from chengzhao.records.walls.doors import Door
from chengzhao.rules.registration import (
    REGISTRATION,
    STEP,
    UNKNOWN_TO_OFFICES,
    Answers,
    DraftTask,
    mendable_steps,
)
from chengzhao.vault.sealing import Keys


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftView:
    """A registration as it is filled in: the newest answers of each task, and how many versions each has.

    What `is_taken_over` an office had typed first: its papers were shown there.
    """

    key: int
    public_id: UUID
    candidate_id: int | None
    saved_at: datetime
    answers: Mapping[DraftTask, Answers]
    versions: Mapping[DraftTask, int]
    is_taken_over: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnIdentity:
    """With which document, name and phone the account was opened."""

    document: IdentityDocument
    number: str
    name: str
    phone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionView:
    """A registration as it was handed in, with the digest of its receipt; `content` is empty once it was erased."""

    number: int
    digest: str
    submitted_at: datetime
    content: Mapping[str, Any]
    help: Answers
    from_office: bool = False

    @property
    def answers(self) -> dict[DraftTask, Answers]:
        """What was answered in each task."""
        held = {DraftTask(name): found for name, found in self.content.get("answers", {}).items()}
        return held | ({DraftTask.HELP: self.help} if self.help else {})


def draft_of(account_id: int, season: int, province: str, keys: Keys) -> DraftView | None:
    """What an account fills in for a season; None where nothing was begun. Raises SealBroken."""
    row = _draft_row(account_id, season, province)
    if row is None:
        return None
    handed_in = versions_of(row.candidate_id, keys) if row.candidate_id else ()
    answers = dict(handed_in[0].answers) if handed_in else {}
    newest = newest_answers(row.pk, keys)
    answers |= {task: found for task, (_, found) in newest.items()}
    return DraftView(
        key=row.pk,
        public_id=row.public_id,
        candidate_id=row.candidate_id,
        saved_at=row.saved_at,
        answers=answers,
        versions={task: version for task, (version, _) in newest.items()},
        is_taken_over=any(one.from_office for one in handed_in),
    )


def _draft_row(account: int, season: int, province: str) -> RegistrationDraft | None:
    """The draft of an account; of one for which a unit handed in, and which has begun nothing itself, one not kept."""
    place = {"account_id": account, "season": season, "province": province}
    row = RegistrationDraft.objects.filter(**place).first()
    if row is not None:
        return row
    versions = RegistrationVersion.objects.filter(
        candidate__account=account, season=season, province=province
    )
    newest = versions.order_by("-number").first()
    if newest is None:
        return None
    return RegistrationDraft(
        pk=0,
        **place,
        candidate_id=newest.candidate_id,
        saved_at=newest.submitted_at,
        public_id=UUID(int=0),
    )


def newest_answers(draft: int, keys: Keys) -> dict[DraftTask, tuple[int, Answers]]:
    """The newest version of each task of a draft, with its number. Raises SealBroken."""
    rows = DraftAnswer.objects.filter(draft=draft).order_by("task", "-version").distinct("task")
    return {
        DraftTask(row.task): (row.version, json.loads(DRAFT_ANSWERS.text(keys, row.pk, bytes(row.sealed))))
        for row in rows
    }


@of_one_person
def versions_of(candidate_id: int, keys: Keys) -> tuple[VersionView, ...]:
    """Every version that a candidate handed in, the newest first. Raises SealBroken."""
    rows = RegistrationVersion.objects.filter(candidate=candidate_id).order_by("-number")
    return tuple(
        VersionView(
            number=row.number,
            digest=row.digest,
            submitted_at=row.submitted_at,
            content=_json(VERSION_CONTENT.text(keys, row.pk, bytes(row.content_sealed))),
            help=_json(VERSION_HELP.text(keys, row.pk, bytes(row.help_sealed))),
            from_office=row.from_office,
        )
        for row in rows
    )


def open_to_change(candidate_id: int | None) -> frozenset[str]:
    """The questions that somebody may answer: all before it is handed in, then those of what was returned."""
    if candidate_id is None:
        return frozenset(STEP)
    mine = registration_of(candidate_id)
    if mine is None or mine.state not in REGISTRATION.sets["WITH_CANDIDATE"]:
        return frozenset()
    steps = mendable_steps([one.item for one in returned_items_of(candidate_id)])
    typed = RegistrationVersion.objects.filter(candidate=candidate_id, from_office=True)
    return steps | UNKNOWN_TO_OFFICES if typed.exists() else steps


def own_identity(account_id: int, keys: Keys) -> OwnIdentity | None:
    """The document of an account, read where accounts are read; None for one without. Raises SealBroken."""
    with scope(Scope(door=Door.ENTRY, account=account_id)):
        row = Account.objects.get(pk=account_id)
    if not row.identity_kind:
        return None
    return OwnIdentity(
        document=IdentityDocument(row.identity_kind),
        number=ACCOUNT_IDENTITY.text(keys, row.pk, row.identity_sealed),
        name=row.display_name,
        phone=ACCOUNT_PHONE.text(keys, row.pk, row.phone_sealed),
    )


def has_registered(account_id: int, season: int, province: str) -> bool:
    """Whether an account has a candidate of the season."""
    return Candidate.objects.filter(account=account_id, season=season, province=province).exists()


def drafts_over(
    season: int, province: str, ended: date | None, begun_by: date
) -> "QuerySet[RegistrationDraft]":
    """What was filled in and never handed in, where the season's registration `ended` by a day."""
    rows = RegistrationDraft.objects.filter(season=season, province=province, candidate__isnull=True)
    return rows if ended is not None and ended <= begun_by else rows.none()


def _json(text: str) -> Any:
    return json.loads(text) if text else {}
