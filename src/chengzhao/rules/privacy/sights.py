"""Who sees which field of a person when: one frozen table of role, room of fields and stage of the file.

A college sees a person only while their file lies with it, and their telephone only after admission; needs of
health are for those who hold the exam; a department sees the claims that it co-reviews; marks are told to the
candidate and used by those who file, nobody else. The table says what a role may see of a person that it may
see at all; which persons these are is a matter of scope.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from chengzhao.law.words import Role, Word
from chengzhao.rules.admission import CANDIDATE_FILE, FileState
from chengzhao.rules.privacy.masks import Mask, covered
from chengzhao.rules.registration import REGISTRATION, RegistrationState


class Sight(Word):
    """What a reader may do with a field, from nothing to everything."""

    HIDE = "H", "不显示"
    MASK = "M", "遮盖"
    READ = "R", "可读"
    WRITE = "W", "可改"


class FileStage(Word):
    """How far a person's file is, as far as it matters for who sees what."""

    DRAFT = "DRAFT", "填写中"
    RETURNED = "RETURNED", "退回补正"
    REVIEW = "REVIEW", "审核中"
    SETTLED = "SETTLED", "已通过"
    FILED = "FILED", "已投档"
    ADMITTED = "ADMITTED", "已录取"
    CLOSED = "CLOSED", "已结束"


class Room(Word):
    """Fields that are seen together, in the order in which a page shows them."""

    NAME = "NAME", "姓名"
    NUMBER = "NUMBER", "报名号"
    IDENTITY = "IDENTITY", "证件号码"
    PHONE = "PHONE", "联系电话"
    PERSON = "PERSON", "个人情况"
    BIRTH = "BIRTH", "出生日期"
    PLACE = "PLACE", "户籍与住址"
    EMPLOYER = "EMPLOYER", "工作单位"
    SCHOOLING = "SCHOOLING", "学历与执业资格"
    CERTIFICATE = "CERTIFICATE", "证书编号"
    REGISTRATION = "REGISTRATION", "报名"
    REVIEW = "REVIEW", "审核"
    CLAIM = "CLAIM", "照顾申请"
    EVIDENCE = "EVIDENCE", "证明材料"
    HEALTH = "HEALTH", "健康与合理便利"
    SEAT = "SEAT", "考场座位"
    MARK = "MARK", "成绩"
    CHOICE = "CHOICE", "志愿"
    FILE = "FILE", "投档与阅档"
    ADMISSION = "ADMISSION", "录取"
    PUBLIC = "PUBLIC", "依法公示"
    ACCOUNT = "ACCOUNT", "账号"
    RIGHTS = "RIGHTS", "告知、同意和请求"
    STAFF = "STAFF", "经办人"
    TRAIL = "TRAIL", "操作记录"
    SECRET = "SECRET", "密码与索引"


COLUMNS: Mapping[str, tuple[Role, ...]] = MappingProxyType(
    {
        "candidate": (Role.CANDIDATE,),
        "county": (Role.COUNTY_REVIEWER, Role.SECOND_REVIEWER),
        "prefecture": (Role.PREFECTURE_OFFICER,),
        "site": (Role.SITE_HEAD,),
        "department": (Role.DEPARTMENT_OFFICER,),
        "college": (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD),
        "province": (Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD),
        "inspector": (Role.INSPECTOR,),
        "oversight": (Role.OVERSIGHT,),
        "system": (Role.SYSTEM_ADMIN,),
        "security": (Role.SECURITY_ADMIN,),
        "audit": (Role.AUDIT_ADMIN,),
    }
)
"""The columns of the table and the roles that each is for."""

_WITH_COLLEGE = CANDIDATE_FILE.sets["WITH_COLLEGE"] | CANDIDATE_FILE.sets["WITH_PROVINCE"]


CLOSED_TO_COLLEGES = frozenset({FileState.RETURNED, FileState.REVOKED, FileState.FREE})
"""Files that a college has given back, lost or not yet got: it sees their number and what became of them."""


@cache
def sights() -> Mapping[tuple[Role, Room, FileStage], Sight]:
    """The table, whole: every room in every stage for every role of a column."""
    text = (files("chengzhao.rules.privacy") / "sights.csv").read_text(encoding="utf-8")
    found: dict[tuple[Role, Room, FileStage], Sight] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        room = Room(row.pop("room"))
        for column, letters in row.items():
            spread = letters * len(FileStage) if len(letters) == 1 else letters
            for stage, letter in zip(FileStage, spread, strict=True):
                found |= {(role, room, stage): Sight(letter) for role in COLUMNS[column]}
    return MappingProxyType(found)


def sight_of(role: Role, room: Room, stage: FileStage) -> Sight:
    """What a role may do with a room in a stage; nothing where the table does not know the role."""
    return sights().get((role, room, stage), Sight.HIDE)


def stage_of(registration: RegistrationState | None, file: FileState | None = None) -> FileStage:
    """The stage of a file: that of the college's or the latest file where there is one, else the registration's."""
    if registration is None or registration is RegistrationState.DRAFT:
        return FileStage.DRAFT
    if registration not in REGISTRATION.sets["ACTIVE"]:
        return FileStage.CLOSED
    if file in CANDIDATE_FILE.sets["HOLDS_PLACE"]:
        return FileStage.ADMITTED
    if file in _WITH_COLLEGE:
        return FileStage.FILED
    if registration in (RegistrationState.AWAITING, RegistrationState.RETURNED):
        return FileStage.RETURNED
    if registration in REGISTRATION.sets["WITH_OFFICE"]:
        return FileStage.REVIEW
    return FileStage.SETTLED


def college_stage_of(registration: RegistrationState | None, file: FileState | None) -> FileStage:
    """The stage for a college: a file that it has given back, or never had, is closed to it."""
    if file is None:
        return FileStage.SETTLED
    if file in CLOSED_TO_COLLEGES:
        return FileStage.CLOSED
    return stage_of(registration, file)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Who looks at a person's file in which stage; `uncovered` are the rooms whose mask was lifted for a reason."""

    role: Role
    stage: FileStage
    uncovered: frozenset[Room] = frozenset()

    def sight(self, room: Room) -> Sight:
        """What the reader may do with a room."""
        held = sight_of(self.role, room, self.stage)
        return Sight.READ if held is Sight.MASK and room in self.uncovered else held

    def sees(self, room: Room) -> bool:
        """Whether the reader sees anything of a room, be it masked."""
        return self.sight(room) is not Sight.HIDE

    def may_uncover(self, room: Room) -> bool:
        """Whether a reason lifts the mask: only of what is masked, and not for the candidate's own screen."""
        return self.role is not Role.CANDIDATE and self.sight(room) is Sight.MASK

    def shows(self, value: str, room: Room, mask: Mask | None, *, in_list: bool = False) -> str:
        """The value as the reader may see it: whole, under its mask, or not at all.

        In a list whatever has a mask wears it.
        """
        sight = self.sight(room)
        if sight is Sight.HIDE:
            return ""
        if mask is not None and (in_list or sight is Sight.MASK):
            return covered(value, mask)
        return value if sight is not Sight.MASK else covered(value, Mask.WHOLE)
