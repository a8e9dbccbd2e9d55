"""The trail, newest first."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import BORDER, PROVINCE, REGISTRATION_DAY, YEAR

from chengzhao.actions.audit import Actor, Touched, record
from chengzhao.law.words import Role
from chengzhao.records.queries.audit import audit_page, audit_total
from chengzhao.records.queries.trail import TrailFilter, trail, trail_page

pytestmark = pytest.mark.django_db


def an_act(number: int, act: str = "propose_control_lines", **facts: str) -> None:
    record(
        border=BORDER,
        actor=factories.an_actor(role=Role.PROVINCE_LEAD),
        at=REGISTRATION_DAY + timedelta(minutes=number),
        act=act,
        object_kind="filing_run",
        touched=[Touched(object_id=str(number), after="ab" * 32, **facts)],
    )


def test_trail_comes_newest_first_by_keys() -> None:
    for number in range(5):
        an_act(number)
    first = audit_page(YEAR, PROVINCE, before=None, limit=2)
    assert [row.object_id for row in first] == ["4", "3"]
    assert [row.object_id for row in audit_page(YEAR, PROVINCE, before=first[-1].key, limit=9)] == [
        "2",
        "1",
        "0",
    ]
    assert (audit_total(YEAR, PROVINCE), audit_total(YEAR, "32")) == (5, 0)


def test_trail_names_person_role_and_office() -> None:
    factories.a_tree()
    an_act(1, reason="同分重排")
    (row,) = audit_page(YEAR, PROVINCE, before=None, limit=1)
    assert (row.actor, row.role, row.organisation, row.reason) == (
        "王敏",
        "省招办负责人",
        "山西省招生考试管理中心",
        "同分重排",
    )


@pytest.mark.parametrize(
    ("account", "role", "organisation"),
    [
        (False, Role.PROVINCE_LEAD, "系统"),
        (False, Role.SECURITY_ADMIN, "系统"),
        (True, Role.SYSTEM_ADMIN, "教育部"),
        (True, Role.CANDIDATE, ""),
    ],
)
def test_the_top_of_the_tree_is_the_ministry_s_only_where_somebody_acts_for_it(
    account: bool, role: Role, organisation: str
) -> None:
    factories.a_tree()
    actor = Actor(account=factories.an_account().pk if account else None, role=role, org_path="/")
    touched = [Touched(object_id="1", after="")]
    # An act that is anybody's.
    record(
        border=BORDER, actor=actor, at=REGISTRATION_DAY, act="log_in", object_kind="account", touched=touched
    )
    (row,) = audit_page(YEAR, PROVINCE, before=None, limit=1)
    assert row.organisation == organisation
    (shown,) = trail_page(trail(YEAR, PROVINCE, TrailFilter()), before=None, limit=1)
    assert shown.organisation == organisation


def test_trail_is_narrowed_to_one_kind_of_act() -> None:
    an_act(1)
    an_act(2, act="freeze_choices")
    assert [
        row.object_id for row in audit_page(YEAR, PROVINCE, before=None, limit=9, act="freeze_choices")
    ] == ["2"]


@pytest.mark.parametrize("number", [1, 3])
def test_trail_is_read_in_two_statements(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for place in range(number):
        an_act(place)
    with django_assert_num_queries(2):
        assert len(audit_page(YEAR, PROVINCE, before=None, limit=9)) == number
