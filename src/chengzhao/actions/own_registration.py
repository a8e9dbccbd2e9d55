"""附件1·三: a candidate hands in what was filled in, mends what was returned, withdraws and confirms.

The candidate's door writes drafts alone. What is handed in is written through the door of work, for the length of
one act that looks at everything an office would look at.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.candidate_numbers import next_candidate_number
from chengzhao.actions.draft_forms import registration_form
from chengzhao.actions.drafts import own_draft, require_with_candidate
from chengzhao.actions.governance import law_of
from chengzhao.actions.registration import (
    confirm_registrations,
    resubmit_registrations,
    submit_registrations,
    withdraw_registrations,
)
from chengzhao.actions.registration_checks import read_grounds, registration_faults
from chengzhao.actions.registration_forms import RegistrationForm, TraceForm
from chengzhao.actions.registration_news import tell_step
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import (
    Candidate,
    DraftAnswer,
    Organisation,
    RegistrationDraft,
    RegistrationVersion,
    SealedFile,
)
from chengzhao.records.queries.drafted import drafted_of
from chengzhao.records.queries.drafts import OwnIdentity, draft_of, own_identity
from chengzhao.records.queries.evidence import EvidenceView, draft_files, evidence_of
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sealed import VERSION_CONTENT, VERSION_HELP
from chengzhao.records.walls.doors import Door
from chengzhao.rules.registration import REGISTRATION, Drafted, DraftTask, RegistrationState, pledge_text
from chengzhao.vault.sealing import Keys

NO_IDENTITY = "这个账号没有登记证件，不能在网上报名，请到确认点办理。"
NOTHING_FILLED_IN = "还没有填写报名，不能提交。"


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What whoever handed in a registration holds: the number, the version, when, and the digest of all of it."""

    candidate_id: int
    candidate_number: str
    version: int
    submitted_at: datetime
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Filled:
    """A draft with everything that decides what it says."""

    row: RegistrationDraft
    drafted: Drafted
    identity: OwnIdentity
    files: tuple[EvidenceView, ...]


@cites("A1.3.9", "A1.3.11", "N3.2", "N7.3")
@transaction.atomic
def hand_in(*, border: Border, actor: Actor, at: datetime, keys: Keys, trace: TraceForm) -> Receipt:
    """Hand in the own draft, or what was mended; `at` is when the server received it, which the window is judged by.

    Handed in again unchanged it gives the receipt of the first time: two presses are one registration with one
    number. Raises Refused and RowsRefused with everything that stands against it; the draft stays as it is.
    """
    with working(border):
        filled = _filled(border, actor, at, keys)
        held = filled.row.candidate
        newest = _newest_version(held.pk) if held else None
        is_unchanged = not DraftAnswer.objects.filter(draft=filled.row).exists()
        if held is not None and newest is not None and is_unchanged and not _is_with_candidate(held):
            return _receipt(held, newest)
        require_with_candidate(filled.row)
        is_returned = held is not None and held.registration.state == RegistrationState.RETURNED
        if newest is not None and is_returned and is_unchanged and not _has_new_file(filled, newest):
            raise Refused("退回的内容还没有更改，不能再提交。请先改退回的项，或者重新上传材料。")
        number = held.candidate_number if held else _number_for(border, filled.drafted)
        form = _form(border, actor, filled, number, trace)
        if held is None:
            submit_registrations(border=border, actor=actor, at=at, registrations=[form], keys=keys)
        else:
            resubmit_registrations(border=border, actor=actor, at=at, registrations=[form], keys=keys)
        candidate = Candidate.objects.get(
            season=border.season, province=border.province, candidate_number=number
        )
        version = _keep_version(border, at, candidate, filled, keys)
        _settle(filled.row, candidate)
        kind = "registration_submitted" if held is None else "registration_again"
        tell_step(border, kind, [candidate.pk], f"{version.number}")
        return _receipt(candidate, version)


def objections(*, border: Border, actor: Actor, at: datetime, keys: Keys) -> tuple[str, ...]:
    """What would be refused if the own draft were handed in now, each in a sentence; the window apart.

    Raises Refused where questions are open.
    """
    view = draft_of(actor.account or 0, border.season, border.province, keys)
    identity = own_identity(actor.account or 0, keys)
    if view is None or identity is None:
        raise Refused(NOTHING_FILLED_IN if identity else NO_IDENTITY)
    files = _files(border, actor.account or 0, view.candidate_id)
    drafted = drafted_of(view, identity, files, season=border.season, province=border.province)
    held = Candidate.objects.filter(pk=view.candidate_id or 0).first()
    number = held.candidate_number if held else _number_like(border)
    form = registration_form(
        drafted, identity, border, account_id=actor.account or 0, candidate_number=number, trace=TraceForm()
    )
    # The account is this one, which the candidate's door need not find by its key again.
    grounds = read_grounds(border, at, [form])
    return tuple(fault.expected for fault in registration_faults([form], grounds))


@cites("A1.3.9")
@transaction.atomic
def withdraw_own(*, border: Border, actor: Actor, at: datetime, reason: str) -> None:
    """Withdraw the own registration before the deadline. Raises Refused and RowsRefused."""
    with working(border):
        candidate = _own_candidate(border, actor)
        withdraw_registrations(border=border, actor=actor, at=at, candidate_ids=[candidate.pk], reason=reason)


@cites("A1.3.9")
@transaction.atomic
def confirm_own(*, border: Border, actor: Actor, at: datetime) -> None:
    """Confirm the own registration, which the office has passed. Raises Refused and RowsRefused."""
    with working(border):
        candidate = _own_candidate(border, actor)
        confirm_registrations(border=border, actor=actor, at=at, candidate_ids=[candidate.pk])


@contextmanager
def working(border: Border) -> Iterator[None]:
    """The door of work, for the length of one act of somebody who comes through the candidate's."""
    with scope(Scope(door=Door.WORK, season=border.season, province=border.province)):
        yield


def _is_with_candidate(held: Candidate) -> bool:
    return RegistrationState(held.registration.state) in REGISTRATION.sets["WITH_CANDIDATE"]


def _filled(border: Border, actor: Actor, at: datetime, keys: Keys) -> _Filled:
    """The own draft, locked for the rest of the act, with its answers. Raises Refused where there is none."""
    account = actor.account or 0
    row = own_draft(border, actor, at)
    view, identity = draft_of(account, border.season, border.province, keys), own_identity(account, keys)
    if view is None or identity is None:
        raise Refused(NOTHING_FILLED_IN if identity else NO_IDENTITY)
    files = _files(border, account, view.candidate_id)
    drafted = drafted_of(view, identity, files, season=border.season, province=border.province)
    return _Filled(row=row, drafted=drafted, identity=identity, files=files)


def _files(border: Border, account: int, candidate_id: int | None) -> tuple[EvidenceView, ...]:
    if candidate_id is not None:
        return evidence_of(candidate_id)
    return draft_files(account, border.season, border.province)


def _has_new_file(filled: _Filled, newest: RegistrationVersion) -> bool:
    return any(file.kept_at > newest.submitted_at for file in filled.files)


def _form(border: Border, actor: Actor, filled: _Filled, number: str, trace: TraceForm) -> RegistrationForm:
    return registration_form(
        filled.drafted,
        filled.identity,
        border,
        account_id=actor.account or 0,
        candidate_number=number,
        trace=trace,
    )


def _number_for(border: Border, drafted: Drafted) -> str:
    _, extra = law_of(border)
    point = Organisation.objects.filter(path=drafted.text(DraftTask.HOUSEHOLD, "point")).first()
    return next_candidate_number(border, extra, point.code if point else "")


def _number_like(border: Border) -> str:
    """A number of the right form that is nobody's: what is looked at before there is one."""
    _, extra = law_of(border)
    layout = extra.number_formats.value.registration
    parts = {"year": f"{border.season % 100:02d}", "province": border.province}
    return "".join(parts.get(part.name, "").rjust(part.width, "0")[-part.width :] for part in layout.parts)


def _keep_version(
    border: Border, at: datetime, candidate: Candidate, filled: _Filled, keys: Keys
) -> RegistrationVersion:
    """Keep what was handed in, whole and sealed. What is of health is sealed apart: it goes earlier."""
    answers = dict(filled.drafted.answers)
    about_help = answers.pop(DraftTask.HELP, {})
    newest = _newest_version(candidate.pk)
    number = newest.number + 1 if newest else 1
    content: dict[str, Any] = {
        "number": candidate.candidate_number,
        "version": number,
        "submitted_at": at.isoformat(),
        "answers": {task.value: dict(found) for task, found in answers.items()},
        "files": [_named(file) for file in filled.files],
        "pledge": list(pledge_text(border.season)),
        # Nobody guesses what a digest says of whom, who has not seen the whole.
        "salt": token_hex(16),
    }
    [key] = reserve_ids(RegistrationVersion, 1)
    return RegistrationVersion.objects.create(
        pk=key,
        season=border.season,
        province=border.province,
        candidate=candidate,
        number=number,
        content_sealed=keys.seal(_text(content), row=VERSION_CONTENT.place(key)),
        help_sealed=keys.seal(_text(about_help), row=VERSION_HELP.place(key)) if about_help else b"",
        digest=version_digest(content, about_help),
        submitted_at=at,
    )


def version_digest(content: Mapping[str, Any], about_help: Mapping[str, Any]) -> str:
    """The digest that stands on a receipt: of everything that was handed in, the salt with it."""
    return digest_of({"content": content, "help": dict(about_help)})


def _named(file: EvidenceView) -> dict[str, str]:
    return {"file": str(file.public_id), "kind": file.kind.value, "claim": file.claim_kind or ""}


def _text(found: Mapping[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def _settle(draft: RegistrationDraft, candidate: Candidate) -> None:
    """What was filled in is now the candidate's: the files are moved, the answers stand in the version."""
    SealedFile.objects.filter(draft=draft).update(candidate=candidate, draft=None)
    DraftAnswer.objects.filter(draft=draft).delete()
    RegistrationDraft.objects.filter(pk=draft.pk).update(candidate=candidate)


def _newest_version(candidate: int) -> RegistrationVersion | None:
    return RegistrationVersion.objects.filter(candidate=candidate).order_by("-number").first()


def _receipt(candidate: Candidate, version: RegistrationVersion) -> Receipt:
    return Receipt(
        candidate_id=candidate.pk,
        candidate_number=candidate.candidate_number,
        version=version.number,
        submitted_at=version.submitted_at,
        digest=version.digest,
    )


def _own_candidate(border: Border, actor: Actor) -> Candidate:
    found = Candidate.objects.filter(
        season=border.season, province=border.province, account=actor.account or 0
    ).first()
    if found is None:
        raise Refused("你还没有本年度的报名。")
    return found
