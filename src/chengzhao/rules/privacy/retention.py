"""What is deleted of whom, and when: the parts of a person's file, and the period after which each goes (第四十七条).

Which periods there are, and who says so, stands in `law.privacy.periods`; here they are tied to what became of a
candidate. What shows how somebody was admitted is kept: once the rest is gone, it names nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from chengzhao.law.privacy import Period, period
from chengzhao.law.words import Word
from chengzhao.rules.privacy.requests import RIGHTS_REQUEST, RequestState
from chengzhao.rules.registration import RegistrationState

ERASED_NAME = "（已删除）"
"""What stands in the place of a name that was erased."""


class Standing(Word):
    """What became of a candidate, as far as keeping goes."""

    DRAFT = "DRAFT", "没有提交"
    ENDED = "ENDED", "不通过、撤回或取消"
    NOT_ADMITTED = "NOT_ADMITTED", "没有录取"
    ADMITTED = "ADMITTED", "录取"


ENDED_STATES = frozenset(
    {RegistrationState.REJECTED, RegistrationState.WITHDRAWN, RegistrationState.CANCELLED}
)


class Part(Word):
    """A part of a person's file that goes as one."""

    TRACE = "TRACE", "填报痕迹和审核备注"
    HEALTH = "HEALTH", "健康和残疾证明材料"
    EVIDENCE = "EVIDENCE", "其他证明材料"
    SCHOOLING = "SCHOOLING", "学历和执业资格"
    CHOICES = "CHOICES", "志愿"
    SEAT = "SEAT", "考场座位"
    CONTACT = "CONTACT", "手机号、通讯地址、邮政编码和提过的请求的内容"
    BACKGROUND = "BACKGROUND", "民族、户籍和工作单位"
    DOCUMENT = "DOCUMENT", "证件号码"
    NAME = "NAME", "姓名、拼音和出生月日"


@dataclass(frozen=True, kw_only=True, slots=True)
class Removal:
    """What goes of a table: whole rows, or the text of some columns.

    `marks` are the columns that tell whether it is still there. `kinds` are the kinds of rows that go; with
    `other_kinds` all but these. `states` are the states in which a row goes; with none, in any.
    """

    table: str
    columns: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    other_kinds: bool = False
    states: tuple[str, ...] = ()


_HEALTH = ("HEALTH",)
_CONTACT = ("phone_sealed", "address_sealed", "postcode_sealed")
_CLOSED = tuple(state.value for state in RequestState if state not in RIGHTS_REQUEST.sets["OPEN"])
_EXCHANGED = ("asked_sealed", "said_sealed")
_REQUEST = ("text_sealed", "answer_sealed")
_BACKGROUND = ("ethnicity", "hukou_division", "employer")

REMOVALS: Mapping[Part, tuple[Removal, ...]] = MappingProxyType(
    {
        Part.TRACE: (
            Removal(table="registrationtrace"),
            Removal(table="risktrait"),
            Removal(table="reviewlease"),
            Removal(table="reviewnote"),
        ),
        Part.HEALTH: (
            Removal(table="sealedfile", kinds=_HEALTH),
            Removal(table="registrationversion", columns=("help_sealed",), marks=("help_sealed",)),
        ),
        Part.EVIDENCE: (
            Removal(table="sealedfile", kinds=_HEALTH, other_kinds=True),
            Removal(table="claim", columns=("evidence",), marks=("evidence",)),
            # That and when it was handed in stays known, with the digest; what it said goes.
            Removal(table="registrationversion", columns=("content_sealed",), marks=("content_sealed",)),
        ),
        Part.SCHOOLING: (
            Removal(table="education"),
            Removal(table="practicelicence"),
            # That a register was asked, when, and what it answered stays known; what went there and back goes.
            Removal(table="registerexchange", columns=_EXCHANGED, marks=_EXCHANGED),
        ),
        Part.CHOICES: (Removal(table="choice"),),
        Part.SEAT: (Removal(table="seat"),),
        Part.CONTACT: (
            Removal(table="candidate", columns=(*_CONTACT, "phone_index", "address_index"), marks=_CONTACT),
            # What waits for its answer must stay readable to whoever answers.
            Removal(table="rightsrequest", columns=_REQUEST, marks=_REQUEST, states=_CLOSED),
        ),
        Part.BACKGROUND: (Removal(table="candidate", columns=_BACKGROUND, marks=_BACKGROUND),),
        Part.DOCUMENT: (
            Removal(
                table="candidate",
                columns=("identity_sealed", "identity_index", "identity_tail_index"),
                marks=("identity_sealed",),
            ),
        ),
        Part.NAME: (
            Removal(
                table="candidate",
                columns=("name", "name_pinyin", "birth_date"),
                marks=("name", "name_pinyin"),
            ),
        ),
    }
)
"""What goes with each part; the pieces of a file go with the file."""

KEPT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "报名、审核和照顾决定": (
            *("registration", "registrationversion", "reviewdecision", "returneditem", "reviewbatchitem"),
            *("registercheck", "registerexchange", "importedrow", "recusal", "claim", "claimopinion"),
        ),
        "缴费和退款": ("feeorder", "feenotice", "feedecision", "feerefund"),
        "成绩": ("papermark", "extratestresult"),
        "投档结果和电子档案": ("filingresult", "filingreason", "candidatefile", "filemove"),
        "录取名册": ("admission", "admissionletter"),
        "本人请求（内容除外）和保全": ("rightsrequest", "legalhold"),
    }
)
"""The tables of a candidate whose rows stay: what was decided, and that one was answered."""

KEPT_REASON = "招生结果、签字的投档运行、操作记录依法留存，只增不改；其余部分删除后不再能认出本人"

_WITH_ALL = dict.fromkeys(Part, "NOT_ADMITTED")
_PERIODS: Mapping[Standing, Mapping[Part, str]] = MappingProxyType(
    {
        Standing.DRAFT: dict.fromkeys(Part, "DRAFT"),
        Standing.ENDED: dict.fromkeys(Part, "REJECTED"),
        Standing.NOT_ADMITTED: {**_WITH_ALL, Part.HEALTH: "HEALTH", Part.EVIDENCE: "EVIDENCE"},
        Standing.ADMITTED: {
            **dict.fromkeys(Part, "ADMITTED"),
            Part.TRACE: "NOT_ADMITTED",
            Part.HEALTH: "HEALTH",
            Part.EVIDENCE: "EVIDENCE",
            Part.SEAT: "NOT_ADMITTED",
            Part.NAME: "ON_ROLL",
        },
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SeasonDays:
    """The days on which registration, exams and admission of a season ended; None where they have no end yet."""

    registration: date | None
    exams: date | None
    admission: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DuePart:
    """A part of the file of everybody of a standing whose period is over.

    `begun_by` is the last day on which one's own registration ended; None where the season's day counts for all.
    """

    standing: Standing
    part: Part
    period: Period
    begun_by: date | None = None


def period_of(standing: Standing, part: Part) -> Period:
    """How long a part is kept of a candidate of this standing."""
    return period(_PERIODS[standing][part])


def due_parts(days: SeasonDays, day: date) -> tuple[DuePart, ...]:
    """What is to go on a day, in the order of standings and parts."""
    return tuple(_due(days, day))


def _due(days: SeasonDays, day: date) -> Iterator[DuePart]:
    begun = {"DRAFT": days.registration, "HEALTH": days.exams}
    for standing in Standing:
        for part in Part:
            held = period_of(standing, part)
            if held.id == "REJECTED":
                yield DuePart(standing=standing, part=part, period=held, begun_by=held.begun_by(day))
                continue
            begun_on = begun.get(held.id, days.admission)
            ended = held.ends_on(begun_on) if begun_on else None
            if ended is not None and ended <= day:
                yield DuePart(standing=standing, part=part, period=held)


@dataclass(frozen=True, kw_only=True, slots=True)
class RowRule:
    """Rows that go by themselves: their table, their period, and the moment of the row that it is counted from.

    A period that begins with the end of the season's registration is counted from no row: `counted_from` is ''.

    `is_technical` are the traces of logging in and sending, and files that can be made anew: they go every time,
    without an order.
    """

    table: str
    period: Period
    counted_from: str
    is_technical: bool = False


ROW_RULES: tuple[RowRule, ...] = (
    RowRule(table="noticeentry", period=period("NOTICE"), counted_from="notice__up_at"),
    RowRule(table="complaint", period=period("REQUEST"), counted_from="answered_at"),
    RowRule(table="rightsrequest", period=period("REQUEST"), counted_from="answered_at"),
    # What was never handed in is nobody's registration: no file that could be held.
    RowRule(table="registrationdraft", period=period("DRAFT"), counted_from="", is_technical=True),
    RowRule(table="message", period=period("MESSAGE"), counted_from="written_at", is_technical=True),
    RowRule(table="onetimecode", period=period("CODE"), counted_from="sent_at", is_technical=True),
    RowRule(table="failedlogin", period=period("CODE"), counted_from="at", is_technical=True),
    RowRule(table="loginsession", period=period("SESSION"), counted_from="expire_date", is_technical=True),
    RowRule(table="jobfile", period=period("EXPORT"), counted_from="kept_at", is_technical=True),
    RowRule(table="importfile", period=period("EXPORT"), counted_from="kept_at", is_technical=True),
    RowRule(table="requestcount", period=period("SESSION"), counted_from="expires_at", is_technical=True),
)


def account_begun_by(day: date) -> date | None:
    """The last day on which the last season of an account ended that is erased on `day`."""
    return period("ACCOUNT").begun_by(day)
