"""The list of the demonstration's people at the doors: what each may do first, then who it is; only in the demo."""

import re

import pytest
from django.test import Client, override_settings
from tests import factories

from chengzhao.law.words import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> None:
    tree = factories.a_tree()
    for role, office, name, username in (
        (Role.PROVINCE_LEAD, tree.province, "王建国", "sheng-fuzeren"),
        (Role.COUNTY_REVIEWER, tree.county, "李秀英", "xian"),
    ):
        account = factories.an_account(username=username, display_name=name, is_persona=True)
        factories.a_role(account=account, organisation=office, role=role)


def rows(client: Client) -> list[tuple[str, ...]]:
    """The cells of the list at the staff's door."""
    page = client.get("/login/?door=staff").content.decode()
    body = page.partition("演示账号和身份")[2].partition("<tbody>")[2].partition("</tbody>")[0]
    return [tuple(re.findall(r">([^<>]+)</t[hd]>", row)) for row in body.split("</tr>")[:-1]]


@override_settings(DEMO_PERSONAS=True)
def test_role_comes_first_then_the_name(client: Client, personas: None) -> None:
    assert rows(client) == [
        (Role.COUNTY_REVIEWER.label, "李秀英", "xian"),
        (Role.PROVINCE_LEAD.label, "王建国", "sheng-fuzeren"),
    ]


@override_settings(DEMO_PERSONAS=False)
def test_nobody_is_listed_outside_the_demonstration(client: Client, personas: None) -> None:
    assert rows(client) == []
