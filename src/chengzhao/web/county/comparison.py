"""What a reviewer compares: what was typed, what the document's number says, and what is to be looked at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chengzhao.law.provinces import Supplement
from chengzhao.law.reference import division
from chengzhao.law.words import ClaimKind, IdentityDocument, ProgrammeLevel, Sex
from chengzhao.records.queries.desk_file import DeskFile
from chengzhao.records.queries.register_checks import CheckView
from chengzhao.rules.preferences import is_of_bonus_age
from chengzhao.rules.privacy.masks import Mask
from chengzhao.rules.privacy.sights import Reader, Room
from chengzhao.rules.registration import (
    CHECKED_BY_HAND,
    LEAST_SECONDS,
    BadIdentityNumber,
    CheckField,
    CheckSubject,
    IdentityNumber,
    SecondReview,
    grounds_in_words,
    read_resident_number,
)
from chengzhao.web.county.register_marks import Check, Stated, marks
from chengzhao.web.shared.chinese import full_day


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A row of the table: what was typed, and what else is known of it ('' for nothing)."""

    label: str
    typed: str
    known: str = ""
    is_diff: bool = False
    may_uncover: bool = False


def number_read(file: DeskFile, number: str) -> IdentityNumber | None:
    """What a resident number says; None for other documents, and for a number that says nothing."""
    if file.candidate.identity_kind != IdentityDocument.RESIDENT_ID.value:
        return None
    try:
        return read_resident_number(number)
    except BadIdentityNumber:
        return None


def rows_of(
    file: DeskFile,
    number: str,
    read: IdentityNumber | None,
    reader: Reader,
    stated: Mapping[CheckSubject, Stated],
) -> list[Compared]:
    """The table, each value as the reader may see it."""
    return [
        *_person(file, number, read, reader, stated.get(CheckSubject.IDENTITY)),
        *_schooling(file, reader, stated),
        *_registration(file),
    ]


def _person(
    file: DeskFile, number: str, read: IdentityNumber | None, reader: Reader, stated: Stated | None
) -> Iterator[Compared]:
    person = file.candidate

    def shown(text: str, room: Room, mask: Mask | None) -> str:
        return reader.shows(text, room, mask) if text else ""

    registered = stated.fields.get(CheckField.NAME, "") if stated else ""
    yield Compared(
        label="姓名",
        typed=shown(person.name, Room.NAME, Mask.NAME),
        known=_said(stated, shown(registered, Room.NAME, Mask.NAME)),
        is_diff=stated is not None and CheckField.NAME in stated.differences,
    )
    yield Compared(
        label=person.get_identity_kind_display(),
        typed=shown(number, Room.IDENTITY, Mask.IDENTITY),
        may_uncover=reader.may_uncover(Room.IDENTITY),
    )
    sex = Sex(person.sex)
    yield Compared(
        label="性别",
        typed=shown(sex.label, Room.PERSON, Mask.WHOLE),
        known=read.sex.label if read else "",
        is_diff=read is not None and read.sex is not sex,
    )
    yield Compared(
        label="出生日期",
        typed=shown(person.birth_date.isoformat(), Room.BIRTH, Mask.BIRTH_DATE),
        known=read.birth.isoformat() if read else "",
        is_diff=read is not None and read.birth != person.birth_date,
    )
    known = division(person.hukou_division)
    hukou = f"{known.name} {known.code}" if known else person.hukou_division
    yield Compared(label="户籍所在地", typed=shown(hukou, Room.PLACE, Mask.WHOLE))
    yield Compared(label="工作单位", typed=shown(person.employer, Room.EMPLOYER, Mask.WHOLE))


def _said(stated: Stated | None, text: str) -> str:
    return f"{stated.source}：{text}" if stated and text else ""


def _schooling(
    file: DeskFile, reader: Reader, registers: Mapping[CheckSubject, Stated]
) -> Iterator[Compared]:
    held, stated = file.education, registers.get(CheckSubject.EDUCATION)
    if held is None:
        return

    def compared(label: str, typed: str, name: CheckField) -> Compared:
        known = stated.fields.get(name, "") if stated else ""
        if name is CheckField.CERTIFICATE:
            typed, known = (
                reader.shows(text, Room.CERTIFICATE, Mask.CERTIFICATE) if text else ""
                for text in (typed, known)
            )
        is_diff = stated is not None and name in stated.differences
        return Compared(label=label, typed=typed, known=_said(stated, known), is_diff=is_diff)

    verified = f"{held.verified_by}" if held.verified_at else "未核验"
    yield Compared(label="学历", typed=held.get_kind_display(), known=verified, is_diff=not held.verified_at)
    if stated is not None and CheckField.NAME in stated.differences:
        name = reader.shows(stated.fields[CheckField.NAME], Room.NAME, Mask.NAME)
        yield Compared(label="证书姓名", typed="同姓名", known=_said(stated, name), is_diff=True)
    yield compared("毕业院校", held.school, CheckField.SCHOOL)
    if held.major:
        yield compared("所学专业", held.major, CheckField.MAJOR)
    yield compared("证书编号", held.certificate_number, CheckField.CERTIFICATE)
    youngest = file.candidate.birth_date.year + 15
    graduated = compared("毕业日期", held.graduated_on.isoformat(), CheckField.GRADUATED)
    is_early = held.graduated_on.year < youngest
    yield Compared(
        label="毕业日期",
        typed=held.graduated_on.isoformat(),
        known=f"{full_day(file.candidate.birth_date)}出生" if is_early else graduated.known,
        is_diff=is_early or graduated.is_diff,
    )
    for licence in file.licences:
        number = reader.shows(licence.number, Room.CERTIFICATE, Mask.CERTIFICATE)
        yield Compared(label=licence.get_kind_display(), typed=number)


def _registration(file: DeskFile) -> Iterator[Compared]:
    held = file.registration
    also = "，兼报高起专" if held.also_gaoqizhuan else ""
    yield Compared(label="报考", typed=f"{held.get_level_display()} {held.get_category_display()}{also}")
    yield Compared(
        label="报考方式", typed=f"{held.get_route_display()}，{held.get_foreign_language_display()}"
    )


def checks_of(
    file: DeskFile,
    read: IdentityNumber | None,
    grounds: tuple[SecondReview, ...],
    supplement: Supplement | None,
    registers: Sequence[CheckView],
) -> list[Check]:
    """What the machine and the registers looked at, what is wrong first."""
    found = [
        _number_check(file, read),
        *marks(registers),
        *_age_check(file, supplement),
        _certificate_check(file),
        *_place_check(file),
        *(
            Check(
                is_fine=False, text=f"{signal.label}：另有{number}份报名", small="见可疑线索，不能只凭此拒绝"
            )
            for signal, number in file.shared
        ),
        *_haste_check(file),
    ]
    if not file.shared:
        found.append(Check(is_fine=True, text="无重复线索", small="手机、地址、设备"))
    if grounds:
        found.append(
            Check(is_fine=False, text=f"{grounds_in_words(grounds)}，须两人审核", small="由另一人复核")
        )
    return sorted(found, key=lambda check: check.is_fine)


def _number_check(file: DeskFile, read: IdentityNumber | None) -> Check:
    if read is None:
        kind = file.candidate.get_identity_kind_display()
        return Check(is_fine=False, text=f"{kind}请对照原件", small="号码里没有出生日期和性别")
    is_same = read.birth == file.candidate.birth_date and read.sex.value == file.candidate.sex
    small = "校验位、出生日期、性别"
    return Check(is_fine=is_same, text="证件号码一致" if is_same else "与证件号码不一致", small=small)


def _age_check(file: DeskFile, supplement: Supplement | None) -> Iterator[Check]:
    if supplement is None:
        return
    is_old = is_of_bonus_age(file.candidate.birth_date, supplement)
    is_claimed = any(claim.kind is ClaimKind.AGED_25 for claim in file.claims)
    if is_old is is_claimed:
        yield Check(
            is_fine=True,
            text="年满25周岁，已列加分" if is_old else "不满25周岁，没有年龄加分",
            small="按出生日期算出，不需材料",
        )
        return
    text = "年满25周岁，没有列加分" if is_old else "不满25周岁，却列了加分"
    yield Check(is_fine=False, text=text, small="请核对出生日期")


def _certificate_check(file: DeskFile) -> Check:
    held = file.education
    if held is not None and held.verified_at:
        is_fine = not held.verified_by.startswith(CHECKED_BY_HAND)
        return Check(is_fine=is_fine, text="学历已核验", small=held.verified_by)
    if file.registration.level != ProgrammeLevel.ZHUANSHENGBEN.value:
        return Check(is_fine=True, text="学历请对照证书", small="高起点不强制联网核验")
    return Check(is_fine=False, text="学历未核验，不能通过", small="看过认证材料可人工核验")


def _place_check(file: DeskFile) -> Iterator[Check]:
    if file.candidate.identity_kind != IdentityDocument.RESIDENT_ID.value:
        return
    if file.candidate.hukou_division.startswith(file.candidate.province):
        yield Check(is_fine=True, text="户籍在本省", small="不属于异地报考")
    else:
        yield Check(is_fine=False, text="异地报考", small="须有在本地工作或居住的证明")


def _haste_check(file: DeskFile) -> Iterator[Check]:
    if file.seconds is not None and file.seconds < LEAST_SECONDS:
        yield Check(is_fine=False, text=f"{file.seconds}秒填完", small="比一般人快得多，请核对是否本人填写")
