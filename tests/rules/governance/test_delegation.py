"""N1.1 and N5.1: who may give which role, and where."""

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import Role
from chengzhao.rules.governance import (
    DELEGATION,
    GRANTERS,
    POWERS,
    ROLE_PLACES,
    delegation_findings,
    reaches,
)


@pytest.mark.parametrize("case", cases("governance", "delegation"))
def test_delegation(case: Case) -> None:
    giver, role = case.word(Role, "授予人"), case.word(Role, "角色")
    check(case, delegation_findings(giver, case["在"], role, case["到"]))


def test_every_role_of_the_staff_can_be_given_by_somebody() -> None:
    given = {role for roles in DELEGATION.values() for role in roles}
    assert given == set(ROLE_PLACES)


def test_only_security_administrators_make_administrators_and_their_own_kind() -> None:
    for giver in GRANTERS:
        if giver is not Role.SECURITY_ADMIN:
            assert not set(DELEGATION[giver]) & {*POWERS, giver}


@pytest.mark.parametrize(
    ("role", "path", "wanted", "is_reached"),
    [
        (Role.PREFECTURE_OFFICER, "/14/1401/", "/14/1401/140105/", True),
        (Role.PREFECTURE_OFFICER, "/14/1401/", "/14/1401/", True),
        (Role.PREFECTURE_OFFICER, "/14/1401/", "/14/1402/", False),
        (Role.PREFECTURE_OFFICER, "/14/1401/", "/college/10125/", False),
        (Role.PROVINCE_LEAD, "/14/", "/college/10125/", True),
        (Role.PROVINCE_LEAD, "/14/", "/32/", False),
        (Role.COLLEGE_LEAD, "/college/10125/", "/college/10112/", False),
        (Role.COLLEGE_LEAD, "/college/10125/", "/college/10125/", True),
        (Role.MINISTRY_OFFICER, "/", "/14/1401/", True),
    ],
)
def test_reach(role: Role, path: str, wanted: str, is_reached: bool) -> None:
    assert reaches(role, path, wanted) is is_reached
