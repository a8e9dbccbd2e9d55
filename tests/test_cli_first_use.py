"""`chengzhao open-season` and `appoint-administrators`: four links, once, and no password of ours."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from tests import factories
from tests.factories.accounts import a_place

from chengzhao.actions.audit import Refused
from chengzhao.actions.invitations import NO_LONGER, accept_invitation, invitation_of
from chengzhao.cli import first_use as command
from chengzhao.cli import main
from chengzhao.cli.administrators import now
from chengzhao.law.words import Role
from chengzhao.records.models import Account, AuditRow, Invitation, Organisation, Season, StaffRole
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door

pytestmark = pytest.mark.django_db
BORDER = ("--year", "2024", "--province", "14")
FOUR = ("--security", "张一", "--security", "李二", "--system", "王三", "--audit", "赵四")
PASSWORD = "蓝色 钢笔 走过 三座 石桥"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands work on the database of the tests, through the door of an administrator's command."""

    @contextmanager
    def maintained() -> Iterator[None]:
        with scope(Scope(door=Door.MAINTENANCE)):
            yield

    monkeypatch.setattr(command, "maintained_project", maintained)


def open_season(*words: str) -> int:
    return main(["open-season", *BORDER, *words])


def appoint(*names: str, site: str = "https://zs.example.cn") -> int:
    return main(["appoint-administrators", *BORDER, "--site", site, *names])


def links(told: str) -> list[str]:
    return re.findall(r"https://zs\.example\.cn/\S*invitation/([\w-]+)/", told)


def accept(token: str, username: str) -> None:
    accept_invitation(
        at=now(),
        keys=factories.KEYS,
        token=token,
        username=username,
        password=PASSWORD,
        place=a_place(),
    )


def test_a_season_is_opened_from_the_law_with_its_office(capsys: pytest.CaptureFixture[str]) -> None:
    assert open_season() == 0
    season = Season.objects.get(season=2024, province="14")
    assert (season.name, season.synthetic) == ("2024年全国成人高校招生（山西省）", False)
    assert re.fullmatch(r"[0-9a-f]{64}", season.tie_seed)
    assert season.tie_seed in capsys.readouterr().out
    kinds = Organisation.objects.order_by("path").values_list("path", "kind", "name")
    assert list(kinds) == [("/", "MINISTRY", "教育部"), ("/14/", "PROVINCE", "山西省招生考试机构")]
    assert AuditRow.objects.filter(act="open_season", object_id="2024-14").count() == 1


def test_the_office_of_an_earlier_season_stays_and_the_words_given_are_taken() -> None:
    tree = factories.a_tree()
    before = Organisation.objects.count()
    assert open_season("--office", "山西省招生考试管理中心", "--tie-seed", "公开抽取的种子") == 0
    season = Season.objects.get(season=2024, province="14")
    assert (season.office_name, season.tie_seed) == ("山西省招生考试管理中心", "公开抽取的种子")
    tree.province.refresh_from_db()
    assert (Organisation.objects.count(), tree.province.name) == (before, tree.province.name)


def test_a_season_that_is_open_or_has_no_law_is_refused() -> None:
    open_season()
    with pytest.raises(Refused, match="2024年度已经开启"):
        open_season()
    with pytest.raises(Refused):
        main(["open-season", "--year", "2031", "--province", "14"])
    assert list(Season.objects.values_list("season", flat=True)) == [2024]


def test_four_links_make_four_administrators_with_secrets_of_their_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_season()
    assert appoint(*FOUR) == 0
    tokens = links(capsys.readouterr().out)
    assert len(set(tokens)) == 4
    assert Account.objects.count() == 0
    kept = {bytes(one) for one in Invitation.objects.values_list("token_digest", flat=True)}
    assert not any(token.encode() in one for token in tokens for one in kept)
    for number, token in enumerate(tokens):
        accept(token, f"admin{number}")
    with pytest.raises(Refused, match=NO_LONGER):
        accept(tokens[0], "again")
    held = StaffRole.objects.order_by("pk").values_list("role", "organisation__path")
    assert list(held) == [
        (Role.SECURITY_ADMIN, "/14/"),
        (Role.SECURITY_ADMIN, "/14/"),
        (Role.SYSTEM_ADMIN, "/14/"),
        (Role.AUDIT_ADMIN, "/14/"),
    ]
    assert AuditRow.objects.filter(act="invite_administrators").count() == 4


def test_it_is_done_once(capsys: pytest.CaptureFixture[str]) -> None:
    open_season()
    appoint(*FOUR)
    tokens = links(capsys.readouterr().out)
    with pytest.raises(Refused, match="邀请链接已经发出"):
        appoint(*FOUR)
    for number, token in enumerate(tokens[:2]):
        accept(token, f"admin{number}")
    with pytest.raises(Refused, match="已有两名安全管理员"):
        appoint(*FOUR)
    assert capsys.readouterr().out == ""


def test_who_let_the_link_go_by_is_invited_again_and_nobody_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_season()
    appoint(*FOUR)
    tokens = links(capsys.readouterr().out)
    accept(tokens[0], "admin0")
    past = {"invited_at": now() - timedelta(days=5), "expires_at": now() - timedelta(days=2)}
    Invitation.objects.filter(accepted_at=None).update(**past)
    with pytest.raises(Refused, match="现在应任命安全管理员1名、系统管理员1名、审计管理员1名"):
        appoint(*FOUR)
    with pytest.raises(Refused, match="须由不同的人担任"):
        appoint("--security", "张一", *FOUR[4:])
    assert appoint(*FOUR[2:]) == 0
    assert len(links(capsys.readouterr().out)) == 3
    assert invitation_of(tokens[1], now()) is None


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (FOUR[2:], "现在应任命安全管理员2名"),
        ((*FOUR, "--audit", "钱五"), "现在应任命"),
        ((*FOUR[:2], "--security", "张一", *FOUR[4:]), "须由不同的人担任"),
        ((*FOUR[:6], "--audit", "张一"), "须由不同的人担任"),
        ((*FOUR[:6], "--audit", " "), "请填写姓名"),
    ],
)
def test_other_than_four_persons_are_refused(names: tuple[str, ...], sentence: str) -> None:
    open_season()
    with pytest.raises(Refused, match=sentence):
        appoint(*names)
    assert Invitation.objects.count() == 0


def test_nobody_is_appointed_before_the_season_is_open() -> None:
    with pytest.raises(Refused, match="请先开启年度"):
        appoint(*FOUR)


@pytest.mark.parametrize(
    "site", ["zs.example.cn", "http://zs.example.cn", "https://zs.example.cn/a", "https://"]
)
def test_links_travel_in_no_clear_address(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    open_season()
    assert appoint(*FOUR, site=site) == 1
    assert "expected the address of the site" in capsys.readouterr().err
    assert Invitation.objects.count() == 0
