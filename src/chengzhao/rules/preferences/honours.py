"""Whose honours count (附件1·五（五）1、5): who granted them, the class of a merit, the place of a work or home."""

from dataclasses import dataclass

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.reference import HAN
from chengzhao.law.words import ClaimKind, Word
from chengzhao.law.years import Grantor, YearLaw


class Merit(Word):
    """立功受奖等次 in the forces and the police; 三等功 is the lowest that counts."""

    HONORARY_TITLE = "HONORARY_TITLE", "荣誉称号"
    FIRST = "FIRST", "一等功"
    SECOND = "SECOND", "二等功"
    THIRD = "THIRD", "三等功"
    COMMENDATION = "COMMENDATION", "嘉奖"


@dataclass(frozen=True, kw_only=True, slots=True)
class HonourFacts:
    """What a claim's papers say beyond its kind; None where they say nothing of it.

    `ethnic_code` is that of GB/T 3304; `lives_in_named_area` says that the home lies in a border, mountain,
    pastoral or minority area as the province names them; `is_at_prefecture_seat` that the enterprise lies
    where a government of prefecture rank or above sits; `is_of_a_group` that a merit is a collective one.
    """

    kind: ClaimKind
    granted_by: Grantor | None = None
    merit: Merit | None = None
    is_of_a_group: bool = False
    ethnic_code: str | None = None
    lives_in_named_area: bool | None = None
    is_at_prefecture_seat: bool | None = None


def honour_findings(honour: HonourFacts, law: YearLaw) -> tuple[Finding, ...]:
    """Everything in a claim's papers that keeps it from counting; what they say nothing of is left open."""
    return (
        *grantor_findings(honour, law),
        *merit_findings(honour),
        *minority_findings(honour),
        *third_line_findings(honour),
    )


@cites("A1.5.12", "A1.5.17", "A1.5.18")
def grantor_findings(honour: HonourFacts, law: YearLaw) -> tuple[Finding, ...]:
    """Whether an honour was granted by somebody whose honours count."""
    preference = law.preferences[honour.kind]
    counted = preference.value.granted_by
    if honour.granted_by is None or not counted or honour.granted_by in counted:
        return ()
    names = "、".join(each.label for each in counted)
    return (
        finding(
            preference.citation.clause,
            f"“{honour.kind.label}”须由{names}授予，{honour.granted_by.label}授予的不算。",
            授予单位=honour.granted_by.label,
        ),
    )


@cites("A1.5.17")
def merit_findings(honour: HonourFacts) -> tuple[Finding, ...]:
    """Whether a merit is a person's own, of the third class or above."""
    if honour.kind is not ClaimKind.THIRD_CLASS_MERIT or honour.merit is None:
        return ()
    found = []
    if honour.merit is Merit.COMMENDATION:
        message = f"“{honour.kind.label}”须荣立个人三等功以上，{honour.merit.label}不算。"
        found.append(finding("A1.5.17", message, 等次=honour.merit.label))
    if honour.is_of_a_group:
        message = f"“{honour.kind.label}”须是个人立功，集体{honour.merit.label}不算。"
        found.append(finding("A1.5.17", message, 等次=honour.merit.label))
    return tuple(found)


@cites("A1.5.18")
def minority_findings(honour: HonourFacts) -> tuple[Finding, ...]:
    """Whether a candidate belongs to a minority and lives in an area that is named: both are asked for."""
    if honour.kind is not ClaimKind.MINORITY_AREA:
        return ()
    found = []
    if honour.ethnic_code == HAN:
        found.append(finding("A1.5.18", "汉族考生不能按少数民族考生加分。", 民族代码=honour.ethnic_code))
    if honour.lives_in_named_area is False:
        message = "不在边疆、山区、牧区或少数民族聚居地区的少数民族考生不加分。"
        found.append(finding("A1.5.18", message, 所在地区="不在其列"))
    return tuple(found)


@cites("A1.5.18")
def third_line_findings(honour: HonourFacts) -> tuple[Finding, ...]:
    """Whether a third-line enterprise lies away from the seats of prefectures and above."""
    if honour.kind is not ClaimKind.THIRD_LINE_WORKER or not honour.is_at_prefecture_seat:
        return ()
    message = "位于地级以上人民政府所在地的三线企业，其先进生产（工作）者不加分。"
    return (finding("A1.5.18", message, 企业所在地="地级以上人民政府所在地"),)
