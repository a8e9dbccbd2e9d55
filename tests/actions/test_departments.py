"""Which department is which, by the name of its office."""

import pytest
from tests.factories import an_actor, an_organisation

from chengzhao.actions.departments import own_office
from chengzhao.law.words import OrganisationKind, Role
from chengzhao.rules.governance import is_in_charge, runs_college


@pytest.mark.parametrize(
    ("office", "department", "expected"),
    [
        ("山西省体育局", "体育", True),
        ("山西省公安厅", "退役军人事务、公安", True),
        ("山西省退役军人事务厅", "退役军人事务、公安", True),
        ("山西省公安厅", "退役军人事务", False),
        ("", "体育", False),
    ],
)
def test_is_in_charge(office: str, department: str, expected: bool) -> None:
    assert is_in_charge(office, department) is expected


@pytest.mark.parametrize(
    ("office", "expected"),
    [("山西省", True), ("山西省（主管部门）", True), ("山西省体育主管部门", False), ("", False)],
)
def test_runs_college(office: str, expected: bool) -> None:
    assert runs_college(office, "山西省") is expected


@pytest.mark.django_db
def test_own_office_is_that_of_a_department_only() -> None:
    an_organisation(kind=OrganisationKind.DEPARTMENT, path="/14/D1/", name="山西省教育厅")
    an_organisation(kind=OrganisationKind.COUNTY, path="/14/1401/140105/", name="小店区招生考试中心")
    assert own_office(an_actor(role=Role.DEPARTMENT_OFFICER, org_path="/14/D1/")) == "山西省教育厅"
    assert own_office(an_actor(role=Role.DEPARTMENT_OFFICER, org_path="/14/1401/140105/")) == ""
