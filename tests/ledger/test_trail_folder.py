"""The check of an exported folder, run as an auditor runs it: one file, nothing installed."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from tests.ledger.test_trail import a_trail
from tests.ledger.trails import MemoryTrail, line_of

from chengzhao.ledger import trail as ledger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An export of the small trail, with the program beside it."""
    write(a_trail(), tmp_path)
    (tmp_path / "trail.py").write_bytes(Path(ledger.__file__).read_bytes())
    return tmp_path


def write(trail: MemoryTrail, folder: Path) -> None:
    rows = sorted(trail.rows, key=lambda row: row[1::-1])
    (folder / "rows.tsv").write_bytes(b"".join(map(line_of, rows)))
    held = [
        {"seal": asdict(kept.seal), "digest": kept.digest, "leaves": kept.leaves.hex()} for kept in trail.kept
    ]
    (folder / "seals.jsonl").write_text("".join(json.dumps(one) + "\n" for one in held))


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit status, output, error output of the program in a Python without any packages."""
    command = [sys.executable, "-I", "-S", str(folder / "trail.py"), str(folder), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_sound_folder(folder: Path) -> None:
    head = a_trail().kept[-1].digest
    assert run(folder) == (0, f"INTACT 9 rows, head: 3:{head}\n", "")
    assert run(folder, "--head", f"3:{head}") == (0, f"INTACT 9 rows, head: 3:{head}\n", "")


def test_head_on_paper_that_is_another(folder: Path) -> None:
    status, output, _ = run(folder, "--head", "2:" + "0" * 64)
    assert (status, output.split(".")[0]) == (
        1,
        "BROKEN SEAL_CHANGED seal 2: its digest is not the one on paper",
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda text: text.replace("20\td", "20\tD"),
            "BROKEN CHANGED seal 2: row 4: it is not as it was sealed",
        ),
        (
            lambda text: text.replace("5\t25\tf\n", ""),
            "BROKEN MISSING seal 2: row 5: it was sealed and is gone",
        ),
        (
            lambda text: text.replace("5\t25\tf\n", "5\t25\tf\n11\t25\tx\n"),
            "BROKEN INSERTED seal 2: row 11: it was not there when its transaction was sealed",
        ),
        (
            lambda text: text.replace("4\t20\td\n7\t21\te\n", "7\t21\te\n4\t20\td\n"),
            "BROKEN REORDERED seal 2: row 4: row 7 stands in its place",
        ),
        (
            lambda text: text.replace("4\t20\td\n", "").replace("7\t21\te\n", "4\t21\te\n7\t20\td\n"),
            "BROKEN REORDERED seal 2: row 4: it holds what was sealed as row 7",
        ),
    ],
)
def test_changed_rows_are_named(folder: Path, change: Callable[[str], str], said: str) -> None:
    file = folder / "rows.tsv"
    before = file.read_text()
    file.write_text(change(before))
    assert file.read_text() != before
    status, output, _ = run(folder)
    assert (status, output.partition(". Last")[0]) == (1, said)


def test_row_of_a_sealed_transaction_behind_the_unsealed_ones(folder: Path) -> None:
    with (folder / "rows.tsv").open("a") as file:
        file.write("11\t25\tx\n")
    status, output, errors = run(folder)
    assert (status, output) == (2, "")
    assert "a row of a sealed transaction stands behind those that are not sealed yet" in errors


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "rows.tsv").unlink(),
        lambda folder: (folder / "seals.jsonl").write_text("{}\n"),
        lambda folder: (folder / "seals.jsonl").write_text("no JSON\n"),
        lambda folder: (folder / "rows.tsv").write_text("no number\n"),
    ],
)
def test_folder_that_cannot_be_read(folder: Path, spoil: Callable[[Path], object]) -> None:
    spoil(folder)
    status, output, errors = run(folder)
    assert (status, output, errors.startswith("The folder cannot be read: ")) == (2, "", True)


def test_the_file_imports_the_standard_library_alone() -> None:
    source = Path(ledger.__file__).read_text(encoding="utf-8")
    imported = {
        line.split()[1].split(".")[0] for line in source.splitlines() if line.startswith(("import ", "from "))
    }
    assert imported <= sys.stdlib_module_names
