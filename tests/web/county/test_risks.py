"""可疑报名线索 as offices see them: what is shared, by whom, and never the value itself."""

import pytest
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Education, RegistrationTrace

PHONE = "19900001234"


@pytest.fixture
def cluster(world: World) -> list[str]:
    """Two of the county and one of another share a phone; one form was filled in by a program."""
    elsewhere = factories.an_organisation(parent=world.tree.prefecture, name="迎泽区招生考试中心")
    points = (world.tree.county, world.tree.county, elsewhere)
    found = [
        factories.a_candidate(
            name=name,
            phone=PHONE,
            address=f"太原市{name}街1号",
            confirmation_point=point,
            hukou_division="410105",
        )
        for name, point in zip(("赵一二", "钱三四", "孙五六"), points, strict=True)
    ]
    for place, candidate in enumerate(found):
        Education.objects.filter(candidate=candidate).update(certificate_number=f"1010812020{place}000000")
    RegistrationTrace.objects.create(season=2024, province="14", candidate=found[0], seconds=7)
    return [candidate.candidate_number for candidate in found]


def page_of(world: World, log_in: LogIn, role: Role, href: str) -> str:
    return log_in(world.accounts[role]).get(href).content.decode()


def test_county_sees_its_own_two(world: World, log_in: LogIn, cluster: list[str]) -> None:
    page = page_of(world, log_in, Role.COUNTY_REVIEWER, "/county/risks/")
    assert "第1组：2份报名" in page
    assert "2份报名同一手机号，请核实是否由中介机构组织；不得仅凭此项作不通过处理。" in page
    assert [number in page for number in cluster] == [True, True, False]
    assert "从打开到提交只用了7秒" in page


@pytest.mark.parametrize(
    ("role", "href"),
    [(Role.PREFECTURE_OFFICER, "/county/risks/"), (Role.PROVINCE_OFFICER, "/province/risks/")],
)
def test_offices_above_see_all_three(
    world: World, log_in: LogIn, cluster: list[str], role: Role, href: str
) -> None:
    page = page_of(world, log_in, role, href)
    assert "第1组：3份报名" in page
    assert "异地3份" in page
    assert all(number in page for number in cluster)


def test_neither_the_shared_value_nor_whole_names_are_told(
    world: World, log_in: LogIn, cluster: list[str]
) -> None:
    page = page_of(world, log_in, Role.PROVINCE_LEAD, "/province/risks/")
    assert PHONE not in page
    assert PHONE[-4:] not in page
    assert "赵*二" in page
    assert "赵一二" not in page


def test_a_season_without_clusters_says_so(world: World, log_in: LogIn) -> None:
    page = page_of(world, log_in, Role.COUNTY_REVIEWER, "/county/risks/")
    assert "没有共用线索。" in page
    assert "没有填报过快的报名。" in page
