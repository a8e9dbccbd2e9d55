"""Who asks whether he may register, and the plain facts known of him; None stands for what was not said."""

from dataclasses import dataclass
from datetime import date

from chengzhao.law.words import (
    ClaimKind,
    EducationKind,
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    ProgrammeLevel,
)
from chengzhao.law.years import PhysicianClass, YearLaw
from chengzhao.rules.registration import LicenceKind, MedicalField, Residence, medical_field


@dataclass(frozen=True, kw_only=True, slots=True)
class AthleteResult:
    """A place in a competition, as A1.5.13 weighs it."""

    competition: str
    place: int
    is_olympic_event: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Enquirer:
    """One person before registration.

    `lacks_education` says that the person has none of the kinds of education; `county` is the six-digit
    division in which the person lives, works or has the household, whichever counts, empty where it was
    not said. `proofs` are papers of work or residence. `is_science` tells 理科 from 文科 at 高起点;
    `category` may say it more finely. `honours` are the kinds of 照顾政策 claimed; that of age follows
    from `birth`.
    """

    level: ProgrammeLevel | None = None
    side_levels: tuple[ProgrammeLevel, ...] = ()
    education: EducationKind | None = None
    lacks_education: bool = False
    education_is_recognised: bool | None = None
    is_student: bool | None = None

    residence: Residence | None = None
    county: str = ""
    proofs: tuple[str, ...] | None = None
    document: IdentityDocument | None = None

    major_code: str = ""
    medical_field: MedicalField | None = None
    licences: tuple[LicenceKind, ...] | None = None
    physician_class: PhysicianClass | None = None
    has_matching_diploma: bool | None = None
    has_secondary_diploma: bool | None = None
    works_in_health: bool | None = None
    occupation_matches: bool | None = None

    is_science: bool | None = None
    category: ExamCategory | None = None
    language: ForeignLanguage | None = None
    is_taught_in_minority_language: bool = False

    birth: date | None = None
    honours: tuple[ClaimKind, ...] | None = None
    athlete_result: AthleteResult | None = None

    @property
    def levels(self) -> tuple[ProgrammeLevel, ...]:
        """The levels asked about, the main one first; none where it was not said."""
        return (self.level, *self.side_levels) if self.level else ()

    def field(self, law: YearLaw) -> MedicalField | None:
        """The medical field: that of the major where one is known, else as it was said."""
        if self.level and self.major_code:
            return medical_field(self.level, self.major_code, law)
        return self.medical_field
