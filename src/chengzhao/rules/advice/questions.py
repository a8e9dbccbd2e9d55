"""What is asked of somebody who wants to know: the six questions of the self-check, then what still decides."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from chengzhao.law.provinces import Supplement
from chengzhao.law.words import (
    ClaimKind,
    EducationKind,
    IdentityDocument,
    ProgrammeLevel,
    Word,
)
from chengzhao.law.years import PhysicianClass, YearLaw
from chengzhao.rules.advice.enquirer import Enquirer
from chengzhao.rules.advice.facts import NOTHING
from chengzhao.rules.exams import languages_of
from chengzhao.rules.preferences import competitions_of
from chengzhao.rules.registration import LicenceKind, MedicalField, Residence

HERE = "报考省份"
"""What stands for the province in labels; questions put its name there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One answer: the text that is read, the label that is shown, and a hint below it."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question: the fact it asks for, its words, its clause, and its answers (none for free text)."""

    name: str
    title: str
    hint: str
    clause: str
    options: tuple[Option, ...] = ()
    takes_several: bool = False
    is_optional: bool = False


def six_questions(law: YearLaw, supplement: Supplement | None) -> tuple[Question, ...]:
    """层次、学历、是否在校生、户籍和工作居住地、是否报医学类、证件类型."""
    here = supplement.province_name if supplement else HERE
    return (*_about_level(law), *_about_place(law, here))


def _about_level(law: YearLaw) -> tuple[Question, ...]:
    return (
        Question(
            name="level",
            title="你要报考哪个层次？",
            hint="高中起点的考三门或四门，专科起点的考三门。",
            clause="A1.1.2",
            options=_options(law.levels.value, _LEVEL_HINTS),
        ),
        Question(
            name="education",
            title="你已经取得的最高学历是什么？",
            hint="专升本要有专科毕业、本科结业或以上证书，其他层次要有高中阶段学历或同等学力。",
            clause="A1.3.3",
            options=(*_options(EducationKind, _EDUCATION_HINTS), Option(value="NONE", label=NOTHING)),
        ),
        Question(
            name="student",
            title="你现在是在校学生吗？",
            hint="指国家承认学历的各类高等学校、中等学校的在校生。",
            clause="A1.3.1",
            options=(Option(value="no", label="不是"), Option(value="yes", label="是")),
        ),
    )


def _about_place(law: YearLaw, here: str) -> tuple[Question, ...]:
    return (
        Question(
            name="residence",
            title="你的户口和工作、居住地在哪里？",
            hint=f"一般在户口所在地报名；户口在外地的，在工作或居住所在地报名。你准备在{here}报考。",
            clause="A1.3.9",
            options=tuple(
                Option(value=each.value, label=each.label.replace(HERE, here)) for each in Residence
            ),
        ),
        Question(
            name="medical",
            title="你要报医学类专业吗？",
            hint="医学类专业对执业资格或从业情况有要求。",
            clause="A1.3.4",
            options=_options(MedicalField, _FIELD_HINTS),
        ),
        Question(
            name="document",
            title="你用什么证件报名？",
            hint="港澳台居民和外国侨民须在中国定居。",
            clause="A1.3.8",
            options=_options(law.identity_documents.value, {}),
        ),
    )


def open_questions(
    enquirer: Enquirer, law: YearLaw, supplement: Supplement | None, asked: Collection[str]
) -> Iterator[Question]:
    """What still decides the answer and was neither given nor asked (`asked` by the facts' identifiers)."""
    for question in (*six_questions(law, supplement), *_further(enquirer, law, supplement)):
        decides = len(question.options) != 1 or question.takes_several
        if decides and question.name not in asked and _IS_OPEN[question.name](enquirer, law):
            yield question


def _further(enquirer: Enquirer, law: YearLaw, supplement: Supplement | None) -> Iterator[Question]:
    """What the six questions leave open, each asked only where it matters; all of it may be left out."""
    proofs = supplement.out_of_place_proofs.value if supplement else ()
    level = enquirer.level
    languages = languages_of(level, law, supplement) if level else law.foreign_languages.value
    for name, title, hint, clause, options in (
        ("recognised", "毕业证书是国民教育系列高等学校或自学考试机构颁发的吗？", "", "A1.3.3", _YES_NO),
        ("proof", "你有下面哪些材料？", "有几样填几样。", "N3.3", tuple(map(_plain, proofs))),
        ("major", "你要报哪个专业？", "填专业代码或名称，如030101或法学。", "A1.4.2", ()),
        ("category", "你考文科还是理科？", "由招生专业决定。", "A1.4.1", (_plain("文科"), _plain("理科"))),
        ("licence", "你有下面哪些执业证书？", "有几样填几样。", "A1.3.4", _options(LicenceKind, {})),
        ("physician_class", "医师证书是哪个类别？", "", "A1.3.4", _options(PhysicianClass, {})),
        ("matching_diploma", "你有相应专业的普通中专以上学历吗？", "", "A1.3.4", _YES_NO),
        ("works_in_health", "你从事卫生、医药行业的工作吗？", "", "A1.3.6", _YES_NO),
        ("language", "外语考哪个语种？", "", "A1.4.1", _options(languages, {})),
        ("birth", "你的出生日期？", "如1998-05-01，用来看是否年满25周岁。", "A1.5.19", ()),
        ("honour", "你符合下面哪些照顾政策？", "有几样填几样。", "A1.5.21", _claims(law)),
        ("competition", "你在哪项比赛中取得名次？", "", "A1.5.13", tuple(map(_plain, competitions_of(law)))),
        ("placing", "第几名？", "填数字。", "A1.5.13", ()),
        ("olympic_event", "是奥运会项目吗？", "", "A1.5.13", _YES_NO),
    ):
        yield Question(
            name=name,
            title=title,
            hint=hint,
            clause=clause,
            options=options,
            takes_several=name in ("proof", "licence", "honour"),
            is_optional=True,
        )


def _options(words: Iterable[Word], hints: dict[Word, str]) -> tuple[Option, ...]:
    return tuple(Option(value=each.value, label=each.label, hint=hints.get(each, "")) for each in words)


def _plain(text: str) -> Option:
    return Option(value=text, label=text)


def _claims(law: YearLaw) -> tuple[Option, ...]:
    """Every preference but that of age, which follows from the birth date; each with who qualifies."""
    return tuple(
        Option(value=kind.value, label=kind.label, hint=provision.value.condition)
        for kind, provision in law.preferences.items()
        if kind is not ClaimKind.AGED_25
    )


_YES_NO = (Option(value="yes", label="是"), Option(value="no", label="否"))
_LEVEL_HINTS: dict[Word, str] = {
    ProgrammeLevel.GAOQIBEN: "高中起点升本科",
    ProgrammeLevel.ZHUANSHENGBEN: "专科起点升本科",
    ProgrammeLevel.GAOQIZHUAN: "高中起点升专科",
}
_EDUCATION_HINTS: dict[Word, str] = {
    EducationKind.SENIOR_SECONDARY: "普通高中、中专、职业高中、技工学校毕业",
    EducationKind.EQUIVALENT: "没有高中阶段毕业证书，但达到同等水平",
    EducationKind.ZHUANKE: "大学专科、高职毕业，含成人高校和自学考试",
}
_FIELD_HINTS: dict[Word, str] = {MedicalField.NONE: "报其他门类的专业，或还没有想好"}


def _is_clinical(enquirer: Enquirer, law: YearLaw) -> bool:
    return enquirer.field(law) is MedicalField.CLINICAL


def _holds(enquirer: Enquirer, licence: LicenceKind) -> bool:
    return licence in (enquirer.licences or ())


_IS_OPEN: dict[str, Callable[[Enquirer, YearLaw], bool]] = {
    "level": lambda one, law: one.level is None,
    "education": lambda one, law: one.education is None and not one.lacks_education,
    "student": lambda one, law: one.is_student is None,
    "residence": lambda one, law: one.residence is None,
    "medical": lambda one, law: one.field(law) is None,
    "document": lambda one, law: one.document is None,
    "recognised": lambda one, law: (
        one.level is ProgrammeLevel.ZHUANSHENGBEN
        and one.education is not None
        and one.education_is_recognised is None
    ),
    "proof": lambda one, law: (
        one.residence is Residence.WORKS_OR_LIVES
        and one.document is IdentityDocument.RESIDENT_ID
        and one.proofs is None
    ),
    "major": lambda one, law: not one.major_code,
    "category": lambda one, law: (
        one.level is not ProgrammeLevel.ZHUANSHENGBEN and one.is_science is None and one.category is None
    ),
    "licence": lambda one, law: (
        one.field(law) in (MedicalField.CLINICAL, MedicalField.NURSING) and one.licences is None
    ),
    "physician_class": lambda one, law: (
        _is_clinical(one, law)
        and _holds(one, LicenceKind.ASSISTANT_PHYSICIAN)
        and one.physician_class is None
    ),
    "matching_diploma": lambda one, law: (
        _is_clinical(one, law) and not one.licences and one.has_matching_diploma is None
    ),
    "works_in_health": lambda one, law: one.field(law) is MedicalField.OTHER and one.works_in_health is None,
    "language": lambda one, law: one.language is None,
    "birth": lambda one, law: one.birth is None,
    "honour": lambda one, law: one.honours is None,
    "competition": lambda one, law: _wants_place(one),
    "placing": lambda one, law: _wants_place(one),
    "olympic_event": lambda one, law: _wants_place(one),
}
"""Whether a fact still decides something: it was not given, and what was given makes it matter."""


def _wants_place(enquirer: Enquirer) -> bool:
    return ClaimKind.EXEMPT_ATHLETE in (enquirer.honours or ()) and enquirer.athlete_result is None
