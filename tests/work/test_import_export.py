"""A table that was imported and exported is the table that was handed in, in each kind of file, rare names and all."""

import csv
from pathlib import Path

import pytest
from tests.factories import BORDER, KEYS
from tests.work.imported import a_desk, a_person, carried_out, checked, imported, queued

from chengzhao.actions.queued_jobs import Wanted, queue_job
from chengzhao.exchange.tables import KINDS, open_table
from chengzhao.law.words import IdentityDocument
from chengzhao.records.bulk import server_time
from chengzhao.records.job_words import JobFileKind, JobState
from chengzhao.records.models import AuditRow, Job
from chengzhao.records.sealed import job_file_place
from chengzhao.rules.registration import kept_name, name_findings

pytestmark = pytest.mark.django_db


def test_what_was_imported_comes_out_as_it_went_in(shared: Path) -> None:
    desk = a_desk()
    with (shared / "data" / "rare_names_test.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    names = [
        one
        for one in names
        if kept_name(one).name == one and not name_findings(one, IdentityDocument.RESIDENT_ID)
    ]
    assert len(names) > 60
    rows = [a_person(desk, name=name) for name in names]
    rows.append(
        a_person(
            desk,
            hukou_division="410105",
            residence_proofs="居住证",
            claims="烈士子女、烈士配偶",
            evidence="烈士证",
            licences="护士执业证书：0012",
            works_in_health="是",
        )
    )
    batch = imported(desk, rows, kind="dbf")
    assert batch.wrong == 0, batch.counted
    for kind in KINDS:
        wanted = Wanted(
            kind="import_export",
            title="导出报名表",
            arguments={"batch": str(batch.public_id), "format": kind},
            seat=desk.seat,
        )
        public_id = queue_job(border=BORDER, actor=desk.actor, at=server_time(), wanted=wanted)
        job = carried_out(Job.objects.get(public_id=public_id))
        assert (job.state, job.message) == (JobState.DONE, f"共{len(rows)}份报名。")
        sealed = bytes(job.files.get(kind=JobFileKind.RESULT).sealed)
        content = KEYS.open_bytes(sealed, row=job_file_place(job.pk, JobFileKind.RESULT.value))
        table = open_table(content, name=f"x.{kind}")
        assert [tuple(texts) for _, texts in table.rows()] == rows
    assert AuditRow.objects.filter(act="view_file").count() == 3 * len(rows)


def test_batch_without_registrations_has_nothing_to_export() -> None:
    desk = a_desk()
    job = carried_out(queued(desk, checked(desk, [a_person(desk)]), "import_export"))
    assert (job.state, job.message) == (JobState.FAILED, "这一批没有报名可以导出。")
