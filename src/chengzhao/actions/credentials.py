"""Who has what 医学门类 asks for: licences, diplomas and work in health, from the registration (A1.3.4 to A1.3.6)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chengzhao.actions.audit import Border
from chengzhao.actions.many_ids import any_of
from chengzhao.law.citation import Finding, blocking
from chengzhao.law.words import EducationKind, ProgrammeLevel
from chengzhao.law.years import YearLaw
from chengzhao.records.models import PracticeLicence, Registration
from chengzhao.rules.registration import Applicant, LicenceKind, medical_findings


@dataclass(frozen=True, kw_only=True, slots=True)
class Credentials:
    """A candidate as the rule on medical majors sees it, and the major of the certificate."""

    applicant: Applicant
    studied: str

    def hindrances(
        self, level: ProgrammeLevel, major_code: str, major: str, law: YearLaw
    ) -> tuple[Finding, ...]:
        """What is lacking for a major; its name tells whether the diploma is in the same one."""
        found = blocking(medical_findings(self.applicant, level, major_code, law))
        if not found or self.studied != major or not self.applicant.has_secondary_diploma:
            return found
        matching = replace(self.applicant, has_matching_diploma=True)
        return blocking(medical_findings(matching, level, major_code, law))


def credentials_of(border: Border, candidate_ids: Iterable[int]) -> dict[int, Credentials]:
    """The credentials of candidates by their keys, in two statements."""
    within = {
        "season": border.season,
        "province": border.province,
        "candidate_id__in": any_of(candidate_ids),
    }
    licences: dict[int, list[LicenceKind]] = {}
    shown = PracticeLicence.objects.filter(**within).order_by("candidate_id", "kind")
    for key, kind in shown.values_list("candidate_id", "kind"):
        licences.setdefault(key, []).append(LicenceKind(kind))
    rows = Registration.objects.filter(**within).values_list(
        *("candidate_id", "works_in_health", "candidate__education__kind"),
        *("candidate__education__major", "candidate__education__verified_at"),
    )
    return {
        key: Credentials(
            applicant=Applicant(
                keeps_the_law=True,
                is_full_time_student=False,
                is_healthy=True,
                education=EducationKind(kind) if kind else None,
                education_is_recognised=True,
                education_is_verified=verified_at is not None,
                licences=tuple(licences.get(key, ())),
                has_secondary_diploma=kind not in (None, EducationKind.EQUIVALENT),
                works_in_health=works_in_health,
            ),
            studied=major or "",
        )
        for key, works_in_health, kind, major, verified_at in rows
    }
