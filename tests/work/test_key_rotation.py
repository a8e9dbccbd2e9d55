"""Rotation of keys: everything is sealed anew and found as before, wherever it was cut short."""

import os
import signal
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from tests.factories import (
    BORDER,
    PROVINCE,
    YEAR,
    a_candidate,
    an_account,
    an_actor,
    an_evidence_file,
)
from tests.factories import border as border_of_tests
from tests.factories.accounts import a_candidate_account, a_second_factor
from tests.vault.rings import a_key_set, keys_of

from chengzhao.actions.audit import Refused
from chengzhao.actions.vault_keys import destroy_key_set, retire_key_set
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Candidate, RecoveryCode, SealedPiece
from chengzhao.records.queries.accounts import own_account
from chengzhao.records.queries.persons import personal_texts, persons_by_number, persons_by_phone
from chengzhao.records.sealed import CANDIDATE_COLUMN_NAMES, sealed_values
from chengzhao.records.sealed_tables import SEALED_TABLES, counts_by_key, stale_rows
from chengzhao.vault.key_files import FileKeys, TextKeys
from chengzhao.vault.ring import Ring, ring_text
from chengzhao.vault.sealing import SealBroken
from chengzhao.vault.suites import suite_called
from chengzhao.work import key_rotation
from chengzhao.work.key_rotation import Outcome, Rotation, rotate

NUMBERS = ("99999919900101001X", "999999199001010036", "999999199001010052")
NOW = datetime(2024, 10, 1, 8, tzinfo=UTC)


@pytest.fixture
def source(tmp_path: Path) -> FileKeys:
    """A key file whose one set is that of the factories."""
    path = tmp_path / "vault.keys"
    path.write_text(ring_text(border_of_tests.KEYS.ring), encoding="utf-8")
    path.chmod(0o600)
    return FileKeys(path)


def rotation(source: FileKeys | TextKeys) -> Rotation:
    return Rotation(
        border=BORDER,
        actor=an_actor(role=Role.SECURITY_ADMIN),
        source=source,
        now=lambda: NOW,
        tell=lambda said: None,
    )


def run(source: FileKeys | TextKeys, suite: str | None = None) -> Outcome:
    return rotate(rotation(source), suite_called(suite) if suite else None)


def people() -> list[Candidate]:
    """Three candidates, an account with a second factor, and a file of evidence."""
    found = [a_candidate(identity_number=one, phone="13800000000") for one in NUMBERS]
    a_second_factor(a_candidate_account(phone="13900000000"))
    an_evidence_file(candidate=found[0])
    return found


def assert_all_readable(source: FileKeys, found: list[Candidate]) -> None:
    keys = source.keys()
    assert [personal_texts(one.pk, keys).identity_number for one in found] == list(NUMBERS)
    for one, number in zip(found, NUMBERS, strict=True):
        assert [hit.candidate_id for hit in persons_by_number(YEAR, PROVINCE, "/", number, keys)] == [one.pk]
    assert len(persons_by_phone(YEAR, PROVINCE, "/", "13800000000", keys)) == 3


def assert_all_under(key_id: str) -> None:
    counts = counts_by_key()
    assert sum(map(len, counts.values())) > 0
    assert {held for counted in counts.values() for held in counted} == {key_id}


@pytest.mark.django_db
@pytest.mark.parametrize("suite", [None, "intl", "sm"])
def test_everything_is_sealed_anew_and_found_as_before(source: FileKeys, suite: str | None) -> None:
    found = people()
    old = source.keys().ring.current.id
    outcome = run(source, suite)
    current = source.keys().ring.current
    assert (current.id != old, current.suite.name) == (True, suite or "intl")
    assert outcome == Outcome(rows=7, retired=(old,), held_back=())
    assert_all_under(current.id)
    assert_all_readable(source, found)
    with pytest.raises(SealBroken, match="not in the ring"):
        personal_texts(found[0].pk, border_of_tests.KEYS)


@pytest.mark.django_db
def test_suites_are_switched_there_and_back(source: FileKeys) -> None:
    found = people()
    run(source, "sm")
    run(source, "intl")
    assert [one.suite.name for one in source.keys().ring.sets] == ["intl", "sm", "intl"]
    assert_all_under(source.keys().ring.current.id)
    assert_all_readable(source, found)


@pytest.mark.django_db
def test_every_step_stands_on_the_trail(source: FileKeys) -> None:
    people()
    run(source)
    old, new = (one.id for one in source.keys().ring.sets)
    rows = AuditRow.objects.filter(object_kind="key_set").order_by("pk")
    steps = list(rows.values_list("act", "object_id"))
    assert steps[:2] == [("make_key_set", old), ("make_key_set", new)]
    assert steps[-1] == ("retire_key_set", old)
    assert set(steps[2:-1]) == {("reseal_rows", new)}
    assert {row.role for row in rows} == {"SECURITY_ADMIN"}


@pytest.mark.django_db
@pytest.mark.parametrize("cut", range(8))
def test_a_rotation_cut_short_after_any_batch_is_finished_by_the_next(
    source: FileKeys, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    found = people()
    one_row_each = [type(one)(**vars(one) | {"batch": 1}) for one in SEALED_TABLES]
    monkeypatch.setattr(key_rotation, "SEALED_TABLES", tuple(one_row_each))
    done = 0

    def dies(**given: object) -> object:
        nonlocal done
        if done == cut:
            raise ConnectionError("the line is dead")
        done += 1
        return key_rotation_reseal(**given)  # type: ignore[arg-type]

    key_rotation_reseal = key_rotation.reseal_rows
    with monkeypatch.context() as broken:
        broken.setattr(key_rotation, "reseal_rows", dies)
        with pytest.raises(ConnectionError):
            run(source)
    assert_all_readable(source, found)
    outcome = run(source)
    assert len(source.keys().ring.sets) == 2
    assert outcome.held_back == ()
    assert_all_under(source.keys().ring.current.id)
    assert_all_readable(source, found)
    assert [one.retired_at is not None for one in source.keys().ring.sets] == [True, False]


@pytest.mark.django_db
def test_keys_made_before_a_crash_are_taken_and_not_made_twice(source: FileKeys) -> None:
    people()
    made = source.make(suite_called("intl"), NOW).current
    run(source)
    assert source.keys().ring.current == made
    assert AuditRow.objects.filter(act="make_key_set", object_id=made.id).count() == 1


@pytest.mark.django_db
def test_a_ring_of_the_environment_is_followed_and_never_changed(source: FileKeys) -> None:
    people()
    both = keys_of(*source.keys().ring.sets, a_key_set(2, suite="sm"))
    text = TextKeys(ring_text(both.ring))
    assert run(text).retired == (source.keys().ring.current.id,)
    assert_all_under("00000002")
    with pytest.raises(Refused, match="密钥来自VAULT_KEYS"):
        run(TextKeys(ring_text(Ring(sets=(a_key_set(2, suite="sm"),)))))


@pytest.mark.django_db
def test_two_rows_of_one_person_stay_and_are_named_and_their_key_is_not_retired(source: FileKeys) -> None:
    first = a_candidate(identity_number=NUMBERS[0])
    second = a_candidate(identity_number=NUMBERS[1])
    made = source.make(suite_called("intl"), NOW).current
    twin = sealed_values(source.keys(), second.pk, {"identity_number": NUMBERS[0]})
    Candidate.objects.filter(pk=second.pk).update(**dict(zip(CANDIDATE_COLUMN_NAMES, twin, strict=True)))
    outcome = run(source)
    assert outcome == Outcome(rows=0, retired=(), held_back=(first.candidate_number,))
    assert source.keys().ring.current == made
    assert source.keys().ring.sets[0].retired_at is None
    assert personal_texts(first.pk, source.keys()).identity_number == NUMBERS[0]


@pytest.mark.django_db
def test_indexes_that_were_never_filled_are_filled(source: FileKeys) -> None:
    candidate = a_candidate(phone="13800000000")
    Candidate.objects.filter(pk=candidate.pk).update(phone_index=b"")
    assert persons_by_phone(YEAR, PROVINCE, "/", "13800000000", source.keys()) == ()
    run(source)
    assert len(persons_by_phone(YEAR, PROVINCE, "/", "13800000000", source.keys())) == 1


@pytest.mark.django_db
def test_a_key_is_destroyed_only_when_retired_with_a_reason_and_nothing_under_it(source: FileKeys) -> None:
    people()
    old = source.keys().ring.current.id
    given = {"border": BORDER, "actor": an_actor(role=Role.SECURITY_ADMIN), "at": NOW, "key_id": old}
    with pytest.raises(Refused, match="只能销毁已停用的密钥"):
        destroy_key_set(**given, keys=source.keys(), reason="到期")  # type: ignore[arg-type]
    with pytest.raises(Refused, match="正在使用的密钥不能停用"):
        retire_key_set(**given, keys=source.keys())  # type: ignore[arg-type]
    a_paper_code(old)
    run(source)
    with pytest.raises(Refused, match="请写明销毁的理由"):
        destroy_key_set(**given, keys=source.keys(), reason=" ")  # type: ignore[arg-type]
    assert destroy_key_set(**given, keys=source.keys(), reason="备份已到期") == 1  # type: ignore[arg-type]
    source.destroy(old)
    assert [one.id for one in source.keys().ring.sets] != [old]
    late = a_candidate()
    assert stale_rows(SEALED_TABLES[0], source.keys()).filter(pk=late.pk).exists()
    with pytest.raises(SealBroken):
        personal_texts(late.pk, source.keys())


def a_paper_code(key_id: str) -> None:
    digest = bytes.fromhex(key_id) + bytes(32)
    RecoveryCode.objects.create(account=an_account(), code_digest=digest, made_at=NOW)


@pytest.mark.django_db
def test_a_late_row_under_a_retired_key_still_opens_and_the_next_rotation_takes_it(source: FileKeys) -> None:
    run_first = people()
    run(source)
    late = a_candidate(phone="13700000000")
    assert personal_texts(late.pk, source.keys()).phone == "13700000000"
    outcome = run(source)
    assert (outcome.rows, len(source.keys().ring.sets)) == (1, 2)
    assert_all_readable(source, run_first)


@pytest.mark.django_db
def test_an_account_is_read_as_before(source: FileKeys) -> None:
    account = a_candidate_account(phone="13900000000")
    run(source, "sm")
    assert own_account(account.pk, source.keys()).phone == "13900000000"


@pytest.mark.django_db
def test_large_files_are_sealed_anew_piece_by_piece(source: FileKeys) -> None:
    candidate = a_candidate()
    for _ in range(3):
        an_evidence_file(candidate=candidate)
    before = {row.pk: bytes(row.sealed) for row in SealedPiece.objects.all()}
    run(source)
    after = {row.pk: bytes(row.sealed) for row in SealedPiece.objects.all()}
    assert set(before) == set(after)
    assert not set(before.values()) & set(after.values())


@pytest.mark.django_db(transaction=True)
def test_only_one_rotation_runs_at_a_time(source: FileKeys) -> None:
    with psycopg.connect(**connection.get_connection_params()) as other:  # type: ignore[arg-type]
        other.execute("SELECT pg_advisory_lock(%s)", [key_rotation.LOCK])
        with pytest.raises(Refused, match="另一次换钥正在进行"):
            run(source)
    run(source)


@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_is_changing_is_taken_when_it_is_free(source: FileKeys) -> None:
    found = people()
    with psycopg.connect(**connection.get_connection_params()) as other:  # type: ignore[arg-type]
        other.execute("SELECT 1 FROM records_candidate WHERE id = %s FOR UPDATE", [found[1].pk])
        release = Timer(1, other.rollback)
        release.start()
        outcome = run(source)
        release.join()
    assert outcome.held_back == ()
    assert_all_under(source.keys().ring.current.id)


CHILD = """
import os, signal, sys
from datetime import UTC, datetime
import django
django.setup()
from pathlib import Path
from chengzhao.actions.audit import Actor, Border
from chengzhao.law.words import Role
from chengzhao.vault.key_files import FileKeys
from chengzhao.work import key_rotation
from chengzhao.records.sealed_tables import SEALED_TABLES
key_rotation.SEALED_TABLES = tuple(type(one)(**vars(one) | {"batch": 1}) for one in SEALED_TABLES)
plain, done = key_rotation.reseal_rows, 0
def dies(**given):
    global done
    done += 1
    if done > int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return plain(**given)
key_rotation.reseal_rows = dies
actor = Actor(account=None, role=Role.SECURITY_ADMIN, org_path="/14/")
key_rotation.rotate(key_rotation.Rotation(border=Border(season=2024, province="14"), actor=actor,
    source=FileKeys(Path(sys.argv[1])), now=lambda: datetime.now(UTC), tell=print), None)
"""


@pytest.mark.django_db(transaction=True)
def test_a_rotation_killed_outright_is_finished_by_the_next(source: FileKeys) -> None:
    found = people()
    held = connection.settings_dict
    url = f"postgresql://{held['USER']}:{held['PASSWORD']}@{held['HOST']}:{held['PORT']}/{held['NAME']}"
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "chengzhao.settings.test",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    program = [sys.executable, "-c", textwrap.dedent(CHILD), str(source.path), "2"]
    killed = subprocess.run(program, env=environment, capture_output=True, text=True, timeout=60)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    current = source.keys().ring.current.id
    assert sum(counted[current] for counted in counts_by_key().values()) > 0
    assert_all_readable(source, found)
    outcome = run(source)
    assert (len(source.keys().ring.sets), outcome.rows) == (2, 5)
    assert_all_under(current)
    assert_all_readable(source, found)


def test_every_binary_column_that_is_sealed_is_in_the_list() -> None:
    listed = {
        (table.model.__name__, name)
        for table in SEALED_TABLES
        for one in table.columns
        for name in one.columns()
    }
    sealed = {
        (model.__name__, field.column)
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.concrete_fields
        if field.column.endswith("sealed")
    }
    assert sealed <= listed
