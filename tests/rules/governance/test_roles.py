"""N1.1 and N5.1: where roles are held, and that no person holds two powers at once."""

from datetime import date, datetime
from typing import Any

import pytest
from tests.factories import BEIJING
from tests.rules.chapter_cases import Case, by_label, cases, check

from chengzhao.law.words import OrganisationKind, Role
from chengzhao.rules.governance import ROLE_PLACES, Term, place_findings, separation_findings


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)


def a_term(given: dict[str, Any]) -> Term:
    return Term(
        role=by_label(Role, given["角色"]), valid_from=moment(given["从"]), valid_until=moment(given["到"])
    )


@pytest.mark.parametrize("case", cases("governance", "powers"))
def test_separation_of_powers(case: Case) -> None:
    wanted = Term(
        role=case.word(Role, "拟任"),
        valid_from=moment(date(2024, 9, 1)),
        valid_until=moment(date(2025, 1, 1)),
    )
    check(case, separation_findings(wanted, [a_term(given) for given in case["已任"]]))


@pytest.mark.parametrize("case", cases("governance", "role_places"))
def test_places_of_roles(case: Case) -> None:
    check(case, place_findings(case.word(Role, "角色"), case.word(OrganisationKind, "单位")))


def test_every_role_of_the_staff_has_a_place() -> None:
    assert set(ROLE_PLACES) == set(Role) - {Role.CANDIDATE}
