"""What a 专升本 major is examined in and how sure that is; what each category of a level sits (附件1·四（一）)."""

from dataclasses import dataclass
from decimal import Decimal

from chengzhao.law.citation import cites, is_certain
from chengzhao.law.provinces import Supplement
from chengzhao.law.reference import Major, majors_meant, search_majors, subject_rule, subject_rules
from chengzhao.law.words import ExamCategory, Paper, PaperSlot, ProgrammeLevel
from chengzhao.law.years import YearLaw
from chengzhao.rules.exams.papers import (
    NoSuchPaper,
    PaperOfCandidate,
    counted_slots,
    papers_of,
    subject_override,
)

_SECONDARY = (
    ExamCategory.HUMANITIES,
    ExamCategory.SCIENCE,
    ExamCategory.ARTS_HUMANITIES,
    ExamCategory.ARTS_SCIENCE,
    ExamCategory.SPORTS_HUMANITIES,
    ExamCategory.SPORTS_SCIENCE,
)
"""The categories of 高起点 that the notice itself tells apart; a province may have more (A1.5.3)."""

_NEAR = 5
"""How many majors of a similar name are told to somebody who mistyped one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectOfMajor:
    """The specialised subject of a major: the paper and category, None where the table says nothing.

    `read_as` names the row of the table, `is_overridden` says that the province put its own word in the
    place of a doubtful one, which is then certain.
    """

    major_code: str
    read_as: str
    paper: Paper | None
    category: ExamCategory | None
    confidence: Decimal
    is_overridden: bool

    @property
    def is_certain(self) -> bool:
        """Whether it may be shown without a warning."""
        return self.paper is not None and is_certain(self.confidence)


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryPapers:
    """What a category of a level sits; `name` is the province's, `uncounted` the slots left out of the total.

    At 专升本 `papers` are the specialised subjects that lead into the category, beside the two common ones.
    """

    category: ExamCategory
    code: str
    name: str
    papers: tuple[PaperOfCandidate, ...]
    uncounted: tuple[PaperSlot, ...]


@cites("A1.4.2", "A3.2")
def subject_of(major_code: str, supplement: Supplement | None = None) -> SubjectOfMajor | None:
    """The specialised subject of a 专升本 major, the province's word first; None for a code that no row reads."""
    override = subject_override(major_code, supplement)
    rule = subject_rule(major_code)
    if override is not None and supplement is not None:
        return SubjectOfMajor(
            major_code=major_code,
            read_as=f"{supplement.province_name}补充规定",
            paper=override.paper,
            category=override.category,
            confidence=supplement.subject_overrides.confidence,
            is_overridden=True,
        )
    if rule is None:
        return None
    return SubjectOfMajor(
        major_code=major_code,
        read_as=rule.name,
        paper=rule.paper,
        category=rule.category,
        confidence=rule.confidence,
        is_overridden=False,
    )


@cites("A1.4.1", "A1.4.2", "A1.5.3", "A1.5.5")
def category_papers(
    level: ProgrammeLevel, law: YearLaw, supplement: Supplement | None = None
) -> tuple[CategoryPapers, ...]:
    """What each category of a level sits: the province's categories, or those of the notice without one."""
    in_use = _in_use(level, supplement)
    is_upgrade = level is ProgrammeLevel.ZHUANSHENGBEN
    return tuple(
        CategoryPapers(
            category=category,
            code=code,
            name=name,
            papers=_specialised(papers) if is_upgrade else papers_of(level, category, law=law),
            uncounted=_uncounted(level, category, law),
        )
        for category, code, name, papers in in_use
    )


@cites("A1.4.1", "A1.4.2")
def major_at(level: ProgrammeLevel, words: str) -> Major:
    """The one major of a level's catalogue that a code or a name means.

    高起专 majors stand in the vocational catalogue, the others in the undergraduate one. Raises NoSuchPaper,
    naming what comes near, for a code or name that is none of them or more than one.
    """
    is_undergraduate = level is not ProgrammeLevel.GAOQIZHUAN
    meant = majors_meant(words, is_undergraduate=is_undergraduate)
    if len(meant) == 1:
        return meant[0]
    found = search_majors(words, is_undergraduate=is_undergraduate)
    catalogue = "本科专业目录" if is_undergraduate else "高职（专科）专业目录"
    near = "、".join(f"{each.code} {each.name}" for each in found[:_NEAR])
    more = "等" if len(found) > _NEAR else ""
    hint = f"相近的有：{near}{more}" if near else "请填写目录中的6位代码或专业名称"
    raise NoSuchPaper(f"{level.label}专业在{catalogue}中没有“{words.strip()}”，{hint}。")


def _in_use(
    level: ProgrammeLevel, supplement: Supplement | None
) -> list[tuple[ExamCategory, str, str, tuple[Paper, ...]]]:
    """Category, code, name and the papers that depend on it."""
    if supplement is not None:
        rows = supplement.categories.value.get(level, ())
        return [(row.category, row.code, row.name, row.papers) for row in rows]
    if level is not ProgrammeLevel.ZHUANSHENGBEN:
        return [(category, "", category.label, ()) for category in _SECONDARY]
    papers: dict[ExamCategory, dict[Paper, None]] = {}
    for rule in subject_rules():
        if rule.category is not None and rule.paper is not None:
            papers.setdefault(rule.category, {})[rule.paper] = None
    return [(each, "", each.label, tuple(papers[each])) for each in ExamCategory if each in papers]


def _specialised(papers: tuple[Paper, ...]) -> tuple[PaperOfCandidate, ...]:
    return tuple(PaperOfCandidate(slot=PaperSlot.SPECIALISED, paper=paper) for paper in papers)


def _uncounted(level: ProgrammeLevel, category: ExamCategory, law: YearLaw) -> tuple[PaperSlot, ...]:
    counted = counted_slots(level, category, law)
    return tuple(slot for slot in law.paper_slots.value[level] if slot not in counted)
