"""Every page has its name, what it is for and where people go wrong, in web/shared/screens.csv."""

import pytest
from django.urls import get_resolver
from tests.codebase.test_shows import patterns
from tests.codebase.tree import ROOT

from chengzhao.law.words import Role
from chengzhao.web.shared.navigation import CANDIDATE_NAV, PUBLIC_NAV, desk_nav
from chengzhao.web.shared.screens import crumbs_of, screens

TABLE = "src/chengzhao/web/shared/screens.csv"
NO_SCREEN = {
    *("public:names-css", "public:font", "public:distribution-csv", "account:enrol-qr"),
    *("county:review-image", "department:claims-table", "county:tally-table"),
    "province:register-questions",
    "province:fees-csv",
    "desk:lanes-table",
    *("candidate:admit-card", "candidate:letter", "candidate:export", "desk:job-file"),
    *("candidate:registration-pdf", "candidate:drop-file", "candidate:admit-card", "candidate:letter"),
    *("candidate:export", "desk:job-file"),
    *(
        "province:run-pack",
        "province:figures-csv",
        "province:unmasked-csv",
        "oversight:run-pack",
        "oversight:trail-csv",
    ),
    *("public:care", "account:logout", "account:revoke-session", "account:revoke-sessions"),
    *("account:confirm-code", "candidate:take-back", "college:export", "college:papers"),
    *("province:send-messages", "public:design", "desk:columns", "province:figures-csv"),
    "desk:import-template",
}
"""Files, buttons that lead to another page, and the style guide of those who develop."""


def test_every_page_stands_in_the_table_and_nothing_else() -> None:
    names = set(patterns(get_resolver().url_patterns))
    assert sorted(names - set(screens()) - NO_SCREEN) == [], f"enter the page in {TABLE}"
    assert sorted((set(screens()) | NO_SCREEN) - names) == [], (
        f"there is no such page: take it out of {TABLE}"
    )
    assert set(screens()) & NO_SCREEN == set()


def test_no_page_stands_in_the_table_twice() -> None:
    names = [line.partition(",")[0] for line in (ROOT / TABLE).read_text(encoding="utf-8").splitlines()]
    assert [name for name in set(names) if names.count(name) > 1] == []


def test_every_page_says_in_a_sentence_what_it_is_for() -> None:
    for one in screens().values():
        assert (one.url_name, one.does.endswith("。"), bool(one.title)) == (one.url_name, True, True)
        assert [text for text in one.mistakes if not text.endswith("。")] == []


def test_pages_are_called_as_the_navigation_calls_them() -> None:
    entries = {
        item.url_name: item.label
        for items in (
            PUBLIC_NAV,
            CANDIDATE_NAV,
            *(desk_nav(role) for role in Role if role is not Role.CANDIDATE),
        )
        for item in items
    }
    assert {name: screens()[name].title for name in entries} == entries


@pytest.mark.parametrize(
    ("role", "path", "labels"),
    [
        (Role.PROVINCE_LEAD, "/province/", []),
        (Role.PROVINCE_LEAD, "/province/runs/", ["指挥台", "投档"]),
        (
            Role.PROVINCE_LEAD,
            "/province/runs/00000000-0000-0000-0000-000000000001/",
            ["指挥台", "投档", "一次投档运行"],
        ),
        (
            Role.SECURITY_ADMIN,
            "/system/users/00000000-0000-0000-0000-000000000001/",
            ["管理台", "账号", "一个账号"],
        ),
        (Role.SECURITY_ADMIN, "/system/grant/", ["管理台", "账号", "授予角色"]),
        (Role.AUDIT_ADMIN, "/oversight/trail/", ["管理台", "操作记录查询"]),
        (Role.SITE_HEAD, "/jobs/00000000-0000-0000-0000-000000000001/", ["考点概况", "任务中心", "一个任务"]),
        (Role.SITE_HEAD, "/nothing/here/", []),
    ],
)
def test_way_to_a_page(role: Role, path: str, labels: list[str]) -> None:
    crumbs = crumbs_of(path, role)
    assert [one.label for one in crumbs] == labels
    assert [one.href == "" for one in crumbs] == [False] * (len(labels) - 1) + [True] * bool(labels)
