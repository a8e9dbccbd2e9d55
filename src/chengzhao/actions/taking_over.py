"""附件1·三: a registration that an office typed or read from a file, taken over by its owner to mend it on the web.

The account was bound to it by the document and by a code to the phone that stands in it (`actions.binding`). What
the office had typed is kept as a version of its own, so that every version stands: nothing is written over.
"""

import json
from datetime import datetime
from secrets import token_hex
from typing import Any

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_duty
from chengzhao.actions.drafts import own_draft
from chengzhao.actions.own_registration import version_digest, working
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import Candidate, RegistrationVersion
from chengzhao.records.queries.typed_registrations import typed_answers
from chengzhao.records.sealed import VERSION_CONTENT
from chengzhao.rules.registration import RegistrationState, pledge_text
from chengzhao.vault.sealing import Keys


@cites("A1.3.9", "N3.2")
@transaction.atomic
def take_over_registration(*, border: Border, actor: Actor, at: datetime, keys: Keys) -> bool:
    """Keep what the office typed as the first version, and open the draft in which it is mended.

    Says whether that was done now: pressed again it does nothing. Raises Refused where the own registration is not
    returned.
    """
    require_duty("take_over_registration", actor)
    with working(border):
        candidate = (
            Candidate.objects.select_for_update()
            .filter(season=border.season, province=border.province, account=actor.account or 0)
            .first()
        )
        if candidate is None:
            raise Refused("你还没有本年度的报名。")
        if RegistrationVersion.objects.filter(candidate=candidate).exists():
            return False
        state = RegistrationState(candidate.registration.state)
        if state is not RegistrationState.RETURNED:
            raise Refused(f"报名现在是“{state.label}”，退回补正以后才能在网上更改。")
        version = _keep_typed(border, candidate, keys)
        draft = own_draft(border, actor, at)
        touched = Touched(
            object_id=str(draft.public_id),
            before=digest_of(None),
            after=version.digest,
            reason=f"报名号{candidate.candidate_number}",
        )
        record(
            border=border,
            actor=actor,
            at=at,
            act="take_over_registration",
            object_kind="registration_draft",
            touched=[touched],
        )
        return True


def _keep_typed(border: Border, candidate: Candidate, keys: Keys) -> RegistrationVersion:
    submitted_at = candidate.registration.submitted_at
    assert submitted_at is not None
    answers = typed_answers(candidate.pk, keys)
    content: dict[str, Any] = {
        "number": candidate.candidate_number,
        "version": 1,
        "submitted_at": submitted_at.isoformat(),
        "answers": {task.value: dict(found) for task, found in answers.items()},
        "files": [],
        "pledge": list(pledge_text(border.season)),
        "salt": token_hex(16),
    }
    [key] = reserve_ids(RegistrationVersion, 1)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return RegistrationVersion.objects.create(
        pk=key,
        season=border.season,
        province=border.province,
        candidate=candidate,
        number=1,
        content_sealed=keys.seal(text, row=VERSION_CONTENT.place(key)),
        digest=version_digest(content, {}),
        submitted_at=submitted_at,
        from_office=True,
    )
