"""安全规定: what the page says is what holds."""

import pytest
from django.test import Client
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import Season
from chengzhao.rules import accounts
from chengzhao.rules.governance import TWO_PERSON_ACTS
from chengzhao.rules.privacy.sights import Room
from chengzhao.web.shared.limits import LIMITS
from chengzhao.web.system import policies

HREF = "/system/policies/"


@pytest.fixture
def admin(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.SECURITY_ADMIN])


def rules_of(client: Client) -> dict[str, tuple[str, str]]:
    """Value and source by name, of all chapters."""
    chapters = client.get(HREF).context["chapters"]
    assert all(len({rule.name for rule in one.rules}) == len(one.rules) > 0 for one in chapters)
    rules = [rule for chapter in chapters for rule in chapter.rules]
    return {rule.name: (rule.value, rule.source) for rule in rules}


def test_session_limits_are_those_of_the_season(admin: Client) -> None:
    Season.objects.filter(season=2024, province="14").update(staff_idle_minutes=7, candidate_session_hours=5)
    found = rules_of(admin)
    assert found["工作人员闲置"] == ("7分钟", "本年度设定")
    assert found["考生最长"] == ("5小时", "本年度设定")
    assert ">7分钟<" in admin.get(HREF).content.decode()


@pytest.mark.parametrize(("strict", "said"), [(True, "三类字符，90天一换"), (False, "没有开启")])
def test_what_the_server_sets_is_read_from_there(
    admin: Client, settings: pytest.FixtureRequest, strict: bool, said: str
) -> None:
    settings.POLICY_DENGBAO = strict  # type: ignore[attr-defined]
    settings.OFFICE_NETWORKS = ()  # type: ignore[attr-defined]
    found = rules_of(admin)
    assert found["等保密码规则"][0] == said
    assert found["不按网络计数的共用网络"][0] == "0个"


def test_numbers_are_those_of_the_rules(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    found = rules_of(admin)
    assert found["邀请和重设链接有效"][0] == "72小时"
    assert found["敏感事项要求的验证有效"][0] == "10分钟"
    assert found["登录，同一网络，每15分钟"][0] == "200次（仅计错误次数）"
    assert found["工作人员"] == ("15分钟内错5次，锁定15分钟", "GB/T 22239-2019 8.1.4.1 b")
    monkeypatch.setattr(accounts, "CODES_A_DAY", 3)
    assert rules_of(admin)["一个号码每天"][0] == "3条"


def test_nothing_that_holds_is_left_out(admin: Client) -> None:
    found = rules_of(admin)
    assert set(policies.ASKED) == set(LIMITS)
    assert {one.title for one in TWO_PERSON_ACTS.values()} <= set(found)
    assert {room.label for room in Room} & set(found)
    assert found["放行含个人号码的公示"] == ("24小时", "A1.6.3")


def test_it_is_read_only(admin: Client) -> None:
    assert admin.post(HREF, {"x": "1"}).status_code == 405
