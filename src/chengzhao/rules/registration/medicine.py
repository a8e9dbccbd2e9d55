"""附件1·三（一）5: who may register for a medical major: clinical, nursing, the others, and the trade."""

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import ProgrammeLevel, Word
from chengzhao.law.years import MajorGroup, PhysicianClass, YearLaw
from chengzhao.rules.registration.applicant import Applicant, LicenceKind


class MedicalField(Word):
    """Which of the four cases of 三（一）5 a major falls under."""

    NONE = "NONE", "不是医学门类"
    CLINICAL = "CLINICAL", "临床类（临床医学、口腔医学、预防医学、中医学等）"
    NURSING = "NURSING", "护理学"
    OTHER = "OTHER", "医学门类其他专业（药学、医学检验等）"


@cites("A1.3.4", "A1.3.5", "A1.3.6")
def medical_field(level: ProgrammeLevel, major_code: str, law: YearLaw) -> MedicalField:
    """The case under which a major falls, the special ones before the general one."""
    for field, groups in (
        (MedicalField.CLINICAL, law.clinical_majors.value),
        (MedicalField.NURSING, law.nursing_majors.value),
        (MedicalField.OTHER, law.medical_majors.value),
    ):
        if _is_in(groups, level, major_code):
            return field
    return MedicalField.NONE


@cites("A1.3.4")
def physician_classes(level: ProgrammeLevel, major_code: str, law: YearLaw) -> tuple[PhysicianClass, ...]:
    """The classes of a physician's certificate that match a clinical major (相应类别)."""
    return tuple(each for each, group in law.physician_majors.value if group.has(level, major_code))


@cites("A1.3.4", "A1.3.5", "A1.3.6", "A1.3.7")
def medical_findings(
    applicant: Applicant, level: ProgrammeLevel, major_code: str, law: YearLaw
) -> tuple[Finding, ...]:
    """The conditions of 医学门类 for one major: general rule for all of them, clinical and nursing apart."""
    field = medical_field(level, major_code, law)
    classes = physician_classes(level, major_code, law)
    return field_findings(applicant, field, classes=classes, major=major_code)


@cites("A1.3.4", "A1.3.5", "A1.3.6", "A1.3.7")
def field_findings(
    applicant: Applicant,
    field: MedicalField,
    *,
    classes: tuple[PhysicianClass, ...] = tuple(PhysicianClass),
    major: str = "",
) -> tuple[Finding, ...]:
    """The conditions of a medical field.

    `classes` are those of a physician that match, all of them where no major is known.
    """
    if field is MedicalField.NONE:
        return ()
    about = major or field.label
    found = []
    if field is MedicalField.CLINICAL and not _meets_clinical(applicant, classes):
        found.append(
            finding(
                "A1.3.4",
                _clinical_sentence(applicant, classes),
                mend="取得其中一项后可以报考，或改报其他专业。",
                专业=about,
            )
        )
    if field is MedicalField.NURSING and LicenceKind.NURSE not in applicant.licences:
        found.append(
            finding(
                "A1.3.5",
                "报考护理学专业须有护士执业证书。",
                mend="取得后可以报考，或改报其他专业。",
                专业=about,
            )
        )
    if field is MedicalField.OTHER and not applicant.works_in_health:
        message = "报考医学门类其他专业的，应是从事卫生、医药行业工作的在职专业技术人员。"
        found.append(finding("A1.3.6", message, mend="可以改报其他专业。", 专业=about))
    if not applicant.occupation_matches:
        found.append(finding("A1.3.7", "报考的专业原则上应与所从事的专业对口，请审核员核实。", is_hard=False))
    return tuple(found)


def _meets_clinical(applicant: Applicant, classes: tuple[PhysicianClass, ...]) -> bool:
    is_physician = LicenceKind.ASSISTANT_PHYSICIAN in applicant.licences
    is_of_class = applicant.physician_class is None or applicant.physician_class in classes
    is_village_doctor = LicenceKind.VILLAGE_DOCTOR in applicant.licences
    return (
        (is_physician and is_of_class)
        or applicant.has_matching_diploma
        or (is_village_doctor and applicant.has_secondary_diploma)
    )


def _clinical_sentence(applicant: Applicant, classes: tuple[PhysicianClass, ...]) -> str:
    sentence = (
        "报考临床类专业须有相应类别的执业助理医师及以上资格证书，或相应专业普通中专及以上学历，"
        "或乡村医生执业证书并具有中专学历或中专水平证书。"
    )
    own = applicant.physician_class
    if own is None or own in classes:
        return sentence
    names = "、".join(each.label for each in classes)
    return f"{sentence}执业类别“{own.label}”与报考专业不相应，应为{names}。"


def _is_in(groups: tuple[MajorGroup, ...], level: ProgrammeLevel, major_code: str) -> bool:
    return any(group.has(level, major_code) for group in groups)
