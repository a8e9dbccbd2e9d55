"""What the person sits and when (附件1·四（一）, 附件3): one line a session, decided as far as the facts go."""

from collections.abc import Iterator
from dataclasses import dataclass

from chengzhao.law.citation import cites
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import ExamCategory, ForeignLanguage, Paper, PaperSlot, ProgrammeLevel
from chengzhao.law.years import ExamSession, YearLaw
from chengzhao.rules.advice.answer import Point, Sitting, Standing, Topic
from chengzhao.rules.advice.conditions import points_of_findings
from chengzhao.rules.advice.enquirer import Enquirer
from chengzhao.rules.exams import (
    NoSuchPaper,
    SubjectOfMajor,
    counted_slots,
    exam_category,
    language_findings,
    languages_of,
    papers_of,
    programme_kind,
    requires_extra_test,
    sessions_of,
    subject_of,
)

_CLAUSES = {ProgrammeLevel.ZHUANSHENGBEN: ("A1.4.2", "A3.2")}
_FROM_SECONDARY = ("A1.4.1", "A3.1")
_DECIDED_LATER = (PaperSlot.SPECIALISED, PaperSlot.MATHS, PaperSlot.COMBINED)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """The facts that decide papers, with what follows from them: worked out once for all sessions."""

    enquirer: Enquirer
    law: YearLaw
    supplement: Supplement | None
    category: ExamCategory | None
    subject: SubjectOfMajor | None


@cites("A1.4.1", "A1.4.2", "A1.4.4", "A1.4.5", "A1.4.6", "A3.1", "A3.2")
def sittings_of(enquirer: Enquirer, law: YearLaw, supplement: Supplement | None) -> tuple[Sitting, ...]:
    """The sessions of the person's levels in order of time; a paper common to two levels is sat once."""
    is_upgrade = enquirer.level is ProgrammeLevel.ZHUANSHENGBEN
    asked = _Asked(
        enquirer=enquirer,
        law=law,
        supplement=supplement,
        category=category_of(enquirer, law, supplement),
        subject=subject_of(enquirer.major_code, supplement) if is_upgrade and enquirer.major_code else None,
    )
    return tuple(_sitting(session, asked) for session in sessions_of(enquirer.levels, law))


@cites("A1.4.1", "A1.4.2", "A1.4.3", "A1.4.4")
def paper_points(enquirer: Enquirer, law: YearLaw, supplement: Supplement | None) -> Iterator[Point]:
    """What is to be known besides the hours: the language, the extra test, papers in a minority language."""
    level = enquirer.level
    if level is None:
        return
    if enquirer.language is not None:
        yield from _language_points(level, enquirer.language, law, supplement)
    if enquirer.major_code:
        kind = programme_kind(level, enquirer.major_code, law)
        if requires_extra_test(kind, is_announced=False, law=law):
            yield Point(
                topic=Topic.PAPERS,
                standing=Standing.NOTED,
                clause="A1.4.3",
                sentence=f"{kind.label}专业须参加招生学校的专业加试，合格后才能投档。",
                mend="加试在全国统考之前，时间和办法看学校的招生简章。",
            )
    if enquirer.is_taught_in_minority_language:
        sentence = "使用少数民族语言文字授课的考生，考汉语代替语文，考试办法由省级招委会确定。"
        yield Point(topic=Topic.PAPERS, standing=Standing.NOTED, clause="A1.4.4", sentence=sentence)


@cites("A1.5.3")
def category_of(enquirer: Enquirer, law: YearLaw, supplement: Supplement | None) -> ExamCategory | None:
    """The category in which the person sits: as said, or as major and 文理 give it; None where neither does."""
    level = enquirer.level
    if level is None or enquirer.category is not None:
        return enquirer.category
    if level is ProgrammeLevel.ZHUANSHENGBEN:
        found = subject_of(enquirer.major_code, supplement) if enquirer.major_code else None
        return found.category if found else None
    if enquirer.is_science is None:
        return None
    if enquirer.major_code and supplement is not None:
        try:
            return exam_category(level, enquirer.major_code, supplement, is_science=enquirer.is_science)
        except NoSuchPaper:
            return None
    return ExamCategory.SCIENCE if enquirer.is_science else ExamCategory.HUMANITIES


def _language_points(
    level: ProgrammeLevel, language: ForeignLanguage, law: YearLaw, supplement: Supplement | None
) -> Iterator[Point]:
    if supplement is not None:
        found = language_findings(level, language, (), law, supplement)
        yield from points_of_findings(
            Topic.PAPERS, found, is_certain=_languages_are_certain(level, supplement)
        )
    elif level is ProgrammeLevel.ZHUANSHENGBEN and language is not ForeignLanguage.ENGLISH:
        sentence = f"专升本是否开设{language.label}考试，由报考省份自行确定。"
        yield Point(topic=Topic.PAPERS, standing=Standing.NOTED, clause="A1.4.2", sentence=sentence)


def _sitting(session: ExamSession, asked: _Asked) -> Sitting:
    law, enquirer = asked.law, asked.enquirer
    levels = tuple(level for level in enquirer.levels if level in session.levels)
    papers = _papers(levels[0], session.slot, asked)
    subject = asked.subject if session.slot is PaperSlot.SPECIALISED else None
    return Sitting(
        levels=levels,
        slot=session.slot,
        papers=papers,
        title=_title(session.slot, papers, enquirer.language),
        session=session,
        minutes=law.paper_minutes.value[levels[0]],
        full_mark=law.full_mark.value,
        clauses=_CLAUSES.get(levels[0], _FROM_SECONDARY),
        note=_note(levels[0], session.slot, papers, asked),
        is_certain=law.sessions.is_certain and (subject is None or subject.is_certain),
    )


def _papers(level: ProgrammeLevel, slot: PaperSlot, asked: _Asked) -> tuple[Paper, ...]:
    """The papers of a slot: one where the facts decide, else all among which they will."""
    every = asked.law.slot_papers.value[slot]
    specialised = asked.subject.paper if asked.subject else None
    is_open = specialised is None if slot is PaperSlot.SPECIALISED else asked.category is None
    if slot in _DECIDED_LATER and is_open:
        return every
    found = papers_of(
        level,
        asked.category or ExamCategory.HUMANITIES,
        law=asked.law,
        specialised=_filling(level, specialised, asked.law),
        is_taught_in_minority_language=asked.enquirer.is_taught_in_minority_language,
    )
    return tuple(each.paper for each in found if each.slot is slot)


def _filling(level: ProgrammeLevel, specialised: Paper | None, law: YearLaw) -> Paper | None:
    """What stands in the specialised slot while the others are asked for: any of the year's where none is known."""
    if level is not ProgrammeLevel.ZHUANSHENGBEN:
        return None
    return specialised or law.slot_papers.value[PaperSlot.SPECIALISED][0]


def _title(slot: PaperSlot, papers: tuple[Paper, ...], language: ForeignLanguage | None) -> str:
    """What stands in the timetable: the paper, with its language; the slot where more than one is possible."""
    if slot is PaperSlot.FOREIGN and language is not None:
        return f"{slot.label}（{language.label}）"
    return papers[0].label if len(papers) == 1 else slot.label


def _note(level: ProgrammeLevel, slot: PaperSlot, papers: tuple[Paper, ...], asked: _Asked) -> str:
    if asked.category is not None and slot not in counted_slots(level, asked.category, asked.law):
        return "成绩不计入总分，供招生学校录取时参考"
    if slot is PaperSlot.FOREIGN and asked.enquirer.language is None:
        return _languages(level, asked.law, asked.supplement)
    if len(papers) > 1:
        decided_by = "报考专业" if slot is PaperSlot.SPECIALISED else "科类"
        return f"按{decided_by}考一门：{'、'.join(paper.label for paper in papers)}"
    return ""


@cites("A1.4.1", "A1.4.2")
def _languages(level: ProgrammeLevel, law: YearLaw, supplement: Supplement | None) -> str:
    """The languages that one chooses from; at 专升本 without a province those that it decides on apart."""
    every = languages_of(level, law, supplement)
    left_open: tuple[ForeignLanguage, ...] = ()
    if supplement is None and level is ProgrammeLevel.ZHUANSHENGBEN:
        left_open = tuple(each for each in every if each is not ForeignLanguage.ENGLISH)
    sure = "、".join(each.label for each in every if each not in left_open)
    names = "、".join(each.label for each in left_open)
    open_text = f"；是否开设{names}由报考省份确定" if names else ""
    doubt = "" if _languages_are_certain(level, supplement) else "（待核，以报考省份公布的为准）"
    return f"语种：{sure}{open_text}{doubt}"


def _languages_are_certain(level: ProgrammeLevel, supplement: Supplement | None) -> bool:
    """Whether the province's choice of languages is known; only 专升本 leaves it one."""
    if supplement is None or level is not ProgrammeLevel.ZHUANSHENGBEN:
        return True
    return supplement.non_english_upgrade.is_certain
