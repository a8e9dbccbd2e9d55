"""One person's file as a reader may see it: every registered field through the table of sights (C-07, P-03).

What a reader may not see at all is not even read from the tables.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from django.apps import apps
from django.db.models import Field, Model, QuerySet
from django.utils.timezone import localtime

from chengzhao.law.reference import division, ethnic_groups
from chengzhao.law.words import Role
from chengzhao.records.looks import note_person
from chengzhao.records.models import (
    Account,
    Candidate,
    CandidateFile,
    College,
    Organisation,
    Programme,
    Registration,
)
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.persons import opened_texts
from chengzhao.records.queries.privacy import field_labels
from chengzhao.records.queries.scope import under
from chengzhao.rules.admission import FileState
from chengzhao.rules.privacy.register import OF_CANDIDATE, PersonalField, fields_of
from chengzhao.rules.privacy.sights import FileStage, Reader, Room, Sight, college_stage_of, stage_of
from chengzhao.rules.registration import RegistrationState
from chengzhao.vault.sealing import Keys

TABLES = (
    "candidate",
    "registration",
    "education",
    "practicelicence",
    "reviewdecision",
    "claim",
    "seat",
    "papermark",
    "choice",
    "candidatefile",
    "admission",
    "admissionletter",
)
"""The tables that make up the card, in the order in which it shows them."""

NOT_SHOWN = frozenset({"account", "org_path", "created_at", "run", "admission_list", "file", "pledge_digest"})
"""Columns that lead elsewhere or say nothing to a reader."""

SEALED = {
    "identity_sealed": "identity_number",
    "phone_sealed": "phone",
    "address_sealed": "address",
    "postcode_sealed": "postcode",
}
"""The sealed columns of a candidate, and the name under which each is opened."""

NAMED: Mapping[type[Model], str] = MappingProxyType(
    {Account: "display_name", Organisation: "name", College: "name", Programme: "name"}
)
"""The tables whose rows have a name that says something; of others the key is told."""


def _ethnic_group(code: str) -> str:
    """What GB/T 3304 calls a group."""
    return {one.code: one.name for one in ethnic_groups()}.get(code, "")


def _division(code: str) -> str:
    """A county with the prefecture and province that it lies in."""
    found = []
    while code and (one := division(code)) is not None:
        found.append(one.name)
        code = one.parent
    return "".join(reversed(found))


CODED: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"ethnicity": _ethnic_group, "hukou_division": _division}
)
"""The columns that hold a code of a national table, which nobody reads: the name is told, or the code without one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownField:
    """A field as it stands on the card; `text` has been masked already where it must be."""

    label: str
    text: str
    room: Room
    is_masked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownRoom:
    """The fields of a room, and whether a reason uncovers them."""

    room: Room
    fields: tuple[ShownField, ...]
    may_uncover: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonCard:
    """A person as the reader may see them."""

    public_id: UUID
    candidate_id: int
    candidate_number: str
    stage: FileStage
    rooms: tuple[ShownRoom, ...]


def person_card(
    acting: Acting, public_id: UUID, *, keys: Keys, uncovered: frozenset[Room] = frozenset()
) -> PersonCard | None:
    """The card of somebody in the reader's reach; None for anybody else."""
    person = _within_reach(acting).filter(public_id=public_id).first()
    if person is None:
        return None
    reader = Reader(role=acting.role, stage=_stage_for(acting, person.pk), uncovered=uncovered)
    is_given_back = acting.college_id is not None and reader.stage is FileStage.CLOSED
    if is_given_back or not reader.sees(Room.NUMBER):
        return None
    note_person(person.pk)
    fields = list(_shown_fields(person, reader, keys))
    rooms = [
        ShownRoom(room=room, fields=mine, may_uncover=reader.may_uncover(room))
        for room in Room
        if (mine := tuple(field for field in fields if field.room is room))
    ]
    return PersonCard(
        public_id=public_id,
        candidate_id=person.pk,
        candidate_number=person.candidate_number,
        stage=reader.stage,
        rooms=tuple(rooms),
    )


def _stage_for(acting: Acting, candidate_id: int) -> FileStage:
    """How far the person's file is for this reader: a college knows of its own file only."""
    state = Registration.objects.filter(candidate_id=candidate_id).values_list("state", flat=True).first()
    registration = RegistrationState(state) if state else None
    files = CandidateFile.objects.filter(candidate_id=candidate_id).order_by("-pk")
    if acting.college_id is not None:
        held = files.filter(college_id=acting.college_id).values_list("state", flat=True).first()
        return college_stage_of(registration, FileState(held) if held else None)
    states = [FileState(one) for one in files.values_list("state", flat=True)]
    leading = FileState.ADMITTED if FileState.ADMITTED in states else next(iter(states), None)
    return stage_of(registration, leading)


def _within_reach(acting: Acting) -> "QuerySet[Candidate]":
    """The candidates that the reader's office or college has to do with, in the columns that the role ever sees."""
    read = [field.column for field in fields_of("candidate") if acting.role in field.readers]
    found = Candidate.objects.only(*(column for column in read if column not in SEALED), "public_id")
    found = found.filter(season=acting.season, province=acting.province)
    if acting.role in (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD):
        return found.filter(files__college_id=acting.college_id).distinct()
    return found.filter(under("org_path", acting.org_path))


def _shown_fields(person: Candidate, reader: Reader, keys: Keys) -> Iterator[ShownField]:
    labels = field_labels()
    for table in TABLES:
        seen = [
            field for field in fields_of(table) if field.column not in NOT_SHOWN and reader.sees(field.room)
        ]
        if not seen:
            continue
        for row in _rows(table, person):
            texts = _opened(person.pk, [field.column for field in seen if field.column in SEALED], keys)
            for field in seen:
                text = texts[field.column] if field.column in texts else said(row, field.column)
                if text:
                    yield _shown(field, labels[field.name], text, reader)


def _shown(field: PersonalField, label: str, text: str, reader: Reader) -> ShownField:
    return ShownField(
        label=label,
        text=reader.shows(text, field.room, field.mask),
        room=field.room,
        is_masked=reader.sight(field.room) is Sight.MASK,
    )


def _rows(table: str, person: Candidate) -> list[Model]:
    if table == "candidate":
        return [person]
    return list(
        apps.get_model("records", table)
        ._default_manager.filter(**{OF_CANDIDATE[table]: person})
        .order_by("pk")
    )


def _opened(candidate_id: int, columns: Collection[str], keys: Keys) -> Mapping[str, str]:
    """What is sealed of a candidate in some columns, opened, by column."""
    if not columns:
        return {}
    opened = opened_texts(candidate_id, [SEALED[column] for column in columns], keys)
    return {column: opened[SEALED[column]] for column in columns}


def said(row: Model, column: str) -> str:
    """The value of a column as a sentence would say it; empty where there is none."""
    field = row._meta.get_field(column)
    if column in CODED and (code := getattr(row, column)):
        return CODED[column](code) or str(code)
    assert isinstance(field, Field)
    value = getattr(row, field.attname)
    if value is None or value == "":
        return ""
    if field.related_model is not None:
        return _name_of(field.related_model, value)  # type: ignore[arg-type]
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        names = Programme.objects.in_bulk(value)
        return "、".join(names[key].name for key in value if key in names)
    return str(value)


def _name_of(model: type[Model], key: object) -> str:
    """What a row that a column points at is called; of an account nothing else is read."""
    column = NAMED.get(model)
    if column is None:
        return str(key)
    return str(model._default_manager.filter(pk=key).values_list(column, flat=True).first() or "")
