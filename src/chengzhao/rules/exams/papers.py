"""Which papers a candidate sits: by level, category, language and major (附件1·四（一）)."""

from dataclasses import dataclass

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import SubjectOverride, Supplement
from chengzhao.law.reference import subject_rule
from chengzhao.law.words import ExamCategory, ForeignLanguage, Paper, PaperSlot, ProgrammeKind, ProgrammeLevel
from chengzhao.law.years import YearLaw, year_law

# A province that does not use the finer category takes the broader one (A1.5.3 leaves it to the province).
_BROADER = {
    ExamCategory.CHINESE_MEDICINE: ExamCategory.LITERATURE,
    ExamCategory.FOREIGN_LANGUAGES: ExamCategory.LITERATURE,
    ExamCategory.SPORTS_EDUCATION: ExamCategory.EDUCATION,
    ExamCategory.FOREIGN_HUMANITIES: ExamCategory.HUMANITIES,
    ExamCategory.SPORTS_HUMANITIES: ExamCategory.HUMANITIES,
    ExamCategory.FOREIGN_SCIENCE: ExamCategory.SCIENCE,
    ExamCategory.SPORTS_SCIENCE: ExamCategory.SCIENCE,
}


class NoSuchPaper(LookupError):
    """No paper or category can be given; the message says in Chinese what is missing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperOfCandidate:
    """One paper that a candidate sits, and the slot in which its mark stands."""

    slot: PaperSlot
    paper: Paper


@cites("A1.4.1", "A1.4.2", "A1.4.4")
def papers_of(
    level: ProgrammeLevel,
    category: ExamCategory,
    *,
    law: YearLaw,
    specialised: Paper | None = None,
    is_taught_in_minority_language: bool = False,
) -> tuple[PaperOfCandidate, ...]:
    """The papers of a level and category, in the order of the level's slots.

    `specialised` is needed at 专升本 only; candidates taught in a minority language sit 汉语 in the place
    of 语文. Raises NoSuchPaper where the specialised paper is missing, not one of the year's, or given
    at another level.
    """
    if (specialised is not None) != (level is ProgrammeLevel.ZHUANSHENGBEN):
        raise NoSuchPaper(f"专业基础课只有专升本考，且必须确定一门：{level.label}。")
    is_science = category in law.science_categories.value
    chosen = {
        PaperSlot.CHINESE: Paper.CHINESE_AS_SECOND if is_taught_in_minority_language else Paper.CHINESE,
        PaperSlot.MATHS: Paper.MATHS_SCIENCE if is_science else Paper.MATHS_HUMANITIES,
        PaperSlot.FOREIGN: Paper.FOREIGN,
        PaperSlot.COMBINED: Paper.PHYSICS_CHEMISTRY if is_science else Paper.HISTORY_GEOGRAPHY,
        PaperSlot.POLITICS: Paper.POLITICS,
        PaperSlot.SPECIALISED: specialised,
    }
    found = []
    for slot in law.paper_slots.value[level]:
        paper = chosen[slot]
        if paper is None or paper not in law.slot_papers.value[slot]:
            raise NoSuchPaper(f"{slot.label}不能考“{paper.label if paper else '（未定）'}”。")
        found.append(PaperOfCandidate(slot=slot, paper=paper))
    return tuple(found)


@cites("A1.4.2", "A3.2")
def specialised_paper(major_code: str, supplement: Supplement | None = None) -> Paper:
    """The specialised subject of a 专升本 major: what the province says of a doubtful row, exceptions first.

    Raises NoSuchPaper for a code that no rule reads, or a major on which the table says nothing.
    """
    override = subject_override(major_code, supplement)
    if override is not None:
        return override.paper
    rule = subject_rule(major_code)
    if rule is None or rule.paper is None:
        raise NoSuchPaper(f"专业代码{major_code}没有对应的专业基础课，请向省级招生考试机构确认。")
    return rule.paper


@cites("A1.4.2", "A1.5.3")
def exam_category(
    level: ProgrammeLevel, major_code: str, supplement: Supplement, *, is_science: bool | None = None
) -> ExamCategory:
    """The 科类 in which a major's candidates sit and are filed, as the province uses it.

    At 专升本 it follows from the major. At 高起本 and 高起专 the college says 文科 or 理科
    (`is_science`), and the major tells arts, sports and foreign languages apart. Raises NoSuchPaper
    where `is_science` is missing there, or the province uses no such category.
    """
    if level is ProgrammeLevel.ZHUANSHENGBEN:
        rule = subject_override(major_code, supplement) or subject_rule(major_code)
        category = rule.category if rule else None
        if category is None:
            raise NoSuchPaper(f"专业代码{major_code}没有对应的科类，请向省级招生考试机构确认。")
    elif is_science is None:
        raise NoSuchPaper(f"{level.label}专业须由招生学校指明考文科还是理科。")
    else:
        category = _secondary_category(level, major_code, year_law(supplement.year), is_science)
    while supplement.category_in_use(level, category) is None:
        if category not in _BROADER:
            raise NoSuchPaper(f"{supplement.province_name}{level.label}没有“{category.label}”科类。")
        category = _BROADER[category]
    return category


@cites("A1.5.4", "A1.5.9")
def programme_kind(level: ProgrammeLevel, major_code: str, law: YearLaw) -> ProgrammeKind:
    """Whether a programme is 艺术类, 史论、编导类, 体育类 or general, by its catalogue code."""
    return next(
        (kind for kind, group in law.kind_majors.value if group.has(level, major_code)),
        ProgrammeKind.GENERAL,
    )


@cites("A1.5.5")
def counted_slots(level: ProgrammeLevel, category: ExamCategory, law: YearLaw) -> tuple[PaperSlot, ...]:
    """The slots whose marks make the total: all of the level, less maths in an arts category."""
    slots = law.paper_slots.value[level]
    if category not in law.arts_categories.value:
        return slots
    return tuple(slot for slot in slots if slot not in law.uncounted_arts_slots.value[level])


@cites("A1.4.1", "A1.4.2")
def language_findings(
    level: ProgrammeLevel,
    language: ForeignLanguage,
    programme_languages: tuple[ForeignLanguage, ...],
    law: YearLaw,
    supplement: Supplement,
) -> tuple[Finding, ...]:
    """Whether a foreign language may be sat: one of the year's, asked for by the programme.

    `programme_languages` is empty where the college accepts any. At 专升本 a language other than English
    needs the province's own paper.
    """
    if language not in law.foreign_languages.value:
        return (finding("A1.4.1", f"外语语种不能选{language.label}。"),)
    if programme_languages and language not in programme_languages:
        names = "、".join(each.label for each in programme_languages)
        return (finding("A1.4.1", f"报考专业要求的外语语种为{names}，不能选{language.label}。"),)
    is_upgrade = level is ProgrammeLevel.ZHUANSHENGBEN
    if is_upgrade and language is not ForeignLanguage.ENGLISH and not supplement.non_english_upgrade.value:
        return (finding("A1.4.2", f"{supplement.province_name}专升本未开设{language.label}考试。"),)
    return ()


@cites("A1.4.1", "A1.4.2")
def languages_of(
    level: ProgrammeLevel, law: YearLaw, supplement: Supplement | None
) -> tuple[ForeignLanguage, ...]:
    """The foreign languages that may be sat at a level; all of the year's where no province is known."""
    languages = law.foreign_languages.value
    if supplement is None:
        return languages
    return tuple(each for each in languages if not language_findings(level, each, (), law, supplement))


def subject_override(major_code: str, supplement: Supplement | None) -> SubjectOverride | None:
    """What the province says of a major, the longest beginning of its code first."""
    overrides = supplement.subject_overrides.value if supplement else {}
    fitting = sorted((prefix for prefix in overrides if major_code.startswith(prefix)), key=len)
    return overrides[fitting[-1]] if fitting else None


def _secondary_category(
    level: ProgrammeLevel, major_code: str, law: YearLaw, is_science: bool
) -> ExamCategory:
    kind = programme_kind(level, major_code, law)
    if kind in (ProgrammeKind.ARTS, ProgrammeKind.ARTS_THEORY):
        return ExamCategory.ARTS_SCIENCE if is_science else ExamCategory.ARTS_HUMANITIES
    if kind is ProgrammeKind.SPORTS:
        return ExamCategory.SPORTS_SCIENCE if is_science else ExamCategory.SPORTS_HUMANITIES
    if any(group.has(level, major_code) for group in law.foreign_language_majors.value):
        return ExamCategory.FOREIGN_SCIENCE if is_science else ExamCategory.FOREIGN_HUMANITIES
    return ExamCategory.SCIENCE if is_science else ExamCategory.HUMANITIES
