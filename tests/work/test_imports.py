"""批量导入 in the queue: looked at whole, imported step by step, killed and taken up again."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError
from tests.factories import BORDER, KEYS
from tests.work.imported import (
    COUNTY,
    Desk,
    a_desk,
    a_person,
    carried_out,
    checked,
    chosen,
    handed_in,
    imported,
    queued,
)

from chengzhao.actions.audit import Refused
from chengzhao.actions.queued_jobs import cancel_job
from chengzhao.exchange.sheets import read_sheet
from chengzhao.law.words import ClaimKind
from chengzhao.records.bulk import server_time
from chengzhao.records.job_words import JobFileKind, JobState
from chengzhao.records.models import (
    AuditRow,
    Candidate,
    Claim,
    ImportBatch,
    ImportedRow,
    Job,
    Message,
    Registration,
    RegistrationVersion,
)
from chengzhao.records.queries.drafts import versions_of
from chengzhao.records.queries.imports import faults_of
from chengzhao.records.sealed import PHONE, job_file_place
from chengzhao.rules.registration import DraftTask, ImportState, RegistrationState
from chengzhao.work import imports as work

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def file_of(job: Job, kind: JobFileKind) -> bytes:
    held = job.files.get(kind=kind)
    return KEYS.open_bytes(bytes(held.sealed), row=job_file_place(job.pk, kind.value))


def newest() -> Job:
    return Job.objects.order_by("-pk")[0]


def test_everything_wrong_is_found_in_one_pass_and_nothing_is_imported(desk: Desk) -> None:
    right = a_person(desk)
    twin = dict(enumerate(right))[5]
    rows = [
        right,
        a_person(desk, sex="男性", phone="1"),
        a_person(desk, identity_number=twin),
        a_person(desk, birth_date="2001-03-06"),
        a_person(desk, confirmation_path="140106"),
        a_person(desk, choice_1="D9"),
        a_person(desk, education_kind="高级中等教育毕业"),
        a_person(desk, pledge_signed="否"),
    ]
    batch = checked(desk, rows)
    assert (batch.state, batch.total, batch.wrong) == (ImportState.CHECKED, 8, 7)
    found = [(row, column) for row, column, _, _ in faults_of(batch.pk, KEYS)]
    assert found == [
        (3, "性别"), (3, "手机号"), (4, "证件号码"), (5, "证件号码"), (6, "确认点"), (7, "志愿1"), (8, "学历"),
        *[(9, "已签诚信承诺书")] * 4,
    ]  # fmt: skip
    assert batch.counted["已签诚信承诺书"] == 4
    assert not Candidate.objects.exists()


def test_tables_of_faults_name_sheet_row_column_value_and_what_is_expected(desk: Desk) -> None:
    checked(desk, [a_person(desk), a_person(desk, postcode="30006")], kind="xlsx")
    job = newest()
    assert (job.state, job.message) == (JobState.DONE, "共2行，1行可以导入，1行有错误，共1处。")
    sheet = read_sheet(file_of(job, JobFileKind.FAULTS), name="x.xlsx")
    assert sheet.columns == ("工作表", "行", "列", "现在是", "应为")
    [fault] = sheet.rows
    assert list(fault.values.values())[:4] == ["报名信息", "3", "邮政编码", "30006"]
    assert fault["应为"].startswith("邮政编码应为6位数字")
    [mend] = read_sheet(file_of(job, JobFileKind.RESULT), name="x.xlsx").rows
    assert (mend["邮政编码"], mend["错误说明"][:6]) == ("30006", "邮政编码应为")


def test_rows_become_registrations_like_others(desk: Desk) -> None:
    batch = imported(desk, [a_person(desk), a_person(desk, name="刘䶮")])
    assert (batch.state, batch.imported) == (ImportState.IMPORTED, 2)
    first, second = Candidate.objects.order_by("pk")
    assert (first.candidate_number, second.candidate_number) == ("24140105000001", "24140105000002")
    assert (second.name, second.org_path, second.account_id) == ("刘䶮", COUNTY, None)
    states = Registration.objects.values_list("state", "submitted_at")
    assert set(states) == {(RegistrationState.AWAITING.value, batch.received_at)}
    [version] = versions_of(second.pk, KEYS)
    assert version.answers[DraftTask.IDENTITY]["name"] == "刘䶮"
    assert DraftTask.PLEDGE not in version.answers
    trail = AuditRow.objects.filter(act="import_registrations")
    assert set(trail.values_list("candidate", "account")) == {
        (first.pk, desk.account.pk), (second.pk, desk.account.pk),
    }  # fmt: skip


def test_each_person_is_told_once_after_a_while_by_the_phone_of_the_table(desk: Desk) -> None:
    imported(desk, [a_person(desk)])
    own, message = Candidate.objects.get(), Message.objects.get(kind="registration_imported")
    assert message.candidate_id == own.pk
    assert message.due_at is not None
    assert message.due_at > server_time() + timedelta(minutes=20)
    assert PHONE.text(KEYS, own.pk, bytes(own.phone_sealed)) != ""


def test_only_the_right_rows_are_imported_and_their_numbers_are_handed_out(desk: Desk) -> None:
    batch = imported(desk, [a_person(desk, name=""), a_person(desk)])
    assert (batch.imported, batch.wrong) == (1, 1)
    job = newest()
    assert (job.state, job.message) == (JobState.PARTLY, "已导入1行，1行有错误没有导入。")
    [row] = read_sheet(file_of(job, JobFileKind.RESULT), name="x.xlsx").rows
    assert (row["行"], row["报名号"]) == ("3", "24140105000001")


def test_person_of_this_season_is_found_wherever_registered(desk: Desk) -> None:
    row = a_person(desk)
    imported(desk, [row])
    batch = checked(desk, [row, a_person(desk)])
    [(number, column, _, expected)] = faults_of(batch.pk, KEYS)
    assert (number, column, expected) == (2, "证件号码", "该证件本年度已经报名，不能重复报名")


def test_row_that_was_registered_meanwhile_is_left_out(desk: Desk) -> None:
    row = a_person(desk)
    batch = checked(desk, [row, a_person(desk)])
    imported(desk, [row])
    chosen(desk, batch)
    carried_out(queued(desk, batch, "import_rows"))
    batch.refresh_from_db()
    assert (batch.imported, Candidate.objects.count()) == (1, 2)


def test_killed_half_way_it_goes_on_where_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "STEP", 2)
    batch = checked(desk, [a_person(desk) for _ in range(5)])
    chosen(desk, batch)
    job, whole = queued(desk, batch, "import_rows"), work.import_registrations
    steps = iter([False, True])

    def dies(**given: object) -> object:
        if next(steps):
            raise OperationalError("the server is gone")
        return whole(**given)

    with patch.object(work, "import_registrations", dies), pytest.raises(OperationalError):
        carried_out(job)
    assert (Candidate.objects.count(), ImportedRow.objects.count()) == (2, 2)
    assert carried_out(job).state == JobState.DONE
    batch.refresh_from_db()
    assert (batch.imported, Candidate.objects.count(), Message.objects.count()) == (5, 5, 5)
    assert RegistrationVersion.objects.count() == 5


def test_cancelled_half_way_it_says_so_and_may_be_taken_up_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "STEP", 2)
    batch = checked(desk, [a_person(desk) for _ in range(5)])
    chosen(desk, batch)
    job, whole = queued(desk, batch, "import_rows"), work.import_registrations

    def and_cancels(**given: object) -> object:
        found = whole(**given)
        Job.objects.filter(pk=job.pk).update(cancel_asked_at=server_time())
        return found

    with patch.object(work, "import_registrations", and_cancels):
        assert carried_out(job).state == JobState.CANCELLED
    batch.refresh_from_db()
    assert (batch.state, batch.imported) == (ImportState.IMPORTING, 2)
    carried_out(queued(desk, batch, "import_rows"))
    batch.refresh_from_db()
    assert (batch.state, batch.imported) == (ImportState.IMPORTED, 5)


@pytest.mark.parametrize(("late", "is_taken"), [(-1, True), (0, False), (1, False)])
def test_deadline_is_judged_by_the_second_at_which_the_file_came_in(
    desk: Desk, late: int, is_taken: bool
) -> None:
    at = desk.closes + timedelta(seconds=late)
    if not is_taken:
        with pytest.raises(Refused, match="报名"):
            handed_in(desk, [a_person(desk)], at=at)
        return
    # However long looking at it and deciding takes.
    batch = imported(desk, [a_person(desk)], at=at)
    assert batch.imported == 1
    assert Registration.objects.get().submitted_at == at


def test_same_file_is_found_and_the_earlier_batch_named(desk: Desk) -> None:
    rows = [a_person(desk)]
    earlier = handed_in(desk, rows)
    with pytest.raises(Refused, match=r"这个文件已经上传过：.*收到，共1行，现在是“已接收”"):
        handed_in(desk, rows)
    assert ImportBatch.objects.get() == earlier


def test_age_of_25_is_claimed_by_itself(desk: Desk) -> None:
    from datetime import date

    from tests.factories import an_identity_number

    number = an_identity_number(birth=date(1990, 1, 1))
    imported(desk, [a_person(desk, identity_number=number, birth_date="1990-01-01")])
    assert Claim.objects.get().kind == ClaimKind.AGED_25


def test_cancelling_while_it_is_looked_at_leaves_the_file_as_it_came(desk: Desk) -> None:
    batch = handed_in(desk, [a_person(desk)])
    job = queued(desk, batch, "import_check")
    cancel_job(border=BORDER, actor=desk.actor, at=server_time(), public_id=job.public_id)
    assert carried_out(job).state == JobState.CANCELLED
    batch.refresh_from_db()
    assert (batch.state, batch.checked_at) == (ImportState.RECEIVED, None)
