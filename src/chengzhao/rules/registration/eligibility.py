"""Who may register, for which level and major, from where and until when (附件1·三)."""

from dataclasses import dataclass
from datetime import date, datetime

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import EducationKind, EntryRoute, ProgrammeLevel, Word
from chengzhao.law.years import MajorGroup, YearLaw


class LicenceKind(Word):
    """卫生类执业证书 (A1.3.4, A1.3.5)."""

    ASSISTANT_PHYSICIAN = "ASSISTANT_PHYSICIAN", "执业助理医师及以上资格证书"
    VILLAGE_DOCTOR = "VILLAGE_DOCTOR", "乡村医生执业证书"
    NURSE = "NURSE", "护士执业证书"


@dataclass(frozen=True, kw_only=True, slots=True)
class Applicant:
    """What a person declares and shows at registration, as plain facts.

    `education` is None where nothing is declared; `education_is_recognised` says that the school or the
    self-study authority is approved, `education_is_verified` that the certificate was checked.
    `licences` are health licences shown; the two diplomas are secondary or higher: in a major matching
    the one applied for, and of any kind.
    """

    keeps_the_law: bool
    is_full_time_student: bool
    is_healthy: bool
    education: EducationKind | None
    education_is_recognised: bool
    education_is_verified: bool
    licences: tuple[LicenceKind, ...] = ()
    has_matching_diploma: bool = False
    has_secondary_diploma: bool = False
    works_in_health: bool = False
    occupation_matches: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a person belongs and applies: province codes of two digits, and the proofs shown."""

    hukou_province: str
    applies_in: str
    proofs: tuple[str, ...] = ()


def eligibility_findings(
    applicant: Applicant, level: ProgrammeLevel, major_codes: tuple[str, ...], law: YearLaw
) -> tuple[Finding, ...]:
    """Everything that stands against an applicant for a level and majors; empty = eligible.

    Findings that are not hard are flags for the reviewer.
    """
    found = [*declaration_findings(applicant), *education_findings(applicant, level, law)]
    seen: set[tuple[str, str]] = set()
    for major_code in major_codes:
        for item in medical_findings(applicant, level, major_code, law):
            if (item.clause, item.message) not in seen:
                seen.add((item.clause, item.message))
                found.append(item)
    return tuple(found)


@cites("A1.3.1")
def declaration_findings(applicant: Applicant) -> tuple[Finding, ...]:
    """The three conditions that everybody meets: the law, no full-time student, health."""
    conditions = (
        (applicant.keeps_the_law, "须遵守中华人民共和国宪法和法律。"),
        (not applicant.is_full_time_student, "国家承认学历的各类高、中等学校在校生不能报名。"),
        (applicant.is_healthy, "须身体健康，生活能自理，不影响所报专业学习。"),
    )
    return tuple(finding("A1.3.1", message) for is_met, message in conditions if not is_met)


@cites("A1.3.2", "A1.3.3", "N3.1")
def education_findings(applicant: Applicant, level: ProgrammeLevel, law: YearLaw) -> tuple[Finding, ...]:
    """Whether the education declared is enough for the level and, for 专升本, recognised and verified."""
    is_upgrade = level is ProgrammeLevel.ZHUANSHENGBEN
    clause = "A1.3.3" if is_upgrade else "A1.3.2"
    declared = applicant.education.label if applicant.education else "未填写"
    if applicant.education not in law.prior_education.value[level]:
        needed = "专科毕业、本科结业或以上证书" if is_upgrade else "高级中等教育学校毕业证书或同等学力"
        return (finding(clause, f"报考{level.label}须具有{needed}，填报的是“{declared}”。", 学历=declared),)
    if not is_upgrade:
        return ()
    if not applicant.education_is_recognised:
        message = "前置学历须由经教育部审定核准的国民教育系列高等学校或高等教育自学考试机构颁发。"
        return (finding("A1.3.3", message, 学历=declared),)
    if not applicant.education_is_verified:
        return (finding("N3.1", "前置学历尚未核验，核验通过前不能确认报名。", 学历=declared),)
    return ()


@cites("A1.3.4", "A1.3.5", "A1.3.6", "A1.3.7")
def medical_findings(
    applicant: Applicant, level: ProgrammeLevel, major_code: str, law: YearLaw
) -> tuple[Finding, ...]:
    """The conditions of 医学门类 for one major: general rule for all of them, clinical and nursing apart."""
    if not _is_in(law.medical_majors.value, level, major_code):
        return ()
    found: list[Finding] = []
    if _is_in(law.clinical_majors.value, level, major_code):
        if not _meets_clinical(applicant):
            found.append(
                finding(
                    "A1.3.4",
                    "报考临床类专业须有执业助理医师及以上资格证书，或相应专业普通中专及以上学历，"
                    "或乡村医生执业证书并具有中专学历或中专水平证书。",
                    专业代码=major_code,
                )
            )
    elif _is_in(law.nursing_majors.value, level, major_code):
        if LicenceKind.NURSE not in applicant.licences:
            found.append(finding("A1.3.5", "报考护理学专业须有护士执业证书。", 专业代码=major_code))
    elif not applicant.works_in_health:
        found.append(
            finding(
                "A1.3.6",
                "报考医学门类其他专业的，应是从事卫生、医药行业工作的在职专业技术人员。",
                专业代码=major_code,
            )
        )
    if not applicant.occupation_matches:
        found.append(finding("A1.3.7", "报考的专业原则上应与所从事的专业对口，请审核员核实。", is_hard=False))
    return tuple(found)


@cites("A1.3.9", "N3.3")
def place_findings(place: Place, supplement: Supplement) -> tuple[Finding, ...]:
    """Whether one who applies away from the household shows work or residence there."""
    if place.hukou_province == place.applies_in:
        return ()
    accepted = supplement.out_of_place_proofs.value
    if any(proof in accepted for proof in place.proofs):
        return ()
    return (
        finding(
            "N3.3",
            f"非本省户籍考生须提交下列材料之一：{'、'.join(accepted)}。",
            户籍省份=place.hukou_province,
            报考省份=place.applies_in,
        ),
    )


@cites("N3.8", "A1.3.9")
def route_findings(route: EntryRoute, registered_on: date, law: YearLaw) -> tuple[Finding, ...]:
    """Whether 免试 and 单考 applicants registered by the end of September; 原则上 in the notice."""
    deadline = law.exempt_deadline.value
    if route is EntryRoute.UNIFIED or registered_on <= deadline:
        return ()
    return (
        finding(
            "N3.8",
            f"{route.label}考生原则上应于{deadline.month}月{deadline.day}日前办完报名手续。",
            is_hard=False,
            截止日=deadline,
            报名日=registered_on,
        ),
    )


@cites("A1.3.9")
def window_findings(moment: datetime, supplement: Supplement) -> tuple[Finding, ...]:
    """Whether a registration comes within the province's window; the closing moment is still in time."""
    opens, closes = supplement.registration_window.value
    if moment < opens:
        return (finding("A1.3.9", f"报名尚未开始，开始时间为{opens:%Y-%m-%d %H:%M}。"),)
    if moment > closes:
        return (finding("A1.3.9", f"报名已于{closes:%Y-%m-%d %H:%M}截止。"),)
    return ()


@cites("A1.1.2", "A1.3.9")
def level_findings(levels: tuple[ProgrammeLevel, ...], supplement: Supplement) -> tuple[Finding, ...]:
    """Whether the levels chosen, the main one first, may stand together (兼报)."""
    if not levels:
        return (finding("A1.1.2", "请选择招生类型。"),)
    main, *others = levels
    allowed = supplement.side_levels.value.get(main, ())
    refused = [level for level in others if level not in allowed]
    repeated = len(set(levels)) != len(levels)
    if repeated:
        return (finding("A1.1.2", "同一招生类型只能报一次。"),)
    return tuple(
        finding("A1.1.2", f"报考{main.label}不能兼报{level.label}。", 兼报=level.label) for level in refused
    )


def _meets_clinical(applicant: Applicant) -> bool:
    is_physician = LicenceKind.ASSISTANT_PHYSICIAN in applicant.licences
    is_village_doctor = LicenceKind.VILLAGE_DOCTOR in applicant.licences
    return (
        is_physician
        or applicant.has_matching_diploma
        or (is_village_doctor and applicant.has_secondary_diploma)
    )


def _is_in(groups: tuple[MajorGroup, ...], level: ProgrammeLevel, major_code: str) -> bool:
    return any(group.has(level, major_code) for group in groups)
