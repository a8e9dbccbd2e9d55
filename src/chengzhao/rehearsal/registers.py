"""What the local register holds of the rehearsal's people: nearly all, some otherwise than they wrote, some not."""

from collections.abc import Iterator, Mapping

from chengzhao.actions.registration import RegistrationForm
from chengzhao.exchange.registers import Entry
from chengzhao.law.words import ClaimKind, ProgrammeLevel
from chengzhao.rehearsal.fates import Course
from chengzhao.rehearsal.forms import Forms
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rules.registration import CheckField, CheckSubject, asked_subjects, athlete_grade

ENROLLED_AT = "演练职业技术学院"
_F = CheckField


def differs_in_name(season: SyntheticSeason, place: int) -> CheckSubject | None:
    """The register that writes a person's name with another character; None where none does."""
    if season.courses[place] is not Course.PASSED_IN_SECOND:
        return None
    is_upgrade = season.people[place].level is ProgrammeLevel.ZHUANSHENGBEN
    return CheckSubject.EDUCATION if is_upgrade else CheckSubject.IDENTITY


def is_enrolled(season: SyntheticSeason, place: int) -> bool:
    """Whether the register of students has a person as one: nobody such is passed."""
    is_upgrade = season.people[place].level is ProgrammeLevel.ZHUANSHENGBEN
    return season.courses[place] is Course.REFUSED_IN_SECOND and not is_upgrade


def entries(season: SyntheticSeason, forms: Forms, places: range) -> Iterator[Entry]:
    """What the registers hold of these people. A certificate of an unverified course is in none."""
    for place in places:
        form = forms.form(place)
        asked = asked_subjects(
            document=form.identity_kind,
            level=form.level,
            claims=[claim.kind for claim in form.claims],
            has_licence=bool(form.licences),
        )
        known: Mapping[CheckField, str] = {
            _F.NAME: form.name,
            _F.NUMBER: form.identity_number,
            _F.SEX: form.sex.label,
            _F.BIRTH: form.birth_date.isoformat(),
        }
        details = _details(season, place, form)
        for subject in asked:
            if (more := details[subject]) is not None:
                name = _otherwise(form.name) if differs_in_name(season, place) is subject else form.name
                yield Entry(subject=subject, fields={**known, **more, _F.NAME: name})


def _details(
    season: SyntheticSeason, place: int, form: RegistrationForm
) -> Mapping[CheckSubject, Mapping[CheckField, str] | None]:
    """What each register holds beside the person; None where it knows nobody."""
    refused = {claim.kind for claim in season.claims[place] if claim.will_be_refused}
    return {
        CheckSubject.IDENTITY: {},
        CheckSubject.STUDENT_STATUS: {_F.ENROLLED: ENROLLED_AT} if is_enrolled(season, place) else None,
        CheckSubject.EDUCATION: None
        if season.courses[place] in (Course.UNVERIFIED, Course.REFUSED_IN_SECOND)
        else {
            _F.KIND: form.education.kind.label,
            _F.SCHOOL: form.education.school,
            _F.CERTIFICATE: form.education.certificate_number,
            _F.GRADUATED: form.education.graduated_on.isoformat(),
            _F.MAJOR: form.education.major,
        },
        CheckSubject.VETERAN: None if refused else {},
        CheckSubject.ATHLETE: _grade([claim.kind for claim in form.claims], refused),
        CheckSubject.HEALTH_LICENCE: {
            _F.KIND: form.licences[0].kind.label,
            _F.CERTIFICATE: form.licences[0].number,
        }
        if form.licences
        else None,
    }


def _grade(claims: list[ClaimKind], refused: set[ClaimKind]) -> Mapping[CheckField, str] | None:
    kind = athlete_grade(claims)
    return {_F.KIND: kind.label} if kind is not None and kind not in refused else None


def _otherwise(name: str) -> str:
    """The name with another last character, as old certificates have it."""
    return name[:-1] + ("彬" if name.endswith("斌") else "斌")
