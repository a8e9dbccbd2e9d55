"""What a province fills in: the shape of its supplement to one year (A1.8.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.words import (
    AssignmentRule,
    ChoiceMoment,
    ClaimKind,
    ExamCategory,
    FilingMechanism,
    FilingUnit,
    LineRounding,
    MeritScore,
    Paper,
    PaperSlot,
    ProgrammeLevel,
    RoundKind,
    StudyForm,
    TieRule,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryInUse:
    """A 科类 that the province uses at a level: its code and name there, and the papers that depend on it.

    `papers` holds, at 高起本 and 高起专, the maths paper and (高起本) the combined one; at 专升本 the
    specialised subjects that lead into the category.
    """

    category: ExamCategory
    code: str
    name: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoiceForm:
    """What a candidate may write at a level: how many colleges, programmes in each, and 服从调剂."""

    colleges: int
    programmes: int
    offers_reassignment: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundRule:
    """One round of a tier: its kind, the points by which lines are relaxed, whether choices are new."""

    kind: RoundKind
    relaxation: int
    takes_new_choices: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberPart:
    """One part of a number: its name and its width in digits."""

    name: str
    width: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberFormat:
    """How 报名号, 考生号 or 准考证号 is put together, part by part, all digits."""

    name: str
    parts: tuple[NumberPart, ...]

    @property
    def width(self) -> int:
        """The number of digits."""
        return sum(part.width for part in self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberFormats:
    """The three numbers of a candidate, which are three different things."""

    registration: NumberFormat
    candidate: NumberFormat
    admit_card: NumberFormat


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomPlan:
    """A standard room: rows from front to back, columns from door to window, its seats and invigilators.

    Where the numbers run back and forth, every second column is counted from the back.
    """

    rows: int
    columns: int
    invigilators: int
    runs_back_and_forth: bool = True

    @property
    def seats(self) -> int:
        """Rows times columns."""
        return self.rows * self.columns


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectOverride:
    """What a province puts in the place of a doubtful row of the 专升本 subject map."""

    paper: Paper
    category: ExamCategory


@dataclass(frozen=True, kw_only=True, slots=True)
class PastLine:
    """A published control line of an earlier year, for comparison; full mark as published."""

    year: int
    level: ProgrammeLevel
    name: str
    category: ExamCategory | None
    full_mark: int
    score: int
    source: str
    confidence: Decimal


_NO_LONGER_YEARS: Provision[Mapping[tuple[ProgrammeLevel, StudyForm], Fraction]] = Provision(
    MappingProxyType({}), Citation("A1.1.3")
)
_HALF_A_YEAR = Provision(6, Citation("A1.6.3"))
_NO_OVERRIDES: Provision[Mapping[str, SubjectOverride]] = Provision(MappingProxyType({}), Citation("A1.4.2"))


@dataclass(frozen=True, kw_only=True, eq=False)
class Supplement:
    """A province's rules for one year, each beside the clause that leaves it open and its source.

    Tie keys stand under "LEVEL" or "LEVEL/CATEGORY", the latter winning, as in the offline command.
    """

    province_code: str
    province_name: str
    year: int

    # choices and tiers
    choice_forms: Provision[Mapping[ProgrammeLevel, ChoiceForm]]
    side_levels: Provision[Mapping[ProgrammeLevel, tuple[ProgrammeLevel, ...]]]
    choice_moment: Provision[ChoiceMoment]
    choices_are_confirmed: Provision[bool]
    tiers: Provision[tuple[tuple[ProgrammeLevel, ...], ...]]
    rounds: Provision[tuple[RoundRule, ...]]

    # filing
    mechanism: Provision[Mapping[ProgrammeLevel, FilingMechanism]]
    unit: Provision[FilingUnit]
    ratio: Provision[Fraction]
    ties: Provision[TieRule]
    tie_keys: Provision[Mapping[str, tuple[PaperSlot, ...]]]
    assignment: Provision[AssignmentRule]
    gaps: Provision[tuple[int, ...]]
    merit: Provision[MeritScore]
    refills: Provision[bool]
    exempt_are_placed_first: Provision[bool]

    # categories and lines
    categories: Provision[Mapping[ProgrammeLevel, tuple[CategoryInUse, ...]]]
    line_floor_ratio: Provision[Fraction]
    line_rounding: Provision[LineRounding]

    # plans
    low_fill_rate: Provision[Fraction]
    full_time_share: Provision[Fraction]

    # registration and preferences
    registration_window: Provision[tuple[datetime, datetime]]
    out_of_place_proofs: Provision[tuple[str, ...]]
    fee: Provision[Decimal | None]
    number_formats: Provision[NumberFormats]
    bonus_points: Provision[Mapping[ClaimKind, int]]
    age_reference_day: Provision[date]
    age_is_publicised: Provision[bool]
    publicity_days: Provision[int]

    # exams
    room_plan: Provision[RoomPlan]
    non_english_upgrade: Provision[bool]

    # where a province may only tighten: nothing more than the national text unless it says so
    minimum_years: Provision[Mapping[tuple[ProgrammeLevel, StudyForm], Fraction]] = _NO_LONGER_YEARS
    notice_months: Provision[int] = _HALF_A_YEAR
    # by the beginning of the major's code
    subject_overrides: Provision[Mapping[str, SubjectOverride]] = _NO_OVERRIDES

    def tie_keys_of(self, level: ProgrammeLevel, category: ExamCategory) -> tuple[PaperSlot, ...]:
        """The tie keys for a level and category: those of the pair, else those of the level, else none."""
        keys = self.tie_keys.value
        return keys.get(f"{level}/{category}", keys.get(str(level), ()))

    def relaxation_in(self, kind: RoundKind) -> int:
        """The points by which lines are relaxed in a kind of round; 0 where the province has no such round."""
        return next((item.relaxation for item in self.rounds.value if item.kind is kind), 0)

    def category_in_use(self, level: ProgrammeLevel, category: ExamCategory) -> CategoryInUse | None:
        """How the province writes a category at a level, or None where it does not use it."""
        return next((c for c in self.categories.value.get(level, ()) if c.category is category), None)
