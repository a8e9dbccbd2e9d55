"""A run is exported and replayed without the database, with the same digest."""

from pathlib import Path

import pytest
from django.db import connection
from tests.actions.ready_season import (
    a_programme_of,
    a_season_of_every_kind,
    an_entrant,
    compute,
    prepare,
    release,
)
from tests.factories import a_claim, a_run, an_admission

from chengzhao.exchange import filing_command
from chengzhao.exchange.filing_export import ExportRefused, export_run
from chengzhao.records.models import ExtraTestResult, FilingRun, FilingSheet, PaperMark

pytestmark = pytest.mark.django_db


def replay(given: Path, output: Path) -> str:
    assert filing_command.run(given, output, force=False) == filing_command.DONE
    return (output / "digest.txt").read_text().strip()


@pytest.mark.parametrize("tier", [1, 3])
def test_export_run_replays_to_the_same_digest(tmp_path: Path, tier: int) -> None:
    a_season_of_every_kind()
    if tier == 3:
        release(1)
        a_run(tier=2)
    run = FilingRun.objects.get(pk=compute(tier))
    assert export_run(run.pk, tmp_path / "input") == run.result_digest
    assert replay(tmp_path / "input", tmp_path / "output") == run.result_digest


def test_export_run_writes_exactly_the_files_of_the_offline_command(tmp_path: Path) -> None:
    a_season_of_every_kind()
    export_run(compute(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "candidates.csv",
        "choices.csv",
        "extra_tests.csv",
        "lines.csv",
        "programmes.csv",
        "rules.toml",
    ]
    tested = ExtraTestResult.objects.get()
    number, college = tested.candidate.candidate_number, tested.college.national_code
    assert (tmp_path / "extra_tests.csv").read_text() == (
        f"candidate_id,college,score,passed\n{number},{college},88.25,1\n"
    )
    rows = (tmp_path / "candidates.csv").read_text().splitlines()
    assert rows[1] == f"{number},GAOQIBEN,HUMANITIES,70,70.5,0,70,,,20,OK"


def test_export_run_after_the_tables_moved_on_still_replays(tmp_path: Path) -> None:
    a_season_of_every_kind()
    run = FilingRun.objects.get(pk=compute())
    a_claim(candidate=an_entrant(300), effective=True)
    PaperMark.objects.update(cancelled=True, mark=0, absent=False)
    an_admission(candidate=an_entrant(300), programme=a_programme_of(1))
    export_run(run.pk, tmp_path / "input")
    assert replay(tmp_path / "input", tmp_path / "output") == run.result_digest


def test_export_run_that_was_not_computed_is_refused(tmp_path: Path) -> None:
    a_season_of_every_kind()
    with pytest.raises(ExportRefused, match=r"^第1号运行还没有投档，没有可导出的输入。$"):
        export_run(prepare(), tmp_path / "input")
    assert not (tmp_path / "input").exists()


def test_export_run_into_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    a_season_of_every_kind()
    (tmp_path / "other.txt").write_text("mine")
    with pytest.raises(ExportRefused, match="不是空目录"):
        export_run(compute(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["other.txt"]


def test_export_run_of_a_file_that_was_changed_fails(tmp_path: Path) -> None:
    a_season_of_every_kind()
    run_id = compute()
    other = FilingSheet.objects.get(run_id=run_id, name="lines.csv")
    with connection.cursor() as cursor:
        # Somebody with the owner's rights can take the trigger away; the digest still tells.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE records_filingsheet DISABLE TRIGGER USER")
    FilingSheet.objects.filter(run_id=run_id, name="choices.csv").update(packed=other.packed)
    with pytest.raises(ValueError, match=r"choices\.csv of run \d+ is not what was kept"):
        export_run(run_id, tmp_path)
