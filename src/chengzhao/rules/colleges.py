"""附件1·一: who may enrol, what a charter says, how long a programme lasts at least."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.exact import exact_text
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import CollegeKind, ProgrammeLevel, StudyForm
from chengzhao.law.years import YearLaw

__all__ = [
    "CollegeFacts",
    "CollegeKind",
    "changed_contents",
    "charter_findings",
    "enrolment_findings",
    "length_findings",
    "minimum_years",
    "study_form_findings",
    "years_text",
]

_LONGEST = Fraction(21, 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class CollegeFacts:
    """What must be known of a college before it may enrol."""

    name: str
    kind: CollegeKind
    is_approved: bool


@cites("A1.1.1")
def enrolment_findings(college: CollegeFacts, law: YearLaw) -> tuple[Finding, ...]:
    """Why a college may not enrol adults; empty where it may."""
    found = []
    if college.kind not in law.college_kinds.value:
        found.append(
            finding(
                "A1.1.1",
                f"“{college.kind.label}”不属于可以招生的成人高校类型。",
                mend=f"可以招生的是{'、'.join(kind.label for kind in law.college_kinds.value)}。",
                院校=college.name,
            )
        )
    if not college.is_approved:
        found.append(
            finding("A1.1.1", f"{college.name}未经教育部审定核准举办成人高等学历教育。", 院校=college.name)
        )
    return tuple(found)


@cites("A1.1.2", "N4.1", "N4.4")
def study_form_findings(study_form: StudyForm, law: YearLaw) -> tuple[Finding, ...]:
    """A form that is not in force in the year, with the clause that ended it; empty where it is."""
    if study_form in law.study_forms.value:
        return ()
    names = "、".join(form.label for form in law.study_forms.value)
    citation = law.study_forms.citation
    return (
        finding(
            citation.clause,
            f"{law.year}年的学习形式只有{names}，不能使用“{study_form.label}”。",
            mend="请改用其中一种。",
            学习形式=study_form.label,
            年度=law.year,
        ),
    )


@cites("A1.1.3")
def minimum_years(
    level: ProgrammeLevel, study_form: StudyForm, law: YearLaw, supplement: Supplement | None = None
) -> Fraction:
    """The least years of study for a level and form, exact to the half year; a province may ask for more.

    Raises ValueError for a form that the year does not have.
    """
    try:
        national = law.minimum_years.value[level, study_form]
    except KeyError:
        raise ValueError(f"{law.year}年没有“{level.label}·{study_form.label}”的最短学习时间。") from None
    if supplement is None:
        return national
    return max(national, supplement.minimum_years.value.get((level, study_form), national))


@cites("A1.1.3")
def length_findings(
    level: ProgrammeLevel,
    study_form: StudyForm,
    years: Fraction,
    law: YearLaw,
    supplement: Supplement | None = None,
) -> tuple[Finding, ...]:
    """A programme that is too short, not of half years, or whose form is not in force; empty where all is right."""
    not_in_force = study_form_findings(study_form, law)
    if not_in_force:
        return not_in_force
    if not _is_in_half_years(years):
        said = f"学习年限应为半年至{years_text(_LONGEST)}，以半年为单位，填报的是{exact_text(years)}年。"
        return (finding("A1.1.3", said, 填报年限=exact_text(years)),)
    least = minimum_years(level, study_form, law, supplement)
    if years >= least:
        return ()
    return (
        finding(
            "A1.1.3",
            f"{level.label}{study_form.label}最短学习时间为{years_text(least)}，"
            f"填报的{years_text(years)}不够。",
            mend=f"请改为{years_text(least)}以上。",
            最短年限=years_text(least),
            填报年限=years_text(years),
        ),
    )


@cites("A1.1.4")
def charter_findings(contents: Collection[str], *, is_published: bool, law: YearLaw) -> tuple[Finding, ...]:
    """What a charter still lacks; without a complete published one no programme is submitted.

    `contents` are the headings that the charter covers, in the words of the law.
    """
    missing = [item for item in law.charter_contents.value if item not in contents]
    found = [finding("A1.1.4", f"招生章程缺少“{item}”。", 缺少=item) for item in missing]
    if not is_published:
        found.append(finding("A1.1.4", "招生章程尚未向社会公布，不能上报招生专业。"))
    return tuple(found)


@cites("A1.1.4")
def changed_contents(before: Mapping[str, str], after: Mapping[str, str], law: YearLaw) -> tuple[str, ...]:
    """The headings of a charter whose text differs between two versions, in the order of the law.

    Every version is kept; this is what a reader is told between two of them. Both map the headings, in the
    words of the law, to their text.
    """
    return tuple(item for item in law.charter_contents.value if before.get(item, "") != after.get(item, ""))


def years_text(years: Fraction) -> str:
    """Years of study in Chinese: 2.5 years is 两年半, 4 is 四年. Raises ValueError below half-year steps."""
    if years != 0 and not _is_in_half_years(years):
        raise ValueError(f"学习年限必须以半年为单位：{years}")
    whole, has_half = int(years), years.denominator == 2
    if whole == 0:
        return "半年" if has_half else "零年"
    numeral = "零一两三四五六七八九十"[whole]
    return f"{numeral}年半" if has_half else f"{numeral}年"


def years_in_digits(half_years: int) -> str:
    """2.5年 for 5 half-years, as tables and letters have it."""
    whole, has_half = divmod(half_years, 2)
    return f"{whole}.5年" if has_half else f"{whole}年"


def _is_in_half_years(years: Fraction) -> bool:
    """Whether years of study can be told: half years, up to the longest of which there is a word."""
    return years.denominator in (1, 2) and 0 < years <= _LONGEST
