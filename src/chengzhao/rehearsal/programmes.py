"""The programmes that the colleges offer: real majors, lawful forms and lengths."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from chengzhao.law.reference import filing_lines, major, vacancies
from chengzhao.law.words import (
    ExamCategory,
    Paper,
    ProgrammeKind,
    ProgrammeLevel,
    StudyForm,
)
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import stream
from chengzhao.rehearsal.colleges import BENKE, ZHUANKE, TakingPart, are_named
from chengzhao.rehearsal.facts import WantedMajor
from chengzhao.rehearsal.scenario import Scenario
from chengzhao.rules.exams import (
    NoSuchPaper,
    exam_category,
    programme_kind,
    requires_extra_test,
    specialised_paper,
)
from chengzhao.rules.plans import is_relaxable

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
MEDICAL_FIELDS = frozenset({"clinical", "nursing", "medical_technology", "chinese_medicine", "pharmacy"})
ARTS_FIELDS = frozenset({"arts", "arts_theory"})
ANY_LANGUAGE = "不限"
_ONLY_SPARE_TIME = MEDICAL_FIELDS | ARTS_FIELDS | {"foreign", "sports"}
_NEVER_MISSING = frozenset({"arts", "sports"})
"""Fields that some college offers at each level even in a small season, for the sake of their extra tests."""

_EITHER_FIELDS = ARTS_FIELDS | {"sports", "foreign"}
_HUMANITIES_FIELDS = frozenset({"economics", "law", "welfare", "prison", "police", "education", "humanities"})
_LEVEL_DIGIT = {GAOQIBEN: 1, ZHUANSHENGBEN: 2, GAOQIZHUAN: 3}
_BASE_FEE = {"arts": 3600, "arts_theory": 3200, "sports": 2800, "clinical": 2800, "nursing": 2600}


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A programme of a college in the province; `demand` is how much its major is wanted."""

    code: str
    national_code: str
    major_code: str
    name: str
    level: ProgrammeLevel
    category: ExamCategory
    kind: ProgrammeKind
    study_form: StudyForm
    half_years: int
    specialised_paper: Paper | None
    relaxable: bool
    extra_test: bool
    is_medical: bool
    foreign_language: str
    teaching_place: str
    annual_fee: Decimal
    field: str
    trade: str
    demand: int
    popularity: int


def offers(scenario: Scenario, taking_part: tuple[TakingPart, ...]) -> tuple[Offer, ...]:
    """Every programme of the season by code."""
    maker = _Maker(scenario)
    found = [offer for college in taking_part for offer in maker.of(college)]
    return tuple(sorted(found, key=lambda offer: offer.code))


@dataclass(frozen=True, slots=True)
class _Wanted:
    level: ProgrammeLevel
    category: ExamCategory
    major: WantedMajor


class _Maker:
    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._chance = stream(scenario.seed, "programmes")
        self._offered: set[tuple[ProgrammeLevel, str]] = set()
        self._cap = min(12, 2 + scenario.candidates // 1200)
        self._seen = _seen_in_jiangsu(scenario) if are_named(scenario) else None

    def of(self, college: TakingPart) -> Iterator[Offer]:
        for level in self._scenario.levels:
            if not college.offers(level):
                continue
            for serial, wanted in enumerate(self._wanted(college, level), start=1):
                yield self._offer(college, wanted, serial)

    def _wanted(self, college: TakingPart, level: ProgrammeLevel) -> list[_Wanted]:
        """The majors of a college at a level: one of each field first, the most wanted before others.

        The last of them gives way to a field that must not be missing.
        """
        if self._seen is not None and level is ZHUANSHENGBEN:
            return self._as_seen(self._seen.get(college.code, {}))
        leads_to = ZHUANKE if level is GAOQIZHUAN else BENKE
        taught = [m for m in facts.wanted_majors() if m.leads_to == leads_to and m.field in college.fields]
        rest = sorted(taught, key=lambda m: (-m.weight * self._chance.randrange(50, 150), m.major_code))
        first = _one_of_each_field(rest)
        ordered = [*first, *(m for m in rest if m not in first)]
        cap = max(1, self._cap // 3) if level is GAOQIBEN else self._cap
        found = [wanted for item in ordered if (wanted := self._placed(level, item)) is not None]
        kept = found[:cap]
        for wanted in found[cap:]:
            if wanted.major.field in _NEVER_MISSING and (level, wanted.major.field) not in self._offered:
                kept[-1] = wanted
        self._offered.update((level, wanted.major.field) for wanted in kept)
        return kept

    def _as_seen(self, majors: Mapping[ExamCategory, tuple[WantedMajor, ...]]) -> list[_Wanted]:
        """江苏 2025: the categories in which the college had a filing line, and majors within them."""
        each = max(1, self._cap // 2)
        return [
            _Wanted(ZHUANSHENGBEN, category, item)
            for category, known in majors.items()
            for item in known[:each]
        ]

    def _placed(self, level: ProgrammeLevel, item: WantedMajor) -> _Wanted | None:
        is_science = None if level is ZHUANSHENGBEN else self._is_science(item.field)
        try:
            category = exam_category(level, item.major_code, self._scenario.supplement, is_science=is_science)
        except NoSuchPaper:
            return None
        return _Wanted(level, category, item)

    def _is_science(self, field: str) -> bool:
        if field in _EITHER_FIELDS:
            return self._chance.randrange(3) == 0
        return field not in _HUMANITIES_FIELDS

    def _offer(self, college: TakingPart, wanted: _Wanted, serial: int) -> Offer:
        level, item = wanted.level, wanted.major
        form = self._study_form(item.field)
        law, extra = self._scenario.law, self._scenario.supplement
        kind = programme_kind(level, item.major_code, law)
        return Offer(
            code=f"{college.code}{_LEVEL_DIGIT[level]}{serial:02d}",
            national_code=college.code,
            major_code=item.major_code,
            name=item.name,
            level=level,
            category=wanted.category,
            kind=kind,
            study_form=form,
            half_years=int(law.minimum_years.value[level, form] * 2),
            specialised_paper=specialised_paper(item.major_code, extra) if level is ZHUANSHENGBEN else None,
            relaxable=is_relaxable(level, item.major_code, law),
            extra_test=requires_extra_test(kind, is_announced=False, law=law),
            is_medical=any(group.has(level, item.major_code) for group in law.medical_majors.value),
            foreign_language="英语" if item.field == "foreign" else ANY_LANGUAGE,
            teaching_place=f"{college.entry.city}校本部",
            annual_fee=Decimal(_BASE_FEE.get(item.field, 2000) + 100 * self._chance.randrange(8)),
            field=item.field,
            trade=item.trade,
            demand=item.weight,
            popularity=college.popularity,
        )

    def _study_form(self, field: str) -> StudyForm:
        forms = self._scenario.law.study_forms.value
        if not self._chance.randrange(25):
            return StudyForm.FULL_TIME
        if StudyForm.NON_FULL_TIME in forms:
            return StudyForm.NON_FULL_TIME
        by_post = field not in _ONLY_SPARE_TIME and self._chance.randrange(3) > 0
        return StudyForm.CORRESPONDENCE if by_post else StudyForm.SPARE_TIME


def _one_of_each_field(majors: list[WantedMajor]) -> list[WantedMajor]:
    best: dict[str, WantedMajor] = {}
    for item in majors:
        best.setdefault(item.field, item)
    return list(best.values())


def _seen_in_jiangsu(scenario: Scenario) -> Mapping[str, Mapping[ExamCategory, tuple[WantedMajor, ...]]]:
    """By college and category of the filing lines: the majors known to have had places, then the wanted ones."""
    by_code = {item.major_code: item for item in facts.wanted_majors() if item.leads_to == BENKE}
    by_category: dict[ExamCategory, list[WantedMajor]] = defaultdict(list)
    for item in sorted(by_code.values(), key=lambda m: (-m.weight, m.major_code)):
        by_category[exam_category(ZHUANSHENGBEN, item.major_code, scenario.supplement)].append(item)
    known: dict[tuple[str, ExamCategory], list[WantedMajor]] = defaultdict(list)
    for vacancy in vacancies():
        held = _catalogued(vacancy.major_code, by_code)
        if held is not None:
            known[vacancy.national_code, vacancy.category].append(held)
    found: dict[str, dict[ExamCategory, tuple[WantedMajor, ...]]] = defaultdict(dict)
    for seen in filing_lines():
        first = known[seen.national_code, seen.category]
        rest = [item for item in by_category[seen.category] if item not in first]
        found[seen.national_code][seen.category] = (*first, *rest)
    return found


def _catalogued(major_code: str, by_code: Mapping[str, WantedMajor]) -> WantedMajor | None:
    held = major(major_code)
    if held is None:
        return None
    unlisted = WantedMajor(
        leads_to=BENKE, major_code=held.code, name=held.name, field="other", weight=5, trade="企业"
    )
    return by_code.get(held.code, unlisted)
