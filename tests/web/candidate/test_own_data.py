"""The copy of everything that is kept of a candidate: every registered field, nobody else's, with a row."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from tests import factories
from tests.factories import KEYS
from tests.web.world import LogIn, World

from chengzhao.actions.outbox import put_messages
from chengzhao.law.words import Role
from chengzhao.records.models import (
    Account,
    AuditRow,
    CandidateFile,
    FileMove,
    FilingRun,
    LegalHold,
    PaperMark,
    Recusal,
    StageWindow,
)
from chengzhao.records.queries.messages import Recipient
from chengzhao.records.queries.own_data import NOT_HANDED_OUT, NOT_YET, TITLES, WITHHELD, own_data
from chengzhao.records.queries.people import seats_of
from chengzhao.records.queries.privacy import field_labels
from chengzhao.records.sealed import IDENTITY_NUMBER, PHONE
from chengzhao.rules.admission import CANDIDATE_FILE, FileState, RunState
from chengzhao.rules.exams import MARKING, MarkState
from chengzhao.rules.governance import Relation
from chengzhao.rules.privacy.register import OF_ACCOUNT, OF_CANDIDATE, fields_of
from chengzhao.web.shared.acts import act_label

HREF = "/candidate/privacy/my-data.zip"


@pytest.fixture
def mine(world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The admitted candidate, who has just shown a factor."""
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda shown_at, now: True)
    return log_in(world.accounts[Role.CANDIDATE])


def taken(client: Client) -> dict[str, bytes]:
    response = client.post(HREF)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def tables_of(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {table["name"]: table for table in json.loads(files["my-data.json"])["tables"]}


def test_every_registered_table_and_field_is_in_the_copy(mine: Client) -> None:
    tables = tables_of(taken(mine))
    assert set(tables) == {*OF_CANDIDATE, *OF_ACCOUNT, "auditrow"}
    labels = field_labels()
    for name, table in tables.items():
        for row in table["rows"] if name != "auditrow" else ():
            assert set(row) == {labels[field.name] for field in fields_of(name)}, name
    filled = {name for name, table in tables.items() if table["rows"]}
    assert filled >= {
        *("candidate", "registration", "education", "claim", "noticeentry", "seat", "papermark", "choice"),
        *("filingresult", "filingreason", "candidatefile", "filemove", "admission", "admissionletter"),
        *("rightsrequest", "account", "consent"),
    }


def test_every_table_has_a_title_or_a_reason() -> None:
    assert {*OF_CANDIDATE, *OF_ACCOUNT} == {*TITLES}
    assert {*NOT_HANDED_OUT, *NOT_YET} <= {*TITLES, "auditrow"}


def test_sealed_fields_are_in_clear_and_secrets_stay(mine: Client, world: World) -> None:
    files = taken(mine)
    person = tables_of(files)["candidate"]["rows"][0]
    key = world.admitted.pk
    assert person["证件号码"] == IDENTITY_NUMBER.text(KEYS, key, bytes(world.admitted.identity_sealed))
    assert person["手机号"] == PHONE.text(KEYS, key, bytes(world.admitted.phone_sealed))
    request = tables_of(files)["rightsrequest"]["rows"][0]
    assert (request["内容"], request["答复"]) == (factories.asked_in(world.request), "")
    account = tables_of(files)["account"]["rows"][0]
    assert account["密码"] == "只保存不可还原的摘要或者密文"
    assert world.accounts[Role.CANDIDATE].password not in files["my-data.json"].decode()


def test_copy_has_the_messages_of_before_there_was_an_account(mine: Client, world: World) -> None:
    to = [Recipient(candidate_id=world.admitted.pk, account_id=None, phone="19912345001")]
    put_messages(batch="one", kind="admitted", text="您已被录取。", to=to, keys=KEYS)
    rows = tables_of(taken(mine))["message"]["rows"]
    assert [row["种类"] for row in rows] == ["admitted"]


def test_copy_says_who_looked(mine: Client, world: World, log_in: LogIn) -> None:
    log_in(world.accounts[Role.COLLEGE_OFFICER]).get(f"/college/files/{world.file.public_id}/")
    rows = tables_of(taken(mine))["auditrow"]["rows"]
    said = {(row["动作"], row["身份"], row["单位"]) for row in rows}
    assert (act_label("view_file"), "院校阅档员", "山西财经大学") in said


def test_copy_holds_nothing_of_anybody_else(mine: Client, world: World) -> None:
    text = taken(mine)["my-data.json"].decode()
    for other in (world.waiting, world.other_file.candidate):
        assert other.candidate_number not in text
        assert other.name not in text


def test_pdf_can_be_read(mine: Client, world: World) -> None:
    pdf = PdfReader(io.BytesIO(taken(mine)["my-data.pdf"]))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert world.admitted.candidate_number in text
    assert "谁看过、改过我的资料" in text


def test_copy_leaves_a_row_and_is_never_a_link(mine: Client, world: World) -> None:
    assert mine.get(HREF).status_code == 405
    taken(mine)
    row = AuditRow.objects.get(act="export_own_data")
    assert (row.candidate_id, row.account_id) == (world.admitted.pk, world.accounts[Role.CANDIDATE].pk)
    assert len(row.after_digest) == 64


def test_copy_asks_for_a_fresh_factor(world: World, log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda shown_at, now: False)
    assert log_in(world.accounts[Role.CANDIDATE]).post(HREF).status_code == 307
    assert not AuditRow.objects.filter(act="export_own_data").exists()


PENDING = [state for state in FileState if state not in CANDIDATE_FILE.sets["VISIBLE_TO_CANDIDATE"]]
SETTLED = ("candidatefile", "filemove", "admission", "admissionletter")


@pytest.mark.parametrize("state", PENDING)
def test_copy_has_nothing_of_a_file_that_is_not_settled(mine: Client, world: World, state: FileState) -> None:
    a_decision(world, reason=world.programme.code)
    a_move(world, "UNDER_REVIEW", "PROPOSED", reason=world.programme.code)
    CandidateFile.objects.filter(pk=world.file.pk).update(state=state, return_code="OTHER")
    tables = tables_of(taken(mine))
    assert [tables[name]["rows"] for name in SETTLED] == [[]] * len(SETTLED)
    assert world.programme.code not in {row["理由"] for row in tables["auditrow"]["rows"]}
    page = mine.get("/candidate/privacy/access/").content.decode()
    assert act_label("decide_files") not in page
    assert world.programme.code not in page


def test_copy_has_a_file_and_what_was_done_with_it_once_it_is_settled(mine: Client, world: World) -> None:
    a_decision(world, reason=world.programme.code)
    tables = tables_of(taken(mine))
    assert all(tables[name]["rows"] for name in SETTLED)
    assert {row["新状态"] for row in tables["filemove"]["rows"]} == {"FILED", "ADMITTED"}
    assert world.programme.code in {row["理由"] for row in tables["auditrow"]["rows"]}
    assert act_label("decide_files") in mine.get("/candidate/privacy/access/").content.decode()


def a_decision(world: World, *, reason: str) -> None:
    decided_at = timezone.now()
    CandidateFile.objects.filter(pk=world.file.pk).update(
        decided_at=decided_at, decided_by=world.accounts[Role.COLLEGE_OFFICER]
    )
    AuditRow.objects.create(
        season=2024,
        province="14",
        at=decided_at,
        account=world.accounts[Role.COLLEGE_OFFICER],
        role=Role.COLLEGE_OFFICER,
        org_path=world.college.organisation.path,
        act="decide_files",
        object_kind="candidate_file",
        object_id=str(world.file.pk),
        candidate=world.admitted,
        reason=reason,
    )


def a_move(world: World, before: str, after: str, **facts: Any) -> None:
    place = {"season": 2024, "province": "14", "file": world.file, "at": timezone.now()}
    FileMove.objects.create(**place, before=before, after=after, **facts)


@pytest.mark.parametrize("state", list(MarkState))
def test_copy_has_marks_once_they_are_released(mine: Client, world: World, state: MarkState) -> None:
    factories.an_extra_test(candidate=world.admitted, college=world.college)
    PaperMark.objects.update(state=state)
    tables = tables_of(taken(mine))
    is_told = state in MARKING.sets["VISIBLE_TO_CANDIDATE"]
    assert [bool(tables[name]["rows"]) for name in ("papermark", "extratestresult")] == [is_told] * 2


@pytest.mark.parametrize("state", list(RunState))
def test_copy_has_what_a_run_found_once_it_is_released(mine: Client, world: World, state: RunState) -> None:
    FilingRun.objects.filter(pk=world.run.pk).update(state=state)
    tables = tables_of(taken(mine))
    is_told = state in (RunState.RELEASED, RunState.SUPERSEDED)
    assert [bool(tables[name]["rows"]) for name in ("filingresult", "filingreason")] == [is_told] * 2


def test_what_is_said_of_a_table_follows_the_calendar_and_not_its_rows(mine: Client, world: World) -> None:
    now = timezone.now()
    StageWindow.objects.update(opens_at=now - timedelta(days=9), closes_at=now + timedelta(days=1))
    before = tables_of(taken(mine))
    assert {name: before[name]["note"] for name in NOT_YET} == {name: one[1] for name, one in NOT_YET.items()}
    PaperMark.objects.all().update(state=MarkState.FROZEN)
    CandidateFile.objects.filter(pk=world.file.pk).update(state=FileState.PROPOSED)
    hidden = tables_of(taken(mine))
    assert [hidden[name]["note"] for name in NOT_YET] == [before[name]["note"] for name in NOT_YET]
    StageWindow.objects.update(closes_at=now - timedelta(days=1))
    after = tables_of(taken(mine))
    assert {after[name]["note"] for name in NOT_YET} == {""}


def test_officers_are_told_by_office_and_role(mine: Client, world: World) -> None:
    officer = world.accounts[Role.COLLEGE_OFFICER]
    Account.objects.filter(pk=officer.pk).update(display_name="欧阳震岳")
    CandidateFile.objects.filter(pk=world.file.pk).update(decided_by=officer)
    a_move(world, "PENDING_CHECK", "ADMITTED", actor=officer)
    files = taken(mine)
    tables = tables_of(files)
    assert tables["candidatefile"]["rows"][0]["阅档人"] == "山西财经大学　院校阅档员"
    assert tables["filemove"]["rows"][-1]["经办人"] == "山西财经大学　院校阅档员"
    assert "欧阳震岳" not in files["my-data.json"].decode()


def test_why_a_file_is_held_and_who_keeps_away_from_it_are_not_told(mine: Client, world: World) -> None:
    officer, now = world.accounts[Role.PROVINCE_OFFICER], timezone.now()
    place = {"season": 2024, "province": "14", "candidate": world.admitted}
    LegalHold.objects.create(**place, reason="纪检立案核查", placed_by=officer, placed_at=now)
    Recusal.objects.create(**place, account=officer, relation=Relation.RELATIVE, declared_at=now)
    files = taken(mine)
    tables = tables_of(files)
    assert tables["legalhold"]["rows"][0]["保全理由"] == WITHHELD["legalhold.reason"]
    assert (tables["recusal"]["rows"], tables["recusal"]["note"]) == ([], NOT_HANDED_OUT["recusal"])
    assert "纪检立案核查" not in files["my-data.json"].decode()


def test_pdf_names_acts_and_offices(mine: Client, world: World) -> None:
    a_decision(world, reason="")
    pdf = PdfReader(io.BytesIO(taken(mine)["my-data.pdf"]))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert act_label("decide_files") in text
    assert "山西财经大学" in text
    for raw in ("decide_files", world.college.organisation.path, "registrationtrace", "sealedpiece"):
        assert raw not in text


def test_somebody_without_rows_gets_an_empty_copy(db: None) -> None:
    account = factories.an_account()
    candidate = factories.a_candidate(account=account)
    acting = seats_of(account.pk)[0]
    found = own_data(candidate.pk, acting, KEYS, now=timezone.now(), act_label=act_label)
    tables = {one.name: one for one in found}
    assert tables["admission"].rows == ()
    assert tables["sealedpiece"].note == NOT_HANDED_OUT["sealedpiece"]
