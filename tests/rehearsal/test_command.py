"""`chengzhao season play`: what it refuses, what it tells, what it writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker
from tests.rehearsal.seasons import undone

from chengzhao.exchange.filing_export import export_run
from chengzhao.records.models import Job, Season, SourcePlan
from chengzhao.rehearsal import command, exports
from chengzhao.vault.key_files import FileKeys

pytestmark = [pytest.mark.season, pytest.mark.django_db]

WANTED = {"province": "14", "year": 2024, "candidates": 100, "seed": "command"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """CHENGZHAO_HOME of this module's seasons."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("home")
        patch.setenv("CHENGZHAO_HOME", str(folder))
        patch.setenv("COLUMNS", "220")
        yield folder


@pytest.fixture(scope="module")
def played(home: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """The season played by the command; yields the exit status."""
    with django_db_blocker.unblock(), undone():
        yield command.play(**WANTED, fresh=True)  # type: ignore[arg-type]


def play(**changed: object) -> int:
    given = WANTED | {"fresh": False} | changed
    return command.play(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"province": "11"}, "没有省份11在2024年的补充规定，现有：山西省2024年、江苏省2025年"),
        ({"year": 2030}, "没有2030年的招生规定，现有：2024、2025"),
        ({"province": "33", "year": 2025}, "浙江省没有演练用的民族构成，不能排演；能排演的是山西省、江苏省"),
        ({"candidates": 99}, "考生人数须在100到2000000之间，给出的是99"),
    ],
)
def test_what_cannot_be_played_is_refused_in_a_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, object], said: str
) -> None:
    assert play(**changed) == 1
    assert said in capsys.readouterr().out
    assert not Season.objects.exists()


def test_settings_without_personas_play_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with override_settings(DEMO_PERSONAS=False):
        assert play() == 1
    assert "当前设置不允许演示账号" in capsys.readouterr().out
    assert not Season.objects.exists()


def test_without_keys_nothing_is_played_and_a_sentence_says_why(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with override_settings(VAULT=FileKeys(home / "no.keys")):
        assert play() == 1
    assert "There is no ring of keys in" in capsys.readouterr().out
    assert not Season.objects.exists()


def test_a_whole_season_ends_well(played: int) -> None:
    assert played == 0
    assert Job.objects.get(kind="rehearsal").message == "考生100人，种子command"


def test_a_second_call_tells_of_it_again(played: int, capsys: pytest.CaptureFixture[str]) -> None:
    before = Job.objects.count()
    assert play() == 0
    told = capsys.readouterr().out
    for title in ("逐级人数", "控制线与历年公布值", "投档运行", "演示账号", "年度摘要"):
        assert title in told
    assert "不一致" not in told
    assert "demo-chengzhao" in told
    assert Job.objects.count() == before


def test_a_fresh_season_where_one_was_played_is_refused(
    played: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(fresh=True) == 1
    told = capsys.readouterr().out
    assert "已经演练完毕（考生100人，种子command）。先在 DATABASE_URL 中换一个空的数据库" in told


def test_on_the_embedded_database_make_reset_begins_anew(
    played: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "uses_embedded", lambda: True)
    assert play(fresh=True) == 1
    assert "已经演练完毕（考生100人，种子command）。先运行 make reset" in capsys.readouterr().out


@pytest.mark.parametrize(
    "changed", [{"seed": "other"}, {"candidates": 101}, {"province": "32", "year": 2025}]
)
def test_another_season_where_one_stands_is_refused(
    played: int, capsys: pytest.CaptureFixture[str], changed: dict[str, object]
) -> None:
    assert play(**changed) == 1
    told = capsys.readouterr().out
    assert "数据库中已有2024年全国成人高校招生（山西省）（考生100人，种子command）" in told
    assert "先在 DATABASE_URL 中换一个空的数据库，再演练另一个年度" in told


def test_every_run_is_written_and_replayed(played: int, home: Path) -> None:
    folders = sorted((home / "runs" / "2024-14").iterdir())
    assert [folder.name for folder in folders] == [f"{number:02d}" for number in range(1, len(folders) + 1)]
    assert len(folders) >= 4
    for folder in folders:
        assert (folder / "input" / "rules.toml").is_file()
        proofs = (folder / "output" / "proofs.csv").read_text(encoding="utf-8").splitlines()[1:]
        assert [row.rsplit(",", 1)[1] for row in proofs] == ["0"] * 7


def test_a_replay_that_differs_is_said_and_the_status_is_one(
    played: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def another(run_id: int, folder: Path) -> str:
        export_run(run_id, folder)
        return "0" * 64

    monkeypatch.setattr(exports, "export_run", another)
    assert play() == 1
    assert "第1号运行重放摘要不一致" in capsys.readouterr().out


def test_a_funnel_that_does_not_add_up_is_said_and_the_status_is_one(
    played: int, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = SourcePlan.objects.filter(admitted__gt=0)[0]
    plan.admitted -= 1
    plan.save()
    assert play() == 1
    assert "两者不等" in capsys.readouterr().out
