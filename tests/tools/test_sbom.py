"""The bill of materials: every locked package, with a licence that may be passed on."""

import json
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tools import sbom

# Programs that look at the code while it is written; nothing of them is shipped, imported or linked.
RUN_BUT_NOT_SHIPPED = {"djlint": "GPL-3.0-or-later"}


def test_everything_that_runs_has_a_licence_that_is_taken() -> None:
    found = sbom.components("run")
    assert len(found) > 25
    assert [one for one in found if sbom.is_refused(one.licence)] == []


def test_of_the_tools_only_the_named_have_others() -> None:
    refused = {one.name: one.licence for one in sbom.components("dev") if sbom.is_refused(one.licence)}
    assert refused == RUN_BUT_NOT_SHIPPED


def test_bill_names_each_package_once_with_its_hashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sbom, "ROOT", tmp_path)
    monkeypatch.setattr(sbom, "OUTPUT", tmp_path / "build" / "sbom.json")
    assert sbom.main() == 0
    bill = json.loads((tmp_path / "build" / "sbom.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    names = [one["name"] for one in bill["components"]]
    assert sorted(set(names)) == sorted(names)
    [django] = [one for one in bill["components"] if one["name"] == "django"]
    assert django["version"] == distribution("django").version
    assert django["purl"] == f"pkg:pypi/django@{django['version']}"
    assert django["licenses"] == [{"expression": "BSD-3-Clause"}]
    assert all(one["hashes"] for one in bill["components"])


def test_a_refused_licence_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sbom, "ROOT", tmp_path)
    monkeypatch.setattr(sbom, "OUTPUT", tmp_path / "build" / "sbom.json")
    monkeypatch.setattr(sbom, "licence_of", lambda package: "AGPL-3.0-only")
    assert sbom.main() == 1
    assert "django" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("MIT", False),
        ("LGPL-3.0-only", False),
        ("MIT AND PSF-2.0", False),
        ("GPL-3.0-or-later OR MIT", False),
        ("GPL-2.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("GNU Affero General Public License v3 (AGPLv3)", True),
        ("MIT AND GPL-3.0-only", True),
        ("GPL-2.0 OR AGPL-3.0", True),
        ("SSPL-1.0", True),
        ("unknown", True),
    ],
)
def test_which_licences_are_refused(licence: str, refused: bool) -> None:
    assert sbom.is_refused(licence) is refused
