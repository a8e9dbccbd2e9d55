"""依法保全 on the page: placed and lifted, each with a reason, of one's own province only."""

import pytest
from django.test import Client
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, LegalHold


@pytest.fixture
def officer(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.PROVINCE_OFFICER])


def place(client: Client, number: str, reason: str = "行政诉讼（2025）晋01行初9号") -> int:
    return client.post("/province/holds/", {"number": number, "reason": reason}).status_code


def test_hold_is_placed_shown_masked_and_lifted(world: World, officer: Client) -> None:
    assert place(officer, world.admitted.candidate_number) == 302
    shown = officer.get("/province/holds/").content.decode()
    assert "张*丰" in shown
    assert "张三丰" not in shown
    hold = LegalHold.objects.get()
    lift = {"hold": str(hold.public_id), "reason": ""}
    assert officer.post("/province/holds/", lift).status_code == 409
    assert officer.post("/province/holds/", lift | {"reason": "已经审结"}).status_code == 302
    assert officer.post("/province/holds/", lift | {"reason": "再来一次"}).status_code == 409
    assert "没有保全的考生。" in officer.get("/province/holds/").content.decode()
    trail = AuditRow.objects.filter(candidate=world.admitted, object_kind="legal_hold").order_by("pk")
    assert list(trail.values_list("act", flat=True)) == ["place_hold", "lift_hold"]


def test_reason_of_a_hold_keeps_no_personal_number(world: World, officer: Client) -> None:
    number = world.admitted.candidate_number
    said = f"报名号{number}，本人证件{factories.an_identity_number()}，电话{factories.a_phone()}"
    assert place(officer, number, said) == 302
    kept = f"报名号{number}，本人证件〔身份证号〕，电话〔手机号〕"
    assert LegalHold.objects.get().reason == kept
    assert AuditRow.objects.get(act="place_hold").reason == kept


@pytest.mark.parametrize("number", ["", "24140105999999"])
def test_unknown_number_is_said(officer: Client, number: str) -> None:
    assert place(officer, number) == 409
    assert officer.post("/province/holds/", {"hold": "no number", "reason": "x"}).status_code == 409


def test_candidate_of_another_province_is_unknown(world: World, log_in: LogIn) -> None:
    account = factories.an_account()
    elsewhere = factories.an_organisation(code="32", path="/32/", name="江苏省教育考试院")
    factories.a_role(account=account, organisation=elsewhere, province="32")
    assert place(log_in(account), world.admitted.candidate_number) == 409
    assert LegalHold.objects.count() == 0


def test_refused_lift_stays_open_at_its_own_row(world: World, officer: Client) -> None:
    for one in (world.admitted, world.waiting):
        assert place(officer, one.candidate_number) == 302
    hold = LegalHold.objects.get(candidate=world.waiting)
    shown = officer.post("/province/holds/", {"hold": str(hold.public_id), "reason": " "}).content.decode()
    assert shown.count('<details class="more" open>') == 1
    opened = shown.partition('<details class="more" open>')[2].partition("</details>")[0]
    assert str(hold.public_id) in opened
