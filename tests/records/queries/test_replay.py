"""The input of a run as it was kept."""

import pytest
from tests import factories
from tests.factories import PROVINCE, YEAR

from chengzhao.actions.audit import Border
from chengzhao.actions.filing_sheets import LOG, keep_sheets
from chengzhao.records.queries import replay

pytestmark = pytest.mark.django_db


def test_input_is_what_was_kept_without_the_log() -> None:
    run = factories.a_run()
    keep_sheets(
        Border(season=YEAR, province=PROVINCE),
        run.pk,
        {"rules.toml": b"year = 2024\n", "lines.csv": "层次\n".encode(), LOG: b"tier\n"},
    )
    assert replay.kept_input(YEAR, PROVINCE, run.public_id) == {
        "lines.csv": "层次\n".encode(),
        "rules.toml": b"year = 2024\n",
    }
    assert replay.LOG == LOG


def test_input_of_another_province_is_nothing() -> None:
    run = factories.a_run()
    keep_sheets(Border(season=YEAR, province=PROVINCE), run.pk, {"rules.toml": b""})
    assert replay.kept_input(YEAR, "32", run.public_id) == {}
