"""The directory of programmes as candidates choose from it: by code, and by what they search for (A1.2.1, A2.2)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from chengzhao.law.words import ExamCategory, Paper, ProgrammeLevel, StudyForm
from chengzhao.records.models import Programme


@dataclass(frozen=True, kw_only=True, slots=True)
class ChosenProgramme:
    """A programme of the directory as a candidate chooses it."""

    code: str
    name: str
    major_code: str
    level: ProgrammeLevel
    category: ExamCategory
    paper: Paper | None
    college_code: str
    college: str
    study_form: StudyForm
    place: str
    language: str


def programmes_by_code(season: int, province: str, codes: Iterable[str]) -> dict[str, ChosenProgramme]:
    """The programmes of these codes; a code that the directory does not have is left out."""
    rows = Programme.objects.filter(season=season, province=province, code__in=list(codes))
    return {row.code: chosen_programme(row) for row in rows.select_related("college")}


def chosen_programme(row: Programme) -> ChosenProgramme:
    """A row of the directory, its college joined."""
    return ChosenProgramme(
        code=row.code,
        name=row.name,
        major_code=row.major_code,
        level=ProgrammeLevel(row.level),
        category=ExamCategory(row.category),
        paper=Paper(row.specialised_paper) if row.specialised_paper else None,
        college_code=row.college.national_code,
        college=row.college.name,
        study_form=StudyForm(row.study_form),
        place=row.teaching_place,
        language=row.foreign_language,
    )


def searched_programmes(
    season: int, province: str, levels: Iterable[ProgrammeLevel], words: str, *, limit: int
) -> tuple[ChosenProgramme, ...]:
    """The programmes at some levels of which code, name, college or place hold the words, by code."""
    rows = Programme.objects.filter(
        season=season, province=province, level__in=[level.value for level in levels]
    )
    for word in words.split():
        rows = rows.filter(_holds(word))
    ordered: QuerySet[Programme] = rows.select_related("college").order_by("code")
    return tuple(chosen_programme(row) for row in ordered[:limit])


def _holds(word: str) -> Q:
    return (
        Q(code__istartswith=word)
        | Q(name__contains=word)
        | Q(college__name__contains=word)
        | Q(college__national_code=word)
        | Q(teaching_place__contains=word)
    )
