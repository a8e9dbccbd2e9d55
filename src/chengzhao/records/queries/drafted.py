"""What a draft says together with its files and the programmes that it names, as the rules look at it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from chengzhao.law.provinces import Supplement, supplement_or_none
from chengzhao.law.words import EducationKind, ExamCategory, ProgrammeLevel
from chengzhao.law.years import YearLaw, year_law
from chengzhao.ledger.digest import digest_of
from chengzhao.records.queries.directory import ChosenProgramme, programmes_by_code
from chengzhao.records.queries.drafts import DraftView, OwnIdentity, open_to_change
from chengzhao.records.queries.evidence import EvidenceView
from chengzhao.rules.registration import (
    PLEDGE_TITLE,
    SHOWN_AT_COUNTER,
    STEP,
    Drafted,
    DraftTask,
    MedicalField,
    medical_field,
    pledge_text,
    told_by_number,
)


def drafted_of(
    view: DraftView | None,
    identity: OwnIdentity,
    files: Iterable[EvidenceView],
    *,
    season: int,
    province: str,
) -> Drafted:
    """The draft as the rules look at it; one that was never begun has no answers."""
    answers = dict(view.answers) if view else {}
    held = Drafted(document=identity.document, province=province, answers=answers)
    law = year_law(season)
    codes = [code for one in held.choices for code in one["codes"]]
    programmes = programmes_by_code(season, province, codes)
    return Drafted(
        document=identity.document,
        province=province,
        excused=_excused(view),
        needs_birth=told_by_number(identity.document, identity.number) is None,
        answers=answers,
        files=Counter(_what(file) for file in files),
        fields=_fields(programmes.values(), law),
        misfits=frozenset(_misfits(held, programmes, law, season)),
    )


def pledge_digest(year: int) -> str:
    """The digest of the pledge that is to be signed, as it is kept with the signature."""
    return digest_of({"title": PLEDGE_TITLE, "text": list(pledge_text(year))})


def _excused(view: DraftView | None) -> frozenset[str]:
    """What was shown at a counter, but for what came back from there by its name."""
    if view is None or not view.is_taken_over:
        return frozenset()
    mendable = open_to_change(view.candidate_id)
    return SHOWN_AT_COUNTER if mendable >= STEP.keys() else SHOWN_AT_COUNTER - mendable


def _what(file: EvidenceView) -> str:
    return f"{file.kind}/{file.claim_kind}" if file.claim_kind else str(file.kind)


def _fields(programmes: Iterable[ChosenProgramme], law: YearLaw) -> frozenset[MedicalField]:
    found = {medical_field(one.level, one.major_code, law) for one in programmes}
    return frozenset(found - {MedicalField.NONE})


def _misfits(
    held: Drafted, programmes: dict[str, ChosenProgramme], law: YearLaw, season: int
) -> Iterator[DraftTask]:
    """The tasks whose answers were right for another level, category or text than those that now stand."""
    level, category = (held.text(DraftTask.LEVEL, name) for name in ("level", "category"))
    extra = supplement_or_none(held.province, season)
    if level and category and extra and _is_unused(extra, level, category):
        yield DraftTask.LEVEL
    kind = held.text(DraftTask.EDUCATION, "kind")
    if level and kind and EducationKind(kind) not in law.prior_education.value[ProgrammeLevel(level)]:
        yield DraftTask.EDUCATION
    if any(not _fits(held, code, programmes) for one in held.choices for code in one["codes"]):
        yield DraftTask.CHOICES
    digest = held.text(DraftTask.PLEDGE, "digest")
    if digest and digest != pledge_digest(season):
        yield DraftTask.PLEDGE


def _is_unused(extra: Supplement, level: str, category: str) -> bool:
    return extra.category_in_use(ProgrammeLevel(level), ExamCategory(category)) is None


def _fits(held: Drafted, code: str, programmes: dict[str, ChosenProgramme]) -> bool:
    found = programmes.get(code)
    if found is None:
        return False
    paper = held.text(DraftTask.LEVEL, "paper") if found.paper else ""
    return (
        found.level in held.levels
        and found.category == held.text(DraftTask.LEVEL, "category")
        and (found.paper or "") == paper
    )
