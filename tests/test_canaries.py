"""The watch over the run is awake: what is let out is seen, what is clean is not."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from tests import canaries
from tests.canaries import Kind, seen_in, seen_in_page, watch_answer, watch_files

# Nobody else's: the logs of this module stay on the disk, where the watch over the whole run looks at the end.
PHONE = "19912340001"
NAME = "欧阳震岳"

LEAKING_TEST = """
import logging, sys
from tests.canaries import Kind, plant

plant(Kind.NAME, "欧阳震岳")

def test_that_logs_a_name():
    logging.getLogger("x").warning("refused 欧阳震岳")

def test_that_writes_a_phone_to_stderr():
    print(plant(Kind.PHONE, "19912340001"), file=sys.stderr)

def test_that_leaves_a_log(tmp_path):
    (tmp_path / "server.log").write_text(plant(Kind.NUMBER, "24140105999999"))

def test_that_logs_a_phone_which_the_filter_takes_out():
    logging.getLogger("x").warning("19912340001")
"""


@pytest.fixture(autouse=True)
def own_canaries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Canaries and leaks of these tests alone."""
    monkeypatch.setattr(canaries, "LEAKS", [])
    monkeypatch.setattr(canaries, "PLANTED", {kind: set() for kind in Kind})
    canaries.plant(Kind.PHONE, PHONE)
    canaries.plant(Kind.NAME, NAME)
    canaries.plant(Kind.IDENTITY, "99999919900101123X")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"电话{PHONE}。", [(Kind.PHONE, PHONE)]),
        ("证件99999919900101123x", [(Kind.IDENTITY, "99999919900101123X")]),
        (f"{NAME}的", [(Kind.NAME, NAME)]),
        (f"1{PHONE}", []),
        ("19912345679", []),
    ],
)
def test_canary_is_seen_in_a_text(text: str, expected: list[tuple[Kind, str]]) -> None:
    assert list(seen_in(text)) == expected


def test_number_that_the_pages_of_the_law_print_is_nobodys_canary() -> None:
    with pytest.raises(ValueError, match="give a person of a test another number"):
        canaries.plant(Kind.PHONE, "13800138000")


def test_page_gives_nothing_away_in_addresses_title_and_text() -> None:
    page = (
        f"<title>{NAME}</title><a href='/x/?q=%E6%AC%A7%E9%98%B3%E9%9C%87%E5%B2%B3'>{NAME}</a>"
        f'<form action="/y/{PHONE}/">99999919900101123X</form>'
    )
    assert sorted((where, kind.name) for where, kind, _ in seen_in_page(page, canaries.NUMBERS)) == [
        ("an address", "NAME"),
        ("an address", "PHONE"),
        ("the page", "IDENTITY"),
        ("the page", "PHONE"),
        ("the title", "NAME"),
    ]


def test_answer_is_watched_in_where_it_leads() -> None:
    request = RequestFactory().get("/find/")
    request.resolver_match = None  # type: ignore[assignment]
    response = HttpResponse("", headers={"Location": f"/people/{PHONE}/"})
    watch_answer(request, response)
    [leak] = canaries.LEAKS
    assert leak.endswith(f"the telephone {PHONE} in the address /people/{PHONE}/")


def test_logs_on_the_disk_are_watched_and_the_tables_are_not(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "rows.log").write_text(PHONE)
    (tmp_path / "sheet.csv").write_text(PHONE)
    watch_files(tmp_path)
    assert canaries.LEAKS == []
    (tmp_path / "postgres.log").write_text(PHONE)
    watch_files(tmp_path)
    assert len(canaries.LEAKS) == 1


def test_run_that_leaks_fails_and_names_each_test(tmp_path: Path, root: Path) -> None:
    (tmp_path / "test_leaks.py").write_text(LEAKING_TEST, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.canaries", "-p", "no:django", str(tmp_path)]
    environment = {"PATH": "", "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path)
    shown = done.stdout.partition("PERSONAL DATA CAME OUT")[2]
    assert "4 passed" in done.stdout
    assert done.returncode == 1
    for test, found in (
        ("test_that_logs_a_name", "the name 欧阳震岳 in a log record of x"),
        ("test_that_writes_a_phone_to_stderr", "the telephone 19912340001 in captured stderr call"),
        ("after the tests", "the candidate number 24140105999999 in the file server.log"),
    ):
        assert f"{test}: {found}" in shown
    assert "which_the_filter_takes_out" not in shown
