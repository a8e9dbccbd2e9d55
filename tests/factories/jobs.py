"""Background jobs."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.factories.border import KEYS, PROVINCE, YEAR

from chengzhao.records.job_words import JobFileKind, JobState
from chengzhao.records.models import Account, Job, JobFile
from chengzhao.records.sealed import job_file_place

CONTENT = b"rows"


def a_job(*, account: Account, org_path: str, with_file: bool = False, **facts: Any) -> Job:
    """A job that is done unless said otherwise, with a result where it is asked for."""
    now = timezone.now()
    given: dict[str, Any] = {
        "kind": "college_files",
        "title": "导出阅档名单",
        "state": JobState.DONE.value,
        "done": 3,
        "total": 3,
        "begun_at": now - timedelta(seconds=41),
        "finished_at": now,
        "seat": "role:1",
        "arguments": {"format": "xlsx"},
    }
    border = {"season": YEAR, "province": PROVINCE}
    job = Job.objects.create(**border, started_by=account, org_path=org_path, **(given | facts))
    job.refresh_from_db()
    if with_file:
        place = job_file_place(job.pk, JobFileKind.RESULT.value)
        JobFile.objects.create(
            **border,
            job=job,
            kind=JobFileKind.RESULT.value,
            name="files.xlsx",
            media_type="application/octet-stream",
            size=len(CONTENT),
            digest="0" * 64,
            sealed=KEYS.seal_bytes(CONTENT, row=place),
            kept_at=now,
            expires_at=now + timedelta(days=7),
        )
    return job
