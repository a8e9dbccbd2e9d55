"""Who sees what when: the sentences of the law and of this system, said apart from the table and checked on it."""

from itertools import product

import pytest

from chengzhao.law.words import Role
from chengzhao.rules.admission import FileState
from chengzhao.rules.privacy.masks import Mask
from chengzhao.rules.privacy.sights import (
    COLUMNS,
    FileStage,
    Reader,
    Room,
    Sight,
    college_stage_of,
    sight_of,
    sights,
    stage_of,
)
from chengzhao.rules.registration import RegistrationState

HIDE, MASK, READ, WRITE = Sight.HIDE, Sight.MASK, Sight.READ, Sight.WRITE
COLLEGES = COLUMNS["college"]
STAFF = [role for role in Role if role is not Role.CANDIDATE]
BEFORE_ADMISSION = [stage for stage in FileStage if stage is not FileStage.ADMITTED]
OF_A_PERSON = [
    room for room in Room if room not in (Room.PUBLIC, Room.STAFF, Room.TRAIL, Room.ACCOUNT, Room.RIGHTS)
]


def seen(roles: list[Role] | tuple[Role, ...], rooms: list[Room], stages: list[FileStage]) -> set[Sight]:
    return {sight_of(role, room, stage) for role, room, stage in product(roles, rooms, stages)}


def test_table_has_every_room_in_every_stage_for_every_column() -> None:
    roles = [role for roles in COLUMNS.values() for role in roles]
    assert set(sights()) == set(product(roles, Room, FileStage))
    assert len(roles) == len(set(roles))


def test_college_never_sees_a_telephone_before_admission() -> None:
    assert seen(COLLEGES, [Room.PHONE, Room.PLACE], BEFORE_ADMISSION) == {HIDE}
    assert seen(COLLEGES, [Room.PHONE], [FileStage.ADMITTED]) == {MASK}


def test_college_sees_nobody_before_filing_and_nothing_but_the_number_after_a_return() -> None:
    before = [FileStage.DRAFT, FileStage.RETURNED, FileStage.REVIEW, FileStage.SETTLED]
    assert seen(COLLEGES, OF_A_PERSON, before) == {HIDE}
    after = {room for room in OF_A_PERSON if seen(COLLEGES, [room], [FileStage.CLOSED]) != {HIDE}}
    assert after == {Room.NUMBER, Room.FILE}


def test_needs_of_health_are_for_those_who_hold_the_exam_alone() -> None:
    readers = {role for role in STAFF if seen([role], [Room.HEALTH], list(FileStage)) != {HIDE}}
    assert readers == {Role.SITE_HEAD, Role.PREFECTURE_OFFICER, Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD}
    assert seen(STAFF, [Room.HEALTH], [FileStage.FILED, FileStage.ADMITTED, FileStage.CLOSED]) == {HIDE}


def test_nobody_reads_an_identity_number_without_a_reason() -> None:
    assert seen(STAFF, [Room.IDENTITY], list(FileStage)) == {HIDE, MASK}


def test_passwords_and_indexes_are_for_nobody() -> None:
    assert seen(list(Role), [Room.SECRET], list(FileStage)) == {HIDE}


def test_nobody_but_the_candidate_sees_or_writes_a_draft() -> None:
    assert seen(STAFF, OF_A_PERSON, [FileStage.DRAFT]) == {HIDE}
    writers = {role for (role, _, _), sight in sights().items() if sight is WRITE}
    assert writers == {Role.CANDIDATE}
    stages = {stage for (_, _, stage), sight in sights().items() if sight is WRITE}
    assert stages == {FileStage.DRAFT, FileStage.RETURNED}


def test_marks_and_choices_are_not_the_countys_business() -> None:
    assert seen(COLUMNS["county"] + COLUMNS["prefecture"], [Room.MARK, Room.CHOICE], list(FileStage)) == {
        HIDE
    }


def test_department_sees_claims_and_evidence_but_no_telephone_schooling_or_marks() -> None:
    hidden = [Room.PHONE, Room.PLACE, Room.SCHOOLING, Room.CERTIFICATE, Room.MARK, Room.CHOICE, Room.FILE]
    assert seen(COLUMNS["department"], hidden, list(FileStage)) == {HIDE}
    assert seen(COLUMNS["department"], [Room.CLAIM, Room.EVIDENCE], [FileStage.SETTLED]) == {READ}


@pytest.mark.parametrize(
    "role",
    [
        Role.COMMITTEE_MEMBER,
        Role.MINISTRY_OFFICER,
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
        Role.AUDIT_ADMIN,
    ],
)
def test_role_without_business_with_persons_sees_none(role: Role) -> None:
    assert seen([role], OF_A_PERSON, list(FileStage)) == {HIDE}


@pytest.mark.parametrize(
    ("registration", "file", "stage"),
    [
        (None, None, FileStage.DRAFT),
        (RegistrationState.DRAFT, None, FileStage.DRAFT),
        (RegistrationState.RETURNED, None, FileStage.RETURNED),
        (RegistrationState.SECOND_REVIEW, None, FileStage.REVIEW),
        (RegistrationState.APPROVED, None, FileStage.SETTLED),
        (RegistrationState.TICKETED, FileState.FREE, FileStage.SETTLED),
        (RegistrationState.TICKETED, FileState.FILED, FileStage.FILED),
        (RegistrationState.TICKETED, FileState.QUERIED, FileStage.FILED),
        (RegistrationState.TICKETED, FileState.ADMITTED, FileStage.ADMITTED),
        (RegistrationState.TICKETED, FileState.REVOKED, FileStage.SETTLED),
        (RegistrationState.REJECTED, None, FileStage.CLOSED),
        (RegistrationState.CANCELLED, FileState.ADMITTED, FileStage.CLOSED),
    ],
)
def test_stage_of_a_file(
    registration: RegistrationState | None, file: FileState | None, stage: FileStage
) -> None:
    assert stage_of(registration, file) is stage


@pytest.mark.parametrize(
    ("file", "stage"),
    [
        (None, FileStage.SETTLED),
        (FileState.FREE, FileStage.CLOSED),
        (FileState.RETURNED, FileStage.CLOSED),
        (FileState.REVOKED, FileStage.CLOSED),
        (FileState.PROPOSED, FileStage.FILED),
        (FileState.PENDING_CHECK, FileStage.FILED),
        (FileState.ADMITTED, FileStage.ADMITTED),
    ],
)
def test_stage_of_a_file_for_a_college(file: FileState | None, stage: FileStage) -> None:
    assert college_stage_of(RegistrationState.TICKETED, file) is stage


def test_reader_is_shown_the_value_its_mask_or_nothing() -> None:
    county = Reader(role=Role.COUNTY_REVIEWER, stage=FileStage.SETTLED)
    assert county.shows("张三丰", Room.NAME, Mask.NAME) == "张三丰"
    assert county.shows("张三丰", Room.NAME, Mask.NAME, in_list=True) == "张*丰"
    assert county.shows("19912345678", Room.PHONE, Mask.PHONE) == "199****5678"
    assert county.shows("80", Room.MARK, Mask.WHOLE) == ""


def test_reason_uncovers_what_is_masked_and_nothing_that_is_hidden() -> None:
    rooms = frozenset({Room.PHONE, Room.MARK})
    county = Reader(role=Role.COUNTY_REVIEWER, stage=FileStage.SETTLED, uncovered=rooms)
    assert county.shows("19912345678", Room.PHONE, Mask.PHONE) == "19912345678"
    assert county.shows("19912345678", Room.PHONE, Mask.PHONE, in_list=True) == "199****5678"
    assert county.shows("80", Room.MARK, Mask.WHOLE) == ""
    assert (county.may_uncover(Room.PHONE), county.may_uncover(Room.IDENTITY)) == (False, True)
    assert county.may_uncover(Room.MARK) is False


def test_candidates_own_screen_keeps_its_masks() -> None:
    own = Reader(role=Role.CANDIDATE, stage=FileStage.SETTLED)
    assert (own.sight(Room.IDENTITY), own.may_uncover(Room.IDENTITY)) == (MASK, False)
