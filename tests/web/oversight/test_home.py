"""The overseer can run a filing again from what the page hands over."""

import io
import zipfile
from pathlib import Path

from tests import factories
from tests.web.world import INPUT, LogIn, World

from chengzhao.exchange import filing_command
from chengzhao.law.words import Role


def test_input_of_a_run_replays_with_the_offline_command(world: World, log_in: LogIn, tmp_path: Path) -> None:
    client = log_in(world.accounts[Role.OVERSIGHT])
    assert f"/oversight/runs/{world.run.public_id}/input.zip" in client.get("/oversight/").content.decode()
    response = client.get(f"/oversight/runs/{world.run.public_id}/input.zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert sorted(archive.namelist()) == sorted(path.name for path in INPUT.iterdir())
        archive.extractall(tmp_path / "input")
    assert filing_command.run(tmp_path / "input", tmp_path / "again", force=False) == filing_command.DONE
    assert filing_command.run(INPUT, tmp_path / "first", force=False) == filing_command.DONE
    digests = [(tmp_path / name / "digest.txt").read_text() for name in ("first", "again")]
    assert digests[0] == digests[1]


def test_input_of_a_run_without_any_is_not_found(world: World, log_in: LogIn) -> None:
    bare = factories.a_run(tier=2)
    client = log_in(world.accounts[Role.OVERSIGHT])
    assert client.get(f"/oversight/runs/{bare.public_id}/input.zip").status_code == 404
