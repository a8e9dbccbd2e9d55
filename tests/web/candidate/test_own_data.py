"""The copy of everything that is kept of a candidate: every registered field, nobody else's, with a row."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from tests import factories
from tests.factories import KEYS
from tests.web.world import LogIn, World

from chengzhao.actions.outbox import put_messages
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow
from chengzhao.records.queries.messages import Recipient
from chengzhao.records.queries.own_data import NOT_HANDED_OUT, TITLES, own_data
from chengzhao.records.queries.privacy import field_labels
from chengzhao.records.sealed import IDENTITY_NUMBER, PHONE
from chengzhao.rules.privacy.register import OF_ACCOUNT, OF_CANDIDATE, fields_of

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
    assert {*OF_CANDIDATE, *OF_ACCOUNT} == {*TITLES, *NOT_HANDED_OUT}


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
    assert ("view_file", "院校阅档员") in {(row["动作"], row["身份"]) for row in rows}


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


def test_somebody_without_rows_gets_an_empty_copy(db: None) -> None:
    account = factories.an_account()
    candidate = factories.a_candidate(account=account)
    tables = {one.name: one for one in own_data(candidate.pk, account.pk, KEYS)}
    assert tables["admission"].rows == ()
    assert tables["sealedpiece"].note == NOT_HANDED_OUT["sealedpiece"]
