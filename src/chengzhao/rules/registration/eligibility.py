"""Who may register, for which level and major, from where and until when (附件1·三)."""

from datetime import date, datetime

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import EntryRoute, ProgrammeLevel
from chengzhao.law.years import YearLaw
from chengzhao.rules.registration.applicant import Applicant, Place
from chengzhao.rules.registration.medicine import medical_findings


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
        (applicant.keeps_the_law, "须遵守中华人民共和国宪法和法律。", ""),
        (
            not applicant.is_full_time_student,
            "国家承认学历的各类高、中等学校在校生不能报名。",
            "毕业或离校后可以报名。",
        ),
        (applicant.is_healthy, "须身体健康，生活能自理，不影响所报专业学习。", ""),
    )
    return tuple(finding("A1.3.1", message, mend=mend) for is_met, message, mend in conditions if not is_met)


@cites("A1.3.2", "A1.3.3", "N3.1")
def education_findings(applicant: Applicant, level: ProgrammeLevel, law: YearLaw) -> tuple[Finding, ...]:
    """Whether the education declared is enough for the level and, for 专升本, recognised and verified."""
    is_upgrade = level is ProgrammeLevel.ZHUANSHENGBEN
    clause = "A1.3.3" if is_upgrade else "A1.3.2"
    declared = applicant.education.label if applicant.education else "未填写"
    if applicant.education not in law.prior_education.value[level]:
        needed = "专科毕业、本科结业或以上证书" if is_upgrade else "高级中等教育学校毕业证书或同等学力"
        message = f"报考{level.label}须具有{needed}，填报的是“{declared}”。"
        mend = "可以改报高起本或高起专。" if is_upgrade and applicant.education else ""
        return (finding(clause, message, mend=mend, 学历=declared),)
    if not is_upgrade:
        return ()
    if not applicant.education_is_recognised:
        message = "前置学历须由经教育部审定核准的国民教育系列高等学校或高等教育自学考试机构颁发。"
        return (finding("A1.3.3", message, mend="可以改报高起本或高起专。", 学历=declared),)
    if not applicant.education_is_verified:
        message = "前置学历尚未核验，核验通过前不能确认报名。"
        return (finding("N3.1", message, mend="请提交毕业证书或学历认证材料。", 学历=declared),)
    return ()


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
