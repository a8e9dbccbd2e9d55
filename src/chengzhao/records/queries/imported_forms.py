"""The registrations of a table as they stand now, whole, for the unit that handed them in (附件1 三（三）)."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chengzhao.law.words import ClaimKind
from chengzhao.records.models import (
    Candidate,
    Choice,
    Claim,
    Education,
    PracticeLicence,
    Programme,
    Registration,
    RegistrationVersion,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.sealed import ADDRESS, IDENTITY_NUMBER, PHONE, POSTCODE, VERSION_CONTENT
from chengzhao.rules.registration import DraftTask
from chengzhao.vault.sealing import Keys


@dataclass(frozen=True, kw_only=True, slots=True)
class ChosenCodes:
    """A choice: its level, its rank, the codes of its programmes, 服从调剂 or not."""

    level: str
    rank: int
    codes: tuple[str, ...]
    is_reassigned: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WholeRegistration:
    """Everything that was registered of a person; the values are those of the tables."""

    person: Candidate
    identity_number: str
    phone: str
    address: str
    postcode: str
    registration: Registration
    education: Education
    licences: tuple[tuple[str, str], ...]
    choices: tuple[ChosenCodes, ...]
    claims: tuple[tuple[str, str], ...]
    proofs: tuple[str, ...]


def whole_registrations(candidates: Sequence[int], keys: Keys) -> list[WholeRegistration]:
    """The registrations of these candidates, in their order. Raises SealBroken."""
    people = Candidate.objects.in_bulk(candidates)
    registrations = {row.candidate_id: row for row in Registration.objects.filter(candidate__in=candidates)}
    educations = {row.candidate_id: row for row in Education.objects.filter(candidate__in=candidates)}
    licences, claims, choices = _licences(candidates), _claims(candidates), _choices(candidates)
    proofs = _proofs(candidates, keys)
    return [
        WholeRegistration(
            person=people[key],
            identity_number=IDENTITY_NUMBER.text(keys, key, bytes(people[key].identity_sealed)),
            phone=PHONE.text(keys, key, bytes(people[key].phone_sealed)),
            address=ADDRESS.text(keys, key, bytes(people[key].address_sealed)),
            postcode=POSTCODE.text(keys, key, bytes(people[key].postcode_sealed)),
            registration=registrations[key],
            education=educations[key],
            licences=tuple(licences[key]),
            choices=tuple(choices[key]),
            claims=tuple(claims[key]),
            proofs=proofs.get(key, ()),
        )
        for key in candidates
        if key in people
    ]


def _licences(candidates: Sequence[int]) -> Mapping[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = PracticeLicence.objects.filter(candidate__in=candidates).order_by("pk")
    for key, kind, number in rows.values_list("candidate_id", "kind", "number"):
        found[key].append((kind, number))
    return found


def _claims(candidates: Sequence[int]) -> Mapping[int, list[tuple[str, str]]]:
    """What was claimed with evidence; that of age 25 is made by itself."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Claim.objects.filter(candidate__in=candidates).exclude(kind=ClaimKind.AGED_25.value)
    for key, kind, evidence in rows.order_by("pk").values_list("candidate_id", "kind", "evidence"):
        found[key].append((kind, evidence))
    return found


def _choices(candidates: Sequence[int]) -> Mapping[int, list[ChosenCodes]]:
    rows = list(
        Choice.objects.filter(candidate__in=candidates, filing_round=FilingRound.MAIN.value)
        .order_by("candidate_id", "level", "rank")
        .values_list("candidate_id", "level", "rank", "programmes", "accepts_reassignment")
    )
    named = {programme for row in rows for programme in row[3]}
    codes = dict(Programme.objects.filter(pk__in=named).values_list("pk", "code"))
    found: dict[int, list[ChosenCodes]] = defaultdict(list)
    for key, level, rank, programmes, is_reassigned in rows:
        chosen = tuple(codes[one] for one in programmes)
        found[key].append(ChosenCodes(level=level, rank=rank, codes=chosen, is_reassigned=is_reassigned))
    return found


def _proofs(candidates: Sequence[int], keys: Keys) -> dict[int, tuple[str, ...]]:
    """What was said to prove residence: it stands in the version that was handed in, and nowhere else."""
    rows = RegistrationVersion.objects.filter(candidate__in=candidates).order_by("candidate_id", "number")
    found: dict[int, tuple[str, ...]] = {}
    for key, pk, sealed in rows.values_list("candidate_id", "pk", "content_sealed"):
        text = VERSION_CONTENT.text(keys, pk, bytes(sealed))
        answers: Mapping[str, Any] = json.loads(text).get("answers", {}) if text else {}
        found[key] = tuple(answers.get(DraftTask.HOUSEHOLD.value, {}).get("proofs", ()))
    return found
