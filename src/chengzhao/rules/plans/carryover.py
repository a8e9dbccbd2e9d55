"""通知·二.4: last year's programmes in the words of this year: 函授 and 业余 become 非脱产 in 2025 (N4.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from chengzhao.law.citation import cites
from chengzhao.law.exact import exact_text
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import ProgrammeLevel, StudyForm
from chengzhao.law.years import YearLaw, is_in_force, require_in_force
from chengzhao.rules.colleges import minimum_years


@dataclass(frozen=True, kw_only=True, slots=True)
class CarriedProgramme:
    """A programme as it goes from one year's directory into the next; `code` is the college's own.

    `teaching_place` and `foreign_language` are those of the directory.
    """

    code: str
    major_code: str
    level: ProgrammeLevel
    study_form: StudyForm
    years: Fraction
    teaching_place: str = ""
    foreign_language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CarriedOver:
    """A programme of the new year, the codes of those of last year that became it, and what to look at."""

    programme: CarriedProgramme
    came_from: tuple[str, ...]
    notes: tuple[str, ...] = ()


@cites("N4.4")
def carried_form(study_form: StudyForm, law: YearLaw) -> StudyForm:
    """The form of the year that takes the place of a form: itself while in force, else its successor.

    Raises NotInForce, naming the clause, for a form without a successor in the year (非脱产 in 2024).
    """
    if is_in_force(study_form, law):
        return study_form
    successor = law.form_successors.value.get(study_form, study_form)
    if not is_in_force(successor, law):
        require_in_force(study_form, law)
    return successor


@cites("N4.4", "A1.1.3")
def carry_over(
    programmes: Sequence[CarriedProgramme], law: YearLaw, supplement: Supplement | None = None
) -> tuple[CarriedOver, ...]:
    """Last year's programmes as this year's, those that became one put together, in order of major and code.

    Two programmes are one when major, level and new form agree; the longer length is kept, so that none
    becomes too short, and a note says so, as one does of places and languages that differ. The merged one
    keeps the smallest code, with its place and language.
    """
    together: dict[tuple[str, ProgrammeLevel, StudyForm], list[CarriedProgramme]] = {}
    for programme in sorted(programmes, key=lambda each: (each.major_code, each.code)):
        form = carried_form(programme.study_form, law)
        together.setdefault((programme.major_code, programme.level, form), []).append(programme)
    return tuple(_merged(form, found, law, supplement) for (_, _, form), found in together.items())


def _merged(
    form: StudyForm, found: Sequence[CarriedProgramme], law: YearLaw, supplement: Supplement | None
) -> CarriedOver:
    first = found[0]
    years = max(programme.years for programme in found)
    notes = []
    if any(programme.study_form is not form for programme in found):
        names = "、".join(dict.fromkeys(programme.study_form.label for programme in found))
        notes.append(f"学习形式由{names}改为{form.label}。")
    if len({programme.years for programme in found}) > 1:
        notes.append("原学制不同，取较长的，请核对。")
    for name, kept, values in (
        ("授课地点", first.teaching_place, [programme.teaching_place for programme in found]),
        ("外语语种", first.foreign_language, [programme.foreign_language for programme in found]),
    ):
        if len(set(values)) > 1:
            said = "、".join(dict.fromkeys(value or "未写" for value in values))
            notes.append(f"原{name}不同（{said}），暂取{kept or '未写'}，请核对是否合并。")
    least = minimum_years(first.level, form, law, supplement)
    if years < least:
        notes.append(f"学制短于最短学习时间{exact_text(least)}年，须延长。")
    return CarriedOver(
        programme=replace(first, study_form=form, years=years),
        came_from=tuple(programme.code for programme in found),
        notes=tuple(notes),
    )
