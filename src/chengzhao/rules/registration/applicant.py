"""The facts of one person and one place, as the rules on eligibility take them (附件1·三)."""

from dataclasses import dataclass

from chengzhao.law.words import EducationKind, Word
from chengzhao.law.years import PhysicianClass


class LicenceKind(Word):
    """卫生类执业证书 (A1.3.4, A1.3.5)."""

    ASSISTANT_PHYSICIAN = "ASSISTANT_PHYSICIAN", "执业助理医师及以上资格证书"
    VILLAGE_DOCTOR = "VILLAGE_DOCTOR", "乡村医生执业证书"
    NURSE = "NURSE", "护士执业证书"


@dataclass(frozen=True, kw_only=True, slots=True)
class Applicant:
    """What a person declares and shows at registration, as plain facts.

    `education` is None where nothing is declared; `education_is_recognised` says that the school or the
    self-study authority is approved, `education_is_verified` that the certificate was checked.
    `licences` are health licences shown, `physician_class` the class of the physician's one, None where it
    is not known; the two diplomas are secondary or higher: in a major matching the one applied for, and
    of any kind.
    """

    keeps_the_law: bool
    is_full_time_student: bool
    is_healthy: bool
    education: EducationKind | None
    education_is_recognised: bool
    education_is_verified: bool
    licences: tuple[LicenceKind, ...] = ()
    physician_class: PhysicianClass | None = None
    has_matching_diploma: bool = False
    has_secondary_diploma: bool = False
    works_in_health: bool = False
    occupation_matches: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a person belongs and applies: province codes of two digits, and the proofs shown."""

    hukou_province: str
    applies_in: str
    proofs: tuple[str, ...] = ()
