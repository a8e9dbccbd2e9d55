"""附件1·三（三）: what a unit handed in for a person, as the answers that the person would have given task by task.

The pledge and what is asked about help in the exam hall are left open: a person answers these alone.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any

from chengzhao.actions.audit import Border
from chengzhao.actions.own_registration import version_digest
from chengzhao.actions.registration_forms import RegistrationForm
from chengzhao.law.words import ClaimKind
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import RegistrationVersion
from chengzhao.records.sealed import VERSION_CONTENT
from chengzhao.rules.registration import DraftTask, told_by_number
from chengzhao.vault.sealing import Keys

_COLUMNS = (
    *("id", "season", "province", "candidate_id", "number", "content_sealed", "help_sealed", "digest"),
    "submitted_at",
)


def add_versions(
    border: Border, at: datetime, forms: Sequence[RegistrationForm], ids: Mapping[str, int], keys: Keys
) -> None:
    """Keep each form whole and sealed as the first version of its candidate (`ids` by number)."""

    def rows() -> Iterator[tuple[object, ...]]:
        for key, form in zip(reserve_ids(RegistrationVersion, len(forms)), forms, strict=True):
            content = _content(form, at)
            sealed = keys.seal(
                json.dumps(content, ensure_ascii=False, sort_keys=True), row=VERSION_CONTENT.place(key)
            )
            yield (
                *(key, border.season, border.province, ids[form.candidate_number], 1, sealed, b""),
                *(version_digest(content, {}), at),
            )

    copy_rows(RegistrationVersion, _COLUMNS, list(rows()))


def _content(form: RegistrationForm, at: datetime) -> dict[str, Any]:
    return {
        "number": form.candidate_number,
        "version": 1,
        "submitted_at": at.isoformat(),
        "answers": {task.value: found for task, found in answers_of(form).items()},
        "files": [],
        "pledge": [],
        "salt": token_hex(16),
    }


def answers_of(form: RegistrationForm) -> dict[DraftTask, dict[str, Any]]:
    """The form as answers; filled in by the person they would make the same form."""
    return {
        DraftTask.IDENTITY: _identity(form),
        DraftTask.HOUSEHOLD: {
            "hukou": form.hukou_division,
            "employer": form.employer,
            "point": form.confirmation_path,
            "proofs": list(form.residence_proofs),
        },
        DraftTask.LEVEL: {
            "route": form.route.value,
            "level": form.level.value,
            "also": "yes" if form.also_gaoqizhuan else "no",
            "category": form.category.value,
            "paper": form.specialised_paper.value if form.specialised_paper else "",
            "language": form.foreign_language.value,
        },
        DraftTask.EDUCATION: {
            "kind": form.education.kind.value,
            "school": form.education.school,
            "number": form.education.certificate_number,
            "graduated_on": form.education.graduated_on.isoformat(),
            "major": form.education.major,
        },
        DraftTask.CHOICES: {"choices": _choices(form)},
        DraftTask.LICENCE: {
            "kinds": [one.kind.value for one in form.licences],
            **{f"number_{one.kind.value}": one.number for one in form.licences},
            "works_in_health": "yes" if form.works_in_health else "no",
            "answered": "yes",
        },
        DraftTask.CLAIMS: {
            "kinds": [one.kind.value for one in form.claims if one.kind is not ClaimKind.AGED_25],
            **{f"evidence_{one.kind.value}": one.evidence for one in form.claims},
            "answered": "yes",
        },
    }


def _identity(form: RegistrationForm) -> dict[str, Any]:
    told = told_by_number(form.identity_kind, form.identity_number)
    own = {} if told else {"birth": form.birth_date.isoformat(), "sex": form.sex.value}
    return {
        "name": form.name,
        **own,
        "ethnicity": form.ethnicity,
        "phone": form.phone,
        "address": form.address,
        "postcode": form.postcode,
    }


def _choices(form: RegistrationForm) -> list[dict[str, Any]]:
    order = sorted(form.choices, key=lambda one: (form.levels.index(one.level), one.rank))
    return [
        {
            "level": one.level.value,
            "codes": list(one.programme_codes),
            "reassigned": one.accepts_reassignment,
        }
        for one in order
    ]
