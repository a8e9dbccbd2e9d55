"""Who has what medical majors ask for."""

import pytest
from tests.factories import BORDER, a_candidate

from chengzhao.actions.credentials import credentials_of
from chengzhao.law.words import EducationKind, ProgrammeLevel
from chengzhao.law.years import year_law
from chengzhao.records.models import Candidate, Education, PracticeLicence, Registration
from chengzhao.rules.registration import LicenceKind

pytestmark = pytest.mark.django_db

UPGRADE = ProgrammeLevel.ZHUANSHENGBEN
NURSING, CLINICAL, PHARMACY, ACCOUNTING = "101101", "100201K", "100701", "120203K"


def lacks(person: Candidate, major_code: str, major: str = "专业") -> list[str]:
    held = credentials_of(BORDER, [person.pk])[person.pk]
    return [found.clause for found in held.hindrances(UPGRADE, major_code, major, year_law(2024))]


def has_licence(person: Candidate, kind: LicenceKind) -> None:
    PracticeLicence.objects.create(season=2024, province="14", candidate=person, kind=kind, number="X1")


def test_a_major_outside_medicine_asks_for_nothing() -> None:
    assert lacks(a_candidate(), ACCOUNTING) == []


def test_nursing_asks_for_the_nurses_licence() -> None:
    person = a_candidate()
    assert lacks(person, NURSING) == ["A1.3.5"]
    has_licence(person, LicenceKind.NURSE)
    assert lacks(person, NURSING) == []


def test_clinical_majors_take_a_licence_or_a_diploma_in_the_same_major() -> None:
    person = a_candidate()
    assert lacks(person, CLINICAL, "临床医学") == ["A1.3.4"]
    Education.objects.filter(candidate=person).update(major="临床医学")
    assert lacks(person, CLINICAL, "临床医学") == []
    Education.objects.filter(candidate=person).update(kind=EducationKind.EQUIVALENT)
    assert lacks(person, CLINICAL, "临床医学") == ["A1.3.4"]
    has_licence(person, LicenceKind.ASSISTANT_PHYSICIAN)
    assert lacks(person, CLINICAL, "临床医学") == []


def test_other_medical_majors_ask_for_work_in_health() -> None:
    person = a_candidate()
    assert lacks(person, PHARMACY) == ["A1.3.6"]
    Registration.objects.filter(candidate=person).update(works_in_health=True)
    assert lacks(person, PHARMACY) == []


def test_credentials_of_many_are_read_in_two_statements(django_assert_num_queries: object) -> None:
    people = [a_candidate() for _ in range(3)]
    for count in (1, 3):
        with django_assert_num_queries(2):  # type: ignore[operator]
            assert len(credentials_of(BORDER, [one.pk for one in people[:count]])) == count
