"""The overseer can run a filing again from what the page hands over."""

from pathlib import Path

from tests import factories
from tests.web.world import INPUT, LogIn, World

from chengzhao.exchange.filing_pack import read_pack
from chengzhao.law.words import Role


def test_pack_of_a_run_holds_the_input_of_the_offline_command(
    world: World, log_in: LogIn, tmp_path: Path
) -> None:
    client = log_in(world.accounts[Role.OVERSIGHT])
    assert f"/oversight/runs/{world.run.public_id}/evidence.zip" in client.get("/oversight/").content.decode()
    response = client.get(f"/oversight/runs/{world.run.public_id}/evidence.zip")
    name = f"filing-2024-14-{world.run.number:02d}.zip"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    (tmp_path / "run.zip").write_bytes(response.content)
    kept = read_pack(tmp_path / "run.zip").files["input"]
    assert kept == {path.name: path.read_bytes() for path in INPUT.iterdir()}


def test_pack_of_a_run_without_files_is_not_found(world: World, log_in: LogIn) -> None:
    bare = factories.a_run(tier=2)
    client = log_in(world.accounts[Role.OVERSIGHT])
    assert client.get(f"/oversight/runs/{bare.public_id}/evidence.zip").status_code == 404
