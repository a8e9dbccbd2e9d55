"""Registrations that are being filled in, and versions that were handed in."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tests.factories.border import KEYS, PROVINCE, REGISTRATION_DAY, YEAR, a_phone
from tests.factories.evidence import an_evidence_file
from tests.factories.forms import an_identity_number
from tests.factories.people import a_consent, an_account

from chengzhao.law.words import IdentityDocument
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import (
    Account,
    Candidate,
    DraftAnswer,
    RegistrationDraft,
    RegistrationVersion,
)
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.drafted import pledge_digest
from chengzhao.records.sealed import (
    ACCOUNT_IDENTITY,
    ACCOUNT_PHONE,
    DRAFT_ANSWERS,
    VERSION_CONTENT,
    VERSION_HELP,
)
from chengzhao.rules.registration import Answers, DraftTask


def a_draft(
    *,
    account: Account,
    answers: Mapping[DraftTask, Answers] | None = None,
    candidate: Candidate | None = None,
    **facts: Any,
) -> RegistrationDraft:
    """What an account has filled in, each task in its first version."""
    given: dict[str, Any] = {"opened_at": REGISTRATION_DAY, "saved_at": REGISTRATION_DAY}
    border = {"season": YEAR, "province": PROVINCE}
    draft = RegistrationDraft.objects.create(
        **border, account=account, candidate=candidate, **(given | facts)
    )
    for task, found in (answers or {}).items():
        [key] = reserve_ids(DraftAnswer, 1)
        text = json.dumps(found, ensure_ascii=False)
        DraftAnswer.objects.create(
            pk=key,
            **border,
            draft=draft,
            task=task,
            version=1,
            sealed=KEYS.seal(text, row=DRAFT_ANSWERS.place(key)),
            saved_at=REGISTRATION_DAY,
        )
    return draft


def a_version(
    *, candidate: Candidate, number: int = 1, answers: Mapping[DraftTask, Answers] | None = None
) -> RegistrationVersion:
    """What a candidate handed in."""
    [key] = reserve_ids(RegistrationVersion, 1)
    content = {"answers": {task.value: dict(found) for task, found in (answers or {}).items()}}
    text = json.dumps(content, ensure_ascii=False)
    return RegistrationVersion.objects.create(
        pk=key,
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        number=number,
        content_sealed=KEYS.seal(text, row=VERSION_CONTENT.place(key)),
        help_sealed=KEYS.seal('{"answered": "yes"}', row=VERSION_HELP.place(key)),
        digest=digest_of(content),
        submitted_at=REGISTRATION_DAY,
    )


def whole_answers(point: str, *codes: str, **changes: Answers) -> dict[DraftTask, Answers]:
    """The answers of somebody who registers for 专升本 in economics, right in every field; `changes` by task."""
    given: dict[DraftTask, Answers] = {
        DraftTask.IDENTITY: {
            "name": "张三丰",
            "ethnicity": "01",
            "phone": a_phone(),
            "address": "太原市小店区演练路1号",
            "postcode": "030006",
        },
        DraftTask.HOUSEHOLD: {"hukou": "140105", "employer": "太原市第一机械厂", "point": point},
        DraftTask.LEVEL: {
            "route": "UNIFIED",
            "level": "ZHUANSHENGBEN",
            "also": "no",
            "category": "ECONOMICS_MANAGEMENT",
            "paper": "ADVANCED_MATHS_2",
            "language": "ENGLISH",
        },
        DraftTask.EDUCATION: {
            "kind": "ZHUANKE",
            "school": "山西职业技术学院",
            "number": "123451202206000001",
            "graduated_on": "2022-06-30",
            "major": "会计",
        },
        DraftTask.CHOICES: {
            "choices": [{"level": "ZHUANSHENGBEN", "codes": [code], "reassigned": False} for code in codes]
        },
        DraftTask.CLAIMS: {"kinds": [], "answered": "yes"},
        DraftTask.HELP: {"kinds": [], "answered": "yes"},
        DraftTask.PLEDGE: {"digest": pledge_digest(YEAR), "signed_at": REGISTRATION_DAY.isoformat()},
    }
    for name, found in changes.items():
        task = DraftTask(name.upper())
        given[task] = {**given[task], **found}
    return given


def a_whole_draft(
    *, account: Account, point: str, codes: Sequence[str], **changes: Answers
) -> RegistrationDraft:
    """A draft with everything that is asked of somebody who applies at home: answers, photo, document, certificate."""
    draft = a_draft(account=account, answers=whole_answers(point, *codes, **changes))
    for kind in (
        EvidenceKind.PORTRAIT,
        EvidenceKind.DOCUMENT_FRONT,
        EvidenceKind.DOCUMENT_BACK,
        EvidenceKind.EDUCATION,
    ):
        an_evidence_file(draft=draft, kind=kind)
    return draft


def an_applicant(
    *, identity_number: str | None = None, name: str = "张三丰", phone: str | None = None, told: bool = True
) -> Account:
    """A candidate's account with document and phone, as it is after it was opened; it has read the notice."""
    account = an_account(kind=AccountKind.CANDIDATE, display_name=name)
    number = identity_number or an_identity_number(birth=date(2001, 3, 5))
    held = {
        **dict(
            zip(ACCOUNT_IDENTITY.columns(), ACCOUNT_IDENTITY.values(KEYS, account.pk, number), strict=True)
        ),
        **dict(
            zip(
                ACCOUNT_PHONE.columns(),
                ACCOUNT_PHONE.values(KEYS, account.pk, phone or a_phone()),
                strict=True,
            )
        ),
    }
    Account.objects.filter(pk=account.pk).update(identity_kind=IdentityDocument.RESIDENT_ID, **held)
    account.refresh_from_db()
    if told:
        a_consent(account=account)
    return account
