"""A dump of the demonstration database, its logs and its exports tell nobody's number, phone or address (K-03)."""

import base64
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from tests.rehearsal.seasons import small_season
from tests.rehearsal.test_crash import COMMAND, LONGEST_SECONDS, environment, server_of

from chengzhao.records.embedded_binaries import find_binaries
from chengzhao.records.sealed_tables import SEALED_TABLES
from chengzhao.rehearsal.forms import Forms
from chengzhao.rehearsal.numbers import candidate_numbers

pytestmark = pytest.mark.season

SEED = COMMAND[-1]
PEOPLE = 100
TALKATIVE = """
import sys
import django
django.setup()
from django.utils import timezone
from chengzhao.actions.approvals import open_approval, refuse_approval
from chengzhao.actions.audit import Actor, Border
from chengzhao.law.words import Role
from chengzhao.records.models import Account, Candidate
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
said, border, at = sys.argv[1], Border(season=2024, province="14"), timezone.now()
with scope(Scope(door=Door.MAINTENANCE)):
    number = Candidate.objects.values_list("candidate_number", flat=True).first()
    first, second = (
        Actor(account=key, role=Role.PROVINCE_LEAD, org_path="/14/")
        for key in Account.objects.values_list("pk", flat=True)[:2]
    )
    asked = {"numbers": [number], "rooms": ["PHONE"], "reason": said}
    opened = open_approval(border=border, actor=first, at=at, act="unmask_people", arguments=asked)
    refuse_approval(border=border, actor=second, at=at, approval_id=opened, reason=said)
"""
"""Two officers who write somebody's number and phone into the reasons of an act of two."""


@dataclass(frozen=True, kw_only=True)
class Season:
    """What a played season left: a dump, everything packed in it, the words of the command, and its home."""

    dump: str
    unpacked: str
    said: str
    home: Path


@pytest.fixture(scope="module")
def secrets() -> dict[str, tuple[str, ...]]:
    """The identity numbers, phones and addresses of everybody who registers, in clear."""
    season = small_season("14", 2024, candidates=PEOPLE, seed=SEED)
    forms = Forms(season, candidate_numbers(season.scenario, season.people))
    made = [forms.form(place) for place in range(len(season.people))]
    return {
        "identity number": tuple(one.identity_number for one in made),
        "part of an identity number": tuple(one.identity_number[6:] for one in made),
        "phone": tuple(one.phone for one in made),
        "address": tuple(one.address for one in made),
    }


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, secrets: dict[str, tuple[str, ...]]) -> Iterator[Season]:
    """The season played by the real command, numbers written into reasons, then dumped by the database's program."""
    home = tmp_path_factory.mktemp("dumped")
    with server_of(home) as server:
        done = subprocess.run(
            COMMAND, env=environment(home), capture_output=True, text=True, timeout=LONGEST_SECONDS
        )
        assert done.returncode == 0, done.stdout + done.stderr
        reason = f"考生{secrets['identity number'][0]}来电{secrets['phone'][0]}，核对本人"
        talked = subprocess.run(
            [sys.executable, "-c", TALKATIVE, reason],
            env=environment(home),
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
        )
        assert talked.returncode == 0, talked.stderr
        program = find_binaries("")[0].program("pg_dump")
        dumped = subprocess.run(
            [program, "--dbname", server.url()], capture_output=True, text=True, timeout=LONGEST_SECONDS
        )
        assert dumped.returncode == 0, dumped.stderr
        with psycopg.connect(server.url()) as connection:
            sheets = connection.execute("SELECT packed FROM records_filingsheet").fetchall()
        unpacked = "\n".join(zlib.decompress(bytes(sheet)).decode() for (sheet,) in sheets)
        yield Season(dump=dumped.stdout, unpacked=unpacked, said=done.stdout + done.stderr, home=home)


def forms_of(secret: str) -> tuple[str, ...]:
    """How a text can stand in a dump: as it is, escaped in JSON, and as the hex or base64 of its bytes."""
    data = secret.encode()
    escaped = secret.encode("unicode_escape").decode()
    return (secret, escaped, data.hex(), base64.b64encode(data).decode().rstrip("="))


def told(text: str, secrets: dict[str, tuple[str, ...]]) -> list[str]:
    """Which kinds of secrets a text tells, without repeating them."""
    lower = text.lower()
    return [
        kind
        for kind, values in secrets.items()
        if any(form.lower() in lower for value in values for form in forms_of(value))
    ]


def test_the_dump_holds_the_season_and_its_sealed_columns(
    played: Season, secrets: dict[str, tuple[str, ...]]
) -> None:
    assert len(secrets["identity number"]) == len(set(secrets["identity number"])) >= PEOPLE
    for table in SEALED_TABLES:
        assert f"COPY public.{table.label} " in played.dump
    candidates = played.dump.split("COPY public.records_candidate ", 1)[1].split("\n\\.", 1)[0]
    rows = candidates.splitlines()[1:]
    assert len(rows) >= PEOPLE - 10
    # Version 1, suite 1: four sealed fields a candidate.
    assert all(row.count("\\\\x0101") == 4 for row in rows)


def test_the_dump_tells_nobodys_number_phone_or_address(
    played: Season, secrets: dict[str, tuple[str, ...]]
) -> None:
    assert told(played.dump, secrets) == []


def test_reasons_of_acts_of_two_stand_in_the_dump_with_their_numbers_covered(played: Season) -> None:
    approvals = played.dump.split("COPY public.records_approval ", 1)[1].split("\n\\.", 1)[0]
    talked = [row for row in approvals.splitlines() if "核对本人" in row]
    assert len(talked) == 1
    # The argument, the fact and the refusal.
    assert talked[0].count("〔手机号〕") == 3


def test_what_is_packed_in_the_dump_tells_nothing_either(
    played: Season, secrets: dict[str, tuple[str, ...]]
) -> None:
    assert len(played.unpacked) > 1000
    assert told(played.unpacked, secrets) == []


def test_logs_exports_and_the_command_tell_nothing(
    played: Season, secrets: dict[str, tuple[str, ...]]
) -> None:
    files = [
        path for path in [*played.home.glob("*.log"), *(played.home / "runs").rglob("*")] if path.is_file()
    ]
    assert len(files) > 10
    assert told(played.said, secrets) == []
    assert [
        path.name for path in files if told(path.read_text(encoding="utf-8", errors="replace"), secrets)
    ] == []


def test_the_keys_are_not_in_the_dump(played: Season) -> None:
    ring = (played.home / "vault.keys").read_text(encoding="utf-8")
    keys = [part for part in ring.split('"') if len(part) == 64]
    assert len(keys) == 3
    assert [key for key in keys if key in played.dump] == []


def test_the_search_would_find_what_is_told(secrets: dict[str, tuple[str, ...]]) -> None:
    for kind, values in secrets.items():
        for form in forms_of(values[0]):
            assert kind in told(f"before {form} after", secrets)
