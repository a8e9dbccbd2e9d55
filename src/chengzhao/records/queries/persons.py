"""Candidates found by what is sealed of them: identity number, its end, phone; and what their seals hold.

Each note whom they found (`records.looks`): they answer who a person is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from chengzhao.records.looks import note_person, of_one_person
from chengzhao.records.models import Candidate
from chengzhao.records.queries.scope import under
from chengzhao.records.sealed import BY_NUMBER, BY_PHONE, BY_TAIL, CANDIDATE_COLUMNS, TAIL, BlindIndex
from chengzhao.vault.sealing import Keys

MOST_FOUND = 50
"""An end of a number that so many share is asked for in full."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundPerson:
    """A candidate that a search found."""

    candidate_id: int
    candidate_number: str
    name: str
    org_path: str
    confirmation_point: str
    public_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonalTexts:
    """What is kept sealed of a candidate, opened; '' for what was never given."""

    identity_number: str
    phone: str
    address: str
    postcode: str


def persons_by_number(
    season: int, province: str, org_path: str, number: str, keys: Keys
) -> tuple[FoundPerson, ...]:
    """Who registered under a path with this identity number, typed with blanks, in any case, with 15 or 18 digits."""
    return _found(season, province, org_path, BY_NUMBER, number, keys)


def persons_by_tail(
    season: int, province: str, org_path: str, tail: str, keys: Keys
) -> tuple[FoundPerson, ...]:
    """Who registered under a path with an identity number that ends so: its last six characters, never fewer."""
    if len(BY_TAIL.form(tail)) < TAIL:
        return ()
    return _found(season, province, org_path, BY_TAIL, tail, keys)


def persons_by_phone(
    season: int, province: str, org_path: str, phone: str, keys: Keys
) -> tuple[FoundPerson, ...]:
    """Who registered under a path with this phone, typed with or without signs and country code."""
    return _found(season, province, org_path, BY_PHONE, phone, keys)


@of_one_person
def personal_texts(candidate_id: int, keys: Keys) -> PersonalTexts:
    """What is kept sealed of a candidate. Raises Candidate.DoesNotExist, and SealBroken."""
    return PersonalTexts(**opened_texts(candidate_id, (one.name for one in CANDIDATE_COLUMNS), keys))


@of_one_person
def opened_texts(candidate_id: int, names: Iterable[str], keys: Keys) -> dict[str, str]:
    """Some of what is kept sealed of a candidate, opened, by name; the rest is not even read."""
    wanted = set(names)
    columns = [one for one in CANDIDATE_COLUMNS if one.name in wanted]
    row = Candidate.objects.only(*(one.column for one in columns)).get(pk=candidate_id)
    return {one.name: one.text(keys, candidate_id, bytes(getattr(row, one.column))) for one in columns}


def persons_by_candidate_number(
    season: int, province: str, org_path: str, number: str
) -> tuple[FoundPerson, ...]:
    """Who registered under a path with this 报名号, as it is printed and read by a scanner."""
    return _persons(season, province, org_path, candidate_number=number)


def _found(
    season: int, province: str, org_path: str, index: BlindIndex, text: str, keys: Keys
) -> tuple[FoundPerson, ...]:
    return _persons(season, province, org_path, **{f"{index.column}__in": index.any_of(keys, text)})


def _persons(season: int, province: str, org_path: str, **wanted: object) -> tuple[FoundPerson, ...]:
    rows = (
        Candidate.objects.filter(season=season, province=province)
        .filter(under("org_path", org_path))
        .filter(**wanted)
        .order_by("candidate_number")
        .values_list("pk", "candidate_number", "name", "org_path", "confirmation_point__name", "public_id")[
            :MOST_FOUND
        ]
    )
    found = tuple(
        FoundPerson(
            candidate_id=key,
            candidate_number=number,
            name=name,
            org_path=path,
            confirmation_point=point,
            public_id=public_id,
        )
        for key, number, name, path, point, public_id in rows
    )
    for one in found:
        note_person(one.candidate_id)
    return found
