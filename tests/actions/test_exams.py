"""Certified sites."""

from dataclasses import replace
from datetime import datetime

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import BEIJING, BORDER, a_season, a_tree, an_actor, an_organisation

from chengzhao.actions.exams import SiteForm, certify_sites
from chengzhao.law.words import OrganisationKind
from chengzhao.records.models import ExamSite

pytestmark = pytest.mark.django_db

AT = datetime(2024, 9, 20, 9, tzinfo=BEIJING)
SITE = SiteForm(
    org_path="/14/1401/140105/14010501/",
    code="01",
    address="太原市学府街1号",
    room_count=10,
    phone_policy="手机不得带入考点",
)


def certify(*sites: SiteForm) -> dict[str, int]:
    return certify_sites(border=BORDER, actor=an_actor(), at=AT, sites=sites)


def test_certify_sites_keeps_the_site_and_its_trail() -> None:
    a_season()
    site = a_tree().site
    keys = certify(replace(SITE, org_path=site.path))
    held = ExamSite.objects.get()
    assert keys == {"01": held.pk}
    assert (held.organisation, held.code, held.room_count, held.certified_at) == (site, "01", 10, AT)
    assert (held.org_path, held.phone_policy) == (site.path, "手机不得带入考点")
    assert trail_of("certify_sites") == [("exam_site", str(held.pk))]


def test_certify_sites_twice_is_refused() -> None:
    a_season()
    form = replace(SITE, org_path=a_tree().site.path)
    certify(form)
    with rows_refused(
        (1, form.org_path, "该考点已经验收，应只验收一次"), (1, "01", "考点号已经使用，应换一个")
    ):
        certify(form)
    assert ExamSite.objects.count() == 1


def test_certify_sites_refuses_every_wrong_row_and_keeps_none() -> None:
    a_season()
    tree = a_tree()
    good = replace(SITE, org_path=tree.site.path)
    with rows_refused(
        (2, tree.county.path, "应为已登记的考点单位"),
        (2, "0", "考场数应不少于1"),
        (2, "02", "应先报备手机管理办法（通知一.2）"),
    ):
        certify(
            good, SiteForm(org_path=tree.county.path, code="02", address="", room_count=0, phone_policy=" ")
        )
    assert not ExamSite.objects.exists()


def test_certify_sites_with_one_code_for_two_sites_is_refused() -> None:
    a_season()
    tree = a_tree()
    other = an_organisation(kind=OrganisationKind.SITE, parent=tree.county)
    with rows_refused((1, "01", "考点号已经使用，应换一个"), (2, "01", "考点号已经使用，应换一个")):
        certify(replace(SITE, org_path=tree.site.path), replace(SITE, org_path=other.path))


def test_certify_sites_without_a_season_is_refused() -> None:
    site = a_tree().site
    with refused("2024年度尚未开启，请先开启年度。"):
        certify(replace(SITE, org_path=site.path))


@pytest.mark.django_db(transaction=True)
def test_certify_sites_pressed_twice_at_once_is_done_once() -> None:
    a_season()
    form = replace(SITE, org_path=a_tree().site.path)
    actor = an_actor()
    outcomes = press_twice(lambda: certify_sites(border=BORDER, actor=actor, at=AT, sites=[form]))
    assert outcomes[0] == DONE
    assert outcomes[1].startswith("有2处不能办理")
    assert ExamSite.objects.count() == 1
