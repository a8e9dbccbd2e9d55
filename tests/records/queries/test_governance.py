"""Seasons, windows and responsible persons."""

from datetime import datetime, timedelta

import pytest
from tests import factories
from tests.factories import BEIJING, PROVINCE, YEAR

from chengzhao.law.words import OrganisationKind, Stage
from chengzhao.records.queries.governance import (
    Phase,
    Window,
    current_season,
    organisation_names,
    responsible_persons,
    season_of,
    windows,
)

OPENS = datetime(2024, 9, 3, tzinfo=BEIJING)
CLOSES = datetime(2024, 9, 11, tzinfo=BEIJING)


def test_window_is_open_from_its_first_moment_to_before_its_last() -> None:
    window = Window(stage=Stage.REGISTRATION, opens_at=OPENS, closes_at=CLOSES)
    tick = timedelta(microseconds=1)
    assert window.phase(OPENS - tick) is Phase.BEFORE
    assert window.phase(OPENS) is Phase.OPEN
    assert window.phase(CLOSES - tick) is Phase.OPEN
    assert window.phase(CLOSES) is Phase.AFTER


@pytest.mark.django_db
def test_current_season_is_the_newest() -> None:
    assert current_season() is None
    factories.a_season(year=2023)
    factories.a_season(year=2024)
    found = current_season()
    assert found is not None
    assert (found.season, found.province) == (2024, "14")


@pytest.mark.django_db
def test_season_of_another_province_is_none() -> None:
    factories.a_season()
    assert season_of(YEAR, "32") is None
    assert season_of(YEAR, PROVINCE) == current_season()


@pytest.mark.django_db
def test_windows_are_those_of_the_widest_scope_in_the_order_of_the_stages() -> None:
    factories.an_open_stage(Stage.REVIEW)
    factories.an_open_stage(Stage.REGISTRATION, opens_at=OPENS, closes_at=CLOSES)
    factories.an_open_stage(Stage.REGISTRATION, opens_at=CLOSES, closes_at=CLOSES + timedelta(days=1))
    factories.an_open_stage(Stage.REGISTRATION, org_path="/14/1401/", opens_at=OPENS, closes_at=CLOSES)
    assert [(window.stage, window.opens_at) for window in windows(YEAR, PROVINCE)][:2] == [
        (Stage.REGISTRATION, OPENS),
        (Stage.REGISTRATION, CLOSES),
    ]
    assert len(windows(YEAR, PROVINCE)) == 3


@pytest.mark.django_db
def test_responsible_persons_come_by_kind_the_first_one_first() -> None:
    tree = factories.a_tree()
    for office in (tree.county, tree.province):
        factories.responsible_persons_of(office)
    found = responsible_persons(YEAR, PROVINCE)
    offices = list(dict.fromkeys(one.organisation for one in found))
    assert offices == ["山西省招生考试管理中心", "小店区招生考试中心"]
    assert [one.duty for one in found if one.organisation == offices[1]] == ["第一责任人", "直接责任人"]
    assert found[0].duty == "第一责任人"
    assert len(responsible_persons(YEAR, PROVINCE, tree.county.path)) == 2


@pytest.mark.django_db
def test_organisation_names_are_those_below_a_path() -> None:
    tree = factories.a_tree()
    factories.an_organisation(kind=OrganisationKind.COUNTY, path="/32/3201/", name="别处")
    assert organisation_names(OrganisationKind.COUNTY, "/14/") == {tree.county.path: "小店区招生考试中心"}
