"""The 科类 of a supplement against 附件1·四（一）: codes that tell them apart, and the papers of each."""

from collections import Counter
from collections.abc import Iterator, Sequence

from chengzhao.law.citation import cites, is_certain
from chengzhao.law.provinces.contradictions import Contradiction
from chengzhao.law.provinces.shape import CategoryInUse, Supplement
from chengzhao.law.reference import subject_rules
from chengzhao.law.words import ExamCategory, Paper, PaperSlot, ProgrammeLevel
from chengzhao.law.years import YearLaw

_HUMANITIES = (
    ExamCategory.HUMANITIES,
    ExamCategory.FOREIGN_HUMANITIES,
    ExamCategory.ARTS_HUMANITIES,
    ExamCategory.SPORTS_HUMANITIES,
)


def category_contradictions(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    """What is wrong with the categories of each level."""
    for level, categories in supplement.categories.value.items():
        used = [item.category for item in categories]
        if not used or len(set(used)) != len(used):
            yield Contradiction("A1.5.3", f"{level.label}没有科类，或同一科类写了两次")
            continue
        yield from _codes(level, categories)
        for item in categories:
            if item.category not in categories_at(level, law):
                yield Contradiction(
                    _clause(level), f"“{item.name}”（{item.category.value}）不是{level.label}的科类"
                )
            else:
                yield from _papers(level, item, law)


def categories_at(level: ProgrammeLevel, law: YearLaw) -> tuple[ExamCategory, ...]:
    """The categories that a level may have: 文 and 理 from secondary school, subjects at 专升本."""
    secondary = (*_HUMANITIES, *law.science_categories.value)
    is_upgrade = level is ProgrammeLevel.ZHUANSHENGBEN
    return tuple(category for category in ExamCategory if (category in secondary) is not is_upgrade)


def _codes(level: ProgrammeLevel, categories: Sequence[CategoryInUse]) -> Iterator[Contradiction]:
    """Codes and names that do not tell categories apart; one code for several stands only for the same papers."""
    if not all(item.code.strip() and item.name.strip() for item in categories):
        yield Contradiction("A1.5.3", f"{level.label}有科类没有写代码或名称")
    names = Counter(item.name for item in categories if item.name.strip())
    for name, times in names.items():
        if times > 1:
            yield Contradiction("A1.5.3", f"{level.label}有{times}个科类都叫“{name}”")
    papers: dict[str, set[tuple[Paper, ...]]] = {}
    for item in categories:
        papers.setdefault(item.code, set()).add(item.papers)
    for code, found in papers.items():
        if code.strip() and len(found) > 1:
            yield Contradiction("A1.5.3", f"{level.label}的科类代码{code}重复，考试科目不同的科类不能共用")


@cites("A1.4.1", "A1.4.2")
def _papers(level: ProgrammeLevel, item: CategoryInUse, law: YearLaw) -> Iterator[Contradiction]:
    """Papers that are not those of the level and category."""
    if level is ProgrammeLevel.ZHUANSHENGBEN:
        allowed = _specialised(item.category, law)
        if not item.papers or not set(item.papers) <= set(allowed):
            yield Contradiction(
                "A1.4.2", f"{level.label}“{item.name}”的专业基础课应为{_names(allowed, '或')}"
            )
        return
    wanted = _secondary(level, item.category, law)
    if Counter(item.papers) != Counter(wanted):
        yield Contradiction("A1.4.1", f"{level.label}“{item.name}”按科类考的科目应为{_names(wanted, '、')}")


def _specialised(category: ExamCategory, law: YearLaw) -> tuple[Paper, ...]:
    """The papers that the national table gives a category for certain; any of the year's where it names none."""
    named = (
        rule.paper
        for rule in subject_rules()
        if rule.category is category and rule.paper and is_certain(rule.confidence)
    )
    return tuple(dict.fromkeys(named)) or law.slot_papers.value[PaperSlot.SPECIALISED]


def _secondary(level: ProgrammeLevel, category: ExamCategory, law: YearLaw) -> tuple[Paper, ...]:
    """The papers that depend on 文 or 理: maths, and at 高起本 the combined one."""
    is_science = category in law.science_categories.value
    slots = law.paper_slots.value[level]
    maths = Paper.MATHS_SCIENCE if is_science else Paper.MATHS_HUMANITIES
    combined = Paper.PHYSICS_CHEMISTRY if is_science else Paper.HISTORY_GEOGRAPHY
    return (maths, combined) if PaperSlot.COMBINED in slots else (maths,)


def _clause(level: ProgrammeLevel) -> str:
    return "A1.4.2" if level is ProgrammeLevel.ZHUANSHENGBEN else "A1.4.1"


def _names(papers: Sequence[Paper], between: str) -> str:
    return between.join(paper.label for paper in papers)
