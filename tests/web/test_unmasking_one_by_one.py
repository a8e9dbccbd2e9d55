"""Masks are lifted for a person at a time: an account that lifts one after another is held up, and seen."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow
from chengzhao.web.shared.limits import LIMITS, Per

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


def lift(client: Client, world: World) -> int:
    fields = {"room": "IDENTITY", "reason": "核对信息"}
    return client.post(f"/province/people/{world.admitted.public_id}/", fields).status_code


def test_one_mask_too_many_in_an_hour_is_refused(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.PROVINCE_OFFICER])
    most = min(one.most for one in LIMITS["unmask"] if one.per is Per.SUBJECT)
    before = AuditRow.objects.filter(act="unmask").count()
    assert {lift(client, world) for _ in range(most)} == {302}
    assert lift(client, world) == 429
    assert AuditRow.objects.filter(act="unmask").count() == before + most
    other = log_in(world.accounts[Role.PROVINCE_LEAD])
    assert lift(other, world) == 302, "each account has a measure of its own"


def test_refused_list_of_masks_stands_on_the_trail(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.PROVINCE_OFFICER])
    answer = client.post("/province/unmasking/", {"numbers": "", "reason": ""})
    assert answer.status_code == 409
    assert AuditRow.objects.filter(act="note_refusal", object_kind="list_file").count() == 1


def test_who_asks_whether_somebody_is_registered_is_seen(world: World, log_in: LogIn) -> None:
    number = "999999199003079994"
    county = log_in(world.accounts[Role.COUNTY_REVIEWER])
    county.post("/county/review/find/", {"wanted": number})
    province = log_in(world.accounts[Role.PROVINCE_OFFICER])
    province.post("/search/", {"q": number})
    rows = AuditRow.objects.filter(act="search_person").values_list("role", "object_id", "reason")
    assert list(rows) == [
        ("COUNTY_REVIEWER", "", "窗口查找：没有查到"),
        ("PROVINCE_OFFICER", "", "查找：没有查到"),
    ]
    province.post("/search/", {"q": "没有这所院校"})
    assert AuditRow.objects.filter(act="search_person").count() == 2


def test_number_that_was_typed_as_a_name_does_not_stand_on_the_trail(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.SECURITY_ADMIN])
    fields = {
        "username": "999999199003079994",
        "org_path": world.tree.county.path,
        "role": "COUNTY_REVIEWER",
        "until": f"{timezone.localdate() + timedelta(days=30):%Y-%m-%d}",
    }
    assert client.post("/system/grant/", fields).status_code == 409
    assert AuditRow.objects.filter(act="note_refusal", object_id="〔身份证号〕").count() == 1
    assert not AuditRow.objects.filter(object_id__contains="999999199003079994").exists()
