"""查找: whom and what somebody of the staff finds, inside the two walls of season and province and of the own part.

What lies outside answers as what there is not. Each person that is shown is noted as looked at (`records.looks`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.looks import note_person
from chengzhao.records.models import Candidate, CandidateFile, College, Organisation
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.scope import under
from chengzhao.records.sealed import BY_NUMBER, BY_PHONE, BY_TAIL, TAIL, BlindIndex
from chengzhao.rules.privacy.masks import masked_name
from chengzhao.rules.privacy.sights import CLOSED_TO_COLLEGES
from chengzhao.vault.sealing import Keys

MOST = 20
SHORTEST_NAME = 2
OFFICES = frozenset(
    {
        *(Role.COUNTY_REVIEWER, Role.SECOND_REVIEWER, Role.PREFECTURE_OFFICER),
        *(Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD),
    }
)
"""Who finds a person by the document and the phone, too."""
FINDERS = OFFICES | {Role.INSPECTOR, Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD}
"""Who finds persons at all: by number and name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundCandidate:
    """A candidate with a masked name, and where they registered."""

    person_id: UUID
    candidate_number: str
    name: str
    place: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundPlace:
    """A college or an office of the tree."""

    public_id: UUID
    kind: OrganisationKind
    code: str
    name: str


def find_candidates(acting: Acting, words: str, keys: Keys) -> tuple[FoundCandidate, ...]:
    """Those of the visitor's own part whose number, document, phone or beginning of the name is `words`."""
    ways = list(_ways(acting.role, words, keys))
    if not ways:
        return ()
    any_way = ways[0]
    for way in ways[1:]:
        any_way |= way
    rows = _within(acting).filter(any_way).order_by("candidate_number")
    columns = ("pk", "public_id", "candidate_number", "name", "confirmation_point__name")
    found = []
    for key, person_id, number, name, place in rows.values_list(*columns)[: MOST + 1]:
        if len(found) < MOST:
            note_person(key)
        found.append(
            FoundCandidate(
                person_id=person_id, candidate_number=number, name=masked_name(name), place=place or ""
            )
        )
    return tuple(found)


def find_places(acting: Acting, words: str) -> tuple[FoundPlace, ...]:
    """Colleges by code or part of the name, and the offices of the visitor's own part of the tree."""
    if len(words) < SHORTEST_NAME:
        return ()
    by = Q(code=words) | Q(name__icontains=words)
    college = Exists(College.objects.filter(Q(national_code=words), organisation=OuterRef("pk")))
    own = Organisation.objects.filter(
        under("path", acting.org_path) & by | Q(kind=OrganisationKind.COLLEGE.value) & (by | college)
    )
    rows = own.annotate(number=F("college__national_code")).order_by("kind", "code")
    columns = ("public_id", "kind", "code", "number", "name")
    return tuple(
        FoundPlace(public_id=key, kind=OrganisationKind(kind), code=number or code, name=name)
        for key, kind, code, number, name in rows.values_list(*columns)[: MOST + 1]
    )


def _within(acting: Acting) -> "QuerySet[Candidate]":
    """Candidates of the part of the tree, or of a college those whose file it holds."""
    rows = Candidate.objects.filter(season=acting.season, province=acting.province)
    if acting.college_id is None:
        return rows.filter(under("org_path", acting.org_path))
    held = CandidateFile.objects.filter(candidate=OuterRef("pk"), college=acting.college_id)
    return rows.filter(Exists(held.exclude(state__in=[state.value for state in CLOSED_TO_COLLEGES])))


def _ways(role: Role, words: str, keys: Keys) -> Iterator[Q]:
    """How `words` may be meant, as the role may ask."""
    if role not in FINDERS or not words:
        return
    if not any(sign.isdecimal() for sign in words):
        if len(words) >= SHORTEST_NAME:
            yield Q(name__startswith=words)
        return
    yield Q(candidate_number="".join(words.split()).upper())
    if role in OFFICES:
        yield from _sealed(BY_NUMBER, words, keys)
        yield from _sealed(BY_PHONE, words, keys)
        if len(BY_TAIL.form(words)) == TAIL == len(words):
            yield from _sealed(BY_TAIL, words, keys)


def _sealed(index: BlindIndex, words: str, keys: Keys) -> Iterator[Q]:
    if indexes := index.any_of(keys, words):
        yield Q(**{f"{index.column}__in": indexes})
