"""考试科目与时间: who sits what and when, and which subject a 专升本 major asks for (附件1·四（一）, 附件3)."""

from dataclasses import dataclass
from itertools import combinations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chengzhao.law.reference import Major, search_majors, subject_rules
from chengzhao.law.words import ExamCategory, ForeignLanguage, PaperSlot, ProgrammeLevel
from chengzhao.law.years import ExamSession, YearLaw
from chengzhao.rules.exams import (
    CategoryPapers,
    SubjectOfMajor,
    category_papers,
    clash_findings,
    sessions_of,
    subject_of,
)
from chengzhao.web.public.in_force import RulesInForce, rules_in_force
from chengzhao.web.public.reading import ReadingForm, reading_of
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import word_of
from chengzhao.web.shared.shows import shows

MOST_FOUND = 30
UPGRADE = ProgrammeLevel.ZHUANSHENGBEN


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionRow:
    """One session of a level's timetable with its papers."""

    session: ExamSession
    papers: str
    minutes: int
    hint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Timetable:
    """The timetable of levels that sit the same common papers."""

    title: str
    levels: tuple[ProgrammeLevel, ...]
    rows: tuple[SessionRow, ...]
    clause: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two levels, whether their hours can both be kept, and what the province says of registering for both."""

    first: ProgrammeLevel
    second: ProgrammeLevel
    fits: bool
    said: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundMajor:
    """A major that was looked up; `subject` is None for a vocational one, which no upgrade leads to."""

    major: Major
    subject: SubjectOfMajor | None
    category: str

    @property
    def is_doubtful(self) -> bool:
        """Whether it has a subject that is shown with a warning."""
        return bool(self.subject and self.subject.paper) and not self.subject.is_certain


@shows(
    *("A1.4.1", "A1.4.2", "A1.4.3", "A1.4.4", "A1.4.5", "A1.4.6", "A1.5.3", "A1.5.5", "A3.1", "A3.2"),
    called="考试科目与时间",
)
@login_not_required
@require_safe
def subjects(request: HttpRequest) -> HttpResponse:
    """The timetable, the look-up of a major, and the papers of each category."""
    rules = rules_read(request)
    words = word_of(request, "major").strip()
    found = look_up(words, rules)
    context = {
        "rules": rules,
        "form": form_of(request, rules),
        "timetables": timetables(rules.law),
        "pairs": pairs(rules),
        "words": words,
        "was_asked": "major" in request.GET,
        "found": found[:MOST_FOUND],
        "is_more": len(found) > MOST_FOUND,
        "is_doubtful": any(row.is_doubtful for row in found[:MOST_FOUND]),
        "subject_map": subject_rules(),
        "doubtful_rows": sum(not row.is_certain for row in subject_rules()),
        "secondary": [
            (level, category_papers(level, rules.law, rules.supplement)) for level in _secondary(rules.law)
        ],
        "upgrade": category_papers(UPGRADE, rules.law, rules.supplement),
        "languages": [each.label for each in rules.law.foreign_languages.value],
        "upgrade_languages": upgrade_languages(rules),
    }
    return page(request, "public/subjects.html", context)


def timetables(law: YearLaw) -> tuple[Timetable, ...]:
    """附件3 as two tables: 高中起点, of which 高起本 sits one paper more, and 专升本."""
    secondary = _secondary(law)
    return (
        Timetable(
            title="、".join(level.label for level in secondary),
            levels=secondary,
            rows=_rows(secondary, law),
            clause="A3.1",
        ),
        Timetable(title=UPGRADE.label, levels=(UPGRADE,), rows=_rows((UPGRADE,), law), clause="A3.2"),
    )


def rules_read(request: HttpRequest) -> RulesInForce:
    """The rules of the year and the province that a reader chose; without a choice those in force."""
    rules = rules_in_force(timezone.now())
    if not {"year", "province"} & set(request.GET):
        return rules
    reading = reading_of(request)
    return RulesInForce(
        season=rules.season, law=reading.law, supplement=reading.supplement, missing=reading.missing
    )


def form_of(request: HttpRequest, rules: RulesInForce) -> ReadingForm:
    """The choice of year and province as the reader made it; without one that of the rules in force."""
    if {"year", "province"} & set(request.GET):
        return reading_of(request).form
    province = rules.supplement.province_code if rules.supplement else ""
    return ReadingForm({"year": str(rules.law.year), "province": province})


def pairs(rules: RulesInForce) -> tuple[Pair, ...]:
    """Every two levels, whether one person could sit both, and whether the province lets one register for both."""
    law = rules.law
    return tuple(
        Pair(
            first=first,
            second=second,
            fits=not clash_findings(sessions_of([first, second], law)),
            said=_side_level(first, second, rules),
        )
        for first, second in combinations(law.levels.value, 2)
    )


def _side_level(first: ProgrammeLevel, second: ProgrammeLevel, rules: RulesInForce) -> str:
    """Whether one may be added to the other (兼报) in the province."""
    if rules.supplement is None:
        return "能不能兼报看报考省份的规定"
    sides = rules.supplement.side_levels.value
    for main, other in ((first, second), (second, first)):
        if other in sides.get(main, ()):
            return f"{rules.province_name}报{main.label}可以兼报{other.label}"
    return f"{rules.province_name}不能兼报"


def look_up(words: str, rules: RulesInForce) -> tuple[FoundMajor, ...]:
    """The majors that the words mean or come near to, undergraduate ones with their subject first."""
    return tuple(
        FoundMajor(
            major=major,
            subject=subject_of(major.code, rules.supplement) if major.is_undergraduate else None,
            category=_category_name(major, rules),
        )
        for major in sorted(search_majors(words), key=lambda each: not each.is_undergraduate)
    )


def upgrade_languages(rules: RulesInForce) -> tuple[str, ...]:
    """The languages of 专升本 in the province: English, and the others where it examines them."""
    if rules.supplement is None or not rules.supplement.non_english_upgrade.value:
        return (ForeignLanguage.ENGLISH.label,)
    return tuple(each.label for each in rules.law.foreign_languages.value)


def _secondary(law: YearLaw) -> tuple[ProgrammeLevel, ...]:
    return tuple(level for level in law.levels.value if level is not UPGRADE)


def _rows(levels: tuple[ProgrammeLevel, ...], law: YearLaw) -> tuple[SessionRow, ...]:
    return tuple(
        SessionRow(
            session=session,
            papers="、".join(paper.label for paper in law.slot_papers.value[session.slot]),
            minutes=law.paper_minutes.value[levels[0]],
            hint=_hint(session, levels),
        )
        for session in sessions_of(levels, law)
    )


def _hint(session: ExamSession, levels: tuple[ProgrammeLevel, ...]) -> str:
    """Who alone sits it, or by what one of its papers is chosen."""
    if session.slot is PaperSlot.SPECIALISED:
        return "按报考专业考一门"
    if session.slot is PaperSlot.COMBINED:
        return f"只有{'、'.join(level.label for level in session.levels)}考；文科考史地，理科考理化"
    if session.slot is PaperSlot.MATHS:
        return "文科、理科各考一种"
    return "少数民族语言授课的考汉语" if session.slot is PaperSlot.CHINESE else ""


def _category_name(major: Major, rules: RulesInForce) -> str:
    """The category of an undergraduate major at 专升本, by the province's name where it has one."""
    found = subject_of(major.code, rules.supplement) if major.is_undergraduate else None
    category: ExamCategory | None = found.category if found else None
    if category is None:
        return ""
    rows: tuple[CategoryPapers, ...] = category_papers(UPGRADE, rules.law, rules.supplement)
    return next((row.name for row in rows if row.category is category), category.label)
