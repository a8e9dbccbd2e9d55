"""What a register is asked about a candidate: read and opened when the question goes, for nobody's eyes but its."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from chengzhao.law.words import ClaimKind, EducationKind, Sex
from chengzhao.records.models import Candidate, Claim, Education, PracticeLicence, RegisterCheck
from chengzhao.records.sealed import IDENTITY_NUMBER
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import ASKED, CheckField, CheckSubject, LicenceKind, athlete_grade
from chengzhao.vault.sealing import Keys

_GONE = (ClaimState.REFUSED.value, ClaimState.REVOKED.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question on its way: the fields that the register compares, in clear. Its repr shows none of them.

    `key` is the same however often the question goes, so that a register that knows it answers once.
    """

    check_id: int
    candidate_id: int
    candidate_number: str
    claimed_at: datetime
    tries: int
    key: UUID
    subject: CheckSubject
    fields: Mapping[CheckField, str] = field(repr=False)


def questions(rows: Sequence[RegisterCheck], keys: Keys) -> list[Question]:
    """The questions of checks that have been claimed, in their order; a few statements for all of them."""
    ids = {row.candidate_id for row in rows}
    people = Candidate.objects.in_bulk(ids)
    schools = {one.candidate_id: one for one in Education.objects.filter(candidate__in=ids)}
    licences: dict[int, PracticeLicence] = {}
    for licence in PracticeLicence.objects.filter(candidate__in=ids).order_by("-kind"):
        licences[licence.candidate_id] = licence
    claims: dict[int, list[ClaimKind]] = {}
    for claim in Claim.objects.filter(candidate__in=ids).exclude(state__in=_GONE).order_by("pk"):
        claims.setdefault(claim.candidate_id, []).append(ClaimKind(claim.kind))
    found = []
    for row in rows:
        person, subject = people[row.candidate_id], CheckSubject(row.subject)
        known = dict(_person(person, keys))
        if subject is CheckSubject.EDUCATION and (held := schools.get(person.pk)):
            known |= dict(_schooling(held))
        elif subject is CheckSubject.HEALTH_LICENCE and (paper := licences.get(person.pk)):
            known |= {CheckField.KIND: LicenceKind(paper.kind).label, CheckField.CERTIFICATE: paper.number}
        elif subject is CheckSubject.ATHLETE and (grade := athlete_grade(claims.get(person.pk, ()))):
            known[CheckField.KIND] = grade.label
        found.append(
            Question(
                check_id=row.pk,
                candidate_id=person.pk,
                candidate_number=person.candidate_number,
                claimed_at=row.claimed_at or row.asked_at,
                tries=row.tries,
                key=row.public_id,
                subject=subject,
                fields={one: known[one] for one in ASKED[subject] if known.get(one)},
            )
        )
    return found


def _person(person: Candidate, keys: Keys) -> Iterator[tuple[CheckField, str]]:
    yield CheckField.NAME, person.name
    yield CheckField.NUMBER, IDENTITY_NUMBER.text(keys, person.pk, bytes(person.identity_sealed))
    yield CheckField.SEX, Sex(person.sex).label
    yield CheckField.BIRTH, person.birth_date.isoformat()


def _schooling(held: Education) -> Iterator[tuple[CheckField, str]]:
    yield CheckField.KIND, EducationKind(held.kind).label
    yield CheckField.SCHOOL, held.school
    yield CheckField.CERTIFICATE, held.certificate_number
    yield CheckField.GRADUATED, held.graduated_on.isoformat()
    yield CheckField.MAJOR, held.major
