"""What one year of the law says: the shape that every year's file fills."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction

from chengzhao.law.citation import Provision
from chengzhao.law.words import (
    ClaimKind,
    CollegeKind,
    EducationKind,
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    OrganisationKind,
    Paper,
    PaperSlot,
    ProgrammeKind,
    ProgrammeLevel,
    Stage,
    StudyForm,
)
from chengzhao.law.years.holders import Grantor, PhysicianClass


@dataclass(frozen=True, kw_only=True, slots=True)
class ExamSession:
    """One session of 附件3: its day and hours, whose it is, and the slot of the paper sat in it."""

    day: date
    start: time
    end: time
    levels: tuple[ProgrammeLevel, ...]
    slot: PaperSlot


@dataclass(frozen=True, kw_only=True, slots=True)
class StageWindow:
    """When a stage of 附件2 is open: first and last day, both included."""

    stage: Stage
    opens: date
    closes: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ResponsiblePost:
    """A post whose holder answers for the work: as 第一责任人 or as 直接责任人."""

    post: str
    is_first: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Preference:
    """One kind of 照顾政策: its points for filing, or the levels to which it admits without an exam.

    `points` is 0 for an exemption; `exempt_levels` is empty for a bonus. `condition` says in plain words who
    qualifies; `granted_by` whose honours count, empty where no honour is asked for.
    """

    points: int
    exempt_levels: tuple[ProgrammeLevel, ...]
    evidence: tuple[str, ...]
    department: str
    condition: str = ""
    granted_by: tuple[Grantor, ...] = ()
    is_own_province_only: bool = False

    @property
    def is_exemption(self) -> bool:
        """Whether it admits without an exam."""
        return bool(self.exempt_levels)


@dataclass(frozen=True, kw_only=True, slots=True)
class AthletePlacing:
    """The lowest place that exempts in a class of competitions, for Olympic and other events."""

    competitions: tuple[str, ...]
    olympic_place: int
    other_place: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MajorGroup:
    """A group of majors as the notice names it, and the catalogue codes read into that name.

    `prefixes` are beginnings of catalogue codes (undergraduate 2025, vocational 2021), `levels` the
    levels to which the group applies.
    """

    name: str
    levels: tuple[ProgrammeLevel, ...]
    prefixes: tuple[str, ...]
    excluded: tuple[str, ...] = ()

    def has(self, level: ProgrammeLevel, major_code: str) -> bool:
        """Whether a major of this level belongs to the group."""
        if level not in self.levels or major_code.startswith(self.excluded):
            return False
        return major_code.startswith(self.prefixes)


@dataclass(frozen=True, kw_only=True, eq=False)
class YearLaw:
    """Every number, date and list of one year, each beside its address.

    Years of study are Fractions, points integers, shares Fractions. A year is never edited once it is
    in force: what changes stands in the next year's file.
    """

    year: int
    document: str

    levels: Provision[tuple[ProgrammeLevel, ...]]
    study_forms: Provision[tuple[StudyForm, ...]]
    form_successors: Provision[Mapping[StudyForm, StudyForm]]
    full_time_forms: Provision[tuple[StudyForm, ...]]
    college_kinds: Provision[tuple[CollegeKind, ...]]
    minimum_years: Provision[Mapping[tuple[ProgrammeLevel, StudyForm], Fraction]]
    charter_contents: Provision[tuple[str, ...]]

    directory_contents: Provision[tuple[str, ...]]
    plan_share_of_applicants: Provision[Fraction]
    teaching_site_forms: Provision[tuple[StudyForm, ...]]
    correspondence_forms: Provision[tuple[StudyForm, ...]]
    correspondence_forbidden: Provision[tuple[MajorGroup, ...]]
    correspondence_approval: Provision[tuple[MajorGroup, ...]]

    prior_education: Provision[Mapping[ProgrammeLevel, tuple[EducationKind, ...]]]
    identity_documents: Provision[tuple[IdentityDocument, ...]]
    medical_majors: Provision[tuple[MajorGroup, ...]]
    clinical_majors: Provision[tuple[MajorGroup, ...]]
    physician_majors: Provision[tuple[tuple[PhysicianClass, MajorGroup], ...]]
    nursing_majors: Provision[tuple[MajorGroup, ...]]
    exempt_deadline: Provision[date]

    paper_slots: Provision[Mapping[ProgrammeLevel, tuple[PaperSlot, ...]]]
    slot_papers: Provision[Mapping[PaperSlot, tuple[Paper, ...]]]
    science_categories: Provision[tuple[ExamCategory, ...]]
    arts_categories: Provision[tuple[ExamCategory, ...]]
    base_category: Provision[Mapping[ExamCategory, ExamCategory]]
    uncounted_arts_slots: Provision[Mapping[ProgrammeLevel, tuple[PaperSlot, ...]]]
    foreign_languages: Provision[tuple[ForeignLanguage, ...]]
    full_mark: Provision[int]
    paper_minutes: Provision[Mapping[ProgrammeLevel, int]]
    sessions: Provision[tuple[ExamSession, ...]]
    kind_majors: Provision[tuple[tuple[ProgrammeKind, MajorGroup], ...]]
    foreign_language_majors: Provision[tuple[MajorGroup, ...]]
    extra_test_kinds: Provision[tuple[ProgrammeKind, ...]]

    calendar: Provision[tuple[StageWindow, ...]]

    line_floor_ratio: Provision[Fraction]
    line_floor_kinds: Provision[tuple[ProgrammeKind, ...]]
    line_floor_levels: Provision[tuple[ProgrammeLevel, ...]]
    lowerable_majors: Provision[tuple[MajorGroup, ...]]
    prison_college: Provision[str]
    prison_majors: Provision[tuple[MajorGroup, ...]]
    relaxation_ceiling: Provision[int]
    relaxable_majors: Provision[tuple[MajorGroup, ...]]
    extra_test_ordered_kinds: Provision[tuple[ProgrammeKind, ...]]

    preferences: Mapping[ClaimKind, Provision[Preference]]
    athlete_placings: Provision[tuple[AthletePlacing, ...]]
    bonus_ceiling: Provision[int]
    bonus_age: Provision[int]

    notice_months: Provision[int]
    notice_fields: Provision[tuple[str, ...]]
    disclosure_items: Provision[tuple[str, ...]]
    report_channels: Provision[tuple[str, ...]]

    responsible_persons: Provision[Mapping[OrganisationKind, tuple[ResponsiblePost, ...]]]

    def window(self, stage: Stage) -> StageWindow:
        """The calendar's window of a stage."""
        return next(window for window in self.calendar.value if window.stage is stage)

    def may_refuse(self, day: date) -> bool:
        """Whether a day outside its window is refused: a calendar that is a guess is sure of its year alone."""
        return self.calendar.is_certain or day.year != self.year
