"""The files of a run as they were kept."""

import zlib
from hashlib import sha256

import pytest
from tests import factories
from tests.factories import BORDER, PROVINCE, YEAR

from chengzhao.actions.filing_sheets import keep_sheets
from chengzhao.records.queries.replay import kept_files

pytestmark = pytest.mark.django_db


def test_files_are_what_was_kept_with_their_digests() -> None:
    run = factories.a_run()
    lines = "层次\n".encode()
    keep_sheets(BORDER, run.pk, {"rules.toml": b"year = 2024\n", "lines.csv": lines})
    found = kept_files(YEAR, PROVINCE, run.public_id)
    assert list(found) == ["lines.csv", "rules.toml"]
    assert found["lines.csv"][0] == sha256(lines).hexdigest()
    assert zlib.decompress(found["lines.csv"][1]) == lines


def test_files_of_another_province_or_season_are_none() -> None:
    run = factories.a_run()
    keep_sheets(BORDER, run.pk, {"rules.toml": b""})
    assert kept_files(YEAR, "32", run.public_id) == {}
    assert kept_files(YEAR - 1, PROVINCE, run.public_id) == {}
