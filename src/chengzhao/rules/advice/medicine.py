"""附件1·三（一）5 on one person: whether the medical conditions are met, or which paper would meet them."""

from collections.abc import Iterator

from chengzhao.law.citation import blocking, cites
from chengzhao.law.words import EducationKind
from chengzhao.law.years import PhysicianClass, YearLaw
from chengzhao.rules.advice.answer import Point, Standing, Topic
from chengzhao.rules.advice.conditions import points_of_findings, still_open
from chengzhao.rules.advice.enquirer import Enquirer
from chengzhao.rules.registration import (
    Applicant,
    MedicalField,
    field_findings,
    physician_classes,
)

CLAUSES = {
    MedicalField.CLINICAL: "A1.3.4",
    MedicalField.NURSING: "A1.3.5",
    MedicalField.OTHER: "A1.3.6",
}
_OF_COLLEGE = (EducationKind.ZHUANKE, EducationKind.BENKE_INCOMPLETE, EducationKind.BENKE)


@cites("A1.3.4", "A1.3.5", "A1.3.6", "A1.3.7")
def medical_points(enquirer: Enquirer, law: YearLaw) -> Iterator[Point]:
    """How the medical conditions stand; what was not said of papers is asked for, not held against the person."""
    field = enquirer.field(law)
    if field is None:
        yield still_open(Topic.MEDICINE, "A1.3.4")
        return
    if field is MedicalField.NONE:
        sentence = "不报医学门类专业，没有执业资格的要求。"
        yield Point(topic=Topic.MEDICINE, standing=Standing.MET, clause="A1.3.4", sentence=sentence)
        return
    classes = classes_of(enquirer, law)
    lacking = blocking(field_findings(_applicant(enquirer), field, classes=classes))
    if not lacking:
        yield _met(field)
    elif _may_be_proved(enquirer, field):
        for found in lacking:
            yield Point(
                topic=Topic.MEDICINE,
                standing=Standing.NEEDS_PROOF,
                clause=found.clause,
                sentence=found.message,
                mend=found.mend,
                facts=(("专业", field.label),),
            )
    else:
        yield from points_of_findings(Topic.MEDICINE, lacking)
    if enquirer.occupation_matches is not True:
        sentence = "报考的专业原则上应与所从事的专业对口，由审核员核实。"
        yield Point(topic=Topic.MEDICINE, standing=Standing.NOTED, clause="A1.3.7", sentence=sentence)


@cites("A1.3.4")
def classes_of(enquirer: Enquirer, law: YearLaw) -> tuple[PhysicianClass, ...]:
    """The classes of a physician's certificate that count for the major; all of them without one."""
    if enquirer.level is None or not enquirer.major_code:
        return tuple(PhysicianClass)
    return physician_classes(enquirer.level, enquirer.major_code, law)


def _met(field: MedicalField) -> Point:
    return Point(
        topic=Topic.MEDICINE,
        standing=Standing.MET,
        clause=CLAUSES[field],
        sentence=f"符合报考{field.label}的条件。",
        facts=(("专业", field.label),),
    )


def _may_be_proved(enquirer: Enquirer, field: MedicalField) -> bool:
    """Whether something that would meet the conditions was simply not said."""
    if field is MedicalField.NURSING:
        return enquirer.licences is None
    if field is MedicalField.OTHER:
        return enquirer.works_in_health is None
    return enquirer.licences is None or enquirer.has_matching_diploma is None


def _applicant(enquirer: Enquirer) -> Applicant:
    """What the medical rules look at, nothing that was not said; a college diploma is above a secondary one."""
    return Applicant(
        keeps_the_law=True,
        is_full_time_student=False,
        is_healthy=True,
        education=enquirer.education,
        education_is_recognised=True,
        education_is_verified=True,
        licences=enquirer.licences or (),
        physician_class=enquirer.physician_class,
        has_matching_diploma=enquirer.has_matching_diploma is True,
        has_secondary_diploma=enquirer.has_secondary_diploma is True or enquirer.education in _OF_COLLEGE,
        works_in_health=enquirer.works_in_health is True,
        occupation_matches=True,
    )
