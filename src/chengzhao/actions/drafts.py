"""附件1·三: a registration is filled in task by task; each save is kept on the server before the next page (N3.2)."""

import json
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_duty
from chengzhao.actions.grounds import kept
from chengzhao.law.citation import cites
from chengzhao.law.words import Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import Account, Candidate, DraftAnswer, RegistrationDraft
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.drafts import newest_answers, open_to_change, versions_of
from chengzhao.records.sealed import DRAFT_ANSWERS
from chengzhao.rules.registration import REGISTRATION, STEP, Answers, DraftTask, RegistrationState
from chengzhao.vault.sealing import Keys

LARGEST = 20_000
"""Characters of the answers of one task: more than anybody types, less than what fills a disk."""


class DraftChanged(Refused):
    """The task was saved somewhere else since the page was opened; `version` is the newest, which was not seen."""

    def __init__(self, version: int) -> None:
        super().__init__("这一项在别的页面或设备上改过。请核对下面的内容，再点一次保存，就以这里为准。")
        self.version = version


def own_draft(border: Border, actor: Actor, at: datetime) -> RegistrationDraft:
    """The draft of the account that acts, locked, begun where there is none. Must be called inside an act.

    Raises Refused for somebody who is no candidate.
    """
    accounts = Account.objects.filter(pk=actor.account or 0, kind=AccountKind.CANDIDATE)
    if actor.role is not Role.CANDIDATE or actor.account is None or not accounts.exists():
        raise Refused("报名由考生本人办理，请用考生账号登录。")
    place = {"season": border.season, "province": border.province}
    found = RegistrationDraft.objects.select_for_update().filter(**place, account=actor.account)
    draft = found.first()
    if draft is not None:
        return draft
    candidate = Candidate.objects.filter(**place, account=actor.account).first()
    # Two first saves at once begin one draft: the second waits here for the first and then finds it.
    begun = RegistrationDraft(
        **place, account_id=actor.account, candidate=candidate, opened_at=at, saved_at=at
    )
    RegistrationDraft.objects.bulk_create([begun], ignore_conflicts=True)
    return found.get()


@cites("A1.3.9", "N3.2")
@transaction.atomic
def save_answers(
    *, border: Border, actor: Actor, at: datetime, keys: Keys, step: str, given: Answers, seen: int
) -> int:
    """Keep what was answered on the page of a step; returns the version of the task's answers.

    `seen` is the version with which the page was opened: what was saved elsewhere meanwhile is not written over.
    The same again makes no new version. Raises DraftChanged, and Refused for what may not be changed.
    """
    require_duty("save_answers", actor)
    draft = own_draft(border, actor, at)
    require_with_candidate(draft)
    task = STEP[step].task
    version, held = held_answers(draft, task, keys)
    wanted = {**held, **{name: value for name, value in given.items() if STEP[step].holds(name)}}
    if wanted == held:
        return version
    if step not in open_to_change(draft.candidate_id):
        raise Refused(f"“{STEP[step].label}”没有退回，不能改。只能改退回的内容。")
    if version > seen and any(held.get(name) not in (None, value) for name, value in given.items()):
        raise DraftChanged(version)
    with kept(DraftAnswer):
        _add(draft, task, version + 1, wanted, at, keys)
    RegistrationDraft.objects.filter(pk=draft.pk).update(saved_at=max(at, draft.saved_at))
    touched = Touched(
        object_id=str(draft.public_id),
        before=digest_of(dict(held)),
        after=digest_of(wanted),
        reason=task.label,
    )
    record(
        border=border,
        actor=actor,
        at=at,
        act="save_answers",
        object_kind="registration_draft",
        touched=[touched],
    )
    return version + 1


def held_answers(draft: RegistrationDraft, task: DraftTask, keys: Keys) -> tuple[int, Answers]:
    """The version and the answers of a task: those saved last, before them those that were handed in."""
    newest = newest_answers(draft.pk, keys).get(task)
    if newest is not None:
        return newest
    handed_in = versions_of(draft.candidate_id, keys)[:1] if draft.candidate_id else ()
    return 0, handed_in[0].answers.get(task, {}) if handed_in else {}


def require_with_candidate(draft: RegistrationDraft) -> None:
    """Refuses while the office has the registration, and once it has come to its end."""
    if draft.candidate_id is None:
        return
    state = RegistrationState(draft.candidate.registration.state) if draft.candidate else None
    if state not in REGISTRATION.sets["WITH_CANDIDATE"]:
        label = state.label if state else "已提交"
        raise Refused(f"报名已经提交，现在是“{label}”，不能再改。需要更改时请联系确认点退回补正。")


def _add(
    draft: RegistrationDraft, task: DraftTask, version: int, answers: Answers, at: datetime, keys: Keys
) -> None:
    text = json.dumps(answers, ensure_ascii=False)
    if len(text) > LARGEST:
        raise Refused("填写的内容太长，请缩短后再保存。")
    [number] = reserve_ids(DraftAnswer, 1)
    DraftAnswer.objects.create(
        pk=number,
        season=draft.season,
        province=draft.province,
        draft=draft,
        task=task.value,
        version=version,
        sealed=keys.seal(text, row=DRAFT_ANSWERS.place(number)),
        saved_at=at,
    )
