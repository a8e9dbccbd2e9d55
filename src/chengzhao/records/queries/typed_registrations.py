"""A registration that an office typed or read from a file, as the candidate would have answered it."""

from collections.abc import Iterator
from typing import Any

from chengzhao.law.reference.divisions import full_name
from chengzhao.law.words import ClaimKind, IdentityDocument
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import (
    Candidate,
    Choice,
    Claim,
    Education,
    PracticeLicence,
    Programme,
    Registration,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.queries.drafted import pledge_digest
from chengzhao.records.queries.persons import opened_texts
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import Answers, DraftTask
from chengzhao.vault.sealing import Keys

_GONE = (ClaimState.REFUSED.value, ClaimState.REVOKED.value)


@of_one_person
def typed_answers(candidate_id: int, keys: Keys) -> dict[DraftTask, Answers]:
    """The answers of each task, read from the tables; of papers and of help an office types nothing."""
    person = Candidate.objects.select_related("confirmation_point").get(pk=candidate_id)
    held = Registration.objects.get(candidate=candidate_id)
    return {
        DraftTask.IDENTITY: _identity(person, keys),
        DraftTask.HOUSEHOLD: _household(person),
        DraftTask.LEVEL: _level(held),
        DraftTask.EDUCATION: _education(candidate_id),
        DraftTask.CHOICES: {"choices": list(_choices(candidate_id))},
        DraftTask.LICENCE: _licence(candidate_id, held),
        DraftTask.CLAIMS: _claims(candidate_id),
        DraftTask.PLEDGE: {
            "digest": pledge_digest(held.season),
            "signed_at": held.submitted_at.isoformat() if held.submitted_at else "",
        },
    }


def _identity(person: Candidate, keys: Keys) -> Answers:
    return {
        "name": person.name,
        "birth": person.birth_date.isoformat(),
        "sex": person.sex,
        "ethnicity": person.ethnicity,
        **opened_texts(person.pk, ["phone", "address", "postcode"], keys),
    }


def _household(person: Candidate) -> Answers:
    is_resident = person.identity_kind == IdentityDocument.RESIDENT_ID
    hukou = {"hukou": person.hukou_division, "hukou_name": full_name(person.hukou_division)}
    return {
        **(hukou if is_resident else {}),
        "employer": person.employer,
        "point": person.org_path,
        "point_name": person.confirmation_point.name,
    }


def _level(held: Registration) -> Answers:
    return {
        "route": held.route,
        "level": held.level,
        "also": "yes" if held.also_gaoqizhuan else "no",
        "category": held.category,
        "paper": held.specialised_paper,
        "language": held.foreign_language,
    }


def _education(candidate_id: int) -> Answers:
    row = Education.objects.filter(candidate=candidate_id).first()
    if row is None:
        return {}
    return {
        "kind": row.kind,
        "school": row.school,
        "number": row.certificate_number,
        "graduated_on": row.graduated_on.isoformat(),
        "major": row.major,
    }


def _choices(candidate_id: int) -> Iterator[dict[str, Any]]:
    rows = list(
        Choice.objects.filter(candidate=candidate_id, filing_round=FilingRound.MAIN.value).order_by(
            "level", "rank"
        )
    )
    wanted = {key for row in rows for key in row.programmes}
    codes = dict(Programme.objects.filter(pk__in=wanted).values_list("pk", "code"))
    for row in rows:
        yield {
            "level": row.level,
            "codes": [codes[key] for key in row.programmes],
            "reassigned": row.accepts_reassignment,
        }


def _licence(candidate_id: int, held: Registration) -> Answers:
    numbers = dict(PracticeLicence.objects.filter(candidate=candidate_id).values_list("kind", "number"))
    return {
        "kinds": sorted(numbers),
        **{f"number_{kind}": number for kind, number in numbers.items()},
        "works_in_health": "yes" if held.works_in_health else "no",
        "answered": "yes",
    }


def _claims(candidate_id: int) -> Answers:
    rows = Claim.objects.filter(candidate=candidate_id).exclude(state__in=_GONE)
    proofs = dict(rows.exclude(kind=ClaimKind.AGED_25.value).values_list("kind", "evidence"))
    return {
        "kinds": sorted(proofs),
        **{f"evidence_{kind}": evidence for kind, evidence in proofs.items()},
        "answered": "yes",
    }
