"""Checks with the registers of other departments (N3.7): what is asked, what an answer says, where it leads."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import ClaimKind, IdentityDocument, ProgrammeLevel, Word


class CheckSubject(Word):
    """What is checked with a register, in the order of a file."""

    IDENTITY = "IDENTITY", "身份"
    STUDENT_STATUS = "STUDENT_STATUS", "学籍"
    EDUCATION = "EDUCATION", "学历"
    VETERAN = "VETERAN", "退役军人身份"
    ATHLETE = "ATHLETE", "运动员等级"
    HEALTH_LICENCE = "HEALTH_LICENCE", "卫生执业资格"


class CheckAnswer(Word):
    """What a register says of the statement that it was asked about (`STATEMENTS`)."""

    MATCHES = "MATCHES", "一致"
    DIFFERS = "DIFFERS", "不一致"
    NOT_FOUND = "NOT_FOUND", "查无记录"
    NO_ANSWER = "NO_ANSWER", "未答复"


class CheckField(Word):
    """What of a statement a register compares; a difference names fields, never what stands in them."""

    NAME = "NAME", "姓名"
    NUMBER = "NUMBER", "证件号码"
    SEX = "SEX", "性别"
    BIRTH = "BIRTH", "出生日期"
    KIND = "KIND", "类别"
    SCHOOL = "SCHOOL", "毕业院校"
    CERTIFICATE = "CERTIFICATE", "证书编号"
    GRADUATED = "GRADUATED", "毕业日期"
    MAJOR = "MAJOR", "所学专业"
    ENROLLED = "ENROLLED", "在读院校"


class CheckWay(Word):
    """How an answer came."""

    ONLINE = "ONLINE", "联网核查"
    FILE = "FILE", "文件核查"
    HAND = "HAND", "人工认定"


_F = CheckField
_PERSON = (_F.NAME, _F.NUMBER)

ASKED: Mapping[CheckSubject, tuple[CheckField, ...]] = MappingProxyType(
    {
        CheckSubject.IDENTITY: (*_PERSON, _F.SEX, _F.BIRTH),
        CheckSubject.STUDENT_STATUS: _PERSON,
        CheckSubject.EDUCATION: (*_PERSON, _F.KIND, _F.SCHOOL, _F.CERTIFICATE, _F.GRADUATED, _F.MAJOR),
        CheckSubject.VETERAN: _PERSON,
        CheckSubject.ATHLETE: (*_PERSON, _F.KIND),
        CheckSubject.HEALTH_LICENCE: (*_PERSON, _F.KIND, _F.CERTIFICATE),
    }
)
"""What of a person goes to each register: what it compares, and nothing else."""

STATEMENTS: Mapping[CheckSubject, str] = MappingProxyType(
    {
        CheckSubject.IDENTITY: "证件号码、姓名、性别、出生日期属于同一人",
        CheckSubject.STUDENT_STATUS: "不是高等、中等学校在校生",
        CheckSubject.EDUCATION: "证书真实，属于本人，与填写的一致",
        CheckSubject.VETERAN: "是退役军人",
        CheckSubject.ATHLETE: "具有填写的运动员等级",
        CheckSubject.HEALTH_LICENCE: "具有填写的执业资格",
    }
)
"""The statement to which 一致 says yes and 不一致 no."""

_VETERANS = frozenset(
    {ClaimKind.EXEMPT_VETERAN, ClaimKind.SELF_EMPLOYED_VETERAN, ClaimKind.THIRD_CLASS_MERIT}
)
_ATHLETES = frozenset({ClaimKind.EXEMPT_ATHLETE, ClaimKind.MASTER_ATHLETE, ClaimKind.FIRST_GRADE_ATHLETE})


class CheckOutcome(Word):
    """Where an application goes after its checks."""

    PROVED = "PROVED", "核验通过"
    BY_HAND = "BY_HAND", "转人工核验"
    DOUBTED = "DOUBTED", "核验不一致"


@dataclass(frozen=True, kw_only=True, slots=True)
class OnlineCheck:
    """One check as it is kept: what was asked and when, the answer, and who answered."""

    subject: CheckSubject
    request: str
    answer: CheckAnswer
    answered_at: datetime | None
    source: str


@cites("N3.7", "N3.1", "A1.3.1", "A1.3.4")
def asked_subjects(
    *,
    document: IdentityDocument,
    level: ProgrammeLevel,
    claims: Collection[ClaimKind],
    has_licence: bool,
) -> tuple[CheckSubject, ...]:
    """What of a registration is asked of registers; those of other documents than 居民身份证 are seen by people."""
    if document is not IdentityDocument.RESIDENT_ID:
        return ()
    asked = {
        CheckSubject.IDENTITY: True,
        CheckSubject.STUDENT_STATUS: True,
        CheckSubject.EDUCATION: level is ProgrammeLevel.ZHUANSHENGBEN,
        CheckSubject.VETERAN: not _VETERANS.isdisjoint(claims),
        CheckSubject.ATHLETE: not _ATHLETES.isdisjoint(claims),
        CheckSubject.HEALTH_LICENCE: has_licence,
    }
    return tuple(subject for subject in CheckSubject if asked[subject])


def athlete_grade(claims: Iterable[ClaimKind]) -> ClaimKind | None:
    """Which claim of an athlete is asked about; the first where there are several."""
    return next((kind for kind in claims if kind in _ATHLETES), None)


@cites("N3.7")
def differences(asked: Mapping[CheckField, str], stated: Mapping[CheckField, str]) -> tuple[CheckField, ...]:
    """The fields in which a register states something else; what it does not state says nothing."""
    return tuple(
        one
        for one in CheckField
        if one in asked and stated.get(one) and _compared(asked[one]) != _compared(stated[one])
    )


def _compared(text: str) -> str:
    return "".join(text.split()).upper()


@cites("N3.7")
def check_outcome(checks: Sequence[OnlineCheck], subject: CheckSubject) -> CheckOutcome:
    """Where the checks of one subject lead: the last one that was answered counts.

    Without an answer, or where no record was found, a person looks at the papers; nothing is lost or
    refused by that.
    """
    answered = [
        (check.answered_at, check.request, check.answer)
        for check in checks
        if check.subject is subject
        and check.answered_at is not None
        and check.answer is not CheckAnswer.NO_ANSWER
    ]
    if not answered:
        return CheckOutcome.BY_HAND
    _, _, last = max(answered)
    if last is CheckAnswer.MATCHES:
        return CheckOutcome.PROVED
    return CheckOutcome.DOUBTED if last is CheckAnswer.DIFFERS else CheckOutcome.BY_HAND


@cites("N3.7", "N3.1")
def kept_check_findings(check: OnlineCheck) -> tuple[Finding, ...]:
    """What the record of a check lacks: request, answer, time and source are all kept."""
    needs_time = check.answer is not CheckAnswer.NO_ANSWER
    lacking = [
        name
        for name, is_there in (
            ("请求内容", bool(check.request.strip())),
            ("数据来源", bool(check.source.strip())),
            ("答复时间", check.answered_at is not None or not needs_time),
        )
        if not is_there
    ]
    return tuple(finding("N3.7", f"{check.subject.label}核查记录缺少{name}。", 缺少=name) for name in lacking)


@dataclass(frozen=True, kw_only=True, slots=True)
class LastCheck:
    """The last answer about one subject of a registration."""

    subject: CheckSubject
    answer: CheckAnswer
    way: CheckWay
    differences: tuple[CheckField, ...] = ()

    @property
    def said(self) -> str:
        """身份核查不一致（姓名）."""
        fields = "、".join(one.label for one in self.differences)
        return f"{self.subject.label}核查{self.answer.label}" + (f"（{fields}）" if fields else "")


_HOLDS_UP = {
    CheckSubject.IDENTITY: "N3.1",
    CheckSubject.STUDENT_STATUS: "A1.3.1",
    CheckSubject.HEALTH_LICENCE: "A1.3.4",
}
"""Subjects of which a plain no holds a registration up; a certificate is verified or not by a rule of its own, claims
have their departments."""


@cites("N3.7", "N3.1", "A1.3.1", "A1.3.4")
def check_findings(last: Iterable[LastCheck]) -> tuple[Finding, ...]:
    """What stands against passing or confirming: a register, or somebody who saw the papers, said no.

    What was not found or not answered is for people to look at, and holds nothing up by itself.
    """
    return tuple(
        finding(_HOLDS_UP[one.subject], f"{one.said}。", mend="请看原始材料后人工认定，或退回考生更正。")
        for one in last
        if one.subject in _HOLDS_UP and one.answer is CheckAnswer.DIFFERS
    )


@cites("N3.7", "N3.1")
def check_doubts(
    asked: Iterable[CheckSubject], last: Iterable[LastCheck], waiting: Collection[CheckSubject]
) -> tuple[str, ...]:
    """Why a registration is not passed unopened: of what holds it up, a register did not say yes to it.

    `asked` is what is to be asked of it, `waiting` what was asked and not answered yet. What was never asked is a
    doubt like any other.
    """
    said = {one.subject: one for one in last}
    found = []
    for subject in asked:
        one = said.get(subject)
        if subject not in _HOLDS_UP:
            continue
        if subject in waiting:
            found.append(f"{subject.label}核查还没有答复")
        elif one is None:
            found.append(f"{subject.label}没有核查过")
        elif one.answer is not CheckAnswer.MATCHES:
            found.append(one.said)
    return tuple(found)


@cites("N3.7", "N3.1")
def was_settled_by_hand(last: Iterable[LastCheck]) -> bool:
    """Whether papers were taken where a register said no or nothing: a second person then looks (四眼)."""
    return any(one.way is CheckWay.HAND for one in last)
