"""The register of personal fields: what it says of each, and what must hold of all."""

from chengzhao.law.words import Role
from chengzhao.rules.privacy.masks import Mask
from chengzhao.rules.privacy.register import FieldClass, Purpose, fields_of, register
from chengzhao.rules.privacy.sights import COLUMNS, FileStage, Room, Sight, sight_of


def test_register_says_of_a_field_why_on_what_basis_and_for_how_long() -> None:
    phone = register()["candidate.phone_sealed"]
    assert (phone.purpose, phone.room, phone.mask) == (Purpose.CONTACT, Room.PHONE, Mask.PHONE)
    assert [one.label for one in phone.basis] == [
        "《个人信息保护法》第十三条",
        "《2024年成人高校招生通知》通知·二.3",
    ]
    assert phone.period.label == "录取结束后6年"
    assert Role.COMMITTEE_MEMBER not in phone.readers
    assert Role.COUNTY_REVIEWER in phone.readers


def test_every_field_has_a_basis_and_sensitive_ones_the_one_for_them() -> None:
    for field in register().values():
        ids = {one.id for one in field.basis}
        assert ids, field.name
        if field.field_class is FieldClass.SENSITIVE and field.room is not Room.SECRET:
            assert ids & {"PIPL-28", "PIPL-25", "A1.5.21", "PIPL-50"}, field.name


def test_whatever_is_masked_for_somebody_has_a_mask() -> None:
    masked = {
        room
        for room in Room
        for roles in COLUMNS.values()
        for stage in FileStage
        if sight_of(roles[0], room, stage) is Sight.MASK
    }
    personal = masked - {Room.STAFF, Room.ACCOUNT}
    assert [
        field.name for field in register().values() if field.room in personal and field.mask is None
    ] == []


def test_fields_of_a_table_come_in_the_order_of_the_register() -> None:
    assert [field.column for field in fields_of("practicelicence")] == ["kind", "number"]
    assert fields_of("season") == ()
