"""附件2: choices as a candidate may write them, against the directory and the province's form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chengzhao.actions.audit import Border
from chengzhao.actions.registration_forms import ChoiceForm
from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import (
    ExamCategory,
    FilingMechanism,
    ForeignLanguage,
    Paper,
    ProgrammeKind,
    ProgrammeLevel,
)
from chengzhao.law.years import YearLaw
from chengzhao.records.models import Programme
from chengzhao.rules.exams import language_findings


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferedProgramme:
    """A programme of the directory as a choice names it."""

    key: int
    code: str
    college_id: int
    college_province: str
    major_code: str
    name: str
    level: ProgrammeLevel
    category: ExamCategory
    kind: ProgrammeKind
    specialised_paper: Paper | None
    languages: tuple[ForeignLanguage, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Chooser:
    """What of a candidate decides which programmes may be chosen."""

    levels: tuple[ProgrammeLevel, ...]
    category: ExamCategory
    specialised_paper: Paper | None
    foreign_language: ForeignLanguage


def offered_programmes(border: Border) -> dict[str, OfferedProgramme]:
    """The whole directory of the season in the province, by programme code."""
    rows = Programme.objects.filter(season=border.season, province=border.province).values_list(
        *("pk", "code", "college_id", "college__home_province", "major_code", "name", "level"),
        *("category", "kind", "specialised_paper", "foreign_language"),
    )
    return {
        code: OfferedProgramme(
            key=key,
            code=code,
            college_id=college,
            college_province=province,
            major_code=major,
            name=name,
            level=ProgrammeLevel(level),
            category=ExamCategory(category),
            kind=ProgrammeKind(kind),
            specialised_paper=Paper(paper) if paper else None,
            languages=tuple(known for known in ForeignLanguage if known.label in language),
        )
        for key, code, college, province, major, name, level, category, kind, paper, language in rows
    }


@cites("A2.2", "A1.5.7")
def choice_findings(
    choices: Sequence[ChoiceForm],
    chooser: Chooser,
    offered: Mapping[str, OfferedProgramme],
    law: YearLaw,
    extra: Supplement,
) -> Iterator[Finding]:
    """Everything that is wrong with a candidate's choices of one round."""
    for level in sorted({choice.level for choice in choices}):
        at_level = [choice for choice in choices if choice.level is level]
        if level not in chooser.levels:
            yield finding("A2.2", f"没有报考{level.label}，不能填报{level.label}志愿。")
            continue
        yield from _shape_findings(level, at_level, extra)
        for choice in at_level:
            yield from _programme_findings(choice, chooser, offered, law, extra)
        if extra.mechanism.value[level] is FilingMechanism.PARALLEL:
            yield from _mixture_findings(level, at_level, offered, law)


def _shape_findings(
    level: ProgrammeLevel, choices: Sequence[ChoiceForm], extra: Supplement
) -> Iterator[Finding]:
    """How many colleges and programmes, which ranks, and whether 服从调剂 is offered."""
    form = extra.choice_forms.value[level]
    if len(choices) > form.colleges:
        yield finding("A2.2", f"{level.label}最多填报{form.colleges}个院校志愿，填报了{len(choices)}个。")
    if sorted(choice.rank for choice in choices) != list(range(1, len(choices) + 1)):
        yield finding("A2.2", f"{level.label}志愿序号应从1开始连续，不能重复。")
    for choice in choices:
        count = len(choice.programme_codes)
        if not 1 <= count <= form.programmes:
            yield finding("A2.2", f"每个院校志愿应填1至{form.programmes}个专业，填报了{count}个。")
        if len(set(choice.programme_codes)) != count:
            yield finding("A2.2", "同一志愿中专业不能重复。")
        if choice.accepts_reassignment and not form.offers_reassignment:
            yield finding("A2.2", f"{extra.province_name}{level.label}志愿不设“服从调剂”。")


def _programme_findings(
    choice: ChoiceForm,
    chooser: Chooser,
    offered: Mapping[str, OfferedProgramme],
    law: YearLaw,
    extra: Supplement,
) -> Iterator[Finding]:
    """Whether each programme exists, is of one college, and is sat for with the candidate's papers."""
    known = [offered[code] for code in choice.programme_codes if code in offered]
    for code in choice.programme_codes:
        if code not in offered:
            yield finding("A2.2", f"没有专业代号{code}，请核对招生专业目录。")
    if len({programme.college_id for programme in known}) > 1:
        yield finding("A2.2", "一个院校志愿中的专业必须属于同一所院校。")
    for programme in known:
        if programme.level is not choice.level:
            yield finding(
                "A2.2", f"{programme.code}是{programme.level.label}专业，不能填在{choice.level.label}志愿中。"
            )
        elif programme.category is not chooser.category:
            yield finding("A2.2", f"{programme.name}招收{programme.category.label}考生，与报考科类不一致。")
        elif programme.specialised_paper is not chooser.specialised_paper:
            yield finding("A1.4.2", f"{programme.name}的专业基础课与所报的不一致。")
        yield from language_findings(choice.level, chooser.foreign_language, programme.languages, law, extra)


@cites("A1.5.9")
def _mixture_findings(
    level: ProgrammeLevel,
    choices: Iterable[ChoiceForm],
    offered: Mapping[str, OfferedProgramme],
    law: YearLaw,
) -> Iterator[Finding]:
    """Under 平行志愿 all programmes of a level are ordered by score, or all by the extra test."""
    codes = [code for choice in choices for code in choice.programme_codes if code in offered]
    ordered_by_test = {offered[code].kind in law.extra_test_ordered_kinds.value for code in codes}
    if len(ordered_by_test) > 1:
        yield finding("A1.5.9", f"{level.label}平行志愿中，艺术、体育类专业不能与其他专业兼报。")
