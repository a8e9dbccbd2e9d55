"""What the database promises of colleges, sites, majors and charters."""

from datetime import date, timedelta

import pytest
from tests.factories import a_college, an_organisation
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import Charter, RegisteredMajor, TeachingSite

pytestmark = pytest.mark.django_db


def test_college_kind_known() -> None:
    row = a_college()
    with breaks("college_kind_known"):
        change(row, kind="SHOP")


def test_college_codes_and_organisation_once() -> None:
    row = a_college()
    with breaks("records_college_national_code_key"):
        again(row, organisation_id=an_organisation().pk, identifier="4114099999")
    with breaks("records_college_identifier_key"):
        again(row, organisation_id=an_organisation().pk, national_code="99999")
    with breaks("records_college_organisation_id_key"):
        again(row, national_code="99999", identifier="4114099999")


def test_teaching_site_once() -> None:
    a_college()
    row = TeachingSite.objects.get()
    with breaks("teaching_site_once"):
        again(row)
    again(row, province="32")


def test_teaching_site_ends_after_it_begins() -> None:
    a_college()
    row = TeachingSite.objects.get()
    with breaks("teaching_site_ends_after_it_begins"):
        change(row, registered_from=date(2024, 1, 1), registered_until=date(2024, 1, 1))
    change(row, registered_until=row.registered_from + timedelta(days=1))


def test_registered_major_once() -> None:
    a_college(majors=("120203",))
    row = RegisteredMajor.objects.get()
    with breaks("registered_major_once"):
        again(row)
    again(row, season=2025)


def test_charter_version_once() -> None:
    a_college()
    row = Charter.objects.get()
    with breaks("charter_version_once"):
        again(row)
    again(row, version=2)
