"""The exported trail: an auditor's own Python checks it, and heads outlive the database."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import timezone
from tests.actions.test_sealing import write

from chengzhao.actions.sealing import seal_next
from chengzhao.exchange.trail_export import TrailFolderRefused, export_trail
from chengzhao.exchange.trail_heads import append_heads, read_head, read_heads
from chengzhao.records.models import AuditSeal
from chengzhao.records.queries.seals import newest_seals

pytestmark = pytest.mark.django_db(transaction=True)


def check(folder: Path) -> tuple[int, str]:
    """Exit status and output of the exported program in a Python without any packages."""
    command = [sys.executable, "-I", "-S", str(folder / "trail.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_exported_trail_is_checked_without_the_database(tmp_path: Path) -> None:
    for names in (("a", "b"), ("c\td\n\\e",), ("f",)):
        write(*names)
        seal_next(at=timezone.now())
    write("not sealed")
    folder = tmp_path / "trail"
    assert export_trail(folder) == 5
    head = AuditSeal.objects.latest("number")
    assert check(folder) == (0, f"INTACT 4 rows, head: 3:{head.digest}\n")
    modes = {path.name: path.stat().st_mode & 0o077 for path in folder.iterdir()}
    assert (modes["rows.tsv"], modes["seals.jsonl"]) == (0, 0)
    rows = folder / "rows.tsv"
    rows.write_bytes(rows.read_bytes().replace(b"\\te\\", b"\\te\\").replace(b"\tc\\t", b"\tC\\t"))
    status, said = check(folder)
    assert (status, said.partition(":")[0]) == (1, "BROKEN CHANGED seal 2")


def test_empty_trail_is_exported(tmp_path: Path) -> None:
    assert export_trail(tmp_path / "trail") == 0
    assert check(tmp_path / "trail") == (0, "INTACT 0 rows, head: none\n")


def test_export_leaves_what_is_there_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept")
    with pytest.raises(TrailFolderRefused, match="not empty"):
        export_trail(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_heads_are_added_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "heads.txt"
    assert read_heads(file) == []
    for name in ("a", "b"):
        write(name)
        seal_next(at=timezone.now())
        append_heads(file, newest_seals(1))
    digests = list(AuditSeal.objects.order_by("number").values_list("number", "digest"))
    assert read_heads(file) == digests


@pytest.mark.parametrize(
    "text", ["", "1", ":" + "0" * 64, "1:0", "x:" + "0" * 64, "1:" + "g" * 64, "-1:" + "0" * 64]
)
def test_text_that_is_no_head(text: str) -> None:
    with pytest.raises(ValueError, match="is no head"):
        read_head(text)
