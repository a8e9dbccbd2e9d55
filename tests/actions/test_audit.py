"""The trail: one row for each object an act touched, in the act's own transaction, never changed."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from tests.factories import a_phone, an_account, an_identity_number

from chengzhao.actions.audit import LONGEST_REASON, Actor, Border, Touched, record
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow

pytestmark = pytest.mark.django_db

BORDER = Border(season=2024, province="14")
AT = datetime(2024, 9, 5, 2, tzinfo=UTC)


def write(*touched: Touched, account: int | None = None) -> int:
    actor = Actor(
        account=account,
        role=Role.COUNTY_REVIEWER,
        org_path="/14/1401/",
        request_id="r-1",
        address="192.0.2.7",
        device="d" * 32,
        session="5" * 32,
    )
    return record(
        border=BORDER, actor=actor, at=AT, act="refuse_claims", object_kind="thing", touched=touched
    )


def test_record_writes_a_row_for_each_object() -> None:
    account = an_account()
    one = Touched(object_id="1", before="b" * 64, after="a" * 64, reason="补正")
    assert write(one, Touched(object_id="2", after="c" * 64), account=account.pk) == 2
    rows = AuditRow.objects.order_by("pk")
    shown = [
        (row.season, row.province, row.at, row.account_id, row.role, row.org_path, row.act, row.object_kind)
        for row in rows
    ]
    head = (2024, "14", AT, account.pk, "COUNTY_REVIEWER", "/14/1401/", "refuse_claims", "thing")
    assert shown == [head, head]
    details = rows.values_list("object_id", "before_digest", "after_digest", "reason", "request_id")
    assert list(details) == [
        ("1", "b" * 64, "a" * 64, "补正", "r-1"),
        ("2", "", "c" * 64, "", "r-1"),
    ]
    assert set(rows.values_list("network_address", "device", "session")) == {
        ("192.0.2.7", "d" * 32, "5" * 32)
    }


def test_personal_numbers_in_a_reason_are_covered_and_candidate_numbers_stay() -> None:
    said = f"证件{an_identity_number()}，电话{a_phone()}，报名号24140105000123，文号〔2024〕31号"
    write(Touched(object_id="24140105000123", after="", reason=said))
    row = AuditRow.objects.get()
    assert row.reason == "证件〔身份证号〕，电话〔手机号〕，报名号24140105000123，文号〔2024〕31号"
    assert row.object_id == "24140105000123"


def test_reason_is_cut_behind_what_was_covered() -> None:
    write(Touched(object_id="1", after="", reason="长" * (LONGEST_REASON - 5) + a_phone()))
    assert AuditRow.objects.get().reason == "长" * (LONGEST_REASON - 5) + "〔手机号〕"


def test_record_nothing() -> None:
    assert write() == 0
    assert not AuditRow.objects.exists()


def test_record_of_somebody_without_an_account() -> None:
    write(Touched(object_id="1", after=""))
    assert AuditRow.objects.get().account is None


def test_record_of_an_act_that_came_from_no_browser() -> None:
    actor = Actor(account=None, role=Role.COUNTY_REVIEWER, org_path="/14/1401/")
    record(
        border=BORDER,
        actor=actor,
        at=AT,
        act="refuse_claims",
        object_kind="thing",
        touched=[Touched(object_id="1", after="")],
    )
    row = AuditRow.objects.get()
    assert (row.network_address, row.device, row.session, row.request_id) == (None, "", "", "")


def test_rows_of_one_transaction_have_its_number() -> None:
    write(Touched(object_id="1", after=""))
    with transaction.atomic():
        write(Touched(object_id="2", after=""), Touched(object_id="3", after=""))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        [number] = cursor.fetchone()
    assert set(AuditRow.objects.values_list("position", flat=True)) == {number}


def test_record_goes_with_the_transaction_of_its_act() -> None:
    @transaction.atomic
    def act() -> None:
        write(Touched(object_id="1", after=""))
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        act()
    assert not AuditRow.objects.exists()


def test_an_audit_row_is_never_changed_or_removed() -> None:
    write(Touched(object_id="1", after=""))
    row = AuditRow.objects.get()
    row.reason = "changed"
    with pytest.raises(TypeError, match="never changed"):
        row.save()
    for change in (
        lambda: AuditRow.objects.update(reason="changed"),
        lambda: AuditRow.objects.all().delete(),
        lambda: connection.cursor().execute("TRUNCATE records_auditrow CASCADE"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert AuditRow.objects.get().reason == ""
