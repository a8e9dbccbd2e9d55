"""The overseer can run a filing again from what the page hands over."""

import io
import zipfile
from pathlib import Path

from tests.web.world import LogIn, World

from chengzhao.actions.filing_sheets import keep_sheets
from chengzhao.exchange import filing_command
from chengzhao.law.words import Role
from chengzhao.records.models import FilingSheet

SMALL = Path(__file__).resolve().parents[2] / "exchange/fixtures/filing_small"


def test_input_of_a_run_replays_with_the_offline_command(world: World, log_in: LogIn, tmp_path: Path) -> None:
    FilingSheet.objects.filter(run=world.run).delete()
    keep_sheets(world.run.pk, {path.name: path.read_bytes() for path in SMALL.iterdir()} | {"log.csv": b"x"})
    client = log_in(world.accounts[Role.OVERSIGHT])
    assert f"/oversight/runs/{world.run.public_id}/input.zip" in client.get("/oversight/").content.decode()
    response = client.get(f"/oversight/runs/{world.run.public_id}/input.zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert sorted(archive.namelist()) == sorted(path.name for path in SMALL.iterdir())
        archive.extractall(tmp_path / "input")
    assert filing_command.run(tmp_path / "input", tmp_path / "again", force=False) == filing_command.DONE
    assert filing_command.run(SMALL, tmp_path / "first", force=False) == filing_command.DONE
    digests = [(tmp_path / name / "digest.txt").read_text() for name in ("first", "again")]
    assert digests[0] == digests[1]


def test_input_of_a_run_without_any_is_not_found(world: World, log_in: LogIn) -> None:
    FilingSheet.objects.filter(run=world.run).delete()
    client = log_in(world.accounts[Role.OVERSIGHT])
    assert client.get(f"/oversight/runs/{world.run.public_id}/input.zip").status_code == 404
